/** Suites folders to one {@link Suite}; everything that is wrong in them is reported at once. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { type Capi, loadCapi } from '../capi/load.ts'
import { type Memory, readerDigest } from '../memory.ts'
import { sha256 } from '../probe/digest.ts'
import { floorOf } from '../probe/floor.ts'
import type { Suite } from './case.ts'
import { type Built, buildCases } from './cases.ts'
import { checkFile, type Known } from './check.ts'
import { spanAt } from './convert.ts'
import { discover, type SuiteFile } from './discover.ts'
import { type Issue, IssueList, issuesError } from './issue.ts'
import { lintProbe } from './lint.ts'
import { type ReadFile, readSuiteFile } from './read.ts'
import { parseSource } from './source.ts'
import { uncoveredIssues } from './uncovered.ts'

/** The suites of this checkout: they carry the C API, `probe.h` and the rules for all other folders. */
export const ownSuites = resolve(import.meta.dirname, '../../../suites')

export interface LoadOptions {
  /** Described C API; default: that of this checkout. */
  capi?: Capi
  /** Ids that `behaviour` may name; default: those of `suites/behaviours.yaml`. */
  behaviours?: ReadonlySet<string>
  /** Where sound files are remembered; default: they are read each time. */
  memory?: Memory
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
  const context = { known, floor, memory: rememberedFiles(known, options.memory) }
  const files = discover(folders)
  const built = files.map((file) => builtFile(file, context))
  const suite: Suite = {
    version: interpretingVersion(),
    cases: built.flatMap(({ cases }) => cases),
    benches: built.flatMap(({ benches }) => benches),
    probes: built.flatMap(({ probes }) => probes),
  }
  const uncovered = folders.flatMap((folder) =>
    uncoveredIssues(folder, { behaviours: known.behaviours, capi: known.capi, cases: suite.cases }),
  )
  return { suite, issues: [...built.flatMap(({ issues }) => issues), ...duplicateTopics(files, built), ...uncovered] }
}

interface BuiltFile extends Built {
  /** `area/topic` as the file itself says it; null where it says none. */
  topic: string | null
  issues: Issue[]
}

interface Context {
  known: Known
  floor: ReadonlySet<string>
  memory: {
    of(texts: readonly string[]): BuiltFile | undefined
    keep(texts: readonly string[], built: BuiltFile): void
  }
}

function builtFile(file: SuiteFile, { known, floor, memory }: Context): BuiltFile {
  const text = readFileSync(file.path, 'utf8')
  const probe = file.probe === null ? null : readFileSync(file.probe, 'utf8')
  const texts = [JSON.stringify(file), text, probe ?? '']
  const before = memory.of(texts)
  if (before !== undefined) return before
  const read = readSuiteFile(file, text)
  checkFile(read, known)
  lintProbe(read, { probe, floor, capi: known.capi, names: known.names })
  const topic = read.head === null ? null : `${read.head.area}/${read.head.topic}`
  const built = { ...buildCases(read, known.capi), topic }
  refuseDuplicateIds(read, [...built.cases, ...built.benches])
  const { issues } = read.issues
  if (issues.length === 0) memory.keep(texts, { ...built, issues })
  return { ...built, issues }
}

/** Only sound files are remembered: the mistakes of the others are told with the text around them. */
function rememberedFiles({ capi, behaviours }: Known, memory: Memory | undefined): Context['memory'] {
  if (memory === undefined) return { of: () => undefined, keep: () => undefined }
  const rules = sha256(readerDigest(), capi.digest, ...behaviours, readFileSync(join(ownSuites, 'probe.h'), 'utf8'))
  const digest = (texts: readonly string[]) => sha256(rules, ...texts)
  return {
    // The digest covers the code that made it, so it has the form that this code gives it.
    of: (texts) => memory.recall(digest(texts)) as BuiltFile | undefined,
    keep: (texts, built) => memory.keep(digest(texts), built),
  }
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

/** A file is read again only to say where its mistake stands. */
function duplicateTopics(files: readonly SuiteFile[], built: readonly BuiltFile[]): Issue[] {
  const seen = new Map<string, string>()
  return files.flatMap((file, index) => {
    const topic = built[index]?.topic ?? null
    if (topic === null) return []
    const first = seen.get(topic)
    if (first === undefined) {
      seen.set(topic, file.name)
      return []
    }
    const source = parseSource(file.name, file.path, readFileSync(file.path, 'utf8'))
    const issues = new IssueList(source)
    const message = `the topic ${topic} is already in ${first}`
    issues.add('duplicate-topic', spanAt(source.document.contents, ['topic']), message)
    return issues.issues
  })
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
