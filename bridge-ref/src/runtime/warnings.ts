/** What a warning comes to: the filters, the registries, how it is shown. The `warnings` module is a view of this. */

import { existsSync, readFileSync } from 'node:fs'
import { type Address, NULL } from '../memory/address.ts'
import { E, none, S } from '../memory/statics.ts'
import { call } from './call.ts'
import { connectConversionWarning } from './conversion.ts'
import { dictClear, dictGet, dictGetName, dictSet, dictSetName, newDict } from './dict.ts'
import { isExceptionClass, isSubtype, newTupleOf, raise, raiseObject } from './errors.ts'
import { newInt, readInt } from './int.ts'
import { getAttrName } from './lookup.ts'
import { moduleDict, sysModules } from './modules.ts'
import {
  equal,
  isDict,
  isInstance,
  isInt,
  isList,
  isStr,
  isTrue,
  isTuple,
  isType,
  itemsOf,
  nameOf,
  newNone,
  reprText,
  sizeOf,
  str,
  takeText,
  typeName,
} from './object.ts'
import { decref, newRef, typeOf } from './refcount.ts'
import { newListOf } from './sequence.ts'
import { newStr, readStr } from './str.ts'

export interface Warning {
  category: Address
  /** Text, or an instance of Warning. */
  message: Address
  filename: Address
  line: number
  /** NULL: made from the file's name. */
  module: Address
  /** A dict, or NULL. */
  registry: Address
  source: Address
}

let filters = NULL
let onceRegistry = NULL
let version = 0

/** Borrowed. */
export function warningFilters(): Address {
  if (filters === NULL) filters = newListOf(defaultFilters())
  return filters
}
export function onceRegistryDict(): Address {
  if (onceRegistry === NULL) onceRegistry = newDict()
  return onceRegistry
}
/** What was decided before may be decided otherwise now. */
export function filtersChanged(): void {
  version++
}

/** Those of a CPython that is no debug build. */
function defaultFilters(): Address[] {
  const ignored = [E.DeprecationWarning, E.PendingDeprecationWarning, E.ImportWarning, E.ResourceWarning]
  return [
    newFilter('default', NULL, E.DeprecationWarning, '__main__'),
    ...ignored.map((category) => newFilter('ignore', NULL, category)),
  ]
}
function newFilter(action: string, message: Address, category: Address, module?: string): Address {
  const where = module === undefined ? newNone() : newStr(module)
  return newTupleOf([newStr(action), newRef(message || none()), newRef(category), where, newInt(0)])
}

/** The `warnings` module's own, which code may have replaced; borrowed, or NULL. */
function moduleAttribute(name: string): Address {
  const module = dictGetName(sysModules(), 'warnings')
  return module === NULL ? NULL : dictGetName(moduleDict(module), name)
}

/** The class that a warning is of. */
export function warningCategory(message: Address, category: Address): Address {
  if (isInstance(message, E.Warning)) return typeOf(message)
  if (category === NULL || category === none()) return E.UserWarning
  if (isExceptionClass(category) && isSubtype(category, E.Warning)) return category
  return raise(E.TypeError, `category must be a Warning subclass, not '${nameOf(category)}'`)
}

connectConversionWarning((category, message) => warn(category, message))

/** PyErr_WarnEx and `warnings.warn`: the host's code has no frames, so it comes from `sys`, as without frames in CPython. */
export function warn(category: Address, message: Address, source: Address = NULL): void {
  const sys = moduleDict(dictGetName(sysModules(), 'sys'))
  if (dictGetName(sys, '__warningregistry__') === NULL) {
    const made = newDict()
    dictSetName(sys, '__warningregistry__', made)
    decref(made)
  }
  const filename = newStr('sys')
  const registry = dictGetName(sys, '__warningregistry__')
  try {
    warnExplicitly({ category, message, filename, line: 1, module: filename, registry, source })
  } finally {
    decref(filename)
  }
}

export function warnExplicitly(given: Warning): void {
  if (given.registry !== NULL && given.registry !== none() && !isDict(given.registry)) {
    raise(E.TypeError, "'registry' must be a dict or None")
  }
  const isObject = isInstance(given.message, E.Warning)
  const category = isObject ? typeOf(given.message) : given.category
  const text = isObject ? str(given.message) : newRef(given.message)
  const message = isObject ? newRef(given.message) : call(category, [given.message])
  const key = newTupleOf([newRef(text), newRef(category), newInt(given.line)])
  try {
    decide({ ...given, category, message, registry: given.registry === none() ? NULL : given.registry }, text, key)
  } finally {
    for (const o of [text, message, key]) decref(o)
  }
}

