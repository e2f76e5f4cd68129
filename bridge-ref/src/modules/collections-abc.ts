/** `collections.abc`: the abstract collections with their mixin methods. */
import { type Address, NULL } from '../memory/address.ts'
import { flag, L } from '../memory/layouts.ts'
import { E, none, S } from '../memory/statics.ts'
import { readPointer, writeU32 } from '../memory/views.ts'
import { flagsOf } from '../runtime/allocation.ts'
import { dictEntries, dictGetName } from '../runtime/dict.ts'
import { except, raise, raiseObject } from '../runtime/errors.ts'
import { equal, isInstance, itemsOf } from '../runtime/object.ts'
import { typeOf } from '../runtime/refcount.ts'
import { instanceCheck } from '../runtime/types/type-type.ts'
import { abcMeta, register } from './abc.ts'
import { type ClassDescription, newClass } from './kit/classes.ts'
import { type Body, contents, fn } from './kit/functions.ts'
import {
  attr,
  each,
  given,
  int,
  invoke,
  isTruthy,
  items,
  iter,
  method,
  next,
  numberOf,
  reprOf,
  setAttribute,
  text,
  truth,
  tuple,
} from './kit/values.ts'

const made: Record<string, Address> = {}

interface Abstract extends Pick<ClassDescription, 'methods' | 'fields'> {
  bases?: readonly string[]
  /** Methods that must be there. */
  abstract?: readonly string[]
  /** A class with the abstract methods of this one counts as a subclass without saying so. */
  structural?: boolean
}

function define(
  name: string,
  { bases = [], abstract = [], methods = {}, structural = false, fields = [] }: Abstract,
): void {
  const values: Record<string, Address> = {}
  for (const key of abstract) {
    const body: Body = () => raise(E.NotImplementedError, '')
    const method = fn(`${key}(self, *args, **kwargs)`, body, { module: 'collections.abc', prefix: `${name}.` })
    setAttribute(method, '__isabstractmethod__', truth(true))
    values[key] = method
  }
  const cls = newClass({
    name,
    module: 'collections.abc',
    metaclass: abcMeta(),
    bases: bases.map((base) => made[base] ?? NULL),
    fields,
    values,
    methods,
    classMethods: structural
      ? { '__subclasshook__(cls, C)': (cls = NULL, other = NULL) => hook(name, cls, other) }
      : { '__class_getitem__(cls, item)': (cls = NULL, item = NULL) => alias(cls, item) },
  })
  if (structural)
    setAttribute(
      cls,
      '__class_getitem__',
      invoke(
        S.PyClassMethod_Type,
        fn('__class_getitem__(cls, item)', (c = NULL, item = NULL) => alias(c, item)),
      ),
    )
  required.set(name, [...new Set([...bases.flatMap((base) => required.get(base) ?? []), ...abstract])])
  made[name] = cls
}
const required = new Map<string, string[]>()

function alias(cls: Address, item: Address): Address {
  return invoke(S.Py_GenericAliasType, cls, item)
}

function hook(name: string, cls: Address, other: Address): Address {
  if (cls !== made[name]) return S._Py_NotImplementedStruct
  const order = itemsOf(attr(other, '__mro__')).map((type) => readPointer(type, L.PyTypeObject.tp_dict))
  for (const key of required.get(name) ?? []) {
    const found = order.map((dict) => dictGetName(dict, key)).find((value) => value !== NULL)
    if (!given(found ?? NULL)) return S._Py_NotImplementedStruct
  }
  return truth(true)
}

/** The value under a key, or NULL. */
function lookup(self: Address, key: Address): Address {
  return except(
    E.KeyError,
    () => method(self, '__getitem__', key),
    () => NULL,
  )
}

const mapping: Record<string, Body> = {
  'get(self, key, default=None)': (self = NULL, key = NULL, instead = NULL) => lookup(self, key) || instead,
  '__contains__(self, key)': (self = NULL, key = NULL) => truth(lookup(self, key) !== NULL),
  'keys(self)': (self = NULL) => invoke(made['KeysView'] ?? NULL, self),
  'items(self)': (self = NULL) => invoke(made['ItemsView'] ?? NULL, self),
  'values(self)': (self = NULL) => invoke(made['ValuesView'] ?? NULL, self),
  '__eq__(self, other)': (self = NULL, other = NULL) => {
    if (!instanceCheck(other, made['Mapping'] ?? NULL)) return S._Py_NotImplementedStruct
    return truth(equal(invoke(S.PyDict_Type, method(self, 'items')), invoke(S.PyDict_Type, method(other, 'items'))))
  },
}

