/** `proofload compare`: bridges and recorded runs side by side, and what changed between two runs. */
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CompareFormat, compareFormats, compareGroupings, renderComparison } from '#reports/src/compare.ts'
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

export interface CompareFlags {
  by?: (typeof compareGroupings)[number]
  where?: string
  base?: string
  format?: CompareFormat
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
  const format = flags.format ?? 'table'
  const options = { by: flags.by ?? 'area', where: flags.where ?? null, base: flags.base ?? null }
  const text = await told(() => renderComparison(all, options, { format, screen: summaryOptions(out) }))
  write(text, flags, out)
  return exitStatus.asExpected
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
  stderr.write(`running ${names.join(', ')} into ${folders.run}\n`)
  const ran = await run(names, { ...common, out: folders.run, reporter: ['results'] }, around, stderr)
  const records = [recordOf(folders.run)]
  if (isStopped(ran)) return { status: ran, records }
  if (flags.bench === false) return { status: null, records }
  stderr.write(`measuring ${names.join(', ')} into ${folders.bench}\n`)
  const rounds = flags.rounds === undefined ? {} : { rounds: flags.rounds }
  const benched = await bench(names, { ...common, ...rounds, out: folders.bench }, around, stderr)
  return { status: isStopped(benched) ? benched : null, records: [...records, recordOf(folders.bench)] }
}

/** Verdicts that are not as expected are what a comparison is for; an interrupt is not. */
function isStopped(status: number): boolean {
  return status !== exitStatus.asExpected && status !== exitStatus.unexpected
}

function recordOf(folder: string) {
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
