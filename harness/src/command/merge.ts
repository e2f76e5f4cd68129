/** `proofload merge`: records of parts become one record, with its reports. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { exitStatus, HarnessError } from '../errors.ts'
import type { Surroundings } from '../options.ts'
import { lockFolder } from '../record/lock.ts'
import { bridgesOf, type Merged, mergeRecords, type Part } from '../record/merge.ts'
import { readRecord, recordFile, recordPath, salvageRecord } from '../record/read.ts'
import { RecordWriter } from '../record/write.ts'
import { counted } from './counted.ts'
import { reportersFor, reportOn } from './reporting.ts'

export interface MergeFlags {
  out: string
  salvage?: true
  reporter?: string[]
}

/** Answers the exit status: 1 also when something is missing. */
export async function merge(
  names: readonly string[],
  { out: folder, salvage, reporter = [] }: MergeFlags,
  { env }: Surroundings,
  out: NodeJS.WriteStream,
): Promise<number> {
  const paths = [...new Set(names.map(recordPath))]
  const parts = paths.map((path) => (salvage === true ? salvaged(path, out) : wholePart(path)))
  const merged = mergeRecords(parts)
  const path = join(folder, recordFile)
  refuseRecord(path)
  using _ = lockFolder(folder)
  const reporters = reportersFor(reporter, folder)
  writeRecord(path, merged)
  const status = await reportOn(path, { folder, reporters, out, summary: env['GITHUB_STEP_SUMMARY'] })
  const missing = [...merged.missing.map((part) => `${part} is in none of the records`), ...notRun(merged, folder)]
  if (merged.overlaps > 0)
    out.write(`${counted(merged.overlaps, 'verdict')} in more than one record, the same in all\n`)
  for (const line of missing) out.write(`! ${line}\n`)
  return missing.length > 0 ? exitStatus.unexpected : status
}

function wholePart(path: string): Part {
  const { started, events } = readRecord(path)
  const last = events.findLast(({ event }) => event === 'RunFinished' || event === 'RunResumed')
  if (last?.event === 'RunFinished' && last.outcome !== 'interrupted') return { name: path, started, events }
  const verdicts = events.filter(({ event }) => event === 'CaseFinished').length
  const folder = dirname(path)
  throw new HarnessError('record-unfinished', `record ${path} is that of a run that did not finish`, {
    hint: `its ${counted(verdicts, 'verdict')} can be used: \`proofload run --resume --out ${folder}\` finishes it, --salvage takes it as it is`,
  })
}

function salvaged(path: string, out: NodeJS.WriteStream): Part {
  const { started, events, lost } = salvageRecord(path)
  const verdicts = events.filter(({ event }) => event === 'CaseFinished').length
  const without =
    lost.length === 0
      ? ''
      : `, without ${lost.length === 1 ? 'line' : 'lines'} ${lost.slice(0, 10).join(', ')}${lost.length > 10 ? ', …' : ''}`
  out.write(`${path}: ${counted(verdicts, 'verdict')}${without}\n`)
  return { name: path, started, events }
}

/** A merged record replaces none, not even ours: it may be one of its own parts. */
function refuseRecord(path: string): void {
  if (!existsSync(path)) return
  throw new HarnessError('record-exists', `${path} is there already`, { hint: 'choose a new folder with --out' })
}

function writeRecord(path: string, { events: [first, ...others] }: Merged): void {
  if (first === undefined) throw new Error('a merged record has a first event')
  using writer = RecordWriter.create(path, first)
  for (const event of others) writer.write(event)
}

/** Planned cases without a verdict on a bridge that was asked for; the record may have broken off before it. */
function notRun({ events }: Merged, folder: string): string[] {
  const [started] = events
  if (started?.event !== 'RunStarted') return []
  const verdicts = new Map<string, number>()
  for (const event of events) {
    if (!('bridge' in event)) continue
    verdicts.set(event.bridge, (verdicts.get(event.bridge) ?? 0) + (event.event === 'CaseFinished' ? 1 : 0))
  }
  for (const name of bridgesOf(started)) {
    const isThere = [...verdicts.keys()].some((bridge) => bridge === name || bridge.startsWith(`${name}@`))
    if (!isThere) verdicts.set(name, 0)
  }
  const wanting = [...verdicts].flatMap(([bridge, seen]) => {
    const count = started.cases.length - seen
    return count > 0 ? [`${counted(count, 'case')} not run on ${bridge}`] : []
  })
  return wanting.length === 0 ? [] : [`${wanting.join(', ')}; \`proofload run --resume --out ${folder}\` runs them`]
}