function update(self: Address, other: Address, kwargs: Address): void {
  if (other !== NULL) {
    if (instanceCheck(other, made['Mapping'] ?? NULL))
      each(other, (key) => method(self, '__setitem__', key, method(other, '__getitem__', key)))
    else if (hasKeys(other))
      each(method(other, 'keys'), (key) => method(self, '__setitem__', key, method(other, '__getitem__', key)))
    else
      each(other, (pair) => {
        const [key = NULL, value = NULL] = items(pair)
        method(self, '__setitem__', key, value)
      })
  }
  for (const [key, value] of dictEntries(kwargs)) method(self, '__setitem__', key, value)
}
function hasKeys(o: Address): boolean {
  return except(
    E.AttributeError,
    () => attr(o, 'keys') !== NULL,
    () => false,
  )
}

const mutableMapping: Record<string, Body> = {
  'pop(self, key, default=)': (self = NULL, key = NULL, instead = NULL) => {
    const value = instead === NULL ? method(self, '__getitem__', key) : lookup(self, key)
    if (value === NULL) return instead
    method(self, '__delitem__', key)
    return value
  },
  'popitem(self)': (self = NULL) => {
    const key = next(iter(self))
    if (key === NULL) raiseObject(E.KeyError, NULL)
    const value = method(self, '__getitem__', key)
    method(self, '__delitem__', key)
    return tuple(key, value)
  },
  'clear(self)': (self = NULL) => {
    for (const key of items(self)) method(self, '__delitem__', key)
  },
  'update(self, other=, /, **kwds)': (self = NULL, other = NULL, kwargs = NULL) => {
    update(self, other, kwargs)
  },
  'setdefault(self, key, default=None)': (self = NULL, key = NULL, instead = NULL) => {
    const found = lookup(self, key)
    if (found !== NULL) return found
    method(self, '__setitem__', key, instead)
    return instead
  },
}

const sequence: Record<string, Body> = {
  '__iter__(self)': (self = NULL) => iter(invoke(S.PyTuple_Type, list(self))),
  '__contains__(self, value)': (self = NULL, value = NULL) =>
    truth(items(list(self)).some((item) => equal(item, value))),
  '__reversed__(self)': (self = NULL) => invoke(S.PyReversed_Type, invoke(S.PyTuple_Type, list(self))),
  'count(self, value)': (self = NULL, value = NULL) =>
    int(items(list(self)).filter((item) => equal(item, value)).length),
  'index(self, value, start=0, stop=None)': (self = NULL, value = NULL, start = NULL, stop = NULL) => {
    const all = items(list(self))
    const from = numberOf(start)
    const to = given(stop) ? numberOf(stop) : all.length
    const at = all.findIndex(
      (item, i) =>
        i >= (from < 0 ? from + all.length : from) && i < (to < 0 ? to + all.length : to) && equal(item, value),
    )
    return at < 0 ? raiseObject(E.ValueError, NULL) : int(at)
  },
}

/** The items of a sequence by index, as a list. */
function list(self: Address): Address {
  const found = invoke(S.PyList_Type)
  for (let i = 0; ; i++) {
    const item = except(
      E.IndexError,
      () => method(self, '__getitem__', int(i)),
      () => NULL,
    )
    if (item === NULL) return found
    method(found, 'append', item)
  }
}

const mutableSequence: Record<string, Body> = {
  'append(self, value)': (self = NULL, value = NULL) => method(self, 'insert', method(self, '__len__'), value),
  'clear(self)': (self = NULL) => {
    while (isTruthy(method(self, '__len__'))) method(self, 'pop')
  },
  'extend(self, values)': (self = NULL, values = NULL) => {
    for (const item of items(values)) method(self, 'append', item)
  },
  'reverse(self)': (self = NULL) => {
    const all = items(list(self)).toReversed()
    for (const [i, item] of all.entries()) method(self, '__setitem__', int(i), item)
  },
  'pop(self, index=-1)': (self = NULL, index = NULL) => {
    const value = method(self, '__getitem__', index)
    method(self, '__delitem__', index)
    return value
  },
  'remove(self, value)': (self = NULL, value = NULL) => method(self, '__delitem__', method(self, 'index', value)),
  '__iadd__(self, values)': (self = NULL, values = NULL) => {
    method(self, 'extend', values)
    return self
  },
}

