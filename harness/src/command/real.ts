/** `proofload real`: does a bridge import these extensions? */
import { randomUUID } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { resolveBridges } from '../bridge/discover.ts'
import { defaultLimits } from '../bridge/host.ts'
import { exitStatus, HarnessError } from '../errors.ts'
import { defaultJobs, type Surroundings } from '../options.ts'
import { corpusEnvironment, findCorpus, moduleNameOf, packageRootOf } from '../real/corpus.ts'
import { fetchCorpus } from '../real/fetch.ts'
import { type Extension, type Import, importFiles, outcomes } from '../real/import-files.ts'
import { prepareBridge } from '../run/builds.ts'
import { statusOf, watchInterrupts } from '../run/interrupt.ts'
import { endSurvivors, inSession } from '../run/session.ts'
import { counted } from './counted.ts'
import { defaultBridge } from './run-options.ts'
import { bridgesFolder } from './suites.ts'

export interface RealFlags {
  path?: string[]
  bridge?: string
  jobs?: number
  timeout?: number
  json?: true
  fetch?: true
}

export const defaultImportMs = 30_000

/** Status 1 when some file was not imported. */
export async function real(
  files: readonly string[],
  flags: RealFlags,
  around: Surroundings,
  out: NodeJS.WriteStream,
): Promise<number> {
  if (flags.fetch === true) await fetchAll(around, out)
  if (flags.fetch === true && files.length === 0) return exitStatus.asExpected
  const corpus = await findCorpus(around.places)
  const given = (flags.path ?? []).map((folder) => refuseAbsent(resolve(folder), '--path'))
  const extensions =
    files.length === 0 ? corpus.files : files.map((file) => extensionAt(file, [...given, ...corpus.search]))
  if (extensions.length === 0) {
    throw new HarnessError('no-corpus', 'no file is given, and the corpus is not on this machine', {
      hint: '`npm run corpus` downloads it, or name extension files: proofload real FILE.so --path DIR',
    })
  }
  const [bridge] = await resolveBridges([flags.bridge ?? defaultBridge], bridgesFolder, around.places)
  if (bridge === undefined) throw new Error('a name that is resolved gives a bridge')
  await prepareBridge(bridge, around.env)
  const run = randomUUID()
  const stop = new AbortController()
  using interrupts = watchInterrupts(
    () => stop.abort(),
    () => endSurvivors(run),
  )
  const roots = files.map((file) => packageRootOf(resolve(file)))
  const search = [...new Set([...given, ...roots, ...corpus.search])]
  const env = corpusEnvironment({ ...corpus, search }, around.env)
  const session = {
    run,
    env,
    timeoutMs: 0,
    patience: 1,
    limitedApi: null,
    isStarving: false,
    retries: 0,
    limits: { ...defaultLimits, graceMs: 10_000 },
    built: noProbes,
    emit: ignore,
    stop: stop.signal,
  }
  // A reader that has gone (`| head -1`) wants no more.
  out.once('error', () => stop.abort())
  const timeoutMs = flags.timeout ?? defaultImportMs
  let done = 0
  const show = (one: Import): void => {
    done += 1
    out.write(flags.json === true ? json(one) : text(one, `${done}/${extensions.length}`))
  }
  const results = await inSession(session, (context) =>
    importFiles(extensions, context, { bridge, jobs: flags.jobs ?? defaultJobs, timeoutMs, onImport: show }),
  )
  if (flags.json !== true) out.write(summary(results, { bridge: bridge.name, of: extensions.length }))
  if (interrupts.seen !== null) return statusOf(interrupts.seen)
  return results.every(({ outcome }) => outcome === 'imported') ? exitStatus.asExpected : exitStatus.unexpected
}

async function fetchAll({ places }: Surroundings, out: NodeJS.WriteStream): Promise<void> {
  const { downloaded, absent } = await fetchCorpus(places, (text) => out.write(`${text}\n`))
  const what = downloaded.length === 0 ? 'the corpus is there' : `${counted(downloaded.length, 'package')} downloaded`
  out.write(`${what}: ${places.cacheFolder}/corpus\n`)
  if (absent.length > 0) out.write(`this system's archive does not have ${absent.join(', ')}\n`)
}

function extensionAt(file: string, folders: readonly string[]): Extension {
  const path = refuseAbsent(resolve(file), 'FILE')
  if (!statSync(path).isFile()) throw new HarnessError('file-not-found', `FILE ${file}: is a folder, not an extension`)
  return { path, module: moduleNameOf(path, folders) }
}

function refuseAbsent(path: string, what: string): string {
  if (!existsSync(path)) throw new HarnessError('file-not-found', `${what} ${path}: no such file or folder`)
  return path
}

function json({ file, outcome, detail }: Import): string {
  return `${JSON.stringify({ file, outcome, detail })}\n`
}

/** `place`: which of how many. */
function text({ file, outcome, detail }: Import, place: string): string {
  return `${place.padStart(7)}  ${outcome.padEnd(14)}  ${file}${detail === '' ? '' : `\n${' '.repeat(25)}${detail}`}\n`
}

function summary(results: readonly Import[], { bridge, of }: { bridge: string; of: number }): string {
  const counts = outcomes.flatMap((outcome) => {
    const count = results.filter((one) => one.outcome === outcome).length
    return count === 0 ? [] : [`${count} ${outcome}`]
  })
  const interrupted = results.length < of ? `interrupted after ${results.length} of ` : ''
  return `\n${interrupted}${counted(of, 'file')} on ${bridge}${counts.length === 0 ? '' : `: ${counts.join(', ')}`}\n`
}

function noProbes(): never {
  throw new Error('an import needs no probe')
}
function ignore(): void {
  // What BridgeState reports is part of the import's own detail.
}
