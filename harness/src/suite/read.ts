/** One suite file to typed entries, every mistake of its form reported. What the entries mean is for check.ts. */
import { isMap, isSeq, type Pair } from 'yaml'
import type { z } from 'zod'
import { Converter, keyText } from './convert.ts'
import type { SuiteFile } from './discover.ts'
import { validated } from './explain.ts'
import { IssueList } from './issue.ts'
import { type Bench, bench, type Row, row, type Scenario, scenario, suiteFile } from './schema.ts'
import { parseSource, type SuiteSource, spanOf } from './source.ts'
import { unfold } from './unfold.ts'

const headSchema = suiteFile.omit({ calls: true, scenarios: true, benches: true })
export type SuiteHead = z.infer<typeof headSchema>

/** An entry with the node it came from. */
export interface Read<Entry> {
  entry: Entry
  node: unknown
  suffix: string
}

export interface ReadFile {
  file: SuiteFile
  source: SuiteSource
  issues: IssueList
  /** Null when the file's own keys are wrong: its entries cannot be placed then. */
  head: SuiteHead | null
  rows: (Read<Row> & { function: string; functionNode: unknown })[]
  scenarios: Read<Scenario>[]
  benches: Read<Bench>[]
}

export function readSuiteFile(file: SuiteFile, text: string): ReadFile {
  const source = parseSource(file.name, file.path, text)
  const issues = new IssueList(source)
  const read: ReadFile = { file, source, issues, head: null, rows: [], scenarios: [], benches: [] }
  for (const error of source.document.errors) {
    const [start, end] = error.pos
    const word = /^[^\s:]+/.exec(text.slice(start))?.[0] ?? ''
    if (error.code !== 'DUPLICATE_KEY') issues.add('yaml', { start, end }, error.message)
    else issues.add('duplicate-key', { start, end: start + word.length }, `the key ${word} stands twice`)
  }
  const root = source.document.contents
  if (source.document.errors.length > 0) return read
  if (!isMap(root)) {
    issues.add('wrong-type', spanOf(root), 'expected a mapping with area, topic, title and docs')
    return read
  }
  const sections = new Map(root.items.map((pair) => [keyText(pair.key), pair]))
  const converter = new Converter(source.document, issues)
  const own = root.items.filter(({ key }) => !['calls', 'scenarios', 'benches'].includes(keyText(key)))
  const headData = Object.fromEntries(
    own.map(({ key, value }) => [keyText(key), converter.data(value, [keyText(key)])]),
  )
  read.head = validated(issues, headSchema, { data: headData, node: root })
  readCalls(read, sections.get('calls'))
  read.scenarios = readList(read, { pair: sections.get('scenarios'), section: 'scenarios', schema: scenario })
  read.benches = readList(read, { pair: sections.get('benches'), section: 'benches', schema: bench })
  return read
}

function readCalls(read: ReadFile, calls: Pair | undefined): void {
  if (calls === undefined) return
  if (!isMap(calls.value)) {
    read.issues.add('wrong-type', spanOf(calls.key), 'expected calls to be a mapping of C functions to lists of rows')
    return
  }
  for (const pair of calls.value.items) {
    const name = keyText(pair.key)
    const rows = readList(read, { pair, section: name, schema: row })
    read.rows.push(...rows.map((one) => ({ ...one, function: name, functionNode: pair.key })))
  }
}

function readList<Schema extends z.ZodType>(
  { source, issues }: ReadFile,
  { pair, section, schema }: { pair: Pair | undefined; section: string; schema: Schema },
): Read<z.infer<Schema>>[] {
  if (pair === undefined) return []
  if (!isSeq(pair.value) || pair.value.items.length === 0) {
    issues.add('wrong-type', spanOf(pair.key), `expected ${section} to be a list that is not empty`)
    return []
  }
  return pair.value.items.flatMap((item, index) =>
    unfold(source, issues, item, [section, index]).flatMap(({ data, node, suffix }) => {
      const entry = validated(issues, schema, { data, node })
      return entry === null ? [] : [{ entry, node, suffix }]
    }),
  )
}
