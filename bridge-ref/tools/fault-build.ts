/** Builds the shim of a faulted host: the shim's objects, in which each wrapped function is called real_…, and the wrappers. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { bridgeFolder, cacheFolder, compilerFlags, findCompiler, shimInputs, shimSources } from './build.ts'
import type { FaultText } from './fault-text.ts'

const capiFolder = join(bridgeFolder, '../suites/capi')

/** A C file of the shim with other text in it. */
export interface ChangedSource {
  /** Relative to bridge-ref. */
  file: string
  text: string
}

/** Where the library is; it is built unless it is there. */
export async function buildFaultedShim(changed: ChangedSource | null = null): Promise<string> {
  const path = join(cacheFolder, `faulted-${digest(changed)}`, 'libproofload-bridge.so')
  if (!existsSync(path)) build(path, changed, await wrappers())
  return path
}

function digest(changed: ChangedSource | null): string {
  const hash = createHash('sha256').update(compilerFlags.join(' ')).update(JSON.stringify(changed))
  const own = readdirSync(import.meta.dirname).filter((file) => file.startsWith('fault-'))
  const described = readdirSync(capiFolder).map((file) => join(capiFolder, file))
  const files = [
    ...shimInputs(),
    ...described,
    ...own.map((file) => join(import.meta.dirname, file)),
    join(bridgeFolder, 'shim/faults.h'),
  ]
  for (const file of files) hash.update(file).update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

/** Loaded only where something must be built: every faulted host asks for the path. */
async function wrappers(): Promise<FaultText> {
  const { loadCapi } = await import('#harness/src/capi/load.ts')
  const { exportedOf } = await import('./exported.ts')
  const { faultText } = await import('./fault-text.ts')
  const capi = loadCapi(capiFolder)
  return faultText(capi, exportedOf(capi, join(bridgeFolder, 'shim')))
}

function build(path: string, changed: ChangedSource | null, { c, wrapped }: FaultText): void {
  mkdirSync(dirname(path), { recursive: true })
  const work = mkdtempSync(join(dirname(path), 'work-'))
  try {
    const renames = [...wrapped, 'proofload_functions'].map((name) => `${name} real_${name}\n`).join('')
    const sources = shimSources().map((path) => ({ path, text: textOf(path, changed) }))
    const objects = sources.map((source) => compile(source, renames, work))
    const wrapping = compile({ path: join(bridgeFolder, 'faults.c'), text: c }, '', work)
    const own = join(work, 'library')
    perform(findCompiler(), [...compilerFlags, ...objects, wrapping, '-o', own, '-lm'])
    renameSync(own, path)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function textOf(path: string, changed: ChangedSource | null): string {
  return changed !== null && path === join(bridgeFolder, changed.file) ? changed.text : readFileSync(path, 'utf8')
}

/** The object of one source, with its symbols renamed; kept, because most faults in C change one file of many. */
function compile(source: { path: string; text: string }, renames: string, work: string): string {
  const key = createHash('sha256').update(headersDigest()).update(source.path).update(source.text).update(renames)
  const object = join(cacheFolder, 'faulted-objects', `${key.digest('hex').slice(0, 16)}.o`)
  if (existsSync(object)) return object
  mkdirSync(dirname(object), { recursive: true })
  const name = basename(source.path, '.c')
  const [text, own] = [join(work, `${name}.c`), join(work, `${name}.o`)]
  writeFileSync(text, source.text)
  const include = ['-I', join(bridgeFolder, 'generated/include'), '-I', join(bridgeFolder, 'shim')]
  const flags = compilerFlags.filter((flag) => flag !== '-shared')
  // The wrappers are many and need not be fast; nor do all use all of faults.h.
  const more = renames === '' ? ['-O0', '-Wno-unused-function'] : []
  perform(findCompiler(), [...flags, ...more, ...include, '-c', text, '-o', own])
  if (renames !== '') {
    writeFileSync(join(work, 'names'), renames)
    perform('objcopy', [`--redefine-syms=${join(work, 'names')}`, own])
  }
  renameSync(own, object)
  return object
}

function headersDigest(): string {
  const hash = createHash('sha256').update(compilerFlags.join(' '))
  const headers = [...shimInputs().filter((file) => file.endsWith('.h')), join(bridgeFolder, 'shim/faults.h')]
  for (const file of headers) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

function perform(program: string, args: readonly string[]): void {
  const done = spawnSync(program, args, { encoding: 'utf8' })
  if (done.status === 0) return
  throw new Error(`failed to build the shim of a faulted host with ${program}:\n${done.error?.message ?? done.stderr}`)
}
