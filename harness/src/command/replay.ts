/** `proofload replay`: a recorded session through judge and reports again. No bridge, no compiler, no process is started. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { HarnessError } from '../errors.ts'
import type { Surroundings } from '../options.ts'
import type { RunStarted } from '../record/events.ts'
import { lockFolder } from '../record/lock.ts'
import { recordFile } from '../record/read.ts'
import { RecordWriter } from '../record/write.ts'
import type { ProtocolLine } from '../replay/lines.ts'
import { readProtocol } from '../replay/read.ts'
import { type Lost, type Replayed, replay as replayed } from '../replay/replay.ts'
import type { TryContext } from '../run/context.ts'
import type { Case } from '../suite/case.ts'
import { counted } from './counted.ts'
import { reportersFor, reportOn } from './reporting.ts'
import { patienceOf, recordedOptions } from './run-options.ts'
import { runStarted } from './run-started.ts'
import { readSuites } from './suites.ts'

export interface ReplayFlags {
  out: string
  suites?: string[]
  reporter?: string[]
}

/** Of a difference or a loss, so many are named; all of the former are in the record. */
const named = 10

/** Answers the exit status, as the run would have had it. */
export async function replay(
  folder: string,
  { out: into, suites, reporter = [] }: ReplayFlags,
  around: Surroundings,
  out: NodeJS.WriteStream,
): Promise<number> {
  const protocol = readProtocol(folder)
  const before = startOf(protocol, folder)
  const options = recordedOptions(before)
  const { suite } = readSuites(suites ?? options.suites, around)
  const cases = new Map<string, Case>(suite.cases.map((one) => [one.id, one]))
  const path = join(into, recordFile)
  if (existsSync(path)) {
    throw new HarnessError('record-exists', `${path} is there already`, { hint: 'choose a new folder with --out' })
  }
  using _ = lockFolder(into)
  const reporters = reportersFor(reporter, into)
  const planned = before.cases.flatMap(({ id }) => cases.get(id) ?? [])
  const now = runStarted({ ...options, suites: suites ?? options.suites }, suite, {
    cases: planned,
    commits: before.commits,
  })
  const { run, at, machine } = before
  const told = await record(
    path,
    { ...now, options: before.options, run, at, machine },
    replayed(protocol, cases, contextOf(before)),
  )
  const status = await reportOn(path, { folder: into, reporters, out, summary: around.env['GITHUB_STEP_SUMMARY'] })
  out.write(tell(told))
  return status
}

function startOf(protocol: readonly ProtocolLine[], folder: string): RunStarted {
  for (const line of protocol) if (line.line === 'event' && line.event.event === 'RunStarted') return line.event
  throw new HarnessError('protocol-damaged', `the protocol in ${folder} does not say what was run`, {
    hint: 'record the run again',
  })
}

function contextOf(started: RunStarted): TryContext {
  const { timeoutMs, variant } = recordedOptions(started)
  return {
    timeoutMs,
    patience: patienceOf(variant),
    limitedApi: variant.limitedApi,
    isStarving: variant.stress === 'alloc',
    stop: new AbortController().signal,
  }
}

interface Told {
  verdicts: number
  changed: string[]
  lost: string[]
}

async function record(path: string, started: RunStarted, events: AsyncIterable<Replayed | Lost>): Promise<Told> {
  using writer = RecordWriter.create(path, started)
  const told: Told = { verdicts: 0, changed: [], lost: [] }
  for await (const one of events) {
    if ('lost' in one) {
      told.lost.push(`${one.lost.case} on ${one.lost.bridge} ${one.lost.why}`)
      continue
    }
    const { event, before } = one
    writer.write(event)
    if (event.event !== 'CaseFinished') continue
    told.verdicts += 1
    if (event.verdict !== before) told.changed.push(`${event.case} on ${event.bridge}: ${before}, now ${event.verdict}`)
  }
  return told
}

function tell({ verdicts, changed, lost }: Told): string {
  const lines = [
    `${counted(verdicts, 'verdict')} replayed, ${changed.length} of them other than when it was recorded`,
    ...some(changed),
    ...(lost.length === 0 ? [] : [`! ${counted(lost.length, 'case')} cannot be judged from the recording`]),
    ...some(lost),
  ]
  return `${lines.join('\n')}\n`
}

function some(lines: readonly string[]): string[] {
  const more = lines.length - named
  return [...lines.slice(0, named), ...(more > 0 ? [`… ${more} more`] : [])].map((line) => `    ${line}`)
}
