/** `proofload track`: stores recorded runs in the history, or exchanges a history as JSON lines. */
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type CommitOf, exportHistory, importHistory, trackRecords } from '#reports/src/history.ts'
import { git } from '../bridge/checkout.ts'
import { exitStatus, HarnessError } from '../errors.ts'
import type { Surroundings } from '../options.ts'
import { readRecord, recordPath } from '../record/read.ts'
import { defaultBenchOut } from './bench.ts'
import { counted } from './counted.ts'
import { defaultOut } from './run-options.ts'

export interface TrackFlags {
  db?: string
  commit?: string[]
  export?: string
  import?: string
}

/** Beside the record of the last run. */
export const defaultHistory = join(defaultOut, 'history.db')

/** Answers the exit status: 1 where an export had to leave out damaged runs. */
export function track(
  names: readonly string[],
  flags: TrackFlags,
  { env }: Surroundings,
  out: NodeJS.WriteStream,
): number {
  const path = flags.db ?? defaultHistory
  refuseMixed(names, flags)
  if (flags.export !== undefined) return exportTo(path, flags.export, out)
  if (flags.import !== undefined) {
    const { stored, updated, known } = importHistory(path, flags.import)
    out.write(`${path}: ${counted(stored, 'run')} stored, ${updated} brought up to date, ${known} known already\n`)
    return exitStatus.asExpected
  }
  const records = recordsOf(names).map((name) => ({ name, record: readRecord(name) }))
  const commitOf = commitsGiven(flags.commit ?? [], env)
  const results = trackRecords(
    path,
    records.map(({ record }) => record),
    commitOf,
  )
  for (const [index, result] of results.entries()) out.write(resultText(records[index]?.name ?? '', result))
  out.write(`${path}\n`)
  return exitStatus.asExpected
}

const told = { stored: 'stored', updated: 'brought up to date', known: 'known already' } as const

function resultText(name: string, { run, stored }: ReturnType<typeof trackRecords>[number]): string {
  const end = run.outcome === 'complete' ? '' : `, ${run.outcome}`
  const bridges = run.bridges.map(({ bridge, commit, verdicts, benches }) => {
    const at = commit === null ? 'no commit' : `commit ${commit.id.slice(0, 10)}${commit.dirty ? ' with changes' : ''}`
    const held = `${counted(Object.keys(verdicts).length, 'verdict')}, ${counted(benches.length, 'bench', 'benches')}`
    return `  ${bridge}  ${at}  ${held}\n`
  })
  return `${told[stored]}  ${name}  run ${run.run.slice(0, 8)} of ${run.at.slice(0, 10)}${end}\n${bridges.join('')}`
}

function refuseMixed(names: readonly string[], flags: TrackFlags): void {
  const given = [
    ...(names.length > 0 ? ['records'] : []),
    ...(flags.export === undefined ? [] : ['--export']),
    ...(flags.import === undefined ? [] : ['--import']),
  ]
  if (given.length > 1) {
    throw new HarnessError('track-mixed', `${given.join(' and ')} in one command`, { hint: 'one after the other' })
  }
}

/** `-`: to standard output. Answers the exit status. */
function exportTo(path: string, target: string, out: NodeJS.WriteStream): number {
  if (target !== '-') refuseForeign(target)
  const unreadable = target === '-' ? exportHistory(path, (line) => out.write(line)) : exportToFile(path, target)
  if (unreadable.length === 0) return exitStatus.asExpected
  process.stderr.write(`history ${path} is damaged: ${counted(unreadable.length, 'run')} left out\n`)
  for (const run of unreadable) process.stderr.write(`  ${run}\n`)
  return exitStatus.unexpected
}

/** A file that is there stays until the export is whole. Answers the runs that were left out. */
function exportToFile(path: string, target: string): string[] {
  const temporary = `${target}.${process.pid}`
  const file = openForWriting(temporary)
  try {
    const unreadable = exportHistory(path, (line) => {
      writeAll(file, line)
    })
    renameSync(temporary, target)
    return unreadable
  } finally {
    closeSync(file)
    rmSync(temporary, { force: true })
  }
}

/** An earlier export may be replaced, and nothing else: not the history itself, either. */
function refuseForeign(target: string): void {
  if (!existsSync(target)) return
  const isExport = statSync(target).isFile() && readFileSync(target, 'latin1').startsWith('{"proofload":"history"')
  if (isExport) return
  throw new HarnessError('export-foreign', `--export ${target} is there already, and is no export of a history`, {
    hint: 'name a new file, or remove it',
  })
}

function openForWriting(path: string): number {
  try {
    return openSync(path, 'w')
  } catch (error) {
    throw unwritable(path, error)
  }
}

function unwritable(path: string, cause: unknown): HarnessError {
  return new HarnessError('export-unwritable', `export ${path} cannot be written: ${String(cause)}`, { cause })
}

/** A pipe may take a part only. */
function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text)
  for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from)
}

function recordsOf(names: readonly string[]): string[] {
  if (names.length > 0) return [...new Set(names.map(recordPath))]
  const found = [defaultOut, defaultBenchOut].map((folder) => join(folder, 'events.jsonl')).filter(existsSync)
  if (found.length > 0) return found
  throw new HarnessError('record-missing', `no recorded run in ${defaultOut} or ${defaultBenchOut}`, {
    hint: 'name the output folder of a run: proofload track RUN',
  })
}

/** `REV` for all bridges, `BRIDGE=REV` for one; a revision that is in no checkout here must be a commit's name. */
function commitsGiven(given: readonly string[], env: NodeJS.ProcessEnv): CommitOf {
  const commits = given.map((text) => {
    const [, bridge = null, revision = text] = /^([^=]+)=(.+)$/.exec(text) ?? []
    return { bridge, commit: commitNamed(revision, env) }
  })
  return (bridge) =>
    (commits.findLast((one) => one.bridge === bridge) ?? commits.findLast((one) => one.bridge === null))?.commit ?? null
}

function commitNamed(revision: string, env: NodeJS.ProcessEnv): ReturnType<CommitOf> {
  const [id, at] = git('.', ['log', '-1', '--format=%H%n%cI', `${revision}^{commit}`, '--'], env)?.split('\n') ?? []
  if (id !== undefined && at !== undefined) return { id, at, dirty: false }
  if (/^[0-9a-f]{7,64}$/.test(revision)) return { id: revision, at: null, dirty: false }
  throw new HarnessError('revision-unknown', `--commit ${revision} is no revision of the checkout here`, {
    hint: "give the commit's hexadecimal name",
  })
}
