/**
 * The probe of a topic's call tables: C with one wrapper per function, made from `suites/capi`. It is written to be
 * read: a report shows a failing row's wrapper.
 */
import type { Capi, CapiFunction } from '../capi/load.ts'
import type { CType } from '../capi/signature.ts'
import { type Passing, passings } from './passing.ts'

/** Compared with -1 as they are. */
const signed = new Set(['int', 'long', 'long long', 'Py_ssize_t', 'Py_hash_t'])
/** Names that a wrapper has itself. */
const taken = new Set(['args', 'self', 'result', 'code', 'answer'])

/** Author-style source: `#include "probe.h"`, wrappers, PROBE_MODULE. Every name must be one that a row can call. */
export function renderCallProbe(names: readonly string[], capi: Capi): string {
  if (names.length === 0) return emptyProbe
  const functions = names.map((name) => known(name, capi))
  const headers = functions.flatMap(({ chapter }) => capi.chapters.find((one) => one.chapter === chapter)?.header ?? [])
  const entries = names.map((name) => `PROBE_WRAPPER(${name})`)
  return [
    '/* Generated from suites/capi for the call tables of this topic. */',
    '#include "probe.h"',
    ...new Set(headers.map((header) => `#include <${header}>`)),
    '#include "rows.h"',
    '',
    ...names.map((name) => `${renderWrapper(name, capi)}\n`),
    `PROBE_MODULE(${entries.join(',\n             ')})`,
    '',
  ].join('\n')
}

/** For cases over real extensions: the helpers that every probe offers, and no function of its own. */
export const emptyProbe = '#include "probe.h"\n\nPROBE_MODULE({NULL, NULL, 0, NULL})\n'

/** The C function by which a row calls `name`. */
export function renderWrapper(name: string, capi: Capi): string {
  const api = known(name, capi)
  const passed = passings(api, capi.types).filter((passing) => passing !== null)
  const outs = passed.filter(({ kind }) => kind === 'out' || kind === 'inout')
  const inputs = passed.filter(({ kind }) => kind !== 'out')
  return [
    `/* ${summary(api)} */`,
    `static PyObject *wrap_${api.name}(PyObject *Py_UNUSED(self), PyObject *args) {`,
    `  ROW_ARGUMENTS(${inputs.length});`,
    ...passed.map((passing) => `  ${declaration(passing)};`),
    ...passed.flatMap((passing) => reference(api, passing)),
    '',
    '  probe_starve_begin();',
    `  ${call(api, passed)};`,
    '  probe_starve_end();',
    '',
    `  int code = row_judge(${sentinelTest(api)}, ${rule(api)});`,
    ...afterFailure(api, passed),
    '  if (code == ROW_RAISED) return NULL;',
    ...answer(api, outs),
    '}',
  ].join('\n')
}

function known(name: string, capi: Capi): CapiFunction {
  const api = capi.functions.get(name)
  if (api === undefined) throw new Error(`no C function ${name} in suites/capi`)
  return api
}

function summary(api: CapiFunction): string {
  const facts = [
    ...(api.returns === undefined ? [] : [`${api.returns} result`]),
    ...Object.entries(api.steals ?? {}).map(
      ([name, when]) => `steals ${name}${when === 'success' ? ' on success' : ''}`,
    ),
    failureText(api),
    ...(api.ambiguous ? ['which may also be a result'] : []),
    ...(api.absent ? ['or that nothing is there'] : []),
  ]
  return `${api.c}: ${facts.join(', ')}.`
}

function failureText({ error, errorIn }: CapiFunction): string {
  if (errorIn !== undefined) return `NULL in ${errorIn} announces an exception`
  return error === undefined ? 'cannot fail' : `${error} announces an exception`
}

function declaration({ kind, name: parameter, local, argument }: Passing): string {
  const name = variable(parameter)
  switch (kind) {
    case 'object':
      return `${declare(local, name)} = ${cast(local)}ROW_OBJECT(${argument})`
    case 'integer':
      return `ROW_INTEGER(${local.text}, ${name}, ${argument})`
    case 'character':
      return `ROW_CHARACTER(${local.text}, ${name}, ${argument})`
    case 'floating':
      return `ROW_FLOATING(${local.text}, ${name}, ${argument})`
    case 'chars':
      return `ROW_CHARS(${local.text}, ${name}, ${argument})`
    case 'pointer':
      return `void *${name} = ROW_OBJECT(${argument}) /* always !null */`
    case 'out':
      return `${declare(local, name)} = ${local.kind === 'object' || local.kind === 'chars' ? 'NULL' : '0'}`
    case 'inout':
      return local.kind === 'object'
        ? `${declare(local, name)} = ${cast(local)}ROW_OBJECT(${argument})`
        : declaration({ kind: inoutKind(local), name: parameter, local, argument })
  }
}