/** Comparison and algebra of sets, by way of the built-in ones. */
function algebra(): Record<string, Body> {
  const isSet = (o: Address) => instanceCheck(o, made['Set'] ?? NULL)
  const builtin = (o: Address) => invoke(S.PyFrozenSet_Type, o)
  const compare =
    (key: string): Body =>
    (self = NULL, other = NULL) =>
      isSet(other) ? method(builtin(self), key, builtin(other)) : S._Py_NotImplementedStruct
  const combine =
    (key: string): Body =>
    (self = NULL, other = NULL) => {
      if (!isSet(other) && !instanceCheck(other, made['Iterable'] ?? NULL)) return S._Py_NotImplementedStruct
      return method(self, '_from_iterable', method(builtin(self), key, builtin(other)))
    }
  const bodies: Record<string, Body> = {
    'isdisjoint(self, other)': (self = NULL, other = NULL) => method(builtin(self), 'isdisjoint', other),
    '_hash(self)': (self = NULL) => method(builtin(self), '__hash__'),
    '_from_iterable(self, it)': (self = NULL, it = NULL) => invoke(typeOf(self), it),
  }
  for (const key of ['le', 'lt', 'ge', 'gt', 'eq']) bodies[`__${key}__(self, other)`] = compare(`__${key}__`)
  for (const key of ['and', 'or', 'sub', 'xor', 'rand', 'ror', 'rsub', 'rxor']) {
    bodies[`__${key}__(self, other)`] = combine(`__${key}__`)
  }
  return bodies
}

const mutableSet: Record<string, Body> = {
  'remove(self, value)': (self = NULL, value = NULL) => {
    if (!isTruthy(method(self, '__contains__', value))) raiseObject(E.KeyError, value)
    method(self, 'discard', value)
  },
  'pop(self)': (self = NULL) => {
    const value = next(iter(self))
    if (value === NULL) raiseObject(E.KeyError, NULL)
    method(self, 'discard', value)
    return value
  },
  'clear(self)': (self = NULL) => {
    for (const value of items(self)) method(self, 'discard', value)
  },
  '__ior__(self, it)': (self = NULL, it = NULL) => {
    for (const value of items(it)) method(self, 'add', value)
    return self
  },
  '__isub__(self, it)': (self = NULL, it = NULL) => {
    for (const value of items(it)) method(self, 'discard', value)
    return self
  },
  '__iand__(self, it)': (self = NULL, it = NULL) => {
    for (const value of items(self)) if (!isTruthy(method(it, '__contains__', value))) method(self, 'discard', value)
    return self
  },
}

/** Views hold their mapping; `item` is what iterating gives for a key. */
function view(item: (mapping: Address, key: Address) => Address): Record<string, Body> {
  return {
    '__init__(self, mapping)': (self = NULL, of = NULL) => {
      setAttribute(self, '_mapping', of)
    },
    '__len__(self)': (self = NULL) => method(attr(self, '_mapping'), '__len__'),
    '__repr__(self)': (self = NULL) => text(`${String(reprName(self))}(${reprOf(attr(self, '_mapping'))})`),
    '__iter__(self)': (self = NULL) => {
      const of = attr(self, '_mapping')
      return iter(tuple(...items(of).map((key) => item(of, key))))
    },
  }
}
function reprName(self: Address): string {
  return reprOf(attr(typeOf(self), '__name__')).slice(1, -1)
}

