/** A diff of two runs for scripts; docs/compare.md describes it. */
import type { BenchChange, CaseChange, DiffPair, RunDiff } from '../../compare/diff.ts'
import { oneLine } from '../../findings.ts'
import { verdictText } from './diff-text.ts'
import { compareVersion, jsonLines } from './json.ts'

export function renderDiffJson(diff: RunDiff): string {
  const { from, to, failOn, notes, pairs, changes, benches } = diff
  const head = { schema: compareVersion, from, to, failOn, ok: verdictText(diff).ok, notes }
  const lines = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`)
  const lists = { bridges: pairs.map(pairEntry), changes: changes.map(changeEntry), benches: benches.map(benchEntry) }
  const arrays = Object.entries(lists).map(([key, items]) => `  ${JSON.stringify(key)}: ${jsonLines(items)}`)
  return `{\n${lines.join('\n')}\n${arrays.join(',\n')}\n}\n`
}

function pairEntry({ bridge, from, to, counts, newFailing, cost }: DiffPair): object {
  const versions = { from: from.version, to: to.version }
  return {
    bridge,
    versions,
    counts,
    newFailing,
    ratio: cost === null ? null : { ...cost.ratio, benches: cost.benches },
  }
}

function changeEntry({ kind, bridge, item, from, to, gates }: CaseChange): object {
  const { id, level, behaviour, place } = item
  return {
    kind,
    bridge,
    id,
    level,
    behaviour,
    place,
    gates,
    from: from.outcome,
    to: to.outcome,
    difference: oneLine(to) ?? oneLine(from),
  }
}

function benchEntry({ bridge, id, from, to, cost }: BenchChange): object {
  return { bridge, id, from, to, ...cost.ratio }
}
