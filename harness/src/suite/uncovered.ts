/** `<suites>/uncovered.yaml`: behaviours that no case can show here, each with the reason. */
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { isMap, isScalar } from 'yaml'
import { keyText } from './convert.ts'
import { nearest } from './explain.ts'
import { type Issue, IssueList } from './issue.ts'
import { parseSource, spanOf } from './source.ts'

/** A shorter text is no reason. */
const shortestReason = 10

interface Against {
  /** Ids of `suites/behaviours.yaml`. */
  behaviours: ReadonlySet<string>
  cases: readonly { id: string; behaviour: string | null }[]
}

/** What is wrong in the file of one suites folder; nothing where there is none. */
export function uncoveredIssues(folder: string, { behaviours, cases }: Against): Issue[] {
  const path = join(resolve(folder), 'uncovered.yaml')
  if (!existsSync(path)) return []
  const name = relative(dirname(dirname(path)), path)
  const source = parseSource(name, path, readFileSync(path, 'utf8'))
  const issues = new IssueList(source)
  for (const { pos, message } of source.document.errors) issues.add('yaml', { start: pos[0], end: pos[1] }, message)
  const root = source.document.contents
  if (!isMap(root)) {
    issues.add('wrong-type', spanOf(root), `expected ${basename(path)} to be a mapping of behaviours to reasons`)
    return issues.issues
  }
  const shown = new Map(cases.map(({ id, behaviour }) => [behaviour, id]))
  for (const { key, value } of root.items) {
    const id = keyText(key)
    const reason = isScalar(value) ? value.value : null
    const example = shown.get(id)
    if (!behaviours.has(id)) {
      issues.add(
        'unknown-behaviour',
        spanOf(key),
        `no behaviour ${id} in suites/behaviours.yaml`,
        nearest(id, behaviours),
      )
    } else if (example !== undefined) {
      issues.add('wrong-uncovered', spanOf(key), `${id} is covered: ${example}`)
    }
    if (typeof reason !== 'string' || reason.trim().length < shortestReason)
      issues.add('wrong-uncovered', spanOf(value ?? key), `${id} needs a reason in words`)
  }
  return issues.issues
}
