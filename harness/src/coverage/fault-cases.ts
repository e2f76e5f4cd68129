/** Which cases may see a fault, the likeliest first. Pure. */
import type { Capi } from '../capi/load.ts'
import { namesUsed } from '../probe/used.ts'
import type { Case } from '../suite/case.ts'
import type { Fault } from './faults.ts'

export interface CaseIndex {
  /** Without those over real extensions, which name no function. */
  cases: readonly Case[]
  byFunction: ReadonlyMap<string, readonly Case[]>
  byBehaviour: ReadonlyMap<string, readonly Case[]>
  /** C functions that the source of a probe calls. */
  usedBy: ReadonlyMap<string, ReadonlySet<string>>
}

/**
 * Cases beyond those that name what is wrong: more would cost much and find little. Those of other areas bring a probe each, which
 * takes longer to load than the case to run.
 */
const mostOthers = 40
const mostFar = 20

export function indexCases(cases: readonly Case[], sources: ReadonlyMap<string, string>, capi: Capi): CaseIndex {
  const judged = cases.filter(({ modules }) => modules.length === 0)
  return {
    cases: judged,
    byFunction: groups(judged, ({ api }) => api),
    byBehaviour: groups(judged, ({ behaviour }) => (behaviour === null ? [] : [behaviour])),
    usedBy: new Map([...sources].map(([probe, text]) => [probe, namesUsed(text, capi)])),
  }
}

/** Functions that cases name, none of which applies to the bridge. */
export function outOfReach(all: readonly Case[], applicable: readonly Case[]): Set<string> {
  const reached = new Set(applicable.flatMap(({ api }) => api))
  return new Set(all.flatMap(({ api }) => api).filter((name) => !reached.has(name)))
}

export function candidates(fault: Fault, index: CaseIndex): Case[] {
  const first = fault.function === undefined ? ofBehaviours(fault, index) : ofFunction(fault, fault.function, index)
  return [...new Set(first)]
}

function ofFunction(fault: Fault, name: string, { cases, byFunction, usedBy }: CaseIndex): Case[] {
  const named = byFunction.get(name) ?? []
  const others = cases.filter((one) => !one.api.includes(name) && usedBy.get(one.probe)?.has(name) === true)
  return [...ranked(fault, named), ...spread(others.filter(isCheap), mostOthers)]
}

function ofBehaviours({ behaviours = [] }: Fault, { cases, byBehaviour }: CaseIndex): Case[] {
  const named = behaviours.flatMap((behaviour) => byBehaviour.get(behaviour) ?? [])
  const areas = new Set(named.map(({ area }) => area))
  const nearby = cases.filter((one) => areas.has(one.area) && isCheap(one))
  const far = cases.filter((one) => !areas.has(one.area) && isCheap(one))
  return [
    ...named.filter(isCheap).toSorted((a, b) => cost(a) - cost(b)),
    ...spread(nearby, mostOthers),
    ...spread(far, mostFar),
    ...named.filter((one) => !isCheap(one)),
  ]
}

/** Cases in which things go wrong, for faults of errors; calls of the function itself before scenarios; details, then those with a host of their own, last. */
function ranked(fault: Fault, cases: readonly Case[]): Case[] {
  const wantsError = ['sentinel', 'forgets', 'unstolen'].includes(fault.kind)
  const wantsNull = fault.kind === 'refuses'
  const rank = (one: Case): number =>
    cost(one) +
    (one.kind === 'call' && one.function === fault.function ? 0 : 1) +
    (wantsError === raises(one) ? 0 : 2) +
    (wantsNull && !givesNull(one) ? 2 : 0)
  return cases.toSorted((a, b) => rank(a) - rank(b))
}

/** What a `detail` shows is only reported: another case's word counts more. */
function cost(one: Case): number {
  return (isCheap(one) ? 0 : 100) + (one.level === 'detail' ? 10 : 0)
}

function isCheap({ isolate, level }: Case): boolean {
  return !isolate && level !== 'misuse'
}

function raises(one: Case): boolean {
  if (one.kind === 'call') return one.expect.raises !== undefined
  return one.steps.some((step) => 'raises' in step && step.raises !== undefined)
}

function givesNull(one: Case): boolean {
  return one.kind === 'call' && JSON.stringify(one.args).includes('$null')
}

/** At most `most`, in turn from each probe. */
function spread(cases: readonly Case[], most: number): Case[] {
  const queues = [...Map.groupBy(cases, ({ probe }) => probe).values()]
  const chosen: Case[] = []
  for (let turn = 0; chosen.length < Math.min(most, cases.length); turn++) {
    for (const queue of queues) {
      const one = queue[turn]
      if (one !== undefined && chosen.length < most) chosen.push(one)
    }
  }
  return chosen
}

function groups(cases: readonly Case[], keys: (one: Case) => readonly string[]): Map<string, Case[]> {
  const found = new Map<string, Case[]>()
  for (const one of cases) {
    for (const key of keys(one)) found.set(key, [...(found.get(key) ?? []), one])
  }
  return found
}
