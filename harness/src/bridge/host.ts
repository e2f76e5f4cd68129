/**
 * A host: one process of a bridge, spoken to in single requests and answers, contained in time, memory and output.
 *
 * Nothing that a host does is an error of the harness. `ask` gives an answer or the host's {@link HostEnd}; after an end
 * the host is gone, with its group and every descendant that still carries its mark.
 */
import { basename } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Ending } from '../record/events.ts'
import { readAnswer } from './answer.ts'
import { type Exit, HostProcess } from './host-process.ts'
import { type BirthWatch, killAll, peakBytes, processTitle, residentBytes } from './processes.ts'
import { protocolVersion, type Reply, type Request } from './protocol.ts'
import { TraceFile } from './trace.ts'

export interface HostLimits {
  /** From the start of the process to its answer to `hello`. */
  startMs: number
  /** What one case may print, and the longest line of an answer. */
  outputBytes: number
  /** Resident memory of a host and its children together. */
  memoryBytes: number
  /** How long a host may take from `bye` to its end, and a killed one until its streams are read. */
  graceMs: number
}

export const defaultLimits: HostLimits = {
  startMs: 30_000,
  outputBytes: 16 * 2 ** 20,
  memoryBytes: 2 ** 30,
  graceMs: 2_000,
}

export interface HostOptions {
  program: string
  args: readonly string[]
  env: NodeJS.ProcessEnv
  /** Marks everything that the run starts, so that a resumed run finds what a killed one left. */
  run: string
  /** A new file, of this host alone. */
  tracePath: string
  limits: HostLimits
  births: BirthWatch
}

export interface HostEnd {
  ending: Ending
  signal: string | null
  exitCode: number | null
  /** An earlier request is to blame, one whose answer was accepted: the present one is innocent. */
  late: boolean
}

export type Hello = Extract<Reply, { hello: unknown }>['hello']
export type Answer = { reply: Reply } | { end: HostEnd }
/** A request without its number, which the host gives. */
export type Question = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never

export interface Farewell {
  clean: boolean
  detail: string
  /** How it ended when that was not clean. */
  end: HostEnd | null
  /** What it printed since the last case began. */
  stderr: string
  peakMemoryBytes: number | null
}

/** How often the memory of a busy host is looked at. */
const memoryPollMs = 50
/** A child that is about to end by itself when its case has answered gets so long. */
const childGraceMs = 100
/** From closing its streams to its end: the system closes the streams of a process that exits, and then reports the exit. */
const exitGraceMs = 500

export class Host implements Disposable {
  readonly #options: HostOptions
  readonly #process: HostProcess
  readonly #trace: TraceFile
  readonly #mark: string
  readonly #memoryPoll: NodeJS.Timeout
  readonly #exited = Promise.withResolvers<void>()
  #lastId = 0
  #pending: { request: Request; resolve: (answer: Answer) => void } | null = null
  #end: Promise<HostEnd> | null = null
  #farewell = false
  /** The last answer is known to be the only one: whatever comes before the next request is late. */
  #settled = false
  /** The newest process before the host, and before the present case. */
  readonly #spawned: number
  #newest: number
  /** Processes of the host that are there between cases. */
  readonly #own = new Set<number>()
  readonly #children = new Set<number>()

