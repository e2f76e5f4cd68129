/** What a calibration of the gate found, as data and for people. */
import CliTable from 'cli-table3'
import type { Trial } from '../bench/calibrate-gate.ts'
import type { Machine } from '../record/machine.ts'
import { percentText } from '../statistics/change-text.ts'
import type { Rule } from '../statistics/gate-rule.ts'
import { counted } from './counted.ts'

/** What the gate is to keep: false alarms among comparisons of the same code, and how many of +5 % it finds. */
const aims = { falseAlarms: 0.02, planted: 0.05, found: 0.9 }

export interface Calibration {
  proofload: string
  /** ISO 8601. */
  at: string
  machine: Machine
  /** Processes that wanted to run, averaged over a minute. */
  load: { before: number; after: number }
  bridge: string
  benches: number
  rule: Rule
  minutes: number
  changes: Change[]
  trials: Trial[]
}

export interface Change {
  planted: number
  comparisons: number
  slower: number
  cannotTell: number
  notSlower: number
  /** Share that was called slower, with its 95 % interval (Wilson). */
  share: number
  low: number
  high: number
  /** Seconds a bench took. */
  seconds: { median: number; most: number }
}

/** Sentences about what the gate does not keep. */
export function missedAims(changes: readonly Change[]): string[] {
  const same = changes.find(({ planted }) => planted === 0)
  const slower = changes.find(({ planted }) => planted === aims.planted)
  return [
    ...(same !== undefined && same.share > aims.falseAlarms
      ? [
          `${same.slower} of ${same.comparisons} comparisons of the same code are false alarms, ${percentText(aims.falseAlarms)} is the aim`,
        ]
      : []),
    ...(slower !== undefined && slower.share < aims.found
      ? [
          `${slower.slower} of ${slower.comparisons} slowdowns of ${percentText(aims.planted)} are found, ${percentText(aims.found)} is the aim`,
        ]
      : []),
  ]
}

const noLines = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid', 'middle'].flatMap((side) =>
    ['', '-mid', '-left', '-right'].map((part) => [`${side}${part}`, '']),
  ),
)

export function calibrationText(
  { machine, load, at, minutes, rule, changes }: Calibration,
  missed: readonly string[],
): string {
  const table = new CliTable({
    head: ['planted', 'comparisons', 'slower', '', 'cannot tell', 'not slower', 'seconds a bench'],
    chars: noLines,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2, compact: true },
    colAligns: ['right', 'right', 'right', 'left', 'right', 'right', 'left'],
  })
  for (const { planted, comparisons, slower, cannotTell, notSlower, share, low, high, seconds } of changes) {
    const name = planted === 0 ? 'nothing' : `+${percentText(planted)}`
    const part =
      comparisons === 0 ? '' : `${percentText(share)} [${(low * 100).toFixed(1)}, ${(high * 100).toFixed(1)}]`
    const took = `median ${seconds.median.toFixed(1)}, most ${seconds.most.toFixed(1)}`
    table.push([name, comparisons, slower, part, cannotTell, notSlower, took])
  }
  const model = machine.cpu === null ? '' : ` (${machine.cpu})`
  const cores = `${counted(machine.cpus, 'processor')}${model}`
  const where = `${at.slice(0, 10)}, ${machine.os} ${machine.arch}, ${cores}, load ${load.before.toFixed(1)} before and ${load.after.toFixed(1)} after`
  const said = missed.length === 0 ? '✓ the gate keeps its aims here' : missed.map((one) => `✗ ${one}`).join('\n')
  const rows = table.toString().replaceAll(/ +$/gm, '')
  return `${rows}
${where}; floor ${percentText(rule.floor)}, budget ${rule.budget} s a bench; ${minutes} min in all
"slower" where nothing is planted is a false alarm; elsewhere it is what the gate is for. [95 % interval]
${said}
`
}
