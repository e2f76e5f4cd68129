/**
 * `suites/ids.txt`: every id that a case of the suite has had. Known failures, histories and other people's files name cases by id,
 * so an id is never used for something else, and one that goes says where it went.
 *
 * One id a line, sorted; `old -> new` when it goes on under another name, `old -> none: reason` when it does not.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Place, Suite } from '../suite/case.ts'
import { ownSuites } from '../suite/load.ts'

const file = 'suites/ids.txt'
const arrow = ' -> '
const head = '# Every id that a case has had; written by `npm run generate`, see harness/src/lint/ids.ts.\n'

interface KnownId {
  id: string
  /** Null while a case has it. */
  went: string | null
  line: number
}

export interface IdFault {
  place: Place
  message: string
}

export function readIds(): string {
  return readFileSync(join(ownSuites, 'ids.txt'), 'utf8')
}

/** The text with the ids of `suite` added; what is there stays. */
export function renderIds(text: string, { cases }: Pick<Suite, 'cases'>): string {
  const known = new Map(parseIds(text).map(({ id, went }) => [id, went]))
  for (const { id } of cases) if (!known.has(id)) known.set(id, null)
  const lines = [...known].map(([id, went]) => (went === null ? id : `${id}${arrow}${went}`))
  return `${head}${lines.toSorted().join('\n')}\n`
}

export function idFaults(text: string, { cases }: Pick<Suite, 'cases'>): IdFault[] {
  const present = new Set<string>(cases.map(({ id }) => id))
  return parseIds(text).flatMap(({ id, went, line }) => {
    const message = fault(id, went, present)
    return message === null ? [] : [{ place: { file, line, column: 1 }, message }]
  })
}

function fault(id: string, went: string | null, present: ReadonlySet<string>): string | null {
  if (went === null) {
    return present.has(id) ? null : `no case has the id ${id} any more: write where it went, "${id}${arrow}new-id"`
  }
  if (present.has(id)) return `${id} is said to be gone, and a case has it`
  return /^none: \S/.test(went) || present.has(went) ? null : `${id} went to ${went}, which no case has`
}

function parseIds(text: string): KnownId[] {
  return text.split('\n').flatMap((content, index) => {
    if (content === '' || content.startsWith('#')) return []
    const [id = '', went] = content.split(arrow)
    return [{ id, went: went ?? null, line: index + 1 }]
  })
}
