/** `proofload coverage`: what the suite reaches. */
import { styleText } from 'node:util'
import { type FunctionReach, type Reach, reachOf, stableAbi } from '../coverage/reach.ts'
import { exitStatus } from '../errors.ts'
import type { Surroundings } from '../options.ts'
import { excusedFunctions } from '../suite/uncovered.ts'
import { counted } from './counted.ts'
import { readSuites, suiteFolders } from './suites.ts'

export interface CoverageFlags {
  suites?: string[]
  json?: true
}

export function coverage(flags: CoverageFlags, around: Surroundings, out: NodeJS.WriteStream): number {
  const { suite, capi } = readSuites(flags.suites ?? [], around)
  const reach = reachOf(suite, capi, excusedFunctions(suiteFolders(flags.suites ?? [])))
  out.write(flags.json === true ? `${JSON.stringify({ reach }, null, 2)}\n` : reachText(reach, out))
  return exitStatus.asExpected
}

function reachText({ cases, behaviours, functions }: Reach, stream: NodeJS.WriteStream): string {
  const heading = (text: string) => styleText('bold', text, { stream })
  const areas = Object.entries(cases.byArea).map(([area, count]) => [area, String(count)])
  const chapters = Object.entries(functions.byChapter).map(([chapter, of]) => [chapter, shareOf(of)])
  return [
    heading(counted(cases.total, 'case')),
    columns(areas),
    `  by level: ${listOf(cases.byLevel)}`,
    `  by kind: ${listOf(cases.byKind)}`,
    '',
    heading(`Behaviours: ${behaviours.covered} of ${behaviours.total} have a case`),
    ...named('without', behaviours.uncovered),
    '',
    heading(`Stable ABI of ${stableAbi}: ${shareOf(functions.stableAbi)} functions are touched by a case`),
    ...excusedText(functions.stableAbi),
    ...named('untouched', functions.stableAbi.untouched),
    '',
    heading(`Documented functions and macros: ${shareOf(functions.documented)} are touched by a case`),
    columns(chapters),
    '',
  ].join('\n')
}

function shareOf({ touched, total }: FunctionReach): string {
  return `${touched} of ${total}`
}

function excusedText({ excused }: FunctionReach): string[] {
  return excused.length === 0 ? [] : [`  cannot be called portably, reasons in uncovered.yaml: ${excused.length}`]
}

function listOf(counts: Record<string, number>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')
}

function named(label: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`  ${label}: ${names.join(', ')}`]
}

function columns(rows: readonly (readonly string[])[]): string {
  const width = Math.max(0, ...rows.map(([name = '']) => name.length))
  return rows.map(([name = '', value = '']) => `  ${name.padEnd(width)}  ${value}`).join('\n')
}
