/** `proofload compare`: bridges and recorded runs side by side, and what changed between two runs. */
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type CompareFormat,
  compareFormats,
  compareGroupings,
  diffKinds,
  isDiffable,
  renderComparison,
  renderDiff,
} from '#reports/src/compare.ts'
import { CompareError } from '#reports/src/compare-error.ts'
import { summaryOptions } from '#reports/src/summary.ts'
import { exitStatus, HarnessError } from '../errors.ts'
import type { Surroundings } from '../options.ts'
import { readRecord, recordFile, recordPath } from '../record/read.ts'
import { bench } from './bench.ts'
import { run } from './run.ts'
import { defaultOut } from './run-options.ts'

export const formats = compareFormats
export const groupings = compareGroupings
export const failKinds = [...diffKinds, 'none'] as const

export interface CompareFlags {
  by?: (typeof compareGroupings)[number]
  where?: string
  base?: string
  format?: CompareFormat
  diff?: boolean
  failOn?: (typeof failKinds)[number][]
  out?: string
  suite?: string[]
  bench?: boolean
  rounds?: number
  jobs?: number
}

/** Where bridges are run that are named instead of records. */
export const defaultCompareOut = join(defaultOut, 'compare')

/** Answers the exit status. */
export async function compare(
  args: readonly string[],
  flags: CompareFlags,
  around: Surroundings,
  out: NodeJS.WriteStream,
): Promise<number> {
  const asked = args.map(argumentOf)
  const records = asked.flatMap((one) => ('path' in one ? [one] : []))
  const names = asked.flatMap((one) => ('bridge' in one ? [one.bridge] : []))
  // A record that cannot be read is told before minutes are spent on bridges.
  const read = records.map((one) => ({ ...one, events: readRecord(one.path, { torn: 'left-out' }).events }))
  const measured = names.length === 0 ? { status: null, records: [] } : await measure(names, flags, around)
  if (measured.status !== null) return measured.status
  const all = [...measured.records, ...read]
  const show = { format: flags.format ?? 'table', screen: summaryOptions(out) }
  const pair = names.length === 0 ? diffedOf(all, flags) : null
  if (pair !== null) {
    const failOn = (flags.failOn ?? ['regressed']).filter((kind) => kind !== 'none')
    const { text, ok } = await told(() => renderDiff(pair, { where: flags.where ?? null, failOn }, show))
    write(text, flags, out)
    return ok ? exitStatus.asExpected : exitStatus.unexpected
  }
  refuseDiffFlags(flags)
  const options = { by: flags.by ?? 'area', where: flags.where ?? null, base: flags.base ?? null }
  write(await told(() => renderComparison(all, options, show)), flags, out)
  return exitStatus.asExpected
}

type Recorded = Parameters<typeof renderComparison>[0][number]

/** The two records whose difference is asked for: by --diff, or by their being of one bridge when nothing that speaks of columns is asked. */
function diffedOf(records: readonly Recorded[], { diff, by, base }: CompareFlags): [Recorded, Recorded] | null {
  const [from, to, ...others] = records
  const isTwo = from !== undefined && to !== undefined && others.length === 0
  if (diff === true && !isTwo) {
    throw new HarnessError('diff-needs-two', `--diff takes two recorded runs, not ${records.length}`, {
      hint: 'the older first: proofload compare runs/old runs/new --diff',
    })
  }
  const isAsked = diff === true || (diff === undefined && by === undefined && base === undefined)
  return isTwo && isAsked && (diff === true || isDiffable([from, to])) ? [from, to] : null
}

function refuseDiffFlags({ diff, failOn }: CompareFlags): void {
  if (diff !== true && failOn === undefined) return
  throw new HarnessError(
    'diff-needs-two',
    `${diff === true ? '--diff' : '--fail-on'} needs two recorded runs of one bridge`,
    {
      hint: 'the older first: proofload compare runs/old runs/new --diff',
    },
  )
}

type Argument = { bridge: string } | { label: string | null; path: string }

/** A record is a path that exists, with or without a label before it; what else looks like a path is a record that is missing. */
function argumentOf(text: string): Argument {
  const [, label = null, path = text] = /^([\w.-]+)=(.+)$/s.exec(text) ?? []
  const isDescriptor = /\.ya?ml$/.test(path)
  const isFolder = existsSync(path) && statSync(path).isDirectory()
  // A folder may have a bridge's name: without a record in it the bridge is meant.
  const isRecord = isFolder ? existsSync(join(path, recordFile)) : existsSync(path)
  const looksLikePath = /[\\/]|\.jsonl?$/.test(path)
  if (label === null && (isDescriptor || !(isRecord || looksLikePath))) return { bridge: text }
  return { label, path: recordPath(path) }
}

/** Runs and measures now; what they say goes to standard error, for standard output is the comparison. */
async function measure(names: readonly string[], flags: CompareFlags, around: Surroundings) {
  const { stderr } = process
  const common = {
    ...(flags.suite === undefined ? {} : { suite: flags.suite }),
    ...(flags.jobs === undefined ? {} : { jobs: flags.jobs }),
  }
  const folders = { run: join(defaultCompareOut, 'run'), bench: join(defaultCompareOut, 'bench') }
  const ran = await attempt(folders.run, `running ${names.join(', ')}`, () =>
    run(names, { ...common, out: folders.run, reporter: ['results'] }, around, stderr),
  )
  if (flags.bench === false || isStopped(ran)) return answerOf([ran])
  const rounds = flags.rounds === undefined ? {} : { rounds: flags.rounds }
  const measured = await attempt(folders.bench, `measuring ${names.join(', ')}`, () =>
    bench(names, { ...common, ...rounds, out: folders.bench }, around, stderr),
  )
  return answerOf([ran, measured])
}

type Attempt = { folder: string; status: number } | { nothing: HarnessError }

/** A part of the suite may have cases and no bench, or benches and no case. */
async function attempt(folder: string, what: string, work: () => Promise<number>): Promise<Attempt> {
  process.stderr.write(`${what} into ${folder}\n`)
  try {
    return { folder, status: await work() }
  } catch (error) {
    const isNothing = error instanceof HarnessError && ['suite-unknown', 'nothing-selected'].includes(error.code)
    if (isNothing) return { nothing: error }
    throw error
  }
}

function answerOf(attempts: readonly Attempt[]): { status: number | null; records: Recorded[] } {
  const stopped = attempts.find(isStopped)
  if (stopped !== undefined && 'status' in stopped) return { status: stopped.status, records: [] }
  const records = attempts.flatMap((one) => ('folder' in one ? [recordOf(one.folder)] : []))
  const [first] = attempts
  if (records.length === 0 && first !== undefined && 'nothing' in first) throw first.nothing
  return { status: null, records }
}

/** Verdicts that are not as expected are what a comparison is for; an interrupt is not. */
function isStopped(one: Attempt): boolean {
  return 'status' in one && one.status !== exitStatus.asExpected && one.status !== exitStatus.unexpected
}

function recordOf(folder: string): Recorded {
  const path = join(folder, recordFile)
  return { label: null, path, events: readRecord(path).events }
}

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof CompareError ? usageError(error) : error
  }
}

function usageError(error: CompareError): HarnessError {
  return new HarnessError('compare-unknown', error.message, { hint: error.hint, cause: error })
}

function write(text: string, { out: path }: CompareFlags, out: NodeJS.WriteStream): void {
  if (path === undefined) {
    out.write(text)
    return
  }
  writeFileSync(path, text)
  out.write(`${path}\n`)
}
