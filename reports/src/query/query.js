/**
 * The query language of `proofload compare --where` and of the report's filter box. docs/compare.md explains it to users.
 *
 * Plain JavaScript without a dependency, so that the page can have it: generated/parser.js, then this file, both without their imports
 * and exports, in one scope with the page's own modules. Every top-level name here and there begins with `query` or `Query`.
 *
 *     const matches = queryFilter(text, columns)   // throws QueryError, which says in which column of the text and what was expected
 *     rows.filter(matches)
 *
 * `columns` and `rows` are as types.ts says; `cells` of a row stand in the order of `columns`. Compile once for each change of the text:
 * the function that comes back only compares. An empty text matches every row. With `rows` a field's value that none of them has is
 * refused, too: a script would take what it finds for all that there is.
 * @typedef {import('./types.ts').QueryNode} QueryNode
 * @typedef {import('./types.ts').QueryName} QueryName
 * @typedef {import('./types.ts').QueryColumn} QueryColumn
 * @typedef {import('./types.ts').QueryCell} QueryCell
 * @typedef {import('./types.ts').QueryRow} QueryRow
 * @typedef {import('./types.ts').QueryRatio} QueryRatio
 * @typedef {import('./types.ts').QuerySyntaxError} QuerySyntaxError
 * @typedef {(row: QueryRow) => boolean} QueryPredicate
 */
import { queryLevels, queryOutcomes, queryParser } from './generated/parser.js'

/** A query that cannot be understood. */
export class QueryError extends Error {
  /**
   * @param {string} message Without the column: a lower-case fragment.
   * @param {{ column: number, cause?: unknown }} more `column` of the text; the first is 1.
   */
  constructor(message, { column, cause }) {
    super(message, { cause })
    this.name = 'QueryError'
    this.column = column
  }
}

/**
 * The query as a function that says whether a row matches. Throws {@link QueryError}.
 * @param {string} text
 * @param {readonly QueryColumn[]} columns
 * @param {readonly QueryRow[] | null} rows
 * @returns {QueryPredicate}
 */
export function queryFilter(text, columns, rows = null) {
  const node = queryParse(text)
  const matches = queryCompile(node, columns)
  if (rows !== null) queryRefuseUnknown(node, rows)
  return matches
}

/**
 * Whether it asks what columns saw, as `different` does: such a query may well match nothing.
 * @param {string} text
 */
export function queryAsksVerdicts(text) {
  return queryIsOfCells(queryParse(text))
}

/** @param {QueryNode} node @returns {boolean} */
function queryIsOfCells(node) {
  switch (node.kind) {
    case 'every':
      return false
    case 'and':
    case 'or':
      return node.parts.some(queryIsOfCells)
    case 'not':
      return queryIsOfCells(node.part)
    case 'pair': {
      const { text, quoted } = node.key
      return quoted || text === 'ended' || queryOwn(queryFields, text === 'function' ? 'api' : text) === undefined
    }
    case 'word': {
      const { text, quoted } = node.word
      return !quoted && (text === 'different' || queryOwn(queryStates, text) !== undefined)
    }
    default:
      return true
  }
}

/** Fields whose values are names: another is a typing error. */
const queryNaming = ['area', 'topic', 'case', 'behaviour', 'api']

/** @param {QueryNode} node @param {readonly QueryRow[]} rows */
function queryRefuseUnknown(node, rows) {
  if (node.kind === 'and' || node.kind === 'or') for (const part of node.parts) queryRefuseUnknown(part, rows)
  if (node.kind === 'not') queryRefuseUnknown(node.part, rows)
  if (node.kind !== 'pair' || node.key.quoted) return
  const key = node.key.text === 'function' ? 'api' : node.key.text
  const field = queryNaming.includes(key) ? queryOwn(queryFields, key) : undefined
  if (field === undefined) return
  for (const { text, at } of node.values) {
    const test = queryGlob(text)
    if (rows.some((row) => field(row).some((found) => found !== null && test(found)))) continue
    throw new QueryError(`no case and no bench has ${node.key.text} "${text}"`, { column: at })
  }
}

/**
 * The text and below it a mark under the column: two lines.
 * @param {string} text
 * @param {QueryError} error
 */
export function queryPointer(text, error) {
  return `${text.replaceAll(/\s/g, ' ')}\n${' '.repeat(Math.max(0, error.column - 1))}^`
}

/** @param {string} text @returns {QueryNode} */
function queryParse(text) {
  try {
    return queryParser.parse(text)
  } catch (error) {
    if (!(error instanceof queryParser.SyntaxError)) throw error
    throw new QueryError(queryExpectation(error), { column: error.location.start.offset + 1, cause: error })
  }
}

/** What a term may begin with: together they are told as one. */
const queryTermWords = new Set([
  '"("',
  '"all"',
  '"any"',
  '"different"',
  '"faster"',
  '"not"',
  '"slower"',
  'a quoted text',
  'a word',
])

