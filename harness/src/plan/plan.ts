/** Cases x bridges -> what is run, in which groups. Pure and deterministic: the same input gives the same plan. */
import type { ResolvedBridge } from '../bridge/discover.ts'
import type { Case } from '../suite/case.ts'
import { type Extensions, skipReason } from './applicability.ts'
import { type Expectations, expectationsOf, type Known } from './expectations.ts'

export interface PlannedCase {
  case: Case
  known: Known | null
  /** Why it does not apply; such a case is in no chunk. */
  skip: string | null
}

/** Cases of one probe that share a host, or one case that has a host of its own. */
export interface Chunk {
  bridge: ResolvedBridge
  probe: string
  own: boolean
  cases: PlannedCase[]
}

export interface BridgePlan {
  bridge: ResolvedBridge
  skipped: PlannedCase[]
  chunks: Chunk[]
  unused: Expectations['unused']
}

export interface PlanOptions {
  /** Every case gets a host of its own. */
  isolate: boolean
  /** All ids of the suite, for known failures that name none. */
  ids: readonly string[]
  /** See {@link expectationsOf}. */
  complete: boolean
  extensions: Extensions
  /** True for what a resumed run has measured already. */
  done: (bridge: string, id: string) => boolean
}

/** Larger groups share more, smaller ones spread better over the jobs. */
const chunkCases = 40

export function planRun(
  cases: readonly Case[],
  bridges: readonly ResolvedBridge[],
  options: PlanOptions,
): BridgePlan[] {
  return bridges.map((bridge) => {
    const expectations = expectationsOf(bridge.known, options.ids, {
      python: bridge.python,
      complete: options.complete,
    })
    const planned = cases
      .filter(({ id }) => !options.done(bridge.name, id))
      .map(
        (one): PlannedCase => ({
          case: one,
          known: expectations.of(one.id),
          skip: skipReason(one, bridge, options.extensions),
        }),
      )
    const runnable = planned.filter(({ skip }) => skip === null)
    const shared = runnable.filter((one) => !needsOwnHost(one.case, options.isolate))
    const own = runnable.filter((one) => needsOwnHost(one.case, options.isolate))
    return {
      bridge,
      skipped: planned.filter(({ skip }) => skip !== null),
      chunks: [
        ...chunk(bridge, shared),
        ...own.map((one): Chunk => ({ bridge, probe: one.case.probe, own: true, cases: [one] })),
      ],
      unused: expectations.unused,
    }
  })
}

function needsOwnHost(one: Case, isolate: boolean): boolean {
  return isolate || one.isolate || one.level === 'misuse'
}

function chunk(bridge: ResolvedBridge, cases: readonly PlannedCase[]): Chunk[] {
  const byProbe = Map.groupBy(cases, (one) => one.case.probe)
  return [...byProbe].flatMap(([probe, ofProbe]) => {
    const count = Math.ceil(ofProbe.length / chunkCases)
    return Array.from({ length: count }, (_, index) => ({
      bridge,
      probe,
      own: false,
      cases: ofProbe.slice(index * chunkCases, (index + 1) * chunkCases),
    }))
  })
}
