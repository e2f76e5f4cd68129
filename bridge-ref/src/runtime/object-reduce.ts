/** How `object` lets its instances be pickled and copied: `__reduce_ex__`, `__reduce__`, `__getstate__`. */
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { readPointer, readSize } from '../memory/views.ts'
import { call } from './call.ts'
import { indexSize } from './conversion.ts'
import { args, type Method } from './define.ts'
import { copyDict, dictGetName, dictSet, dictSize, newDict } from './dict.ts'
import { except, newTupleOf, raise } from './errors.ts'
import { importModule } from './imports.ts'
import { newInt } from './int.ts'
import { collect, getIter } from './iteration.ts'
import { getAttr, getAttrName, instanceDict, lookupSpecial, typeLookupName } from './lookup.ts'
import { isDict, isList, isStr, isTuple, itemsOf, nameOf, newNone, sizeOf, tpName } from './object.ts'
import { decref, newRef, typeOf, xdecref } from './refcount.ts'
import { slotOf } from './slots.ts'
import { newStr, readStr } from './str.ts'

const F = L.PyTypeObject

/** Names of the fields that `__slots__` gives to instances, as attributes have them. */
function slotNames(type: Address): string[] {
  return itemsOf(readPointer(type, F.tp_mro)).flatMap((base) => {
    const given = dictGetName(readPointer(base, F.tp_dict), '__slots__')
    if (given === NULL) return []
    const names = isStr(given) ? [newRef(given)] : collect(given)
    const texts = names.map(readStr)
    for (const name of names) decref(name)
    const owner = tpName(base).replace(/^.*\./, '').replace(/^_+/, '')
    return texts
      .filter((text) => text !== '__dict__' && text !== '__weakref__')
      .map((text) => (text.startsWith('__') && !text.endsWith('__') && owner !== '' ? `_${owner}${text}` : text))
  })
}

/** `required`: the state must be all that there is, because nothing else will be pickled. */
function defaultState(o: Address, required: boolean): Address {
  const type = typeOf(o)
  if (required && readSize(type, F.tp_itemsize) > 0) raise(E.TypeError, `cannot pickle ${tpName(type)} objects`)
  const names = slotNames(type)
  if (required) refuseHiddenFields(type, names.length)
  const dict = instanceDict(o)
  const state = dict === NULL ? newNone() : newRef(dict)
  const fields = newDict()
  for (const name of names) addField(o, name, fields)
  if (dictSize(fields) > 0) return newTupleOf([state, fields])
  decref(fields)
  return state
}
function refuseHiddenFields(type: Address, slots: number): void {
  const pointers = [F.tp_dictoffset, F.tp_weaklistoffset].filter((field) => readSize(type, field) !== 0).length
  if (readSize(type, F.tp_basicsize) > L.PyObject.size + (pointers + slots) * 8) {
    raise(E.TypeError, `cannot pickle '${tpName(type)}' object`)
  }
}
function addField(o: Address, name: string, fields: Address): void {
  const key = newStr(name)
  const value = except(
    E.AttributeError,
    () => getAttr(o, key),
    () => NULL,
  )
  if (value !== NULL) dictSet(fields, key, value)
  xdecref(value)
  decref(key)
}

export function stateOf(o: Address, required: boolean): Address {
  const own = getAttrName(o, '__getstate__')
  const original = typeLookupName(typeOf(o), '__getstate__') === typeLookupName(S.PyBaseObject_Type, '__getstate__')
  try {
    return original ? defaultState(o, required) : call(own, [])
  } finally {
    decref(own)
  }
}

/** What `cls.__new__` is to be called with; new references. */
function newArguments(o: Address): { given: boolean; args: Address[]; kwargs: Address } {
  const extended = lookupSpecial(o, '__getnewargs_ex__')
  if (extended !== NULL) return extendedArguments(extended)
  const plain = lookupSpecial(o, '__getnewargs__')
  if (plain === NULL) return { given: false, args: [], kwargs: NULL }
  const tuple = call(plain, [])
  decref(plain)
  if (!isTuple(tuple)) raise(E.TypeError, `__getnewargs__ should return a tuple, not '${nameOf(tuple)}'`)
  const items = itemsOf(tuple).map(newRef)
  decref(tuple)
  return { given: true, args: items, kwargs: NULL }
}
function extendedArguments(method: Address): { given: boolean; args: Address[]; kwargs: Address } {
  const pair = call(method, [])
  decref(method)
  if (!isTuple(pair)) raise(E.TypeError, `__getnewargs_ex__ should return a tuple, not '${nameOf(pair)}'`)
  if (sizeOf(pair) !== 2)
    raise(E.ValueError, `__getnewargs_ex__ should return a tuple of length 2, not ${sizeOf(pair)}`)
  const [first = NULL, second = NULL] = itemsOf(pair)
  const what = 'item of the tuple returned by __getnewargs_ex__ must be'
  if (!isTuple(first)) raise(E.TypeError, `first ${what} a tuple, not '${nameOf(first)}'`)
  if (!isDict(second)) raise(E.TypeError, `second ${what} a dict, not '${nameOf(second)}'`)
  const found = { given: true, args: itemsOf(first).map(newRef), kwargs: copyDict(second) }
  decref(pair)
  return found
}

function copyregFunction(name: string): Address {
  const module = importModule('copyreg')
  try {
    return getAttrName(module, name)
  } finally {
    decref(module)
  }
}

/** Protocol 2 and above. */
function reduceNew(o: Address): Address {
  const type = typeOf(o)
  if (slotOf(type, 'tp_new') === NULL) raise(E.TypeError, `cannot pickle '${tpName(type)}' object`)
  const { given, args: newArgs, kwargs } = newArguments(o)
  const withKeywords = kwargs !== NULL && dictSize(kwargs) > 0
  const maker = copyregFunction(withKeywords ? '__newobj_ex__' : '__newobj__')
  const state = stateOf(o, !given && !isList(o) && !isDict(o))
  const callArgs = withKeywords
    ? newTupleOf([newRef(type), newTupleOf(newArgs), kwargs])
    : newTupleOf([newRef(type), ...newArgs])
  if (!withKeywords) xdecref(kwargs)
  return newTupleOf([maker, callArgs, state, isList(o) ? getIter(o) : newNone(), entryIterator(o)])
}
function entryIterator(o: Address): Address {
  if (!isDict(o)) return newNone()
  const method = getAttrName(o, 'items')
  const items = call(method, [])
  decref(method)
  const iterator = getIter(items)
  decref(items)
  return iterator
}

function commonReduce(o: Address, protocol: number): Address {
  if (protocol >= 2) return reduceNew(o)
  const [reduce, number] = [copyregFunction('_reduce_ex'), newInt(protocol)]
  try {
    return call(reduce, [o, number])
  } finally {
    decref(reduce)
    decref(number)
  }
}

/** A `__reduce__` of the class's own goes before. */
function reduceEx(o: Address, protocol: Address): Address {
  const number = indexSize(protocol, E.OverflowError)
  const own = typeLookupName(typeOf(o), '__reduce__')
  if (own === typeLookupName(S.PyBaseObject_Type, '__reduce__')) return commonReduce(o, number)
  const method = getAttrName(o, '__reduce__')
  try {
    return call(method, [])
  } finally {
    decref(method)
  }
}

export const pickling: Record<string, Method> = {
  __reduce_ex__: args(1, reduceEx),
  __reduce__: args(0, (o) => commonReduce(o, 0)),
  __getstate__: args(0, (o) => defaultState(o, false)),
}
