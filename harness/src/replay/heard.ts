/** A seat without a host: says again what was heard in one try of a case. */
import { isDeepStrictEqual } from 'node:util'
import type { Farewell, HostEnd, Question } from '../bridge/host.ts'
import type { Asked, Built, Loaded, Sitting } from '../run/sitting.ts'
import type { TryLine } from './lines.ts'

/** The case asks what nobody asked when the run was recorded. */
export class NotRecorded extends Error {
  override readonly name = 'NotRecorded'
}

export class HeardAgain implements Sitting {
  readonly bridgeName: string
  readonly #lines: readonly TryLine[]
  #at = 0
  hostName: string | null = null
  failure: string | null = null
  cases = 0

  constructor(bridgeName: string, lines: readonly TryLine[]) {
    this.bridgeName = bridgeName
    this.#lines = lines
  }

  /** For a backtrace that nobody asked for when it was recorded, because the crash was expected then, nothing need be built. */
  built(): Promise<Built> {
    if (this.#at > 0 && this.#lines[this.#at]?.line !== 'built') return Promise.resolve({ unfit: 'nothing is built' })
    return Promise.resolve(this.#next('built').built)
  }

  enter(): Promise<boolean> {
    const { host, cases, failure } = this.#next('host')
    this.hostName = host
    this.cases = cases
    this.failure = failure
    return Promise.resolve(failure === null)
  }

  loadProbe(): Promise<Loaded> {
    return Promise.resolve(this.#next('loaded').loaded)
  }

  ask(question: Question): Promise<Asked> {
    const asked = this.#next('asked')
    if (!isDeepStrictEqual(asked.question, JSON.parse(JSON.stringify(question))))
      throw new NotRecorded('asks something else')
    const { answer, durationMs } = this.#next('answered')
    return Promise.resolve({ answer, durationMs })
  }

  settle(): Promise<HostEnd | null> {
    return Promise.resolve(this.#next('settled').end)
  }

  lost(): void {
    this.#leave()
  }

  lostLate(): void {
    this.#leave()
  }

  finish(): Promise<Farewell | null> {
    return Promise.resolve(this.#next('farewell').farewell)
  }

  backtrace(): Promise<string[] | null> {
    return Promise.resolve(this.#next('backtrace').backtrace)
  }

  /** What the other would say follows on the same tape. */
  own(): Sitting {
    return this
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve()
  }

  #leave(): void {
    this.cases = 0
  }

  #next<L extends TryLine['line']>(kind: L): Extract<TryLine, { line: L }> {
    const line = this.#lines[this.#at]
    this.#at += 1
    if (line === undefined || !isOf(line, kind)) throw new NotRecorded('asks more')
    return line
  }
}

function isOf<L extends TryLine['line']>(line: TryLine, kind: L): line is Extract<TryLine, { line: L }> {
  return line.line === kind
}
