/** Suites folders to one {@link Suite}; everything that is wrong in them is reported at once. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { type Capi, loadCapi } from '../capi/load.ts'
import { floorOf } from '../probe/floor.ts'
import type { Suite } from './case.ts'
import { buildCases } from './cases.ts'
import { checkFile, type Known } from './check.ts'
import { spanAt } from './convert.ts'
import { discover } from './discover.ts'
import { type Issue, issuesError } from './issue.ts'
import { lintProbe } from './lint.ts'
import { type ReadFile, readSuiteFile } from './read.ts'
import { uncoveredIssues } from './uncovered.ts'

/** The suites of this checkout: they carry the C API, `probe.h` and the rules for all other folders. */
export const ownSuites = resolve(import.meta.dirname, '../../../suites')

export interface LoadOptions {
  /** Described C API; default: that of this checkout. */
  capi?: Capi
  /** Ids that `behaviour` may name; default: those of `suites/behaviours.yaml`. */
  behaviours?: ReadonlySet<string>
}

/** Loads the suites of `folders` in a fixed order. Throws `broken-suite` with every mistake of every file. */
export function loadSuite(folders: readonly string[] = [ownSuites], options: LoadOptions = {}): Suite {
  const { suite, issues } = readSuite(folders, options)
  if (issues.length > 0) throw issuesError(issues)
  return suite
}

/** As {@link loadSuite}, but answers the mistakes beside what is sound. */
export function readSuite(folders: readonly string[], options: LoadOptions = {}): { suite: Suite; issues: Issue[] } {
  const known = knownNames(options)
  const floor = floorOf(readFileSync(join(ownSuites, 'probe.h'), 'utf8'))
  const files = discover(folders).map((file) => readSuiteFile(file, readFileSync(file.path, 'utf8')))
  for (const file of files) {
    checkFile(file, known)
    const probe = file.file.probe === null ? null : readFileSync(file.file.probe, 'utf8')
    lintProbe(file, { probe, floor, capi: known.capi, names: known.names })
  }
  refuseDuplicateTopics(files)
  const built = files.map((file) => ({ file, ...buildCases(file, known.capi) }))
  for (const { file, cases, benches } of built) refuseDuplicateIds(file, [...cases, ...benches])
  const suite: Suite = {
    version: interpretingVersion(),
    cases: built.flatMap(({ cases }) => cases),
    benches: built.flatMap(({ benches }) => benches),
    probes: built.flatMap(({ probes }) => probes),
  }
  const uncovered = folders.flatMap((folder) =>
    uncoveredIssues(folder, { behaviours: known.behaviours, cases: suite.cases }),
  )
  return { suite, issues: [...files.flatMap(({ issues }) => issues.issues), ...uncovered] }
}

function knownNames({ capi = loadCapi(join(ownSuites, 'capi')), behaviours = ownBehaviours() }: LoadOptions): Known {
  const sections = capi.chapters.flatMap(({ types, constants, macros, data, functions }) =>
    [types, constants, macros, data, functions].flatMap((section) => Object.keys(section ?? {})),
  )
  return { capi, behaviours, names: new Set(sections) }
}

function ownBehaviours(): Set<string> {
  const path = join(ownSuites, 'behaviours.yaml')
  return new Set(existsSync(path) ? Object.keys(parse(readFileSync(path, 'utf8')) as object) : [])
}

function interpretingVersion(): string {
  const text = readFileSync(join(ownSuites, 'INTERPRETING.md'), 'utf8')
  return /^Version (\d+\.\d+)/m.exec(text)?.[1] ?? '0.0'
}

function refuseDuplicateTopics(files: readonly ReadFile[]): void {
  const seen = new Map<string, string>()
  for (const { head, source, issues } of files) {
    if (head === null) continue
    const topic = `${head.area}/${head.topic}`
    const first = seen.get(topic)
    const span = spanAt(source.document.contents, ['topic'])
    if (first === undefined) seen.set(topic, source.name)
    else issues.add('duplicate-topic', span, `the topic ${topic} is already in ${first}`)
  }
}

function refuseDuplicateIds(
  { source, issues }: ReadFile,
  cases: readonly { id: string; place: { line: number; column: number } }[],
): void {
  // A value that could not be read makes different rows look the same.
  if (issues.issues.some(({ code }) => code === 'bad-value' || code === 'bad-reference')) return
  const seen = new Map<string, number>()
  for (const { id, place } of cases) {
    const first = seen.get(id)
    if (first === undefined) {
      seen.set(id, place.line)
      continue
    }
    const start = (source.lines.lineStarts[place.line - 1] ?? 0) + place.column - 1
    issues.add(
      'duplicate-id',
      { start, end: start + 1 },
      `the id ${id} is already that of line ${first}`,
      'give it an `id`',
    )
  }
}