/** @param {QuerySyntaxError} error */
function queryExpectation({ message, expected, found }) {
  if (expected === null) return message
  const words = expected.map(({ type, text, description }) =>
    type === 'end' ? 'the end of the query' : (description ?? `"${text ?? ''}"`),
  )
  const isTerm = words.includes('a word') && words.includes('"not"')
  const kinds = isTerm ? [...words.filter((word) => !queryTermWords.has(word)), 'a term such as pypy3:fail'] : words
  const wanted = [...new Set(kinds)].filter((word) => word !== 'a blank').toSorted()
  return `expected ${queryList(wanted)}, found ${found === null ? 'the end of the query' : `"${found}"`}`
}

/** `a, b or c`. @param {readonly string[]} words */
function queryList(words) {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/** @type {Record<string, (row: QueryRow) => readonly (string | null)[]>} */
const queryFields = {
  area: (row) => [row.area],
  topic: (row) => [row.topic],
  case: (row) => [row.id],
  title: (row) => [row.title],
  level: (row) => [row.level],
  behaviour: (row) => [row.behaviour],
  api: (row) => row.api,
  kind: (row) => [row.kind],
  ended: (row) => row.cells.map(({ ended }) => ended),
}

/** Fields that have few values: another is a typing error. @type {Record<string, readonly string[]>} */
const queryClosed = { level: queryLevels, kind: ['case', 'bench'] }

/** @param {QueryCell} cell */
const queryIsJudged = ({ outcome }) => outcome !== 'skipped' && outcome !== 'not-run'

/** What a cell can be asked for. @type {Record<string, (cell: QueryCell) => boolean>} */
const queryStates = {
  ...Object.fromEntries(
    queryOutcomes.map((name) => [name, /** @param {QueryCell} cell */ ({ outcome }) => outcome === name]),
  ),
  judged: queryIsJudged,
  failing: (cell) => queryIsJudged(cell) && cell.outcome !== 'pass',
  unexpected: ({ unexpected }) => unexpected,
  expected: (cell) => queryIsJudged(cell) && !cell.unexpected,
  known: ({ known }) => known,
  stale: ({ stale }) => stale,
}

/** @param {QueryNode} node @param {readonly QueryColumn[]} columns @returns {QueryPredicate} */
function queryCompile(node, columns) {
  switch (node.kind) {
    case 'every':
      return () => true
    case 'and': {
      const parts = node.parts.map((part) => queryCompile(part, columns))
      return (row) => parts.every((part) => part(row))
    }
    case 'or': {
      const parts = node.parts.map((part) => queryCompile(part, columns))
      return (row) => parts.some((part) => part(row))
    }
    case 'not': {
      const part = queryCompile(node.part, columns)
      return (row) => !part(row)
    }
    case 'pair':
      return queryPair(node, columns)
    case 'word':
      return queryWord(node.word)
    case 'different':
      return queryDiffer([...new Set(node.names.flatMap((name) => queryColumns(queryBare(name), columns)))])
    case 'ratio':
      return querySlower(node, columns)
  }
}

/** @param {Extract<QueryNode, { kind: 'pair' }>} pair @param {readonly QueryColumn[]} columns @returns {QueryPredicate} */
function queryPair({ quantifier, key, values }, columns) {
  const field = key.quoted ? undefined : queryOwn(queryFields, key.text === 'function' ? 'api' : key.text)
  if (field !== undefined) {
    if (quantifier === 'all')
      throw new QueryError(`all() takes a column, and "${key.text}" is a field`, { column: key.at })
    const tests = values.map((value) => queryValue(key.text, value))
    return (row) => field(row).some((found) => found !== null && tests.some((test) => test(found)))
  }
  const indexes = queryColumns(key, columns)
  const states = values.map(queryState)
  /** @param {QueryCell | undefined} cell */
  const holds = (cell) => cell !== undefined && states.some((state) => state(cell))
  if (quantifier === 'any') return (row) => indexes.some((index) => holds(row.cells[index]))
  // A column that did not judge the case is not asked, unless that is the question.
  const asksAll = values.some(({ text }) => text === 'skipped' || text === 'not-run')
  return (row) => {
    const asked = indexes.filter((index) => asksAll || queryIsJudgedAt(row, index))
    return asked.length > 0 && asked.every((index) => holds(row.cells[index]))
  }
}

/** @param {QueryRow} row @param {number} index */
function queryIsJudgedAt({ cells }, index) {
  const cell = cells[index]
  return cell !== undefined && queryIsJudged(cell)
}

/** @param {QueryName} value */
function queryState({ text, at }) {
  const state = queryOwn(queryStates, text)
  if (state === undefined) throw new QueryError(`"${text}" is no verdict; ${queryKnown(queryStates)}`, { column: at })
  return state
}

/** A text that somebody typed may be the name of something that every object has. @template T @param {Record<string, T>} table @param {string} key */
function queryOwn(table, key) {
  return Object.hasOwn(table, key) ? table[key] : undefined
}

/** @param {Record<string, unknown>} table */
function queryKnown(table) {
  return `expected ${queryList(Object.keys(table))}`
}

/** @param {string} key @param {QueryName} value @returns {(found: string) => boolean} */
function queryValue(key, { text, at }) {
  const test = queryGlob(text)
  const closed = queryOwn(queryClosed, key)
  if (closed !== undefined && !closed.some(test)) {
    throw new QueryError(`"${text}" is no ${key}; expected ${queryList(closed)}`, { column: at })
  }
  return test
}

/** The whole text, `*` for any characters, upper and lower case alike. @param {string} pattern @returns {(text: string) => boolean} */
function queryGlob(pattern) {
  const wanted = pattern.toLowerCase()
  if (!wanted.includes('*')) return (text) => text.toLowerCase() === wanted
  const parts = wanted.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
  const expression = new RegExp(`^${parts.join('.*')}$`, 'su')
  return (text) => expression.test(text.toLowerCase())
}

/**
 * The columns that a name stands for: its own name, its run, or its bridge, of which `cpython` is the beginning of `cpython@3.13`.
 * @param {QueryName} name
 * @param {readonly QueryColumn[]} columns
 * @returns {number[]} Their indexes.
 */
function queryColumns({ text, at, quoted }, columns) {
  const isGlob = text.includes('*') ? queryGlob(text) : null
  const exact = columns.flatMap(({ name }, index) => (name === text ? [index] : []))
  if (exact.length > 0) return exact
  const found = columns.flatMap(({ name, bridge, run }, index) => {
    // The page knows names alone: the bridge and the run of `pypy3#old` are its parts.
    const [ofBridge = '', ofRun = ''] = bridge.split('#')
    const isNamed = [run, ofRun, bridge, ofBridge].includes(text) || bridge.startsWith(`${text}@`)
    const stands = isGlob === null ? isNamed : isGlob(name)
    return stands ? [index] : []
  })
  if (found.length > 0) return found
  const names = columns.map(({ name }) => name)
  const fields = quoted ? '' : ` nor a field (${Object.keys(queryFields).join(', ')})`
  throw new QueryError(`"${text}" is no column (${names.join(', ')})${fields}`, { column: at })
}

/** Where only a column can stand. @param {QueryName} name @returns {QueryName} */
function queryBare(name) {
  return { ...name, quoted: true }
}

/** A verdict, `different`, or a text to be found. @param {QueryName} word @returns {QueryPredicate} */
function queryWord({ text, quoted, at }) {
  if (!quoted) {
    if (text === 'different') return queryDiffer(null)
    if (text === 'slower' || text === 'faster') {
      throw new QueryError(`${text} takes a column, or two: ${text}(pypy3, cpython) > 2`, { column: at })
    }
    const state = queryOwn(queryStates, text)
    if (state !== undefined) return (row) => row.cells.some(state)
  }
  const wanted = text.toLowerCase()
  return (row) => queryHaystack(row).includes(wanted)
}

/** @type {WeakMap<QueryRow, string>} */
const queryHaystacks = new WeakMap()

/** @param {QueryRow} row */
function queryHaystack(row) {
  const known = queryHaystacks.get(row)
  if (known !== undefined) return known
  const made = [row.id, row.title, row.behaviour ?? '', ...row.api].join('\n').toLowerCase()
  queryHaystacks.set(row, made)
  return made
}

/** Verdicts differ; a column that did not judge the case says nothing about it. @param {readonly number[] | null} indexes Null: all. */
function queryDiffer(indexes) {
  /** @param {QueryRow} row */
  return ({ cells }) => {
    /** @type {string | null} */
    let first = null
    for (const index of indexes ?? cells.keys()) {
      const cell = cells[index]
      if (cell === undefined || !queryIsJudged(cell)) continue
      if (first === null) first = cell.outcome
      else if (cell.outcome !== first) return true
    }
    return false
  }
}

/** @type {Record<string, (value: number, limit: number) => boolean>} */
const queryOperators = {
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '=': (value, limit) => value === limit,
}

/** @param {Extract<QueryNode, { kind: 'ratio' }>} node @param {readonly QueryColumn[]} columns @returns {QueryPredicate} */
function querySlower({ inverse, own, base, than, at }, columns) {
  const owns = queryColumns(queryBare(own), columns)
  const bases =
    base === null
      ? columns.flatMap(({ isBase }, index) => (isBase ? [index] : []))
      : queryColumns(queryBare(base), columns)
  if (bases.length === 0) throw new QueryError('there is no base to compare with: name a second column', { column: at })
  const pairs = owns.flatMap((one) =>
    bases.filter((other) => other !== one).map((other) => /** @type {const} */ ([one, other])),
  )
  const compare = than === null ? undefined : queryOperators[than.operator]
  /** @param {QueryRatio} ratio */
  const holds = ({ ratio, low, high }) => {
    if (than !== null && compare !== undefined) return compare(inverse ? 1 / ratio : ratio, than.number)
    // Without a number: surely, by the interval.
    return inverse ? high !== null && high < 1 : low !== null && low > 1
  }
  return ({ ratio }) => {
    if (ratio === null) return false
    return pairs.some(([one, other]) => {
      const seen = ratio(one, other)
      return seen !== null && holds(seen)
    })
  }
}
