/**
 * The process of a host, without its protocol: starting it in a group of its own, its streams, how it ended, and how it
 * is ended together with everything that it started.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { LineSplitter, Tail } from './lines.ts'
import { killAll } from './processes.ts'

/** Of what a host prints, so much is kept for the record. */
const stderrTailBytes = 4096

export interface Exit {
  code: number | null
  signal: NodeJS.Signals | null
}

export interface HostCommand {
  program: string
  args: readonly string[]
  env: NodeJS.ProcessEnv
  /** What it started and still lives, wherever it has moved to. */
  descendants: () => number[]
  outputLimitBytes: number
}

/** What the owner wants to know at once. */
export interface HostListener {
  onLine(line: string): void
  onOutputLimit(): void
  /** The host closed the stream on which it answers, or the one on which it is asked. It may be about to exit. */
  onStreamClosed(): void
  onExit(exit: Exit): void
  onSpawnError(error: Error): void
}

export class HostProcess {
  readonly stderr = new Tail(stderrTailBytes)
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>
  readonly #command: HostCommand
  readonly #listener: HostListener
  readonly #lines: LineSplitter
  readonly #closed = Promise.withResolvers<void>()
  #exit: Exit | null = null

  constructor(command: HostCommand, listener: HostListener) {
    this.#command = command
    this.#listener = listener
    this.#lines = new LineSplitter(command.outputLimitBytes)
    // Detached: a group and session of its own, so that one signal reaches its children, and Ctrl-C reaches only us.
    this.#child = spawn(command.program, command.args, { env: command.env, detached: true, stdio: 'pipe' })
    this.#listen()
  }

  /** Undefined when it could not be started. */
  get pid(): number | undefined {
    return this.#child.pid
  }

  get exit(): Exit | null {
    return this.#exit
  }

  /** Sends one line. A host that no longer reads is noticed by {@link HostListener.onStreamClosed}. */
  send(line: string): void {
    this.#child.stdin.write(`${line}\n`)
  }

  closeInput(): void {
    this.#child.stdin.end()
  }

  /** What is left of a line that the host did not finish. */
  get unfinishedLine(): string {
    return this.#lines.unfinished
  }

  /** Ends the host, its group and its descendants. */
  kill(): void {
    if (this.pid !== undefined) killAll([-this.pid, ...this.#command.descendants()])
  }

  /** Waits until it has ended and its streams are read to their end, at most `limitMs`; then lets go of the streams. */
  async closed(limitMs: number): Promise<void> {
    const timer = Promise.withResolvers<void>()
    const timeout = setTimeout(timer.resolve, limitMs)
    await Promise.race([this.#closed.promise, timer.promise])
    clearTimeout(timeout)
    // A process that nothing could end may still hold the pipes; they must not keep the harness alive.
    for (const stream of [this.#child.stdin, this.#child.stdout, this.#child.stderr]) stream.destroy()
    this.#child.unref()
  }

  #listen(): void {
    const child = this.#child
    child.stdout.on('data', (chunk: Buffer) => this.#read(chunk))
    child.stderr.on('data', (chunk: Buffer) => this.#print(chunk))
    child.stdout.on('end', () => this.#listener.onStreamClosed())
    child.stdin.on('error', () => this.#listener.onStreamClosed())
    child.on('error', (error) => {
      if (this.pid === undefined) this.#closed.resolve()
      this.#listener.onSpawnError(error)
    })
    child.on('exit', (code, signal) => {
      this.#exit = { code, signal }
      this.#listener.onExit(this.#exit)
    })
    child.on('close', () => this.#closed.resolve())
  }

  #read(chunk: Buffer): void {
    for (const line of this.#lines.push(chunk)) this.#listener.onLine(line)
    if (this.#lines.overflows) this.#listener.onOutputLimit()
  }

  #print(chunk: Buffer): void {
    this.stderr.push(chunk)
    if (this.stderr.totalBytes > this.#command.outputLimitBytes) this.#listener.onOutputLimit()
  }
}
