/** Expected errors of the harness. A finding about a bridge is never an error: it is a verdict. */
import type { Place } from './suite/case.ts'

/** Exit status of the command line; scripts rely on them. `undecided`: the throughput gate found nothing slower, and cannot tell of something. */
export const exitStatus = { asExpected: 0, unexpected: 1, usage: 2, fault: 3, undecided: 4 } as const

/** Something the user can mend: wrong usage, a broken suite file, a missing compiler. Ends with exit status 2. */
export class HarnessError extends Error {
  override readonly name = 'HarnessError'
  readonly code: string
  readonly hint: string | null
  readonly place: Place | null

  /** `message` is a lower-case fragment without a full stop that names the subject and the value that was seen. */
  constructor(code: string, message: string, more: { hint?: string; place?: Place; cause?: unknown } = {}) {
    super(message, { cause: more.cause })
    this.code = code
    this.hint = more.hint ?? null
    this.place = more.place ?? null
  }
}
