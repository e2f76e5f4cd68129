/** What a query is asked about. The page and `proofload compare` make rows of their own data; a query knows nothing else. */
import type { Outcome } from '../model.ts'

export interface QueryColumn {
  /** As the head of the column says it. */
  name: string
  /** The bridge, as its record names it: `cpython@3.13`. */
  bridge: string
  /** Short label of the run, where there are several; else empty. */
  run: string
  /** What `slower(x)` compares with. */
  isBase: boolean
}

export interface QueryCell {
  outcome: Outcome
  unexpected: boolean
  /** A known failure that holds. */
  known: boolean
  /** A known failure that no longer holds. */
  stale: boolean
  /** How the host ended when it should not have: `SIGSEGV`; null where it did not. */
  ended: string | null
}

/** How many times the base's time, with its interval. */
export interface QueryRatio {
  ratio: number
  low: number | null
  high: number | null
}

export interface QueryRow {
  kind: 'case' | 'bench'
  /** `area/topic/name` */
  id: string
  area: string
  topic: string
  title: string
  level: string
  behaviour: string | null
  api: readonly string[]
  /** One for each column. */
  cells: readonly QueryCell[]
  /** Of a bench: time of one column divided by that of another, both given by index; null where it is not known. */
  ratio: ((own: number, base: number) => QueryRatio | null) | null
}

/** A name or value in the text of a query. */
export interface QueryName {
  text: string
  /** A quoted key is a column, a quoted word is text. */
  quoted: boolean
  /** Column in the text; the first is 1. */
  at: number
}

export type QueryNode =
  | { kind: 'every' }
  | { kind: 'or' | 'and'; parts: QueryNode[] }
  | { kind: 'not'; part: QueryNode }
  | { kind: 'pair'; quantifier: 'any' | 'all'; key: QueryName; values: QueryName[] }
  | { kind: 'word'; word: QueryName }
  | { kind: 'different'; names: QueryName[]; at: number }
  | {
      kind: 'ratio'
      inverse: boolean
      own: QueryName
      base: QueryName | null
      than: { operator: string; number: number } | null
      at: number
    }

/** What peggy throws. */
export interface QuerySyntaxError extends Error {
  expected: { type: string; text?: string; description?: string }[] | null
  found: string | null
  location: { start: { offset: number } }
}

export interface QueryParser {
  parse(text: string): QueryNode
  SyntaxError: new (...args: never[]) => QuerySyntaxError
}
