/**
 * What stands between a probe's includes and its own code, for one bridge:
 * - a function that the bridge's headers declare becomes a weak symbol, so that one which the bridge does not export
 *   is NULL instead of the end of the whole probe; a call of it ends in a stand-in that says which function it is;
 * - a function that they do not declare is the stand-in itself;
 * - each call notes its name in the trace, also of a function that every bridge must have and that stays a strong symbol.
 */
import type { Capi, CapiFunction } from '../capi/load.ts'
import type { Headers } from './headers.ts'
import { withoutComments } from './used.ts'

/** A source cut where the prelude goes: behind the directives at its top. */
export interface CutSource {
  head: string
  body: string
  /** Line of the source with which the body begins, from 1. */
  bodyLine: number
}

export function cutSource(source: string): CutSource {
  const lines = source.split('\n')
  const bare = withoutComments(source).split('\n')
  let depth = 0
  let cut = 0
  for (let index = 0; index < bare.length; index += 1) {
    const line = bare[index]?.trim() ?? ''
    if (/^#\s*if/.test(line)) depth += 1
    else if (/^#\s*endif/.test(line)) depth -= 1
    else if (line !== '' && !line.startsWith('#')) break
    while (bare[index]?.endsWith('\\')) index += 1
    // Never inside a condition: the prelude must hold for every bridge.
    if (depth === 0 && line.startsWith('#')) cut = index + 1
  }
  return { head: lines.slice(0, cut).join('\n'), body: lines.slice(cut).join('\n'), bodyLine: cut + 1 }
}

export interface PreludeInput {
  /** Names of the C API that the body uses. */
  used: Iterable<string>
  body: string
  headers: Headers
  capi: Capi
  /** Names that must be there: they stay strong symbols. */
  floor: ReadonlySet<string>
}

interface Part {
  name: string
  /** Declarations and stand-ins. */
  declarations: string[]
  /** Expression for the function's address, `NULL` when the headers do not know it. */
  address: string
  /** Redefinition that traces calls; last, because it hides the name. */
  trace: string[]
}

export function renderPrelude({ used, body, headers, capi, floor }: PreludeInput): string {
  const wanted = [...used].filter((name) => !floor.has(name)).toSorted()
  const source = { body: withoutStrings(body), headers, capi }
  const parts = wanted.flatMap((name) => partOf(name, source) ?? [])
  const sure = [...used].filter((name) => floor.has(name)).toSorted()
  const table = parts.map(({ name, address }) => `  {"${name}", ${address}},`)
  return [
    '/* ---- Prelude, generated for this bridge by harness/src/probe/prelude.ts ---- */',
    ...missingTypes(
      parts.map(({ name }) => name),
      headers,
      capi,
    ),
    ...parts.flatMap(({ declarations }) => declarations),
    'static const struct probe_symbol probe_symbol_table[] = {',
    ...table,
    '  {NULL, NULL},',
    '};',
    '#undef PROBE_SYMBOLS',
    '#define PROBE_SYMBOLS probe_symbol_table',
    '#ifndef PROOFLOAD_NO_TRACE',
    '#define PROBE_CALL(name, function, stand_in) \\',
    '  (probe_trace(name), function != NULL ? function : (__typeof__(&function))(void (*)(void))stand_in)',
    ...parts.flatMap(({ trace }) => trace),
    ...sure.flatMap((name) => tracedStrong(name, source)),
    '#endif',
    '/* ---- End of the prelude ---- */',
  ].join('\n')
}

interface Source {
  body: string
  headers: Headers
  capi: Capi
}

function partOf(name: string, { body, headers, capi }: Source): Part | null {
  const linked = linkName(name, headers)
  if (linked === null) return null
  const api = capi.functions.get(name)
  const declared = headers.functions.get(linked)
  if (declared?.isStatic) return null
  if (api === undefined) return capi.data.has(name) && headers.variables.has(linked) ? variablePart(name) : null
  if (declared === undefined) return absentPart(api, body)
  const isWeakCall = !usedOtherwise(name, body)
  return {
    name,
    declarations: [
      `extern __typeof__(${name}) ${name} __attribute__((weak));`,
      ...(isWeakCall ? [standIn(api, `lacking_${name}(void)`)] : []),
    ],
    address: `(void (*)(void))${name}`,
    trace: isWeakCall ? traced(name, linked) : [],
  }
}

/** What the linker sees: PyPy says `#define PyList_New PyPyList_New`. Null for a macro that is no other name. */
function linkName(name: string, { macros }: Headers): string | null {
  const macro = macros.get(name)
  if (macro === undefined) return name
  return macro.isCall || !/^[A-Za-z_]\w*$/.test(macro.body) || macro.body === name
    ? null
    : linkName(macro.body, { macros } as Headers)
}

function variablePart(name: string): Part {
  return {
    name,
    declarations: [`extern __typeof__(${name}) ${name} __attribute__((weak));`],
    address: `(void (*)(void))&${name}`,
    trace: [],
  }
}

/** The headers do not know it: an author's own definition goes before the stand-in. */
function absentPart(api: CapiFunction, body: string): Part {
  const { name } = api
  const own = new RegExp(`\\bstatic\\b[^;{}=]*\\b${name}\\s*\\(|#\\s*define\\s+${name}\\b`).test(body)
  const parameters = api.c.slice(api.c.indexOf(`${name}(`))
  return {
    name,
    declarations: own ? [] : [`#undef ${name}`, standIn(api, parameters, `probe_trace("${name}"); `)],
    address: own ? `(void (*)(void))1` : 'NULL',
    trace: [],
  }
}

/** `PROBE_UNUSED static int PyFoo(PyObject *o) { probe_lacks("PyFoo"); return -1; }` */
function standIn(api: CapiFunction, declarator: string, first = ''): string {
  const { text } = api.signature.result
  const prefix = text.endsWith('*') ? text : `${text} `
  return `PROBE_UNUSED static ${prefix}${declarator} { ${first}probe_lacks("${api.name}"); ${giveUp(api)} }`
}

function giveUp({ error, signature }: CapiFunction): string {
  const { kind, text } = signature.result
  switch (kind) {
    case 'void':
      return 'return;'
    case 'struct':
      return `${text} nothing; memset(&nothing, 0, sizeof nothing); return nothing;`
    case 'integer':
      return `return (${text})${error ?? '-1'};`
    case 'floating':
      return `return ${error ?? '-1.0'};`
    default:
      return 'return NULL;'
  }
}

/** For the floor: the trace and nothing else. What the C files above the prelude call themselves stays out of it. */
function tracedStrong(name: string, { body, headers, capi }: Source): string[] {
  const linked = capi.functions.has(name) ? linkName(name, headers) : null
  if (linked === null || headers.functions.get(linked)?.isStatic !== false || usedOtherwise(name, body)) return []
  return [...undefine(name, linked), `#define ${name}(...) (probe_trace("${name}"), ${linked})(__VA_ARGS__)`]
}

function traced(name: string, linked: string): string[] {
  return [
    ...undefine(name, linked),
    `#define ${name}(...) PROBE_CALL("${name}", ${linked}, lacking_${name})(__VA_ARGS__)`,
  ]
}

function undefine(name: string, linked: string): string[] {
  return name === linked ? [] : [`#undef ${name}`]
}

/** Is the function named other than to call it: as a slot, a callback? Then a macro with parentheses cannot replace it. */
function usedOtherwise(name: string, body: string): boolean {
  return new RegExp(`\\b${name}\\b(?!\\s*\\()`).test(body)
}

function withoutStrings(source: string): string {
  return withoutComments(source).replaceAll(/"(?:[^"\\\n]|\\.)*"/g, '""')
}

/** Types in the stand-ins that the headers are too old to have (PySendResult on CPython 3.9), as `suites/capi` has them. */
function missingTypes(names: readonly string[], headers: Headers, capi: Capi): string[] {
  const texts: string[] = []
  const seen = new Set<string>()
  const need = (text: string): void => {
    for (const [word] of text.matchAll(/\b[A-Za-z_]\w*/g)) {
      const type = capi.types.get(word)
      if (type === undefined || seen.has(word) || headers.words.has(word)) continue
      seen.add(word)
      need(type)
      texts.push(`${type};`)
    }
  }
  for (const name of names) need(capi.functions.get(name)?.c ?? '')
  return texts
}
