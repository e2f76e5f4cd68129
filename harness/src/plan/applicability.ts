/** Whether a case applies to a bridge at all. Pure. */
import { compareVersions } from '../bridge/version.ts'
import type { Case } from '../suite/case.ts'
import type { Capability } from '../suite/schema.ts'

type Range = Pick<Case, 'since' | 'until' | 'versions' | 'needs'>

/** Why the case is `skipped` on this bridge, or null when it runs. */
export function skipReason(
  { since, until, versions, needs }: Range,
  bridge: { python: string; capabilities: readonly Capability[] },
): string | null {
  const why = versions === null ? '' : `: ${versions}`
  if (!isWithinVersions(bridge.python, { since, until })) {
    return `holds ${describeRange(since, until)}, and this is ${bridge.python}${why}`
  }
  const lacking = needs.filter((capability) => !bridge.capabilities.includes(capability))
  return lacking.length === 0 ? null : `needs ${lacking.join(', ')}, which the bridge does not have`
}

/** Both ends count. */
export function isWithinVersions(
  python: string,
  { since, until }: { since?: string | null | undefined; until?: string | null | undefined },
): boolean {
  const tooOld = typeof since === 'string' && compareVersions(python, since) < 0
  const tooNew = typeof until === 'string' && compareVersions(python, until) > 0
  return !tooOld && !tooNew
}

function describeRange(since: string | null, until: string | null): string {
  if (since === null) return `until Python ${until}`
  return until === null ? `since Python ${since}` : `from Python ${since} to ${until}`
}
