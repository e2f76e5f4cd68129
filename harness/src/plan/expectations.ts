/** Known failures of a bridge x cases -> what is expected of each case. Pure. */
import type { KnownFailures } from '../bridge/descriptor.ts'
import type { Variant } from '../record/variant.ts'
import type { Verdict } from '../record/verdict.ts'
import { type Extensions, isWithinVersions } from './applicability.ts'

export interface Known {
  /** The usual one first; several where the bridge does not end the case the same way each time. */
  verdicts: [Verdict, ...Verdict[]]
  reason: string
  link: string | null
}

export interface Expectations {
  /** The entry that names this case, or null: it is expected to pass. */
  of(id: string): Known | null
  /** Patterns that name no case of the whole suite: it has changed, or they are misspelt. */
  unused: { case: string; reason: string }[]
}

export interface ExpectedWhere extends Pick<Extensions, 'lacks'> {
  python: string
  complete: boolean
  stress?: Variant['stress']
}

/**
 * `ids` are all cases of the suite, selected or not. `complete` is false when a user's own suites stand in place of this
 * checkout's: the known failures of a bridge that comes with Proofload are about cases that are not there then.
 */
export function expectationsOf(
  known: KnownFailures,
  ids: readonly string[],
  { python, complete, stress, lacks }: ExpectedWhere,
): Expectations {
  const entries = known
    .filter((entry) => isWithinVersions(python, entry))
    .filter(({ without }) => without === undefined || lacks(without) !== null)
    // With failing allocations values are not judged: it is another question, and has its own answers.
    .filter((entry) => (entry.stress === 'alloc') === (stress === 'alloc'))
    .flatMap(({ case: pattern, ...entry }) =>
      [pattern].flat().map((one) => ({ ...entry, pattern: one, regex: compile(one) })),
    )
  const unused = complete ? entries.filter(({ regex }) => !ids.some((id) => regex.test(id))) : []
  return {
    of(id) {
      const entry = entries.find(({ regex }) => regex.test(id))
      if (entry === undefined) return null
      const verdicts: Known['verdicts'] = Array.isArray(entry.verdict) ? entry.verdict : [entry.verdict]
      return { verdicts, reason: entry.reason, link: entry.link ?? null }
    },
    unused: unused.map(({ pattern, reason }) => ({ case: pattern, reason })),
  }
}

/** `*` stands for anything within one segment. */
function compile(pattern: string): RegExp {
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*')
  return new RegExp(`^${source}$`)
}
