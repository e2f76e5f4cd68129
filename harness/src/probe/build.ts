/** Probe sources to extension files, one per bridge, cached by content. */
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import type { Capi } from '../capi/load.ts'
import { HarnessError } from '../errors.ts'
import type { Probe } from '../suite/case.ts'
import { HeaderDigests, sha256 } from './digest.ts'
import { floorOf } from './floor.ts'
import { type Headers, parseHeaders } from './headers.ts'
import { isOutside } from './limited.ts'
import { type CutSource, cutSource, renderPrelude } from './prelude.ts'
import type { ProbeTarget } from './target.ts'
import type { Compiler } from './toolchain.ts'
import { namesUsed } from './used.ts'
import { emptyProbe, renderCallProbe } from './wrapper.ts'

export interface BuildJob {
  probe: Probe
  target: ProbeTarget
}

/**
 * `error` is the compiler's message, behind a line with the suite file's place. `outside`: what the probe would use and the limited
 * API does not have.
 */
export type BuildResult = BuildJob & ({ path: string; cached: boolean; outside: string[] } | { error: string })

export interface BuildSetup {
  capi: Capi
  compiler: Compiler
  /** Such as `.proofload/cache`. */
  cacheFolder: string
  /** Of the compiler. */
  env: NodeJS.ProcessEnv
}

const suitesFolder = resolve(import.meta.dirname, '../../../suites')
const flags = ['-std=gnu11', '-fPIC', '-shared', '-fwrapv', '-fno-strict-aliasing', '-fdiagnostics-color=never']
// What a compiler lets pass, and what then crashes far from its cause.
const errors = ['-Werror=implicit-function-declaration', '-Werror=incompatible-pointer-types', '-Werror=int-conversion']

/** Builds probes; keeps what it learnt of each bridge's headers. */
export class ProbeBuilder {
  readonly #setup: BuildSetup
  readonly #digests: HeaderDigests
  readonly #shared: { probeHeader: string; rowsHeader: string; generator: string }
  readonly #headers = new Map<string, Promise<Headers>>()
  #count = 0

