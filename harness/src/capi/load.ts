/** Reads the folder of API chapters: YAML text to a validated `Capi`, or one error that lists every mistake. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMap, isNode, isPair, isScalar } from 'yaml'
import { HarnessError } from '../errors.ts'
import { type Memory, readerDigest } from '../memory.ts'
import { sha256 } from '../probe/digest.ts'
import type { Place } from '../suite/case.ts'
import { excerptOf, parseSource, placeOf, type Span, type SuiteSource, spanOf } from '../suite/source.ts'
import { checkFunction } from './rules.ts'
import { type ApiChapter, type ApiData, type ApiFunction, apiChapter } from './schema.ts'
import { parseSignature, type Signature, type TypeTexts } from './signature.ts'

/** One function of the API with everything its chapter says about it. */
export interface CapiFunction extends ApiFunction {
  name: string
  chapter: string
  signature: Signature
  /** The page and anchor that document it; null when CPython does not document it. */
  link: string | null
}

interface CapiVariable extends ApiData {
  name: string
  chapter: string
}

/** The whole described API. Iteration order is that of chapters by name, and of entries in their files. */
export interface Capi {
  /** Of the chapters' texts. */
  digest: string
  chapters: ApiChapter[]
  functions: ReadonlyMap<string, CapiFunction>
  data: ReadonlyMap<string, CapiVariable>
  types: TypeTexts
}

interface Mistake {
  place: Place
  text: string
}

interface Read {
  source: SuiteSource
  chapter: ApiChapter
}

const sections = ['types', 'constants', 'macros', 'data', 'functions'] as const

/** Throws `broken-capi` for any mistake in the files and `no-capi` for a folder without chapters. Sound chapters are remembered in `memory`. */
export function loadCapi(folder: string, memory?: Memory): Capi {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'))
  if (files.length === 0) throw new HarnessError('no-capi', `no chapter of the C API in ${folder}`)
  const texts = files.toSorted().map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
  const digest = sha256(...texts.flatMap(({ file, text }) => [file, text]))
  const name = memory === undefined ? '' : sha256(readerDigest(), digest)
  // The digest covers the code that made it, so it has the form that this code gives it.
  const before = memory?.recall(name) as Described | undefined
  const described = before ?? describe(folder, texts)
  if (before === undefined) memory?.keep(name, described)
  const { chapters, functions, data, types } = described
  return {
    digest,
    chapters,
    functions: new Map(functions.map((entry) => [entry.name, entry])),
    data: new Map(data.map((entry) => [entry.name, entry])),
    types: new Map(types),
  }
}

/** The same as plain data. */
interface Described {
  chapters: ApiChapter[]
  functions: CapiFunction[]
  data: CapiVariable[]
  types: [string, string][]
}

function describe(folder: string, texts: readonly ChapterText[]): Described {
  const mistakes: Mistake[] = []
  const read = texts.flatMap((one) => readChapter(folder, one, mistakes))
  refuseDuplicates(read, mistakes)
  const types = read.flatMap(({ chapter }) =>
    Object.entries(chapter.types ?? {}).map(([name, { c }]): [string, string] => [name, c]),
  )
  const functions = read.flatMap((one) => functionsOf(one, new Map(types), mistakes))
  if (mistakes.length > 0) throw brokenCapi(mistakes)
  const chapters = read.map(({ chapter }) => chapter)
  return { chapters, functions, data: chapters.flatMap(variablesOf), types }
}

interface ChapterText {
  file: string
  text: string
}

