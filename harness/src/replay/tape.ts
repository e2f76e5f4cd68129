/** Writes `protocol.jsonl` while a run goes on: `--record-protocol`. */
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, truncateSync, writeSync } from 'node:fs'
import { z } from 'zod'
import type { Farewell, HostEnd, Question } from '../bridge/host.ts'
import { HarnessError } from '../errors.ts'
import type { PlannedCase } from '../plan/plan.ts'
import type { CaseFinished, RunEvent } from '../record/events.ts'
import type { Asked, Built, Listener, Loaded, Sitting } from '../run/sitting.ts'
import type { Case } from '../suite/case.ts'
import { type ProtocolLine, protocolVersion } from './lines.ts'

export class Tape implements Listener, Disposable {
  readonly #file: number
  /** Tries that count, of cases that have no verdict yet. */
  readonly #tries = new Map<string, number[]>()
  #last: number

  private constructor(file: number, last: number) {
    this.#file = file
    this.#last = last
  }

  /** Begins a new recording in place of an earlier one. Refuses other files. */
  static create(path: string, run: string): Tape {
    refuseForeign(path)
    const temporary = `${path}.${process.pid}`
    const tape = new Tape(openSync(temporary, 'w'), 0)
    tape.line({ line: 'protocol', version: protocolVersion, run })
    renameSync(temporary, path)
    return tape
  }

  /** Goes on behind the last whole line. Refuses the recording of another run. */
  static append(path: string, run: string): Tape {
    const content = existsSync(path) ? readFileSync(path, 'utf8') : ''
    const whole = content.lastIndexOf('\n') + 1
    const lines = content.slice(0, whole).split('\n')
    if (!isBeginning(lines[0] ?? '') || !lines[0]?.includes(`"run":"${run}"`)) {
      throw new HarnessError(
        'protocol-foreign',
        `${path} does not hold the protocol of run ${run}, which is to be resumed`,
        {
          hint: 'start a new run',
        },
      )
    }
    truncateSync(path, Buffer.byteLength(content.slice(0, whole)))
    // No line begins more than one try: the number is new.
    return new Tape(openSync(path, 'a'), lines.length)
  }

  /** What the record gets as well. A verdict stands for itself by its tries. */
  write(event: RunEvent): void {
    if (event.event === 'CaseFinished') this.#finish(event)
    else this.line({ line: 'event', event })
  }

  begin(seat: Sitting, planned: PlannedCase, alone: boolean): { seat: Sitting; keep: () => void } {
    this.#last += 1
    const number = this.#last
    const { id } = planned.case
    const key = `${seat.bridgeName}\0${id}`
    this.line({ line: 'try', try: number, bridge: seat.bridgeName, case: id, alone, known: planned.known })
    const keep = (): void => {
      this.#tries.set(key, [...(this.#tries.get(key) ?? []), number])
    }
    return { seat: new HeardSeat(seat, number, this), keep }
  }

  line(line: ProtocolLine): void {
    writeSync(this.#file, `${JSON.stringify(line)}\n`)
  }

  #finish({ bridge, case: id, verdict, reason, known }: CaseFinished): void {
    const key = `${bridge}\0${id}`
    this.line({ line: 'finished', bridge, case: id, tries: this.#tries.get(key) ?? [], verdict, reason, known })
    this.#tries.delete(key)
  }

  [Symbol.dispose](): void {
    closeSync(this.#file)
  }
}

/** The protocol of a run whose record is replaced must not be taken for that of the new one. */
export function removeProtocol(path: string): void {
  if (existsSync(path) && isBeginning(firstLine(path))) rmSync(path)
}

function refuseForeign(path: string): void {
  if (!existsSync(path)) return
  const line = firstLine(path)
  if (line === '' || isBeginning(line)) return
  throw new HarnessError('protocol-foreign', `${path} was not written by Proofload, and would be overwritten`, {
    hint: 'choose another folder with --out',
  })
}

function firstLine(path: string): string {
  return readFileSync(path, 'utf8').split('\n', 1)[0] ?? ''
}

function isBeginning(line: string): boolean {
  return line.startsWith('{"line":"protocol","version":')
}

/** Does what the seat does, and writes it down. */
class HeardSeat implements Sitting {
  readonly #seat: Sitting
  readonly #try: number
  readonly #tape: Tape

  constructor(seat: Sitting, number: number, tape: Tape) {
    this.#seat = seat
    this.#try = number
    this.#tape = tape
  }

  get bridgeName(): string {
    return this.#seat.bridgeName
  }

  get hostName(): string | null {
    return this.#seat.hostName
  }

  get failure(): string | null {
    return this.#seat.failure
  }

  get cases(): number {
    return this.#seat.cases
  }

  set cases(count: number) {
    this.#seat.cases = count
  }

  async built(probe: string): Promise<Built> {
    const built = await this.#seat.built(probe)
    this.#tape.line({
      line: 'built',
      try: this.#try,
      built: 'path' in built ? { path: '', outside: [...built.outside] } : built,
    })
    return built
  }

  async enter(): Promise<boolean> {
    const hasHost = await this.#seat.enter()
    const { failure, cases, hostName } = this.#seat
    this.#tape.line({ line: 'host', try: this.#try, host: hostName, cases, failure: hasHost ? null : failure })
    return hasHost
  }

  async loadProbe(probe: string, path: string): Promise<Loaded> {
    const host = this.#seat.hostName
    const loaded = await this.#seat.loadProbe(probe, path)
    this.#tape.line({ line: 'loaded', try: this.#try, host, probe, loaded })
    return loaded
  }

  async ask(question: Question, timeoutMs: number): Promise<Asked> {
    const host = this.#seat.hostName
    this.#tape.line({ line: 'asked', try: this.#try, host, question: z.json().parse(question), timeoutMs })
    const asked = await this.#seat.ask(question, timeoutMs)
    this.#tape.line({ line: 'answered', try: this.#try, ...asked })
    return asked
  }

  async settle(timeoutMs: number): Promise<HostEnd | null> {
    const end = await this.#seat.settle(timeoutMs)
    this.#tape.line({ line: 'settled', try: this.#try, end })
    return end
  }

  lost(end: HostEnd): void {
    this.#seat.lost(end)
  }

  lostLate(end: HostEnd): void {
    this.#seat.lostLate(end)
  }

  async finish(blame: 'host' | 'case'): Promise<Farewell | null> {
    const farewell = await this.#seat.finish(blame)
    this.#tape.line({ line: 'farewell', try: this.#try, farewell })
    return farewell
  }

  async backtrace(one: Case, probePath: string): Promise<string[] | null> {
    const backtrace = await this.#seat.backtrace(one, probePath)
    this.#tape.line({ line: 'backtrace', try: this.#try, backtrace })
    return backtrace
  }

  own(): Sitting {
    return new HeardSeat(this.#seat.own(), this.#try, this.#tape)
  }

  /** What it ends is no part of the try. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#seat[Symbol.asyncDispose]()
  }
}
