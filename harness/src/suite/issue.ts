/** Mistakes in suite files. They are collected, so that an author sees all of them at once. */
import { HarnessError } from '../errors.ts'
import type { Place } from './case.ts'
import { excerptOf, placeOf, type Span, type SuiteSource } from './source.ts'

export type IssueCode =
  | 'api-not-used'
  | 'bad-id'
  | 'bad-reference'
  | 'bad-value'
  | 'call-not-in-probe'
  | 'contradiction'
  | 'duplicate-id'
  | 'duplicate-key'
  | 'duplicate-topic'
  | 'ends-in-shared-host'
  | 'log-without-host'
  | 'no-assertion'
  | 'no-outcome'
  | 'no-probe'
  | 'no-api'
  | 'repeat-without-why'
  | 'since-without-reason'
  | 'unbound-name'
  | 'unknown-behaviour'
  | 'unknown-function'
  | 'unknown-key'
  | 'unpassable'
  | 'wrong-arguments'
  | 'wrong-path'
  | 'wrong-type'
  | 'wrong-uncovered'
  | 'yaml'

export interface Issue {
  code: IssueCode
  message: string
  hint: string | null
  place: Place
  excerpt: string
}

/** Collects the issues of one file; the same mistake of several cases unfolded from one place counts once. */
export class IssueList {
  readonly issues: Issue[] = []
  readonly #source: SuiteSource
  readonly #seen = new Set<string>()

  constructor(source: SuiteSource) {
    this.#source = source
  }

  add(code: IssueCode, span: Span, message: string, hint: string | null = null): void {
    const key = `${code} ${span.start} ${message}`
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    const place = placeOf(this.#source, span)
    this.issues.push({ code, message, hint, place, excerpt: excerptOf(this.#source, span) })
  }
}

export function formatIssue({ code, message, hint, place, excerpt }: Issue): string {
  const head = `${place.file}:${place.line}:${place.column}: ${code}: ${message}`
  return [head, excerpt, ...(hint === null ? [] : [`  hint: ${hint}`])].join('\n')
}

/** One error for all issues, in the order of files and lines. */
export function issuesError(issues: readonly Issue[]): HarnessError {
  const sorted = issues.toSorted(
    ({ place: a }, { place: b }) =>
      Number(a.file > b.file) - Number(a.file < b.file) || a.line - b.line || a.column - b.column,
  )
  const first = sorted[0]
  const count = sorted.length === 1 ? '1 mistake' : `${sorted.length} mistakes`
  return new HarnessError('broken-suite', `${count} in the suite\n\n${sorted.map(formatIssue).join('\n\n')}`, {
    ...(first === undefined ? {} : { place: first.place }),
  })
}
