/** The modules `warnings` and `_warnings`. */
import { type Address, NULL } from '../memory/address.ts'
import { E, none, S } from '../memory/statics.ts'
import { call } from './call.ts'
import { indexSize } from './conversion.ts'
import { dictGetName, dictSetName, newDict } from './dict.ts'
import { raise } from './errors.ts'
import { bindArguments, type Parameters } from './host-arguments.ts'
import { registerHostModule } from './imports.ts'
import { newInt } from './int.ts'
import { collect } from './iteration.ts'
import { getAttrName, setAttr } from './lookup.ts'
import { moduleDict, sysModules } from './modules.ts'
import { equal, isStr, isTrue, itemsOf, newNone, reprText, str, takeText } from './object.ts'
import { decref, newRef } from './refcount.ts'
import { listReplace, listSize, newListOf, newTuple } from './sequence.ts'
import { newStr, name as ownName, readStr } from './str.ts'
import { newNamespace } from './types/namespace-type.ts'
import { newHostFunction } from './types/small-types.ts'
import {
  filtersChanged,
  formatWarning,
  onceRegistryDict,
  warn,
  warnExplicitly,
  warningCategory,
  warningFilters,
} from './warnings.ts'

type Body = (values: Address[]) => Address | undefined

/** A function of the module; a body without result gives None. */
function fn(of: Parameters, body: Body): Address {
  return newHostFunction({
    name: of.name,
    module: 'warnings',
    call: (args, kwargs) => body(bindArguments(of, args, kwargs)) ?? newNone(),
  })
}

function moduleValue(name: string): Address {
  return dictGetName(moduleDict(dictGetName(sysModules(), 'warnings')), name)
}
function setModuleValue(name: string, value: Address): void {
  dictSetName(moduleDict(dictGetName(sysModules(), 'warnings')), name, value)
}

const doWarn: Body = ([message = NULL, category = NULL, , source = NULL]) => {
  const kind = warningCategory(message, category)
  warn(kind, message, source)
  return undefined
}

const doWarnExplicit: Body = (values) => {
  const [message = NULL, category = NULL, filename = NULL, line = NULL, module = NULL, registry = NULL] = values
  const source = values[7] ?? NULL
  warnExplicitly({
    category: warningCategory(message, category),
    message,
    filename,
    line: indexSize(line, E.OverflowError),
    module: module === none() ? NULL : module,
    registry,
    source,
  })
  return undefined
}

const actions = ['error', 'ignore', 'always', 'default', 'module', 'once']

/** Puts a filter first, or last when it is not there yet. Steals `item`. */
function addFilter(item: Address, append: boolean): void {
  const list = moduleValue('filters')
  const known = itemsOf(list).findIndex((other) => equal(other, item))
  if (append && known >= 0) decref(item)
  else {
    if (known >= 0) listReplace(list, known, known + 1, [])
    const at = append ? listSize(list) : 0
    listReplace(list, at, at, [item])
  }
  filtersChanged()
}

function needAction(action: Address): void {
  if (!isStr(action) || !actions.includes(readStr(action))) {
    raise(E.AssertionError, `invalid action: ${reprText(action)}`)
  }
}

const doFilter: Body = ([
  action = NULL,
  message = NULL,
  category = NULL,
  module = NULL,
  line = NULL,
  append = NULL,
]) => {
  needAction(action)
  const parts = [pattern(message, 'i'), newRef(category || E.Warning), pattern(module, ''), lineOf(line)]
  addFilter(tupleStealing([newRef(action), ...parts]), append !== NULL && isTrue(append))
  return undefined
}
const doSimpleFilter: Body = ([action = NULL, category = NULL, line = NULL, append = NULL]) => {
  needAction(action)
  const parts = [newNone(), newRef(category || E.Warning), newNone(), lineOf(line)]
  addFilter(tupleStealing([newRef(action), ...parts]), append !== NULL && isTrue(append))
  return undefined
}
function lineOf(line: Address): Address {
  return line === NULL ? newInt(0) : newRef(line)
}
function tupleStealing(items: Address[]): Address {
  const tuple = newTuple(items)
  for (const item of items) decref(item)
  return tuple
}