function readChapter(folder: string, { file, text }: ChapterText, mistakes: Mistake[]): Read[] {
  const source = parseSource(`capi/${file}`, join(folder, file), text)
  for (const error of source.document.errors) {
    mistakes.push(mistakeAt(source, { start: error.pos[0], end: error.pos[1] }, error.message))
  }
  if (source.document.errors.length > 0) return []
  const parsed = apiChapter.safeParse(source.document.toJS())
  for (const issue of parsed.error?.issues ?? []) {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
    const span = unknown === undefined ? spanAt(source, issue.path) : keySpan(source, [...issue.path, unknown])
    mistakes.push(mistakeAt(source, span, issue.message))
  }
  if (!parsed.success) return []
  if (`${parsed.data.chapter}.yaml` !== file) {
    const text = `the file ${file} calls its chapter ${parsed.data.chapter}`
    mistakes.push(mistakeAt(source, spanAt(source, ['chapter']), text))
  }
  return [{ source, chapter: parsed.data }]
}

function refuseDuplicates(read: readonly Read[], mistakes: Mistake[]): void {
  const seen = new Map<string, string>()
  for (const { source, chapter, section, name } of read.flatMap(namesOf)) {
    const first = seen.get(name)
    if (first === undefined) seen.set(name, chapter.chapter)
    else mistakes.push(mistakeAt(source, keySpan(source, [section, name]), `${name} is already in chapter ${first}`))
  }
}

function namesOf({ source, chapter }: Read): (Read & { section: (typeof sections)[number]; name: string })[] {
  return sections.flatMap((section) =>
    Object.entries(chapter[section] ?? {})
      // Of two definitions of one macro, the one under a condition is the twin: PyArg_Parse and PY_SSIZE_T_CLEAN.
      .filter(([, entry]) => !('when' in entry))
      .map(([name]) => ({ source, chapter, section, name })),
  )
}

function functionsOf({ source, chapter }: Read, types: TypeTexts, mistakes: Mistake[]): CapiFunction[] {
  return Object.entries(chapter.functions ?? {}).flatMap(([name, entry]) => {
    const path = ['functions', name]
    let signature: Signature
    try {
      signature = parseSignature(entry.c, types)
    } catch (error) {
      if (!(error instanceof Error)) throw error
      mistakes.push(mistakeAt(source, spanAt(source, [...path, 'c']), error.message))
      return []
    }
    for (const { key, text } of checkFunction(name, entry, signature)) {
      mistakes.push(mistakeAt(source, spanAt(source, [...path, ...key]), text))
    }
    const link = entry.docs === undefined ? `${chapter.docs}#c.${name}` : entry.docs
    return [{ ...entry, name, chapter: chapter.chapter, signature, link }]
  })
}

function variablesOf(chapter: ApiChapter): CapiVariable[] {
  return Object.entries(chapter.data ?? {}).map(([name, entry]) => ({ ...entry, name, chapter: chapter.chapter }))
}

/** Where the value at `path` stands; the nearest thing around it when the file does not have it. */
function spanAt(source: SuiteSource, path: readonly PropertyKey[]): Span {
  for (let length = path.length; length > 0; length -= 1) {
    const node = source.document.getIn(path.slice(0, length), true)
    if (isNode(node)) return isMap(node) || length < path.length ? keySpan(source, path.slice(0, length)) : spanOf(node)
  }
  return { start: 0, end: 0 }
}

function keySpan(source: SuiteSource, path: readonly PropertyKey[]): Span {
  const parent = path.length === 1 ? source.document.contents : source.document.getIn(path.slice(0, -1), true)
  const pair = isMap(parent) ? parent.items.find((item) => isPair(item) && isKey(item.key, path.at(-1))) : undefined
  return spanOf(pair?.key)
}

function isKey(key: unknown, name: PropertyKey | undefined): boolean {
  return isScalar(key) && key.value === name
}

function mistakeAt(source: SuiteSource, span: Span, message: string): Mistake {
  const place = placeOf(source, span)
  return { place, text: `${place.file}:${place.line}:${place.column}: ${message}\n${excerptOf(source, span)}` }
}

function brokenCapi(mistakes: readonly Mistake[]): HarnessError {
  const count = mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`
  const text = `${count} in the description of the C API\n\n${mistakes.map((mistake) => mistake.text).join('\n\n')}`
  return new HarnessError('broken-capi', text, mistakes[0] === undefined ? {} : { place: mistakes[0].place })
}
