/**
 * What a suite should hold to beyond being sound: rules for the readers of cases, not for the machine, which is why a suite that
 * breaks them still runs. What makes a suite unusable is refused when it is loaded (suite/check.ts, suite/lint.ts).
 */
import type { Capi } from '../capi/load.ts'
import type { Case, Place, ScenarioCase, Suite } from '../suite/case.ts'
import type { Step } from '../suite/schema.ts'
import { linkFault, readAnchors } from './anchors.ts'

export type Rule = 'unknown-anchor' | 'no-behaviour' | 'undocumented' | 'title' | 'same-title' | 'unsettled' | 'id-gone'

export interface Finding {
  rule: Rule
  place: Place
  message: string
}

/** Findings in the order of files and lines; several cases unfolded from one place count once. */
export function lintSuite({ cases }: Suite, capi: Capi): Finding[] {
  const anchors = readAnchors(capi)
  const findings = cases.flatMap((one) => [
    ...finding('unknown-anchor', one, linkFault(one.docs, anchors)),
    ...finding('no-behaviour', one, behaviourFault(one)),
    ...finding('undocumented', one, documentationFault(one, capi)),
    ...(one.kind === 'scenario' ? scenarioFindings(one) : []),
  ])
  const distinct = new Map([...findings, ...sameTitles(cases)].map((one) => [keyOf(one), one]))
  return [...distinct.values()].toSorted(byPlace)
}

function scenarioFindings(one: ScenarioCase): Finding[] {
  return [...finding('title', one, titleFault(one.title)), ...finding('unsettled', one, settleFault(one))]
}

function finding(rule: Rule, { place }: Case, message: string | null): Finding[] {
  return message === null ? [] : [{ rule, place, message }]
}

/** A case over real extensions shows that all of an extension works. */
function behaviourFault({ behaviour, modules, id }: Case): string | null {
  return behaviour !== null || modules.length > 0 ? null : `${id} names no behaviour of suites/behaviours.yaml`
}

/** What CPython does not document nobody can be held to, unless the case links to where it is promised. */
function documentationFault({ level, api, docs, id }: Case, capi: Capi): string | null {
  const functions = api.flatMap((name) => capi.functions.get(name) ?? [])
  if (level !== 'documented' || functions.length === 0 || docs.includes('#')) return null
  return functions.some(({ link }) => link !== null)
    ? null
    : `${id} is of level documented, but CPython does not document ${api.join(', ')}`
}

function titleFault(title: string): string | null {
  if (title.split(/\s+/).length < 3) return `the title "${title}" is no sentence that could be true or false`
  if (/[.!]$/.test(title)) return `the title "${title}" ends with a full stop`
  if (/^(?:tests?|checks?|verify|verifies|should|make sure)\b/i.test(title))
    return `the title "${title}" says what is done; it should say what holds`
  return null
}

/** Two entries of one topic that claim the same are one entry, or one of them claims something else. */
function sameTitles(cases: readonly Case[]): Finding[] {
  const seen = new Map<string, Place>()
  return cases.flatMap((one) => {
    if (one.kind === 'call') return []
    const key = `${one.area}/${one.topic} ${one.title}`
    const first = seen.get(key)
    if (first === undefined) seen.set(key, one.place)
    if (first === undefined || first.line === one.place.line) return []
    return finding('same-title', one, `the title "${one.title}" is already that of line ${first.line}`)
  })
}

/** On a host with a garbage collector an object that was let go may live on until the next collection. */
function settleFault({ steps, level, id }: ScenarioCase): string | null {
  if (level === 'detail') return null
  let dropped = false
  for (const step of steps) {
    if (letsGo(step)) dropped = true
    else if ('settle' in step || settlesInside(step)) dropped = false
    else if ('alive' in step && dropped) return `${id} counts living objects after a drop without a settle between`
  }
  return null
}

function settlesInside(step: Step): boolean {
  return 'repeat' in step && step.steps.some((inner) => 'settle' in inner)
}

function letsGo(step: Step): boolean {
  return 'drop' in step
}

function keyOf({ rule, place, message }: Finding): string {
  // The ids of cases that one entry unfolds into differ; what is wrong with them does not.
  return `${rule} ${place.file}:${place.line}:${place.column} ${rule === 'title' || rule === 'same-title' ? message : ''}`
}

function byPlace({ place: a }: Finding, { place: b }: Finding): number {
  return Number(a.file > b.file) - Number(a.file < b.file) || a.line - b.line || a.column - b.column
}