function decide(warning: Warning, text: Address, key: Address): void {
  const { registry, category } = warning
  if (registry !== NULL && alreadyWarned(registry, key, false)) return
  const { action, item } = findAction(warning, text)
  if (action === 'error') raiseObject(category, warning.message)
  if (action === 'ignore') return
  if (action !== 'always' && registry !== NULL) dictSet(registry, key, S._Py_TrueStruct)
  if (!isRepeated(action, item, { registry, text, category })) show(warning, text)
}

function isRepeated(action: string, item: Address, at: Record<'registry' | 'text' | 'category', Address>): boolean {
  const { registry, text, category } = at
  switch (action) {
    case 'always':
    case 'default':
      return false
    case 'once':
      return alreadyWarnedOf(registry || moduleAttribute('onceregistry') || onceRegistryDict(), [text, category])
    case 'module':
      return registry !== NULL && alreadyWarnedOf(registry, [text, category], 0)
    default:
      return raise(
        E.RuntimeError,
        `Unrecognized action ('${action}') in warnings.filters:\n ${reprText(item || none())}`,
      )
  }
}

function alreadyWarnedOf(registry: Address, parts: readonly Address[], line?: number): boolean {
  const key = newTupleOf([...parts.map(newRef), ...(line === undefined ? [] : [newInt(line)])])
  try {
    return alreadyWarned(registry, key, true)
  } finally {
    decref(key)
  }
}

/** A registry of before the filters changed is emptied. */
function alreadyWarned(registry: Address, key: Address, remember: boolean): boolean {
  const known = dictGetName(registry, 'version')
  if (known === NULL || !isInt(known) || readInt(known) !== version) {
    dictClear(registry)
    const now = newInt(version)
    dictSetName(registry, 'version', now)
    decref(now)
  } else {
    const found = dictGet(registry, key)
    if (found !== NULL && isTrue(found)) return true
  }
  if (remember) dictSet(registry, key, S._Py_TrueStruct)
  return false
}

/** The first filter that fits decides. */
function findAction(warning: Warning, text: Address): { action: string; item: Address } {
  const list = moduleAttribute('filters') || warningFilters()
  if (!isList(list)) raise(E.ValueError, '_warnings.filters must be a list')
  const module = warning.module === NULL ? moduleOf(warning.filename) : newRef(warning.module)
  try {
    for (const [i, item] of itemsOf(list).entries()) {
      if (!isTuple(item) || sizeOf(item) !== 5) raise(E.ValueError, `_warnings.filters item ${i} isn't a 5-tuple`)
      const [action = NULL, wantedText = NULL, category = NULL, wantedModule = NULL, line = NULL] = itemsOf(item)
      if (!isStr(action)) raise(E.TypeError, `action must be a string, not '${nameOf(action)}'`)
      const fits =
        isType(category) &&
        isSubtype(warning.category, category) &&
        fitsText(wantedText, text) &&
        fitsText(wantedModule, module) &&
        [0, warning.line].includes(Number(readInt(line)))
      if (fits) return { action: readStr(action), item }
    }
  } finally {
    decref(module)
  }
  const fallback = moduleAttribute('defaultaction')
  return { action: fallback !== NULL && isStr(fallback) ? readStr(fallback) : 'default', item: NULL }
}

/** None fits everything, a str what equals it, everything else is a pattern. */
function fitsText(wanted: Address, text: Address): boolean {
  if (wanted === none()) return true
  if (typeOf(wanted) === S.PyUnicode_Type) return equal(wanted, text)
  const match = getAttrName(wanted, 'match')
  const result = call(match, [text])
  decref(match)
  try {
    return isTrue(result)
  } finally {
    decref(result)
  }
}

function moduleOf(filename: Address): Address {
  const text = readStr(filename)
  if (text === '') return newStr('<unknown>')
  return newStr(text.endsWith('.py') ? text.slice(0, -3) : text)
}

/** A host of the `warnings` module shows it there, else it goes to the error output. */
function show(warning: Warning, text: Address): void {
  const shower = moduleAttribute('_showwarnmsg')
  const maker = moduleAttribute('WarningMessage')
  if (shower === NULL || maker === NULL) {
    process.stderr.write(formatWarning(warning, takeText(newRef(text))))
    return
  }
  const line = newInt(warning.line)
  const given = [warning.message, warning.category, warning.filename, line, none(), none(), warning.source || none()]
  const message = call(maker, given)
  decref(line)
  try {
    decref(call(shower, [message]))
  } finally {
    decref(message)
  }
}

interface Shown {
  category: Address
  filename: Address
  line: number
}
/** `warnings.formatwarning`. `source` is the line of code when the caller knows it. */
export function formatWarning({ category, filename, line }: Shown, text: string, source?: string): string {
  const file = takeText(str(filename))
  const code = source ?? (existsSync(file) ? readFileSync(file, 'utf8').split('\n')[line - 1] : undefined)
  const shown = code === undefined || code.trim() === '' ? '' : `  ${code.trim()}\n`
  return `${file}:${line}: ${typeName(category)}: ${text}\n${shown}`
}
