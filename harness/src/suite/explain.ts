/** What zod found wrong, in the words of a suite's author and at the place in the file. */

import type { z } from 'zod'
import { didYouMean } from '../errors.ts'
import { keySpanAt, type Path, spanAt } from './convert.ts'
import type { IssueList } from './issue.ts'
import { bench, row, scenario, suiteFile } from './schema.ts'

type ZodIssue = z.core.$ZodIssue

const stepKeys = 'call host let drop settle alive same different log unraisable repeat steps kwargs as calls'.split(' ')
const knownKeys = [
  ...new Set([row, scenario, bench, suiteFile].flatMap(({ shape }) => Object.keys(shape)).concat(stepKeys)),
]

/** Checks `data`, which was made from `node`; answers it typed, or reports every mistake and answers null. */
export function validated<Schema extends z.ZodType>(
  issues: IssueList,
  schema: Schema,
  { data, node }: { data: unknown; node: unknown },
): z.infer<Schema> | null {
  const parsed = schema.safeParse(data, { reportInput: true })
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) explain(issues, node, { issue, path: [] })
  return null
}

function explain(issues: IssueList, node: unknown, { issue, path: base }: { issue: ZodIssue; path: Path }): void {
  const path = [...base, ...(issue.path as (string | number)[])]
  if (issue.code === 'invalid_union') {
    explainUnion(issues, node, { issue, path })
    return
  }
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      issues.add(
        'unknown-key',
        keySpanAt(node, path, key),
        `unknown key ${JSON.stringify(key)}`,
        // A comma ends a text inside { … }, and what follows becomes a key.
        key.includes(' ') ? 'quote a text that has a comma' : didYouMean(key, knownKeys),
      )
    }
    return
  }
  const span = spanAt(node, path)
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    issues.add('wrong-type', span, `missing key ${JSON.stringify(String(path.at(-1)))}`)
    return
  }
  issues.add('wrong-type', span, expectation(issue), hintFor(issue, path))
}

/** Of the alternatives of a union, only the one that was probably meant is worth a message. */
function explainUnion(issues: IssueList, node: unknown, { issue, path }: { issue: ZodIssue; path: Path }): void {
  const branches = (issue.code === 'invalid_union' ? issue.errors : []).toSorted((a, b) => distance(a) - distance(b))
  const best = branches[0] ?? []
  if (best.length === 1 && best[0]?.code === 'invalid_type' && best[0].path.length === 0) {
    const kinds = new Set(
      branches.flatMap((branch) => branch.map((one) => (one.code === 'invalid_type' ? one.expected : ''))),
    )
    issues.add(
      'wrong-type',
      spanAt(node, path),
      `expected ${[...kinds].filter(Boolean).join(' or ')}, got ${shown(issue.input)}`,
    )
    return
  }
  for (const one of best) explain(issues, node, { issue: one, path })
}

/** How far an alternative is from what stands there: another type altogether is further than any number of keys. */
function distance(branch: readonly ZodIssue[]): number {
  let sum = 0
  for (const issue of branch) {
    if (issue.code === 'invalid_type' && issue.path.length === 0) sum += 100
    else sum += issue.code === 'unrecognized_keys' ? issue.keys.length : 1
  }
  return sum
}

function hintFor(issue: ZodIssue, path: Path): string | null {
  if (issue.code === 'invalid_value' && typeof issue.input === 'string')
    return didYouMean(issue.input, issue.values.map(String))
  const isVersion = path.at(-1) === 'since' || path.at(-1) === 'until'
  return isVersion && typeof issue.input === 'number' ? "write a version in quotes: '3.10' is no number" : null
}

function expectation(issue: ZodIssue): string {
  const got = `got ${shown(issue.input)}`
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${issue.expected}, ${got}`
    case 'invalid_value':
      return `expected ${issue.values.length > 8 ? `one of ${issue.values.length} names` : issue.values.map(shown).join(', ')}, ${got}`
    case 'too_small':
      return `expected at least ${issue.minimum}${issue.origin === 'array' ? ' items' : ''}, ${got}`
    default:
      return `${issue.message.replace(/^Invalid/, 'invalid')}, ${got}`
  }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