function defineAll(): void {
  for (const [name, key] of [
    ['Hashable', '__hash__'],
    ['Iterable', '__iter__'],
    ['Sized', '__len__'],
    ['Container', '__contains__'],
    ['Callable', '__call__'],
    ['Awaitable', '__await__'],
    ['AsyncIterable', '__aiter__'],
  ] as const) {
    define(name, { abstract: [key], structural: true })
  }
  const self: Body = (o) => o
  define('Iterator', {
    bases: ['Iterable'],
    abstract: ['__next__'],
    methods: { '__iter__(self)': self },
    structural: true,
  })
  define('AsyncIterator', {
    bases: ['AsyncIterable'],
    abstract: ['__anext__'],
    methods: { '__aiter__(self)': self },
    structural: true,
  })
  define('Reversible', { bases: ['Iterable'], abstract: ['__reversed__'], structural: true })
  define('Coroutine', {
    bases: ['Awaitable'],
    abstract: ['send', 'throw'],
    methods: { 'close(self)': () => none() },
    structural: true,
  })
  define('Generator', {
    bases: ['Iterator'],
    abstract: ['send', 'throw'],
    methods: { '__next__(self)': (o = NULL) => method(o, 'send', none()), 'close(self)': () => none() },
    structural: true,
  })
  define('AsyncGenerator', { bases: ['AsyncIterator'], abstract: ['asend', 'athrow'], structural: true })
  required.set('Generator', ['__iter__', '__next__', 'send', 'throw', 'close'])
  required.set('Coroutine', ['__await__', 'send', 'throw', 'close'])
  define('Collection', { bases: ['Sized', 'Iterable', 'Container'], structural: true })
  define('Set', { bases: ['Collection'], methods: algebra() })
  define('MutableSet', { bases: ['Set'], abstract: ['add', 'discard'], methods: mutableSet })
  define('Mapping', { bases: ['Collection'], abstract: ['__getitem__'], methods: mapping })
  define('MutableMapping', { bases: ['Mapping'], abstract: ['__setitem__', '__delitem__'], methods: mutableMapping })
  define('MappingView', { bases: ['Sized'], methods: view((_of, key) => key), fields: ['_mapping'] })
  define('KeysView', { bases: ['MappingView', 'Set'], methods: view((_of, key) => key) })
  define('ItemsView', {
    bases: ['MappingView', 'Set'],
    methods: view((of, key) => tuple(key, method(of, '__getitem__', key))),
  })
  define('ValuesView', {
    bases: ['MappingView', 'Collection'],
    methods: view((of, key) => method(of, '__getitem__', key)),
  })
  define('Sequence', { bases: ['Reversible', 'Collection'], abstract: ['__getitem__'], methods: sequence })
  define('ByteString', { bases: ['Sequence'] })
  define('MutableSequence', {
    bases: ['Sequence'],
    abstract: ['__setitem__', '__delitem__', 'insert'],
    methods: mutableSequence,
  })
}

function registerBuiltins(): void {
  const known: Record<string, readonly Address[]> = {
    Set: [S.PyFrozenSet_Type],
    MutableSet: [S.PySet_Type],
    Mapping: [S.PyDictProxy_Type],
    MutableMapping: [S.PyDict_Type],
    Sequence: [S.PyTuple_Type, S.PyUnicode_Type, S.PyRange_Type, S.PyMemoryView_Type],
    ByteString: [S.PyBytes_Type, S.PyByteArray_Type],
    MutableSequence: [S.PyList_Type, S.PyByteArray_Type],
    KeysView: [S.PyDictKeys_Type],
    ItemsView: [S.PyDictItems_Type],
    ValuesView: [S.PyDictValues_Type],
  }
  for (const [name, types] of Object.entries(known)) {
    for (const type of types) if (readPointer(type, L.PyTypeObject.tp_mro) !== NULL) register(made[name] ?? NULL, type)
  }
  const mark = (name: string, bit: number) => {
    for (const cls of [made[name] ?? NULL]) writeU32(cls, L.PyTypeObject.tp_flags, flagsOf(cls) | bit)
  }
  for (const name of ['Sequence', 'MutableSequence', 'ByteString']) mark(name, flag.SEQUENCE)
  for (const name of ['Mapping', 'MutableMapping']) mark(name, flag.MAPPING)
}

export function abstractCollection(name: string): Address {
  if (Object.keys(made).length === 0) {
    defineAll()
    registerBuiltins()
  }
  return made[name] ?? NULL
}

export function collectionsAbcModule(): Record<string, Address> {
  abstractCollection('Mapping')
  return contents(made)
}

export function isMapping(o: Address): boolean {
  return isInstance(o, S.PyDict_Type) || instanceCheck(o, abstractCollection('Mapping'))
}
