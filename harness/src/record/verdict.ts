/** The closed list of verdicts, the only one in the code base. `suites/INTERPRETING.md`, section 9, says what each means. */
import { z } from 'zod'

export const verdicts = ['pass', 'fail', 'leak', 'crash', 'hang', 'missing', 'skipped', 'error', 'flaky'] as const
export const verdict = z.enum(verdicts)
export type Verdict = (typeof verdicts)[number]
