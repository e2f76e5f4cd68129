/** The command line as a child process, for tests. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { listBridges } from '../src/bridge/discover.ts'
import { surroundings } from '../src/options.ts'
import type { RunEvent } from '../src/record/events.ts'

const main = join(import.meta.dirname, '../src/main.ts')
export const fixtureSuites = join(import.meta.dirname, 'fixtures/suites')

/** Name of a CPython of this machine, or null. */
export async function anyCPython(env: NodeJS.ProcessEnv): Promise<string | null> {
  const listings = await listBridges(join(import.meta.dirname, '../bridges'), surroundings(env).places)
  return listings.find(({ name, available }) => available && name.startsWith('cpython'))?.name ?? null
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'proofload-command-test-'))
}

export interface Finished {
  status: number | null
  signal: NodeJS.Signals | null
  out: string
}

/** Disposed, it is told to end at once, if it has not. */
export interface Started extends Disposable {
  child: ChildProcess
  finished: Promise<Finished>
}

export function start(args: readonly string[], env: NodeJS.ProcessEnv): Started {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      out += chunk.toString()
    })
  }
  const { promise, resolve } = Promise.withResolvers<Finished>()
  child.on('close', (status, signal) => resolve({ status, signal, out }))
  const end = (): void => {
    // The first signal would end the run in order, the second does not wait for that.
    for (let signals = 0; signals < 2 && child.exitCode === null; signals += 1) child.kill('SIGTERM')
  }
  return { child, finished: promise, [Symbol.dispose]: end }
}

export function proofload(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Finished> {
  return start(args, env).finished
}

/** Whole lines of a record, also of one that is being written. */
export function eventsIn(folder: string): RunEvent[] {
  const path = join(folder, 'events.jsonl')
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1)
  return lines.map((line) => JSON.parse(line))
}

/** Looks again and again until `seen` answers something, for at most a minute. */
export async function until<T>(what: string, seen: () => T | null | undefined | false): Promise<T> {
  const deadline = performance.now() + 60_000
  while (performance.now() < deadline) {
    const value = seen()
    if (value !== null && value !== undefined && value !== false) return value
    await delay(20)
  }
  throw new Error(`not within a minute: ${what}`)
}
