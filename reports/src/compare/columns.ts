/** Which columns a comparison has: one for each bridge of each record, named as briefly as is unambiguous. */
import { dirname } from 'node:path'
import type { RunEvent, RunStarted } from '#harness/src/record/events.ts'
import { CompareError } from '../compare-error.ts'
import { bridgeNames } from '../model.ts'

/** A record that is compared. */
export interface ComparedRecord {
  /** As the user named it; its folders tell runs apart. */
  path: string
  /** From `NAME=PATH`, else null. */
  label: string | null
  events: readonly RunEvent[]
}

/** What one record says about one bridge. */
interface Source {
  /** Index of the record. */
  record: number
  bridge: string
  /** Has it verdicts, has it measurements? */
  cases: boolean
  benches: boolean
}

export interface CompareColumn {
  /** As the head of the column says it. */
  name: string
  /** As its record names it: `cpython@3.13`. */
  bridge: string
  /** Label of the run where the name has one, else empty. */
  run: string
  version: string | null
  /** One; or two, where one record has its verdicts and another its measurements. */
  sources: Source[]
}

interface Draft {
  label: string | null
  bridge: string
  version: string | null
  sources: Source[]
}

/** Throws `CompareError` where labels do not tell the columns apart. */
export function compareColumns(records: readonly ComparedRecord[]): CompareColumn[] {
  const drafts: Draft[] = []
  for (const [index, record] of records.entries()) {
    for (const draft of draftsOf(record, index)) {
      const half = drafts.find((other) => completes(other, draft))
      if (half === undefined) drafts.push(draft)
      else half.sources.push(...draft.sources)
    }
  }
  const labels = runLabels(records)
  const columns = drafts.map((draft) => named(draft, drafts, labels))
  const twice = columns.find(({ name }, index) => columns.findIndex((other) => other.name === name) < index)
  if (twice === undefined) return columns
  throw new CompareError(`two columns would have the name ${twice.name}`, {
    hint: 'give each run a label of its own, which no bridge has: NAME=FOLDER',
  })
}

/** The bridges of a record, in the order in which they were asked for. */
function draftsOf({ label, events }: ComparedRecord, record: number): Draft[] {
  return bridgeNames(events, startOf(events)).map((bridge) => {
    const own = events.filter((event) => 'bridge' in event && event.bridge === bridge)
    const start = own.findLast((event) => event.event === 'BridgeStarted')
    const has = (name: RunEvent['event']) => own.some(({ event }) => event === name)
    const source = { record, bridge, cases: has('CaseFinished'), benches: has('BenchFinished') }
    return { label, bridge, version: start?.version ?? null, sources: [source] }
  })
}

/** The first event of a record, which `readRecord` has checked. */
export function startOf(events: readonly RunEvent[]): RunStarted {
  const [started] = events
  if (started?.event !== 'RunStarted') throw new Error('a record has no RunStarted event')
  return started
}

/** A run and a measurement of one version of one bridge are two halves of one column. */
function completes(one: Draft, other: Draft): boolean {
  const [first, second] = [one.sources, other.sources[0]]
  if (second === undefined || first.length > 1 || one.bridge !== other.bridge || one.label !== other.label) return false
  const apart = first.every(
    ({ record, cases, benches }) =>
      record !== second.record && cases !== second.cases && benches !== second.benches && cases !== benches,
  )
  return apart && (one.version === other.version || one.version === null || other.version === null)
}

function named(draft: Draft, drafts: readonly Draft[], labels: readonly string[]): CompareColumn {
  const { label, bridge, version, sources } = draft
  const isAloneInRun = drafts.filter((other) => other.label === label).length === 1
  const isUnique = drafts.filter((other) => other.bridge === bridge).length === 1
  const run = label ?? (isUnique ? '' : (labels[sources[0]?.record ?? 0] ?? ''))
  const name = label !== null && isAloneInRun ? label : run === '' ? bridge : `${bridge}#${run}`
  return { name, bridge, run, version, sources }
}

/** The shortest ends of the records' folders that differ; numbers where they are the same. */
function runLabels(records: readonly ComparedRecord[]): string[] {
  const folders = records.map(({ path }) =>
    folderOf(path)
      .split(/[\\/]/)
      .filter((part) => part !== '' && part !== '.'),
  )
  const deepest = Math.max(...folders.map(({ length }) => length))
  for (let depth = 1; depth <= deepest; depth += 1) {
    const labels = folders.map((parts) => parts.slice(-depth).join('/'))
    if (new Set(labels).size === labels.length && !labels.includes('')) return labels
  }
  return records.map((_, index) => String(index + 1))
}

/** What a user calls a run: its label, else the folder of its record. */
export function runName({ label, path }: ComparedRecord): string {
  return label ?? folderOf(path)
}

function folderOf(path: string): string {
  return path.endsWith('.jsonl') ? dirname(path) : path
}

/** The columns that a name means: its own, its run, or its bridge, of which `cpython` is the beginning of `cpython@3.13`. */
export function columnsNamed(name: string, columns: readonly CompareColumn[]): CompareColumn[] {
  const exact = columns.filter((column) => column.name === name)
  if (exact.length > 0) return exact
  return columns.filter(({ bridge, run }) => run === name || bridge === name || bridge.startsWith(`${name}@`))
}
