/** What of the C API and of the behaviours the suite's cases touch. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Capi, CapiFunction } from '../capi/load.ts'
import { minorOf } from '../capi/schema.ts'
import type { Case, Suite } from '../suite/case.ts'
import { ownSuites } from '../suite/load.ts'

/** A part of the C API, and how much of it some case names. */
export interface FunctionReach {
  total: number
  touched: number
  /** Those that `uncovered.yaml` gives a reason for. */
  excused: string[]
  /** All others. */
  untouched: string[]
}

export interface Reach {
  cases: {
    total: number
    byArea: Record<string, number>
    byLevel: Record<string, number>
    byKind: Record<string, number>
  }
  behaviours: { total: number; covered: number; uncovered: string[]; cases: Record<string, number> }
  functions: {
    /** Functions, macros and inline functions that CPython's documentation describes. */
    documented: FunctionReach
    /** Of the stable ABI up to {@link stableAbi}. */
    stableAbi: FunctionReach
    byChapter: Record<string, FunctionReach>
  }
}

/** The version whose stable ABI the suite aims to touch whole. */
export const stableAbi = '3.11'

/** Cases over real extensions name no function and no behaviour; they count as cases only. */
export function reachOf({ cases }: Suite, capi: Capi, excused: ReadonlySet<string>): Reach {
  const touched = new Set(cases.flatMap(({ api }) => api))
  const reachedOf = (some: readonly CapiFunction[]) => functionReach(some, { touched, excused })
  const functions = [...capi.functions.values()].filter(({ link }) => link !== null)
  const stable = [...capi.functions.values()].filter(
    ({ abi }) => abi !== undefined && minorOf(abi) <= minorOf(stableAbi),
  )
  const chapters = Object.entries(Object.groupBy(functions, ({ chapter }) => chapter))
  return {
    cases: {
      total: cases.length,
      byArea: countsOf(cases, ({ area }) => area),
      byLevel: countsOf(cases, ({ level }) => level),
      byKind: countsOf(cases, ({ kind }) => kind),
    },
    behaviours: behavioursOf(cases),
    functions: {
      documented: reachedOf(functions),
      stableAbi: reachedOf(stable),
      byChapter: Object.fromEntries(chapters.map(([name, of = []]) => [name, reachedOf(of)])),
    },
  }
}

function behavioursOf(cases: readonly Case[]): Reach['behaviours'] {
  const ids = Object.keys(parse(readFileSync(join(ownSuites, 'behaviours.yaml'), 'utf8')) as object)
  const named = countsOf(
    cases.filter(({ behaviour }) => behaviour !== null),
    ({ behaviour }) => behaviour ?? '',
  )
  const counts = Object.fromEntries(ids.map((id) => [id, named[id] ?? 0]))
  const uncovered = ids.filter((id) => counts[id] === 0)
  return { total: ids.length, covered: ids.length - uncovered.length, uncovered, cases: counts }
}

function functionReach(
  functions: readonly CapiFunction[],
  { touched, excused }: { touched: ReadonlySet<string>; excused: ReadonlySet<string> },
): FunctionReach {
  const rest = functions.map(({ name }) => name).filter((name) => !touched.has(name))
  return {
    total: functions.length,
    touched: functions.length - rest.length,
    excused: rest.filter((name) => excused.has(name)).toSorted(),
    untouched: rest.filter((name) => !excused.has(name)).toSorted(),
  }
}

function countsOf(cases: readonly Case[], key: (one: Case) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const one of cases) counts[key(one)] = (counts[key(one)] ?? 0) + 1
  return counts
}