/** There is no `re` here: an object with `match` over the JavaScript expression of the same text. */
function pattern(text: Address, flags: string): Address {
  if (text === NULL || text === none() || readStr(text) === '') return newNone()
  const expression = new RegExp(`^(?:${readStr(text)})`, `${flags}su`)
  const match = newHostFunction({
    name: 'match',
    call: ([subject = NULL]) => newRef(expression.test(readStr(subject)) ? S._Py_TrueStruct : none()),
  })
  const attributes = newDict()
  dictSetName(attributes, 'pattern', text)
  dictSetName(attributes, 'match', match)
  const o = newNamespace(attributes)
  decref(attributes)
  decref(match)
  return o
}

function newClass(name: string, methods: Record<string, Address>): Address {
  const dict = newDict()
  for (const [key, value] of Object.entries({ ...methods, __module__: newStr('warnings') })) {
    dictSetName(dict, key, value)
    decref(value)
  }
  const [text, bases] = [newStr(name), newTuple([])]
  try {
    return call(S.PyType_Type, [text, bases, dict])
  } finally {
    for (const o of [text, bases, dict]) decref(o)
  }
}

function set(self: Address, key: string, value: Address): void {
  setAttr(self, ownName(key), value)
}
function get(self: Address, key: string): Address {
  const value = getAttrName(self, key)
  // Attributes of these instances live as long as the instance.
  decref(value)
  return value
}

const details = ['message', 'category', 'filename', 'lineno', 'file', 'line', 'source'] as const

function warningMessageClass(): Address {
  return newClass('WarningMessage', {
    __init__: fn({ name: '__init__', names: ['self', ...details], least: 5 }, ([self = NULL, ...values]) => {
      for (const [i, key] of details.entries()) set(self, key, values[i] || none())
      const category = values[1] ?? NULL
      const name = category === none() ? newNone() : getAttrName(category, '__name__')
      set(self, '_category_name', name)
      decref(name)
      return undefined
    }),
    __str__: fn({ name: '__str__', names: ['self'], least: 1 }, ([self = NULL]) => {
      const part = (key: string) => `${key.replace('_category_name', 'category')} : ${reprText(get(self, key))}`
      return newStr(`{${['message', '_category_name', 'filename', 'lineno', 'line'].map(part).join(', ')}}`)
    }),
  })
}

/** Remembers filters and showing, and puts them back. */
function catchWarningsClass(): Address {
  const parameters = ['record', 'module', 'action', 'category', 'lineno', 'append']
  const saved = ['filters', 'showwarning', '_showwarnmsg_impl'] as const
  return newClass('catch_warnings', {
    __init__: fn(
      { name: '__init__', names: ['self', ...parameters], least: 1, positional: 1 },
      ([self = NULL, record = NULL, , ...filter]) => {
        set(self, '_record', record || S._Py_FalseStruct)
        const [action = NULL, category = NULL, line = NULL, append = NULL] = filter
        const number = lineOf(line)
        const wanted = action !== NULL && action !== none()
        const options = [action, category || E.Warning, number, append || S._Py_FalseStruct]
        const kept = wanted ? newTuple(options) : newNone()
        set(self, '_filter', kept)
        decref(kept)
        decref(number)
        set(self, '_entered', S._Py_FalseStruct)
        return undefined
      },
    ),
    __enter__: fn({ name: '__enter__', names: ['self'], least: 1 }, ([self = NULL]) => {
      if (isTrue(get(self, '_entered'))) raise(E.RuntimeError, `Cannot enter ${reprText(self)} twice`)
      set(self, '_entered', S._Py_TrueStruct)
      for (const key of saved) set(self, `_saved_${key}`, moduleValue(key))
      const copy = newListOf(collect(moduleValue('filters')))
      setModuleValue('filters', copy)
      decref(copy)
      filtersChanged()
      if (get(self, '_filter') !== none()) doSimpleFilter(itemsOf(get(self, '_filter')))
      return isTrue(get(self, '_record')) ? startRecording() : undefined
    }),
    __exit__: fn({ name: '__exit__', names: ['self', 'type', 'value', 'traceback'], least: 1 }, ([self = NULL]) => {
      if (!isTrue(get(self, '_entered'))) raise(E.RuntimeError, `Cannot exit ${reprText(self)} without entering first`)
      for (const key of saved) setModuleValue(key, get(self, `_saved_${key}`))
      filtersChanged()
      return undefined
    }),
  })
}

