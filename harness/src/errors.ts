/** Expected errors of the harness. A finding about a bridge is never an error: it is a verdict. */
import leven from 'leven'
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

/** The nearest of `names`; null when none is so near that it could be meant: a third of the letters may be wrong. */
export function nearestName(name: string, names: Iterable<string>): string | null {
  const ranked = [...names].map((candidate) => ({ candidate, distance: leven(name, candidate) }))
  const best = ranked.toSorted((a, b) => a.distance - b.distance)[0]
  return best !== undefined && best.distance <= Math.max(1, Math.floor(name.length / 3)) ? best.candidate : null
}

/** `did you mean list?`, or null. */
export function didYouMean(name: string, names: Iterable<string>): string | null {
  const nearest = nearestName(name, names)
  return nearest === null ? null : `did you mean ${nearest}?`
}
