/** Whether a case applies to a bridge at all. Pure. */
import type { ResolvedBridge } from '../bridge/discover.ts'
import { compareVersions } from '../bridge/version.ts'
import type { Corpus } from '../real/corpus.ts'
import type { BenchCase, Case } from '../suite/case.ts'

type Range = Pick<Case, 'since' | 'until' | 'versions' | 'needs' | 'modules'> & Pick<Case | BenchCase, 'kind'>

/** Real extensions that are on this machine, and the version of CPython that they were compiled for. */
export type Extensions = Pick<Corpus, 'python' | 'lacks'>

/** A run of probes that were compiled for the limited API. */
export interface Limited {
  version: string
  /** A function that is outside it in any case; of macros the headers tell, when the probe is built. */
  isOutside: (name: string) => boolean
}

/** Why a case is `skipped` in such a run beyond {@link skipReason}, or null. */
export function limitedReason(
  { api }: Pick<Case, 'api'>,
  { python, capabilities }: Pick<ResolvedBridge, 'python' | 'capabilities'>,
  { version, isOutside }: Limited,
): string | null {
  if (!capabilities.includes('stable-abi')) return 'needs stable-abi, which the bridge does not have'
  if (compareVersions(python, version) < 0) return `the limited API is that of ${version}, and this is ${python}`
  const outside = api.filter(isOutside)
  return outside.length === 0 ? null : outsideReason(outside, version)
}

export function outsideReason(names: readonly string[], version: string): string {
  return `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} not in the limited API of ${version}`
}

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

/** Why a case is `skipped` in a run with failing allocations beyond {@link skipReason}, or null. */
export function starvingReason(one: Case, { capabilities }: Pick<ResolvedBridge, 'capabilities'>): string | null {
  if (!capabilities.includes('failing-allocation')) return 'needs failing-allocation, which the bridge does not have'
  if (one.level === 'misuse') return 'is misuse, which fails as it is'
  if (one.kind === 'scenario' && one.ends !== null && one.ends !== undefined) return 'says how the host ends'
  return one.modules.length > 0 ? 'is about an extension that nobody wrote for this suite' : null
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