function startRecording(): Address {
  const log = newListOf([])
  const append = getAttrName(log, 'append')
  setModuleValue('_showwarnmsg_impl', append)
  setModuleValue('showwarning', originals.showwarning)
  decref(append)
  return log
}

/** The functions that the module begins with; borrowed. */
const originals = { showwarning: NULL }

/** Of message, category, filename, number of the line, text of the line. */
function shownText(values: readonly Address[]): string {
  const [message = NULL, category = NULL, filename = NULL, line = NULL, source = NULL] = values
  const code = source === NULL || source === none() ? undefined : readStr(source)
  const text = takeText(str(message))
  return formatWarning({ category, filename, line: indexSize(line, E.OverflowError) }, text, code)
}

function write(text: string, file: Address): void {
  if (file === NULL || file === none()) {
    process.stderr.write(text)
    return
  }
  const [method, argument] = [getAttrName(file, 'write'), newStr(text)]
  decref(call(method, [argument]))
  decref(method)
  decref(argument)
}

const showing = ['message', 'category', 'filename', 'lineno', 'file', 'line'] as const

function showingFunctions(): Record<string, Address> {
  originals.showwarning = fn({ name: 'showwarning', names: showing, least: 4 }, (values) => {
    write(shownText([...values.slice(0, 4), values[5] ?? NULL]), values[4] ?? NULL)
    return undefined
  })
  const shown = (o: Address) => showing.map((key) => get(o, key))
  return {
    showwarning: originals.showwarning,
    formatwarning: fn(
      { name: 'formatwarning', names: ['message', 'category', 'filename', 'lineno', 'line'], least: 4 },
      (values) => newStr(shownText(values)),
    ),
    _showwarnmsg_impl: fn({ name: '_showwarnmsg_impl', names: ['msg'], least: 1 }, ([o = NULL]) =>
      call(originals.showwarning, shown(o)),
    ),
    _showwarnmsg: fn({ name: '_showwarnmsg', names: ['msg'], least: 1 }, ([o = NULL]) => {
      const replaced = moduleValue('showwarning')
      if (replaced !== NULL && replaced !== originals.showwarning) return call(replaced, shown(o))
      return call(moduleValue('_showwarnmsg_impl'), [o])
    }),
  }
}

const warnNames = ['message', 'category', 'stacklevel', 'source']
const explicitNames = ['message', 'category', 'filename', 'lineno', 'module', 'registry', 'module_globals', 'source']

function sharedContents(): Record<string, Address> {
  return {
    warn: fn({ name: 'warn', names: warnNames, least: 1 }, doWarn),
    warn_explicit: fn({ name: 'warn_explicit', names: explicitNames, least: 4 }, doWarnExplicit),
    filters: newRef(warningFilters()),
    _onceregistry: newRef(onceRegistryDict()),
    _defaultaction: newStr('default'),
    _filters_mutated: fn({ name: '_filters_mutated', names: [], least: 0 }, () => {
      filtersChanged()
      return undefined
    }),
  }
}

function warningsContents(): Record<string, Address> {
  const filterNames = ['action', 'message', 'category', 'module', 'lineno', 'append']
  return {
    ...sharedContents(),
    ...showingFunctions(),
    defaultaction: newStr('default'),
    onceregistry: newRef(onceRegistryDict()),
    WarningMessage: warningMessageClass(),
    catch_warnings: catchWarningsClass(),
    filterwarnings: fn({ name: 'filterwarnings', names: filterNames, least: 1 }, doFilter),
    simplefilter: fn(
      { name: 'simplefilter', names: ['action', 'category', 'lineno', 'append'], least: 1 },
      doSimpleFilter,
    ),
    resetwarnings: fn({ name: 'resetwarnings', names: [], least: 0 }, () => {
      const list = moduleValue('filters')
      listReplace(list, 0, listSize(list), [])
      filtersChanged()
      return undefined
    }),
  }
}

export function startWarnings(): void {
  registerHostModule('warnings', warningsContents)
  registerHostModule('_warnings', sharedContents)
}
