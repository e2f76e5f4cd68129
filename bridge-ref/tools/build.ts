/**
 * Compiles the shim into the cache, unless it is there. The descriptor's `prepare` command; src/main.ts asks it too.
 *
 *     node bridge-ref/tools/build.ts      prints the path of the shared library
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { chosenShim, compilerChoice, sanitizers } from './options.ts'

export const bridgeFolder: string = dirname(import.meta.dirname)
const bridge = bridgeFolder
export const cacheFolder: string = join(bridge, '../.proofload/cache/bridge-ref')
const cache = cacheFolder
const flags = [
  '-std=gnu11',
  '-O2',
  '-g',
  '-fPIC',
  '-shared',
  '-pthread',
  '-fvisibility=hidden',
  '-Wall',
  '-Wextra',
  '-Werror',
]
const warningsOff = ['-Wno-unused-parameter', '-Wno-deprecated-declarations']
export const compilerFlags: readonly string[] = [...flags, ...warningsOff]

/** Where the library of the present sources is, or would be. */
export function shimPath(): string {
  const hash = createHash('sha256').update([...flags, ...warningsOff, ...sanitizing()].join(' '))
  for (const file of shimInputs()) hash.update(file).update(readFileSync(file))
  return join(cache, hash.digest('hex').slice(0, 16), 'libproofload-bridge.so')
}

/** Builds what is missing and returns the path. Throws an Error with one sentence for the user. */
export function buildShim(): string {
  const chosen = chosenShim()
  if (chosen !== '') return chosen
  const path = shimPath()
  if (existsSync(path)) return path
  const compiler = findCompiler()
  mkdirSync(dirname(path), { recursive: true })
  // Another process may build the same: each writes its own file and the last rename wins.
  const own = `${path}.${process.pid}`
  const include = ['-I', join(bridge, 'generated/include'), '-I', join(bridge, 'shim')]
  const done = spawnSync(
    compiler,
    [...flags, ...warningsOff, ...sanitizing(), ...include, ...shimSources(), '-o', own, '-lm'],
    {
      encoding: 'utf8',
    },
  )
  if (done.status !== 0) throw new Error(`failed to compile the bridge's shim with ${compiler}:\n${done.stderr}`)
  renameSync(own, path)
  return path
}

/** Compiles an extension for this bridge into a folder of the cache, unless it is there; returns the folder. */
export function buildExtension(source: string): string {
  const hash = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 16)
  const folder = join(cache, `extension-${hash}`)
  const path = join(folder, `${basename(source, '.c')}.so`)
  if (existsSync(path)) return folder
  mkdirSync(folder, { recursive: true })
  const own = `${path}.${process.pid}`
  const include = ['-I', join(bridge, 'generated/include')]
  const done = spawnSync(findCompiler(), ['-O1', '-g', '-fPIC', '-shared', ...include, source, '-o', own], {
    encoding: 'utf8',
  })
  if (done.status !== 0) throw new Error(`failed to compile ${source}:\n${done.stderr}`)
  renameSync(own, path)
  return folder
}

function sanitizing(): string[] {
  const chosen = sanitizers()
  return chosen === '' ? [] : [`-fsanitize=${chosen}`, '-fno-sanitize-recover=all', '-fno-omit-frame-pointer']
}

export function shimSources(): string[] {
  const files = readdirSync(join(bridge, 'shim')).filter((file) => file.endsWith('.c'))
  return [join(bridge, 'generated/shim.c'), ...files.toSorted().map((file) => join(bridge, 'shim', file))]
}

export function shimInputs(): string[] {
  const include = join(bridge, 'generated/include')
  const headers = readdirSync(include).toSorted()
  return [...shimSources(), ...ownHeaders(), ...headers.map((file) => join(include, file))]
}

function ownHeaders(): string[] {
  return ['fast.h', 'shim.h', 'threads.h'].map((file) => join(bridge, 'shim', file))
}

export function findCompiler(): string {
  const { chosen, searchPath } = compilerChoice()
  const folders = searchPath.split(delimiter)
  const found = [chosen, 'cc', 'gcc', 'clang'].find(
    (name) =>
      name !== undefined && (name.includes('/') ? existsSync(name) : folders.some((f) => existsSync(join(f, name)))),
  )
  if (found === undefined) throw new Error('no C compiler found: install gcc or clang, or name one in $CC')
  return found
}

function run(): number {
  try {
    process.stdout.write(`${buildShim()}\n`)
    return 0
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  }
}

if (import.meta.main) process.exitCode = run()
