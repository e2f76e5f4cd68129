/**
 * The control benchmark: a small program that no bridge can influence. What its time does, the machine does: it is the noise of a run,
 * and what times of different runs are normalised by.
 */
import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { promisify } from 'node:util'
import { sha256 } from '../probe/digest.ts'
import type { Compiler } from '../probe/toolchain.ts'
import type { Measure } from './sample.ts'

const execute = promisify(execFile)
const source = join(import.meta.dirname, 'control.c')
const flags = ['-std=gnu11', '-O2']

/** Compiles it into the cache, unless it is there; answers its path. */
export async function buildControl(compiler: Compiler, cacheFolder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const [program, ...args] = compiler.command
  const key = sha256(readFileSync(source, 'utf8'), compiler.command.join(' '), compiler.version, flags.join(' '))
  const path = join(cacheFolder, 'control', key.slice(0, 16), 'control')
  if (existsSync(path)) return path
  mkdirSync(dirname(path), { recursive: true })
  // Another process may build the same: each writes a file of its own and the last rename wins.
  const own = `${path}.${process.pid}`
  await execute(program, [...args, ...flags, source, '-o', own], { env })
  renameSync(own, path)
  return path
}

/** One process of it, started at once. */
export class Control implements Disposable {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>
  readonly #lines: AsyncIterator<string>

  /** `env` carries the mark of the run, so that no process of a killed run is left. */
  constructor(path: string, env: NodeJS.ProcessEnv) {
    this.#child = spawn(path, [], { env, detached: true, stdio: ['pipe', 'pipe', 'ignore'] })
    // A process that could not be started, or was ended, is noticed where its answer is missing.
    this.#child.on('error', () => undefined)
    this.#child.stdin.on('error', () => undefined)
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
  }

  /** Undefined when it could not be started. */
  get pid(): number | undefined {
    return this.#child.pid
  }

  /** Nanoseconds for `iterations` operations. Rejects when the process is gone. */
  readonly measure: Measure = async (iterations) => {
    this.#child.stdin.write(`${iterations}\n`)
    const line = await this.#lines.next()
    if (line.done === true) throw new Error('the control benchmark ended by itself')
    return Number(line.value)
  };

  [Symbol.dispose](): void {
    this.#child.kill('SIGKILL')
    this.#child.unref()
  }
}
