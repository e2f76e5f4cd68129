/** Which cases a selection means. Pure; an expression that selects nothing is refused, since it is nearly always a typing error. */

import { HarnessError, nearestName } from '../errors.ts'
import type { Case } from '../suite/case.ts'
import type { Level } from '../suite/schema.ts'

export interface Selection {
  /** `area`, `area/topic` or `area/topic/case`; a case is selected by any of them. Empty: all. */
  suite: readonly string[]
  /** Regular expression that an id or title must match somewhere. */
  grep: string | null
  /** Empty: all. */
  level: readonly Level[]
  /** Only these ids. Null: all. */
  only: ReadonlySet<string> | null
}

type Selectable = Pick<Case, 'id' | 'title' | 'level'>

/** `noun`: what a message calls one of `cases`. */
export function selectCases<T extends Selectable>(
  cases: readonly T[],
  selection: Selection,
  noun: 'case' | 'bench' = 'case',
): T[] {
  const hint = hintOf(cases, noun)
  for (const expression of selection.suite) refuseUnknown(expression, cases, { noun, hint })
  const grep = selection.grep === null ? null : compile(selection.grep)
  const selected = cases.filter(
    ({ id, title, level }) =>
      (selection.suite.length === 0 || selection.suite.some((expression) => isWithin(id, expression))) &&
      (grep === null || grep.test(id) || grep.test(title)) &&
      (selection.level.length === 0 || selection.level.includes(level)) &&
      (selection.only === null || selection.only.has(id)),
  )
  // No id at all is no mistake: a small suite may have fewer cases than parts.
  if (selected.length === 0 && selection.only?.size !== 0) {
    throw new HarnessError('nothing-selected', `no ${noun} is selected by ${describeSelection(selection)}`, { hint })
  }
  return selected
}

/** Is it the case, or in the area or topic, that an expression names? */
export function isWithin(id: string, expression: string): boolean {
  return id === expression || id.startsWith(`${expression.replace(/\/$/, '')}/`)
}

/** `proofload list` lists no benches. */
function hintOf(cases: readonly Selectable[], noun: 'case' | 'bench'): string {
  if (noun === 'case') return '`proofload list` shows what there is'
  const topics = new Set(cases.map(({ id }) => id.split('/').slice(0, 2).join('/')))
  return topics.size === 0 ? 'the suites have no bench' : `there are benches in ${[...topics].join(', ')}`
}

function refuseUnknown(
  expression: string,
  cases: readonly Selectable[],
  { noun, hint }: { noun: string; hint: string },
): void {
  if (cases.some(({ id }) => isWithin(id, expression))) return
  const depth = expression.split('/').length
  const names = new Set(cases.map(({ id }) => id.split('/').slice(0, depth).join('/')))
  const nearest = nearestName(expression, names)
  throw new HarnessError(
    'suite-unknown',
    `--suite "${expression}" names no area, topic or ${noun}${nearest === null ? '' : `; did you mean "${nearest}"?`}`,
    { hint },
  )
}

function compile(source: string): RegExp {
  try {
    return new RegExp(source, 'u')
  } catch (error) {
    throw invalidGrep(source, error)
  }
}

function invalidGrep(source: string, cause: unknown): HarnessError {
  return new HarnessError('grep-invalid', `--grep "${source}" is not a regular expression: ${String(cause)}`, { cause })
}

function describeSelection({ suite, grep, level, only }: Selection): string {
  const parts = [
    ...suite.map((expression) => `--suite ${expression}`),
    ...(grep === null ? [] : [`--grep ${grep}`]),
    ...level.map((one) => `--level ${one}`),
    ...(only === null ? [] : ['--last-failed']),
  ]
  return parts.length === 0 ? 'an empty suite' : parts.join(' ')
}
