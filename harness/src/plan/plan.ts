/** Cases x bridges -> what is run, in which groups. Pure and deterministic: the same input gives the same plan. */
import type { ResolvedBridge } from '../bridge/discover.ts'
import type { Variant } from '../record/variant.ts'
import type { Case } from '../suite/case.ts'
import { type Extensions, type Limited, limitedReason, skipReason, starvingReason } from './applicability.ts'
import { type Expectations, expectationsOf, type Known } from './expectations.ts'
import { shuffledRounds } from './shuffle.ts'

export interface PlannedCase {
  case: Case
  known: Known | null
  /** Why it does not apply; such a case is in no chunk. */
  skip: string | null
}

/** Cases that share a host, or one case that has a host of its own. */
export interface Chunk {
  bridge: ResolvedBridge
  own: boolean
  /** Begins in a host that has run no case yet. */
  fresh: boolean
  cases: PlannedCase[]
}

/** How often each case is run, and in which order. */
export interface Rounds {
  repeat: number
  /** Of the random order, which is another one each time; null: the order of the suite. */
  seed: number | null
  /** So often more, each time in a fresh host; what `repeat` says is then done in one host. */
  fresh: number
  /** Fresh hosts for one of these times, at most; null: one for each case. */
  hosts: number | null
}

export const once: Rounds = { repeat: 1, seed: null, fresh: 0, hosts: null }

export interface BridgePlan {
  bridge: ResolvedBridge
  skipped: PlannedCase[]
  chunks: Chunk[]
  unused: Expectations['unused']
}

export interface PlanOptions {
  /** Every case gets a host of its own. */
  isolate: boolean
  rounds: Rounds
  stress: Variant['stress']
  /** All ids of the suite, for known failures that name none. */
  ids: readonly string[]
  /** See {@link expectationsOf}. */
  complete: boolean
  extensions: Extensions
  /** Null: probes are compiled for the whole API. */
  limited: Limited | null
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
      stress: options.stress,
      lacks: options.extensions.lacks,
    })
    const planned = cases
      .filter(({ id }) => !options.done(bridge.name, id))
      .map(
        (one): PlannedCase => ({
          case: one,
          known: expectations.of(one.id),
          skip: skipped(one, bridge, options),
        }),
      )
    const runnable = planned.filter(({ skip }) => skip === null)
    return {
      bridge,
      skipped: planned.filter(({ skip }) => skip !== null),
      chunks: chunksOf(bridge, runnable, options),
      unused: expectations.unused,
    }
  })
}

function skipped(one: Case, bridge: ResolvedBridge, { extensions, limited, stress }: PlanOptions): string | null {
  const reason = skipReason(one, bridge, extensions) ?? (stress === 'alloc' ? starvingReason(one, bridge) : null)
  return reason === null && limited !== null ? limitedReason(one, bridge, limited) : reason
}

function chunksOf(
  bridge: ResolvedBridge,
  cases: readonly PlannedCase[],
  { isolate, rounds }: Pick<PlanOptions, 'isolate' | 'rounds'>,
): Chunk[] {
  const own = (one: PlannedCase): boolean => isolate || one.case.isolate || one.case.level === 'misuse'
  const { repeat, seed, fresh, hosts } = rounds
  const ordered = orders(cases, repeat + fresh, seed)
  const shared = ordered.map((order) => lightFirst(order.filter((one) => !own(one))))
  // A host of its own is always a fresh one.
  const alone = ordered.slice(fresh === 0 ? 0 : repeat).flatMap((order) => order.filter(own))
  const perHost = hosts === null ? 1 : Math.ceil((shared[0]?.length ?? 0) / hosts)
  const groups =
    fresh === 0
      ? shared.flatMap((order) => (seed === null ? byProbe(order) : [order])).flatMap((group) => cut(group, chunkCases))
      : [shared.slice(0, repeat).flat(), ...shared.slice(repeat).flatMap((order) => cut(order, perHost))]
  return [
    ...groups
      .filter((group) => group.length > 0)
      .map((group) => ({ bridge, own: false, fresh: fresh > 0 || group.some(isHeavy), cases: group })),
    ...alone.map((one) => ({ bridge, own: true, fresh: false, cases: [one] })),
  ]
}

/** The cases in the order of each round. */
function orders(cases: readonly PlannedCase[], rounds: number, seed: number | null): (readonly PlannedCase[])[] {
  if (seed === null) return Array.from({ length: rounds }, () => cases)
  return [...shuffledRounds(cases, rounds, seed)].map(({ order }) => order)
}

/**
 * Whether it imports real extensions. What they leave behind, such as the tens of thousands of objects of NumPy, each later
 * collection in that host goes through: lifetimes judged there took fifty times as long on the reference bridge.
 */
function isHeavy({ case: { modules } }: PlannedCase): boolean {
  return modules.length > 0
}

function lightFirst(cases: readonly PlannedCase[]): PlannedCase[] {
  const { light = [], heavy = [] } = Object.groupBy(cases, (one) => (isHeavy(one) ? 'heavy' : 'light'))
  return [...light, ...heavy]
}

function byProbe(cases: readonly PlannedCase[]): PlannedCase[][] {
  return [...Map.groupBy(cases, (one) => one.case.probe).values()]
}

function cut(cases: readonly PlannedCase[], size: number): PlannedCase[][] {
  const count = Math.ceil(cases.length / size)
  return Array.from({ length: count }, (_, index) => cases.slice(index * size, (index + 1) * size))
}