  constructor(options: HostOptions) {
    this.#options = options
    this.#trace = new TraceFile(options.tracePath)
    this.#mark = `PROOFLOAD_TRACE=${options.tracePath}`
    this.#spawned = options.births.newest()
    this.#newest = this.#spawned
    const env = { ...options.env, PROOFLOAD_RUN: options.run, PROOFLOAD_TRACE: options.tracePath }
    const { program, args } = options
    const command = {
      program,
      args,
      env,
      descendants: () => this.#descendants(),
      outputLimitBytes: options.limits.outputBytes,
    }
    this.#process = new HostProcess(command, {
      onLine: (line) => this.#receive(line),
      onOutputLimit: () => this.#conclude('output-limit', `printed more than ${options.limits.outputBytes} bytes`),
      onStreamClosed: () => void this.#awaitExit(),
      onExit: (exit) => void this.#afterExit(exit),
      onSpawnError: (error) => this.#conclude('exit', `could not be started: ${error.message}`),
    })
    this.#memoryPoll = setInterval(() => this.#pollMemory(), memoryPollMs).unref()
  }

  /** Its trace's, which no other host of the run has. */
  get name(): string {
    return basename(this.#options.tracePath, '.trace')
  }

  /** Undefined when it could not be started. */
  get pid(): number | undefined {
    return this.#process.pid
  }

  /** Says hello. The first request of a host. */
  async greet(): Promise<{ hello: Hello } | { end: HostEnd }> {
    const answer = await this.ask({ do: 'hello', protocol: protocolVersion }, this.#options.limits.startMs)
    if ('end' in answer) return answer
    // Whatever the driver started until now is part of the host.
    for (const pid of this.#born()) this.#own.add(pid)
    this.#newest = this.#options.births.newest()
    if ('hello' in answer.reply) return { hello: answer.reply.hello }
    const why = 'failed' in answer.reply ? `: ${answer.reply.failed.message}` : ''
    this.#conclude('protocol', `did not answer \`hello\`${why}`)
    return { end: await this.#endOf() }
  }

  /** Sends one request and waits for its answer or the host's end. One at a time. */
  async ask(question: Question, timeoutMs: number): Promise<Answer> {
    if (this.#end !== null) return { end: await this.#end }
    this.#lastId += 1
    const request: Request = { ...question, id: this.#lastId }
    const { promise, resolve } = Promise.withResolvers<Answer>()
    this.#pending = { request, resolve }
    this.#settled = false
    const timer = setTimeout(() => this.#conclude('timeout', `no answer within ${timeoutMs} ms`), timeoutMs)
    this.#process.send(JSON.stringify(request))
    const answer = await promise
    clearTimeout(timer)
    return answer
  }

  /** Begins a case: what was printed and traced before is not its own. */
  begin(): void {
    this.#process.stderr.clear()
    this.#trace.clear()
  }

  /**
   * Makes sure that the case which just answered left nothing behind: no second answer, no process, no memory.
   *
   * The host answers in order, so when its answer to another `hello` comes, everything that it wrote for the case has been
   * read. This costs one exchange a case and needs no waiting for what may never come.
   */
  async settle(timeoutMs: number): Promise<HostEnd | null> {
    const answer = await this.ask({ do: 'hello', protocol: protocolVersion }, timeoutMs)
    if ('end' in answer) return answer.end
    this.#checkMemory()
    await this.#checkChildren()
    if (this.#end !== null) return this.#end
    this.#settled = true
    return null
  }

  /** Asks the host to end in the ordinary way and waits until it has. */
  async finish(): Promise<Farewell> {
    try {
      return await this.#sayBye()
    } finally {
      this[Symbol.dispose]()
    }
  }

  [Symbol.dispose](): void {
    clearInterval(this.#memoryPoll)
    this.#process.kill()
    this.#trace[Symbol.dispose]()
  }

  async #sayBye(): Promise<Farewell> {
    const peakMemoryBytes = this.#peak()
    this.#farewell = true
    const answer = await this.ask({ do: 'bye' }, this.#options.limits.graceMs)
    if ('reply' in answer) {
      this.#process.closeInput()
      await Promise.race([this.#exited.promise, delay(this.#options.limits.graceMs, undefined, { ref: false })])
      const [reason, detail] = this.#judgeExit() ?? []
      if (reason === undefined || detail === undefined) {
        return { clean: true, detail: 'exit status 0', end: null, stderr: this.#process.stderr.text, peakMemoryBytes }
      }
      this.#conclude(reason, detail)
    }
    const end = 'end' in answer ? answer.end : await this.#endOf()
    return {
      clean: false,
      detail: `${end.ending.detail} after \`bye\``,
      end,
      stderr: end.ending.stderr,
      peakMemoryBytes,
    }
  }

  #receive(line: string): void {
    if (this.#end !== null) return
    const pending = this.#pending
    const read = readAnswer(line, pending?.request ?? null)
    if ('reply' in read) {
      this.#pending = null
      pending?.resolve(read)
      return
    }
    const { violation, id } = read
    const askedBefore = id !== null && id > 0 && id < (pending?.request.id ?? this.#lastId + 1)
    // While a case's answer is being settled, a line with its number is its own second answer.
    const late = pending === null ? this.#settled : askedBefore && pending.request.do !== 'hello'
    this.#conclude('protocol', askedBefore ? `answered twice: ${violation}` : violation, late)
  }

  async #awaitExit(): Promise<void> {
    if (this.#end !== null || this.#farewell) return
    const limitMs = Math.min(exitGraceMs, this.#options.limits.graceMs)
    await Promise.race([this.#exited.promise, delay(limitMs, undefined, { ref: false })])
    if (this.#process.exit === null) this.#conclude('closed-streams', 'closed its streams and went on running')
  }

  async #afterExit(exit: Exit): Promise<void> {
    // What it left running may hold its pipes open, and would hide their end. After `bye` the check comes first.
    if (!this.#farewell) killAll(this.#descendants())
    await this.#process.closed(this.#options.limits.graceMs)
    this.#exited.resolve()
    if (this.#farewell && this.#pending === null) return
    const [reason, detail] = describeExit(exit)
    this.#conclude(reason, detail)
  }

  /** The first reason counts; what follows from it does not. */
  #conclude(reason: Ending['reason'], detail: string, late = false): void {
    if (this.#end !== null) return
    this.#end = this.#close(reason, detail, late)
    const pending = this.#pending
    this.#pending = null
    void this.#end.then((end) => pending?.resolve({ end }))
  }

  async #close(reason: Ending['reason'], detail: string, late: boolean): Promise<HostEnd> {
    const { lastCalls, step } = this.#trace.read()
    clearInterval(this.#memoryPoll)
    const own = this.#process.exit
    this.#process.kill()
    await this.#process.closed(this.#options.limits.graceMs)
    this.#trace[Symbol.dispose]()
    // The trace counts from 0, people and differences from 1.
    const shownStep = step === null ? null : step + 1
    const ending = { reason, detail, lastCalls, step: shownStep, stderr: this.#process.stderr.text, backtrace: null }
    return { ending, signal: own?.signal ?? null, exitCode: own?.code ?? null, late }
  }

  #endOf(): Promise<HostEnd> {
    if (this.#end === null) throw new Error('the host has not ended')
    return this.#end
  }

  #pollMemory(): void {
    if (this.#pending === null) return
    for (const pid of this.#born()) this.#children.add(pid)
    this.#checkMemory()
  }

  #checkMemory(): void {
    const pids = [this.#process.pid, ...this.#own, ...this.#children].filter((pid) => pid !== undefined)
    const bytes = pids.reduce((sum, pid) => sum + (residentBytes(pid) ?? 0), 0)
    const limit = this.#options.limits.memoryBytes
    if (bytes > limit) this.#conclude('memory-limit', `${bytes} bytes resident, ${limit} allowed`)
  }

  async #checkChildren(): Promise<void> {
    const deadline = performance.now() + childGraceMs
    let left = this.#born()
    while (left.length > 0 && performance.now() < deadline) {
      await delay(5)
      left = this.#born()
    }
    if (left.length > 0) this.#conclude('left-process', `left behind: ${left.map(processTitle).join(', ')}`)
    this.#newest = this.#options.births.newest()
    this.#children.clear()
  }

  /** What the host started since the present case began, and still lives. */
  #born(): number[] {
    const born = this.#options.births.bornSince(this.#newest, this.#mark)
    return born.filter((pid) => pid !== this.#process.pid && !this.#own.has(pid))
  }

  /**
   * Everything that carries the host's mark, without the host itself: only numbers since its start are looked at, since
   * looking at all of /proc takes some milliseconds, three times for each host.
   */
  #descendants(): number[] {
    return this.#options.births.bornSince(this.#spawned, this.#mark).filter((pid) => pid !== this.#process.pid)
  }

  #peak(): number | null {
    return this.#process.pid === undefined ? null : peakBytes(this.#process.pid)
  }

  /** What was wrong with the end of a host that had answered `bye`; null when nothing was. */
  #judgeExit(): [Ending['reason'], string] | null {
    const exit = this.#process.exit
    if (exit === null) return ['timeout', `still running ${this.#options.limits.graceMs} ms`]
    if (exit.code !== 0) return describeExit(exit)
    const left = this.#descendants()
    return left.length > 0 ? ['left-process', `left behind: ${left.map(processTitle).join(', ')}`] : null
  }
}

function describeExit({ code, signal }: Exit): ['signal' | 'exit', string] {
  return signal === null ? ['exit', `exit status ${code}`] : ['signal', signal]
}
