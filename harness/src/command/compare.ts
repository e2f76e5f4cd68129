/** `proofload compare`: bridges and recorded runs side by side, and what changed between two runs. */
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
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
import { resolveBridges } from '../bridge/discover.ts'
import { exitStatus, HarnessError } from '../errors.ts'
import type { Surroundings } from '../options.ts'
import { isWithin } from '../plan/filter.ts'
import { readRecord, recordFile, recordPath } from '../record/read.ts'
import { bench } from './bench.ts'
import { run } from './run.ts'
import { defaultOut } from './run-options.ts'
import { bridgesFolder, readSuites } from './suites.ts'

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
  refuseTaken(flags)
  const asked = args.map(argumentOf)
  const records = asked.flatMap((one) => ('path' in one ? [one] : []))
  const names = asked.flatMap((one) => ('bridge' in one ? [one.bridge] : []))
  refuseSameLabels(records)
  if (names.length === 0) refuseRunFlags(flags)
  // A record that cannot be read is told before minutes are spent on bridges.
  const read = records.map((one) => ({ ...one, events: readRecord(one.path).events }))
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

function refuseRunFlags({ suite, bench: isMeasured, rounds, jobs }: CompareFlags): void {
  const given = [
    ['--suite', suite !== undefined],
    ['--no-bench', isMeasured === false],
    ['--rounds', rounds !== undefined],
    ['--jobs', jobs !== undefined],
  ] as const
  const flag = given.find(([, isGiven]) => isGiven)?.[0]
  if (flag === undefined) return
  throw new HarnessError('nothing-to-run', `${flag} is for bridges that are run, and only recorded runs are named`, {
    hint: "of recorded runs a query chooses: --where 'area:buffers'",
  })
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

function refuseSameLabels(records: readonly { label: string | null; path: string }[]): void {
  const seen = new Map<string, string>()
  for (const { label, path } of records) {
    if (label === null) continue
    const before = seen.get(label)
    if (before !== undefined) {
      throw new HarnessError('label-twice', `${label} names two runs: ${before} and ${path}`, {
        hint: 'give each run a name of its own',
      })
    }
    seen.set(label, path)
  }
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
  await refuseUnknown(names, around)
  const { cases, benches } = partsOf(flags, around)
  const jobs = flags.jobs === undefined ? {} : { jobs: flags.jobs }
  const rounds = flags.rounds === undefined ? {} : { rounds: flags.rounds }
  const folders = { run: join(defaultCompareOut, 'run'), bench: join(defaultCompareOut, 'bench') }
  const records: Recorded[] = []
  if (cases !== null) {
    stderr.write(`running ${names.join(', ')} into ${folders.run}\n`)
    const status = await run(names, { ...jobs, suite: cases, out: folders.run, reporter: ['results'] }, around, stderr)
    if (isStopped(status)) return { status, records }
    records.push(recordOf(folders.run))
  }
  if (benches !== null) {
    stderr.write(`measuring ${names.join(', ')} into ${folders.bench}\n`)
    const status = await bench(names, { ...jobs, ...rounds, suite: benches, out: folders.bench }, around, stderr)
    if (isStopped(status)) return { status, records }
    records.push(recordOf(folders.bench))
  }
  return { status: null, records }
}

/** A folder without a record may be meant by what names no bridge. */
async function refuseUnknown(names: readonly string[], { places }: Surroundings): Promise<void> {
  try {
    await resolveBridges(names, bridgesFolder, places)
  } catch (error) {
    if (!(error instanceof HarnessError) || error.code !== 'bridge-unknown') throw error
    const folder = names.find((name) => existsSync(name) && error.message.includes(`"${name}"`))
    if (folder !== undefined) recordPath(folder)
    throw neither(error)
  }
}

function neither(error: HarnessError): HarnessError {
  const [unknown, ...meant] = error.message.split(';')
  const message = [`${unknown}, and no recorded run of that name`, ...meant].join(';')
  return new HarnessError(error.code, message, { hint: error.hint ?? '', cause: error })
}

/** What to run and what to measure, as expressions; null: nothing. A part of the suite may have cases and no bench, or benches and no case. */
function partsOf({ suite: expressions = [], bench: isMeasured }: CompareFlags, around: Surroundings) {
  if (isMeasured === false) return { cases: expressions, benches: null }
  if (expressions.length === 0) return { cases: [], benches: [] }
  const { suite } = readSuites([], around)
  const among = (all: readonly { id: string }[]) =>
    expressions.filter((expression) => all.some(({ id }) => isWithin(id, expression)))
  const benches = among(suite.benches)
  // What is neither is for the run to refuse.
  const cases = expressions.filter((one) => !benches.includes(one) || among(suite.cases).includes(one))
  return { cases: cases.length === 0 ? null : cases, benches: benches.length === 0 ? null : benches }
}

/** Verdicts that are not as expected are what a comparison is for; an interrupt is not. */
function isStopped(status: number): boolean {
  return status !== exitStatus.asExpected && status !== exitStatus.unexpected
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

/** A comparison may be any text, so that none can be told from a file of somebody else's, or from a record. */
function refuseTaken({ out: path }: CompareFlags): void {
  if (path === undefined || !existsSync(path)) return
  throw new HarnessError('compare-taken', `--out ${path} is there already`, { hint: 'name a new file, or remove it' })
}

function write(text: string, { out: path }: CompareFlags, out: NodeJS.WriteStream): void {
  if (path === undefined) {
    out.write(text)
    return
  }
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text, { flag: 'wx' })
  out.write(`${path}\n`)
}