  constructor(setup: BuildSetup) {
    this.#setup = setup
    this.#digests = new HeaderDigests(join(setup.cacheFolder, 'headers.json'))
    const here = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')
    this.#shared = {
      probeHeader: readFileSync(join(suitesFolder, 'probe.h'), 'utf8'),
      rowsHeader: here('rows.h'),
      generator: sha256(here('prelude.ts'), here('headers.ts'), here('used.ts'), here('build.ts')),
    }
  }

  /** Throws `no-headers` when the bridge has none; a probe that does not compile is a result. */
  async build(job: BuildJob): Promise<BuildResult> {
    const { probe, target } = job
    requireHeaders(target)
    const limited = await this.#limitedHeaders(job)
    if (typeof limited === 'string') return { ...job, error: placed(job, limited) }
    const outside = this.#outside(probe, target, limited)
    const source = this.source({ ...probe, api: probe.api.filter((name) => !outside.includes(name)) })
    const used = namesUsed(cutSource(source).body, this.#setup.capi)
    const args = commandLine(job)
    const folder = join(this.#setup.cacheFolder, 'probes', this.#key({ source, used, args, target }))
    const path = join(folder, `${probe.name}${target.suffix}`)
    if (existsSync(path)) return { ...job, path, cached: true, outside }
    const cut = cutSource(source)
    const headers = await this.#headersFor(cut, target, args)
    if (typeof headers === 'string') return { ...job, error: placed(job, headers) }
    const text = this.#translationUnit(probe, cut, { used, headers, outside })
    const error = await this.#compile({ text, folder, args, file: `${probe.name}${target.suffix}` })
    return error === null ? { ...job, path, cached: false, outside } : { ...job, error: placed(job, error) }
  }

  /** Null for a build of the whole API. */
  async #limitedHeaders(job: BuildJob): Promise<Headers | string | null> {
    if (job.target.limitedApi === undefined) return null
    return await this.#headersFor(cutSource(emptyProbe), job.target, commandLine(job))
  }

  #outside(probe: Probe, { limitedApi }: ProbeTarget, headers: Headers | null): string[] {
    if (limitedApi === undefined) return []
    const { capi } = this.#setup
    const names = probe.source === null ? probe.api : namesUsed(cutSource(this.source(probe)).body, capi)
    return [...names].filter((name) => isOutside(name, limitedApi, { capi, headers }))
  }

  /** The C of a probe as an author would write it: his file, or the wrappers of the call tables. */
  source(probe: Probe): string {
    return probe.source === null ? renderCallProbe(probe.api, this.#setup.capi) : readFileSync(probe.source, 'utf8')
  }

  #key({
    source,
    used,
    args,
    target,
  }: {
    source: string
    used: Iterable<string>
    args: string[]
    target: ProbeTarget
  }): string {
    const { capi, compiler } = this.#setup
    const described = [...used].toSorted().map((name) => {
      const api = capi.functions.get(name)
      return api === undefined ? name : `${api.c} ${api.error ?? ''}`
    })
    const { probeHeader, rowsHeader, generator } = this.#shared
    return sha256(
      ...[source, probeHeader, rowsHeader, generator, compiler.version],
      ...[compiler.command.join(' '), args.join(' '), target.suffix, described.join('\n')],
      ...target.include.filter((folder) => existsSync(folder)).map((folder) => this.#digests.of(folder)),
    ).slice(0, 40)
  }

  /** Most probes begin with the same line, so the headers of a bridge are read once for them all. */
  async #headersFor({ head }: CutSource, target: ProbeTarget, args: string[]): Promise<Headers | string> {
    const key = sha256(head, target.name, ...target.include, ...target.cflags)
    const known = this.#headers.get(key) ?? this.#readHeaders(head, args)
    this.#headers.set(key, known)
    try {
      return await known
    } catch (error) {
      if (error instanceof CompileError) return error.message
      throw error
    }
  }

  async #readHeaders(head: string, args: string[]): Promise<Headers> {
    const file = this.#temporary()
    mkdirSync(file)
    try {
      writeFileSync(join(file, 'head.c'), `${head}\n`)
      return parseHeaders(await this.#run([...args, '-E', '-dD', '-P', join(file, 'head.c')]))
    } finally {
      rmSync(file, { recursive: true, force: true })
    }
  }

  #translationUnit(
    probe: Probe,
    cut: CutSource,
    { used, headers, outside }: { used: Set<string>; headers: Headers; outside: readonly string[] },
  ): string {
    const { capi } = this.#setup
    const rows = probe.source === null ? floorOf(this.#shared.rowsHeader) : new Set<string>()
    const floor = floorOf(this.#shared.probeHeader).union(rows).difference(new Set(outside))
    const name = probe.source === null ? `${probe.name}.c` : relative(dirname(suitesFolder), probe.source)
    const prelude = renderPrelude({ used, body: cut.body, headers, capi, floor })
    return [
      `#line 1 "${name}"`,
      cut.head,
      '#line 1 "prelude"',
      prelude,
      `#line ${cut.bodyLine} "${name}"`,
      cut.body,
    ].join('\n')
  }

  /** Null, or what the compiler said. The finished folder appears at once, so two harnesses cannot see half of one. */
  async #compile({
    text,
    folder,
    args,
    file,
  }: {
    text: string
    folder: string
    args: string[]
    file: string
  }): Promise<string | null> {
    const temporary = this.#temporary()
    mkdirSync(temporary, { recursive: true })
    try {
      writeFileSync(join(temporary, 'probe.c'), text)
      await this.#run([...args, ...flags, ...errors, join(temporary, 'probe.c'), '-o', join(temporary, file)])
      mkdirSync(dirname(folder), { recursive: true })
      publish(temporary, folder)
      return null
    } catch (error) {
      if (error instanceof CompileError) return error.message.replaceAll(`${temporary}/`, '')
      throw error
    } finally {
      rmSync(temporary, { recursive: true, force: true })
    }
  }

  #run(args: string[]): Promise<string> {
    const [program, ...more] = this.#setup.compiler.command
    const options = { env: { ...this.#setup.env, LC_ALL: 'C' }, cwd: dirname(suitesFolder), maxBuffer: 1 << 28 }
    return new Promise((resolvePromise, reject) => {
      execFile(program, [...more, ...args], options, (error, stdout, stderr) => {
        if (error === null) resolvePromise(stdout)
        else reject(new CompileError(stderr.trim() || error.message, { cause: error }))
      })
    })
  }

  #temporary(): string {
    this.#count += 1
    mkdirSync(this.#setup.cacheFolder, { recursive: true })
    return join(this.#setup.cacheFolder, `.building-${process.pid}-${Date.now().toString(36)}-${this.#count}`)
  }
}

/** Builds all jobs, several at once, and yields each result as it comes. */
export async function* buildAll(
  jobs: Iterable<BuildJob>,
  setup: BuildSetup,
  parallel: number = availableParallelism(),
): AsyncGenerator<BuildResult> {
  const builder = new ProbeBuilder(setup)
  const running = new Map<number, Promise<{ index: number; result: BuildResult }>>()
  let index = 0
  for (const job of jobs) {
    const own = index++
    running.set(
      own,
      builder.build(job).then((result) => ({ index: own, result })),
    )
    if (running.size >= parallel) yield await next(running)
  }
  while (running.size > 0) yield await next(running)
}

async function next(running: Map<number, Promise<{ index: number; result: BuildResult }>>): Promise<BuildResult> {
  const { index, result } = await Promise.race(running.values())
  running.delete(index)
  return result
}

/** The compiler refused; the message is what it wrote. */
class CompileError extends Error {
  override readonly name = 'CompileError'
}

function commandLine({ probe, target }: BuildJob): string[] {
  const own = probe.source === null ? [] : ['-I', dirname(probe.source)]
  return [
    `-DPROBE_NAME=${probe.name}`,
    // Compiling is most of a first run; only what is measured has to be fast.
    ...(probe.traced ? ['-O0'] : ['-O2', '-DPROOFLOAD_NO_TRACE']),
    ...[...own, '-I', suitesFolder, '-I', import.meta.dirname],
    ...target.include.flatMap((folder) => ['-I', folder]),
    ...target.cflags,
  ]
}

function requireHeaders({ name, include, python }: ProbeTarget): void {
  if (include.some((folder) => existsSync(join(folder, 'Python.h')))) return
  const where = include.length === 0 ? 'no folder is given for them' : `no Python.h in ${include.join(', ')}`
  throw new HarnessError('no-headers', `the bridge ${name} has no C headers: ${where}`, { hint: remedy(name, python) })
}

function remedy(name: string, python: string): string {
  if (name.startsWith('pypy')) return 'apt-get install pypy3-dev'
  if (name.startsWith('cpython')) return `apt-get install python${python}-dev, or install that version with pyenv`
  return 'give its folder as `include` in the descriptor'
}

function placed({ probe, target }: BuildJob, message: string): string {
  const { file, line, column } = probe.place
  return `${file}:${line}:${column}: the probe ${probe.name} does not compile for ${target.name}\n${message}`
}

function publish(temporary: string, folder: string): void {
  try {
    renameSync(temporary, folder)
  } catch (error) {
    // Another harness was quicker with the same content.
    if (!existsSync(folder)) throw error
  }
}