function inoutKind({ kind }: CType): 'integer' | 'floating' | 'chars' {
  return kind === 'floating' || kind === 'chars' ? kind : 'integer'
}

/** References that the wrapper must own for the function to take. */
function reference(api: CapiFunction, { name, kind, local }: Passing): string[] {
  if (api.steals?.[name] !== undefined) return [`  Py_XINCREF(${variable(name)}); /* For ${api.name} to steal. */`]
  if (kind === 'inout' && local.kind === 'object')
    return [`  Py_XINCREF(${variable(name)}); /* For ${api.name} to replace. */`]
  return []
}

function call(api: CapiFunction, passed: readonly Passing[]): string {
  const args = passed.map(({ kind, name }) =>
    kind === 'out' || kind === 'inout' ? `&${variable(name)}` : variable(name),
  )
  const text = `${api.name}(${args.join(', ')})`
  if (isVoid(api)) return text
  // A macro that yields a PyObject * for any object type (PyList_GET_ITEM) needs no cast, nor does anything declared.
  return `${declare(api.signature.result, 'result')} = ${text}`
}

function isVoid({ signature }: CapiFunction): boolean {
  return signature.result.kind === 'void'
}

/** The cast makes -1 the sentinel of an unsigned or narrow type too. */
function sentinelTest({ error, errorIn, absent, signature }: CapiFunction): string {
  if (errorIn !== undefined) return `${variable(errorIn)} == NULL`
  if (error === undefined) return absent ? 'result == NULL' : '0'
  const { kind, text } = signature.result
  return kind === 'integer' && !signed.has(text) ? `result == (${text})${error}` : `result == ${error}`
}

function rule(api: CapiFunction): string {
  if (api.raises) return 'ROW_RAISES'
  // Also where errors are hidden, as PyDict_GetItem does: an exception is then not what the row expects.
  if (api.absent) return 'ROW_MAY_ABSENT'
  if (api.error === undefined && api.errorIn === undefined) return 'ROW_CANNOT_FAIL'
  return api.ambiguous ? 'ROW_AMBIGUOUS' : 'ROW_FAILS'
}

/** What a failed call left with the wrapper. */
function afterFailure(api: CapiFunction, passed: readonly Passing[]): string[] {
  const left = passed.filter(({ name }) => api.steals?.[name] === 'success').map(({ name }) => variable(name))
  const failed = 'code == ROW_RAISED || code == ROW_SENTINEL_ALONE'
  const notTaken = left.map((name) => `  if (${failed}) Py_XDECREF(${name}); /* Not stolen: it failed. */`)
  const replaced = passed.filter(({ kind, local }) => kind === 'inout' && local.kind === 'object')
  return [...notTaken, ...replaced.map(({ name }) => `  if (code == ROW_RAISED) Py_XDECREF(${variable(name)});`)]
}

function answer(api: CapiFunction, outs: readonly Passing[]): string[] {
  const made = `row_answer(code, ${result(api)}, ${outs.length})`
  if (outs.length === 0) return [`  return ${made};`]
  const puts = outs.map((out, index) => `  answer = row_put(answer, ${index}, "${out.name}", ${outValue(api, out)});`)
  return [`  PyObject *answer = ${made};`, ...puts, '  return answer;']
}

function result(api: CapiFunction): string {
  const { kind, text } = api.signature.result
  switch (kind) {
    case 'object': {
      const object = text === 'PyObject *' ? 'result' : '(PyObject *)result'
      return `${api.returns === 'borrowed' ? 'row_borrowed' : 'row_new'}(${object})`
    }
    case 'void':
      return 'row_none()'
    default:
      return fromC({ kind, text }, 'result')
  }
}

function outValue(api: CapiFunction, { name: parameter, kind, local }: Passing): string {
  const name = variable(parameter)
  if (local.kind !== 'object') return fromC(local, name)
  const isNew = kind === 'inout' || api.out?.[parameter] === 'new'
  return `row_out(${local.text === 'PyObject *' ? name : `(PyObject *)${name}`}, ${isNew ? 1 : 0})`
}

function fromC({ kind, text }: CType, name: string): string {
  if (kind === 'floating') return `PyFloat_FromDouble(${name})`
  return kind === 'chars' ? `row_text(${name})` : `ROW_FROM_INTEGER(${text}, ${name})`
}

function variable(name: string): string {
  return taken.has(name) ? `${name}_` : name
}

function declare({ text }: CType, name: string): string {
  return text.endsWith('*') ? `${text}${name}` : `${text} ${name}`
}

function cast({ text }: CType): string {
  return text === 'PyObject *' ? '' : `(${text})`
}
