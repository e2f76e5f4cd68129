/**
 * Writes the C headers of the described API for one CPython version, so that extensions compile without CPython.
 * Nothing of C is decided here except order and guards; texts come from the chapters.
 */
import type { Capi, CapiFunction } from './load.ts'
import type { ApiChapter, ApiMacro } from './schema.ts'

const standardHeaders =
  'assert ctype errno inttypes limits math stdarg stddef stdint stdio stdlib string time wchar'.split(' ')
const systemHeaders = ['sys/types.h', 'sys/stat.h', 'sys/time.h', 'unistd.h', 'pthread.h']

/** Headers that hold nothing of their own any more; extensions still include them. */
const emptyHeaders = ['frameobject.h', 'marshal.h', 'pythread.h', 'structseq.h']

const guardComment = '/* Generated from suites/capi by harness/src/capi/header.ts. Do not edit. */'

/** `Python.h` alone; see `renderHeaders`. */
export function renderHeader(capi: Capi, version = '3.11'): string {
  return renderPart(capi, version, undefined)
}

/** All headers by file name: `Python.h`, those that chapters ask for, and those that only include `Python.h`. */
export function renderHeaders(capi: Capi, version = '3.11'): Map<string, string> {
  const own = capi.chapters.flatMap(({ header }) => (header === undefined ? [] : [header]))
  const texts = new Map([['Python.h', renderHeader(capi, version)]])
  for (const name of own) texts.set(name, renderPart(capi, version, name))
  for (const name of emptyHeaders) texts.set(name, `${guardComment}\n#include <Python.h>\n`)
  return texts
}

function renderPart(capi: Capi, version: string, header: string | undefined): string {
  const chapters = capi.chapters.filter((chapter) => chapter.header === header)
  const functions = chapters
    .flatMap(({ functions = {} }) => Object.keys(functions))
    .flatMap((name) => capi.functions.get(name) ?? [])
    .filter((entry) => isIn(version, entry))
  const guard = `PROOFLOAD_${(header ?? 'Python.h').toUpperCase().replaceAll(/\W/g, '_')}`
  return [
    guardComment,
    `#ifndef ${guard}`,
    `#define ${guard}`,
    header === undefined ? preamble() : '#include <Python.h>',
    ...constantLines(chapters, version),
    ...macroLines(chapters, version, (macro) => macro.when === undefined),
    '#ifdef __cplusplus\nextern "C" {\n#endif',
    ...typeLines(capi, chapters),
    ...dataLines(chapters, version),
    ...functions.filter(isDeclared).map(({ c }) => `${c};`),
    ...functions.filter(({ kind }) => kind === 'inline').map(({ c }) => `static inline ${c};`),
    ...functions.filter(({ kind }) => kind === 'macro').map((entry) => defineMacro(entry)),
    ...functions.filter(({ kind }) => kind === 'inline').map(({ c, body }) => `static inline ${c} { ${body} }`),
    ...functions.filter(({ kind }) => kind === 'inline').flatMap((entry) => castingMacro(entry)),
    '#ifdef __cplusplus\n}\n#endif',
    ...macroLines(chapters, version, (macro) => macro.when !== undefined),
    '#endif',
    '',
  ].join('\n')
}

function preamble(): string {
  return [
    ...standardHeaders.map((name) => `#include <${name}.h>`),
    ...systemHeaders.map((name) => `#include <${name}>`),
    '#ifdef __cplusplus\n#define Py_C_LINKAGE extern "C"\n#else\n#define Py_C_LINKAGE\n#endif',
  ].join('\n')
}

function isIn(version: string, { since, until }: { since?: string | undefined; until?: string | undefined }): boolean {
  const minor = (text: string): number => Number(text.slice(2))
  const from = since === undefined ? 0 : minor(since)
  const to = until === undefined ? Number.POSITIVE_INFINITY : minor(until)
  return from <= minor(version) && minor(version) <= to
}

/** A macro that is exported as well needs its prototype first: some expand to a call of their own name. */
function isDeclared({ kind, exported }: CapiFunction): boolean {
  return kind === 'function' || (kind === 'macro' && exported === true)
}

function constantLines(chapters: readonly ApiChapter[], version: string): string[] {
  return chapters
    .flatMap(({ constants = {} }) => Object.entries(constants))
    .filter(([, entry]) => isIn(version, entry))
    .map(([name, { c }]) => `#define ${name} ${c}`)
}

function macroLines(chapters: readonly ApiChapter[], version: string, wanted: (macro: ApiMacro) => boolean): string[] {
  return chapters
    .flatMap(({ macros = {} }) => Object.entries(macros))
    .filter(([, macro]) => wanted(macro) && isIn(version, macro))
    .map(([name, { parameters, body, when }]) => {
      const list = parameters === undefined ? '' : `(${parameters.join(', ')})`
      const line = `#define ${name}${list} ${body}`
      return when === undefined ? line : `#ifdef ${when}\n${line}\n#endif`
    })
}

function dataLines(chapters: readonly ApiChapter[], version: string): string[] {
  return chapters
    .flatMap(({ data = {} }) => Object.values(data))
    .filter((entry) => isIn(version, entry))
    .map(({ c }) => `extern ${c};`)
}

function defineMacro({ name, body, signature }: CapiFunction): string {
  return `#define ${name}(${signature.parameters.map((parameter) => parameter.name).join(', ')}) ${body}`
}

/** CPython's inline functions take any struct that begins like an object: a macro of the same name casts. */
function castingMacro({ name, signature }: CapiFunction): string[] {
  const { parameters } = signature
  if (parameters.every(({ type }) => type.kind !== 'object')) return []
  const names = parameters.map((parameter) => parameter.name)
  const values = parameters.map(({ name: value, type }) =>
    type.kind === 'object' ? `(${type.text})(${value})` : `(${value})`,
  )
  return [`#define ${name}(${names.join(', ')}) ${name}(${values.join(', ')})`]
}

/** Declarations in an order that C accepts: what a text mentions comes first. */
function typeLines(capi: Capi, chapters: readonly ApiChapter[]): string[] {
  const own = chapters.flatMap(({ types = {} }) => Object.keys(types))
  const local = new Set(own)
  const lines: string[] = []
  const done = new Set<string>()
  const emit = (name: string): void => {
    if (done.has(name) || !local.has(name)) return
    done.add(name)
    const text = capi.types.get(name) ?? ''
    for (const needed of mentions(text, capi)) emit(needed)
    lines.push(`${text};`)
  }
  for (const name of own) emit(name)
  return lines
}

const forward = /^typedef struct (\w+) (\w+)$/

function mentions(text: string, { types }: Capi): string[] {
  if (forward.test(text)) return []
  return [...text.matchAll(/\b(\w+)\b(?=(\s*\*)?)/g)].flatMap(([, word = '', star]) => {
    const tag = forward.exec(types.get(word) ?? '')?.[1]
    const byValue = star === undefined && tag !== undefined && types.has(tag)
    return byValue ? [word, tag] : types.has(word) ? [word] : []
  })
}
