/** `<suites>/uncovered.yaml`: behaviours and functions that no case can show here, each with the reason. */

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { isMap } from 'yaml'
import { z } from 'zod'
import type { Capi } from '../capi/load.ts'
import { didYouMean } from '../errors.ts'
import { Converter, keySpanAt, type Path, spanAt } from './convert.ts'
import { validated } from './explain.ts'
import { type Issue, type IssueCode, IssueList } from './issue.ts'
import { parseSource, type SuiteSource, spanOf } from './source.ts'

/** A shorter text is no reason. */
const shortestReason = 10

const uncoveredFile = z.strictObject({
  /** By id of `suites/behaviours.yaml`. */
  behaviours: z.record(z.string(), z.string()).optional(),
  /** Functions that share a reason stand together. */
  functions: z.array(z.strictObject({ names: z.array(z.string()).min(1), reason: z.string() })).optional(),
})

interface Against {
  /** Ids of `suites/behaviours.yaml`. */
  behaviours: ReadonlySet<string>
  capi: Capi
  cases: readonly { id: string; behaviour: string | null; api: readonly string[] }[]
}

interface Excuse {
  name: string
  /** Where the name stands, by keys and indices. */
  path: Path
  reason: string
  reasonPath: Path
}

/** What a reason is asked for: its names, those that cases show, and how a wrong one is told. */
interface Kind {
  known: ReadonlySet<string>
  shown: ReadonlyMap<string, string>
  unknown: { code: IssueCode; message(name: string): string }
  done: string
}

/** What is wrong in the file of one suites folder; nothing where there is none. */
export function uncoveredIssues(folder: string, against: Against): Issue[] {
  const read = readUncovered(folder)
  if (read === null) return []
  const { source, issues, behaviours, functions } = read
  checkExcuses(read, behaviours, {
    known: against.behaviours,
    shown: firstBy(against.cases, ({ behaviour }) => (behaviour === null ? [] : [behaviour])),
    unknown: { code: 'unknown-behaviour', message: (id) => `no behaviour ${id} in suites/behaviours.yaml` },
    done: 'covered',
  })
  checkExcuses(read, functions, {
    known: new Set(against.capi.functions.keys()),
    shown: firstBy(against.cases, ({ api }) => api),
    unknown: { code: 'unknown-function', message: (name) => `no function ${name} in suites/capi` },
    done: 'touched',
  })
  const twice = functions.filter(({ name }, index) => functions.findIndex((other) => other.name === name) < index)
  for (const { name, path } of twice) {
    issues.add('wrong-uncovered', spanAt(source.document.contents, path), `${name} has a reason already`)
  }
  return issues.issues
}

/** The functions that the sound files of `folders` give a reason for. */
export function excusedFunctions(folders: readonly string[]): Set<string> {
  return new Set(folders.flatMap((folder) => readUncovered(folder)?.functions ?? []).map(({ name }) => name))
}

interface ReadUncovered {
  source: SuiteSource
  issues: IssueList
  behaviours: Excuse[]
  functions: Excuse[]
}

function readUncovered(folder: string): ReadUncovered | null {
  const path = join(resolve(folder), 'uncovered.yaml')
  if (!existsSync(path)) return null
  const source = parseSource(relative(dirname(dirname(path)), path), path, readFileSync(path, 'utf8'))
  const issues = new IssueList(source)
  for (const { pos, message } of source.document.errors) issues.add('yaml', { start: pos[0], end: pos[1] }, message)
  const read: ReadUncovered = { source, issues, behaviours: [], functions: [] }
  const node = source.document.contents
  if (source.document.errors.length > 0) return read
  if (!isMap(node)) {
    issues.add('wrong-type', spanOf(node), 'expected a mapping with behaviours and functions')
    return read
  }
  const data = new Converter(source.document, issues).data(node, [])
  const file = validated(issues, uncoveredFile, { data, node })
  const behaviours = Object.entries(file?.behaviours ?? {}).map(([name, reason]) => {
    const at = ['behaviours', name]
    return { name, path: at, reason, reasonPath: at }
  })
  const functions = (file?.functions ?? []).flatMap(({ names, reason }, index) =>
    names.map((name, place) => ({
      name,
      path: ['functions', index, 'names', place],
      reason,
      reasonPath: ['functions', index, 'reason'],
    })),
  )
  return { ...read, behaviours, functions }
}

function checkExcuses({ source, issues }: ReadUncovered, excuses: readonly Excuse[], kind: Kind): void {
  const root = source.document.contents
  for (const { name, path, reason, reasonPath } of excuses) {
    const key = path.at(-1)
    const span = typeof key === 'string' ? keySpanAt(root, path.slice(0, -1), key) : spanAt(root, path)
    const example = kind.shown.get(name)
    if (!kind.known.has(name)) {
      issues.add(kind.unknown.code, span, kind.unknown.message(name), didYouMean(name, kind.known))
    } else if (example !== undefined) {
      issues.add('wrong-uncovered', span, `${name} is ${kind.done}: ${example}`)
    }
    if (reason.trim().length < shortestReason)
      issues.add('wrong-uncovered', spanAt(root, reasonPath), `${name} needs a reason in words`)
  }
}

/** The first case of each of its names. */
function firstBy(cases: Against['cases'], names: (one: Against['cases'][number]) => readonly string[]) {
  return new Map(cases.toReversed().flatMap((one) => names(one).map((name) => [name, one.id] as const)))
}
