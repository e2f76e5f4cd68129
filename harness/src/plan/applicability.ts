/** Whether a case applies to a bridge at all. Pure. */
import type { ResolvedBridge } from '../bridge/discover.ts'
import { compareVersions } from '../bridge/version.ts'
import type { Corpus } from '../real/corpus.ts'
import type { BenchCase, Case } from '../suite/case.ts'

type Range = Pick<Case, 'since' | 'until' | 'versions' | 'needs' | 'modules'> & Pick<Case | BenchCase, 'kind'>

/** Real extensions that are on this machine, and the version of CPython that they were compiled for. */
export type Extensions = Pick<Corpus, 'python' | 'lacks'>

/** Why the case is `skipped` on this bridge, or null when it runs. */
export function skipReason(
  { kind, since, until, versions, needs, modules }: Range,
  bridge: Pick<ResolvedBridge, 'python' | 'capabilities' | 'runs'>,
  extensions: Extensions,
): string | null {
  if (!bridge.runs.includes(kind)) return `is a ${kind}, which the bridge's driver does not run`
  const why = versions === null ? '' : `: ${versions}`
  if (!isWithinVersions(bridge.python, { since, until })) {
    return `holds ${describeRange(since, until)}, and this is ${bridge.python}${why}`
  }
  const lacking = needs.filter((capability) => !bridge.capabilities.includes(capability))
  if (lacking.length > 0) return `needs ${lacking.join(', ')}, which the bridge does not have`
  if (modules.length === 0) return null
  if (bridge.python !== extensions.python) {
    return `its extensions were compiled for CPython ${extensions.python}, and this is ${bridge.python}`
  }
  return modules.map(extensions.lacks).find((reason) => reason !== null) ?? null
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
