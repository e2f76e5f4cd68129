/** `collections` and `_collections`. */
import { type Address, NULL } from '../memory/address.ts'
import { E, none, S } from '../memory/statics.ts'
import { dictEntries } from '../runtime/dict.ts'
import { raise, raiseObject } from '../runtime/errors.ts'
import { isInstance, isStr, itemsOf, nameOf, sizeOf } from '../runtime/object.ts'
import { typeOf } from '../runtime/refcount.ts'
import { tupleItem } from '../runtime/sequence.ts'
import { readStr } from '../runtime/str.ts'
import { abstractCollection, isMapping } from './collections-abc.ts'
import { dequeClass } from './deque.ts'
import { newClass } from './kit/classes.ts'
import { type Body, contents, functions } from './kit/functions.ts'
import { itemProperties } from './kit/named-tuple.ts'
import {
  attr,
  dict,
  each,
  given,
  int,
  invoke,
  invokeWith,
  isTruthy,
  items,
  iter,
  list,
  method,
  moduleAttr,
  numberOf,
  record,
  reprOf,
  setAttribute,
  text,
  tuple,
} from './kit/values.ts'

const base = (type: Address, key: string, ...args: Address[]): Address => invoke(attr(type, key), ...args)
const className = (self: Address): string => readStr(attr(typeOf(self), '__name__'))

function defaultDict(): Address {
  return newClass({
    name: 'defaultdict',
    module: 'collections',
    bases: [S.PyDict_Type],
    fields: ['default_factory', '__weakref__', '__dict__'],
    methods: {
      '__init__(self, default_factory=None, /, *args, **kwargs)': (
        self = NULL,
        factory = NULL,
        args = NULL,
        kwargs = NULL,
      ) => {
        if (given(factory) && !isTruthy(invoke(moduleAttr('builtins', 'callable'), factory))) {
          raise(E.TypeError, 'first argument must be callable or None')
        }
        setAttribute(self, 'default_factory', factory)
        invokeWith(attr(S.PyDict_Type, '__init__'), [self, ...itemsOf(args)], kwargs)
      },
      '__missing__(self, key)': (self = NULL, key = NULL) => {
        const factory = attr(self, 'default_factory')
        if (!given(factory)) raiseObject(E.KeyError, key)
        const value = invoke(factory)
        method(self, '__setitem__', key, value)
        return value
      },
      '__repr__(self)': (self = NULL) =>
        text(
          `${className(self)}(${reprOf(attr(self, 'default_factory'))}, ${readStr(base(S.PyDict_Type, '__repr__', self))})`,
        ),
      'copy(self)': (self = NULL) => invoke(typeOf(self), attr(self, 'default_factory'), self),
      '__copy__(self)': (self = NULL) => invoke(typeOf(self), attr(self, 'default_factory'), self),
      '__reduce__(self)': (self = NULL) => {
        const factory = attr(self, 'default_factory')
        return tuple(
          typeOf(self),
          given(factory) ? tuple(factory) : tuple(),
          none(),
          none(),
          iter(method(self, 'items')),
        )
      },
    },
    classMethods: {
      '__class_getitem__(cls, item)': (cls = NULL, item = NULL) => invoke(S.Py_GenericAliasType, cls, item),
    },
  })
}

function counter(): Address {
  const update = (self: Address, source: Address, kwargs: Address, sign: number) => {
    const bump = (key: Address, by: number) => {
      const old = numberOf(method(self, 'get', key, int(0)))
      method(self, '__setitem__', key, int(old + sign * by))
    }
    if (given(source)) {
      if (isMapping(source))
        each(method(source, 'items'), (pair) => bump(tupleItem(pair, 0), numberOf(tupleItem(pair, 1))))
      else each(source, (key) => bump(key, 1))
    }
    for (const [key, value] of dictEntries(kwargs)) bump(key, numberOf(value))
  }
  const ordered = (self: Address) =>
    dictEntries(self)
      .map((entry, i) => ({ entry, i, count: numberOf(entry[1]) }))
      .toSorted((a, b) => b.count - a.count || a.i - b.i)
  const combine =
    (how: (a: number, b: number) => number): Body =>
    (self = NULL, other = NULL) => {
      if (!isInstance(other, typeOf(self))) return S._Py_NotImplementedStruct
      const result = invoke(typeOf(self))
      const keys = [...dictEntries(self), ...dictEntries(other)].map(([key]) => key)
      for (const key of keys) {
        const value = how(numberOf(method(self, '__getitem__', key)), numberOf(method(other, '__getitem__', key)))
        if (value > 0) method(result, '__setitem__', key, int(value))
      }
      return result
    }
  return newClass({
    name: 'Counter',
    module: 'collections',
    bases: [S.PyDict_Type],
    methods: {
      '__init__(self, iterable=None, /, **kwds)': (self = NULL, iterable = NULL, kwds = NULL) => {
        update(self, iterable, kwds, 1)
      },
      '__missing__(self, key)': () => int(0),
      'update(self, iterable=None, /, **kwds)': (self = NULL, iterable = NULL, kwds = NULL) => {
        update(self, iterable, kwds, 1)
      },
      'subtract(self, iterable=None, /, **kwds)': (self = NULL, iterable = NULL, kwds = NULL) => {
        update(self, iterable, kwds, -1)
      },
      'total(self)': (self = NULL) => invoke(moduleAttr('builtins', 'sum'), method(self, 'values')),
      'most_common(self, n=None)': (self = NULL, n = NULL) => {
        const all = ordered(self).map(({ entry }) => tuple(...entry))
        return list(given(n) ? all.slice(0, numberOf(n)) : all)
      },
      'elements(self)': (self = NULL) =>
        iter(
          list(
            dictEntries(self).flatMap(([key, value]) =>
              Array.from({ length: Math.max(0, numberOf(value)) }, () => key),
            ),
          ),
        ),
      'copy(self)': (self = NULL) => invoke(typeOf(self), self),
      '__repr__(self)': (self = NULL) => {
        const sorted = dict(ordered(self).map(({ entry }) => entry))
        return text(`${className(self)}(${ordered(self).length === 0 ? '' : reprOf(sorted)})`)
      },
      '__add__(self, other)': combine((a, b) => a + b),
      '__sub__(self, other)': combine((a, b) => a - b),
      '__or__(self, other)': combine(Math.max),
      '__and__(self, other)': combine(Math.min),
      '__reduce__(self)': (self = NULL) => tuple(typeOf(self), tuple(invoke(S.PyDict_Type, self))),
    },
  })
}

function chainMap(): Address {
  const maps = (self: Address) => items(attr(self, 'maps'))
  const first = (self: Address) => maps(self)[0] ?? NULL
  return newClass({
    name: 'ChainMap',
    module: 'collections',
    bases: [abstractCollection('MutableMapping')],
    methods: {
      '__init__(self, *maps)': (self = NULL, given = NULL) => {
        setAttribute(self, 'maps', list(sizeOf(given) > 0 ? itemsOf(given) : [dict()]))
      },
      '__missing__(self, key)': (_self, key = NULL) => raiseObject(E.KeyError, key),
      '__getitem__(self, key)': (self = NULL, key = NULL) => {
        const found = maps(self).find((one) => isTruthy(method(one, '__contains__', key)))
        return found === undefined ? method(self, '__missing__', key) : method(found, '__getitem__', key)
      },
      '__setitem__(self, key, value)': (self = NULL, key = NULL, value = NULL) =>
        method(first(self), '__setitem__', key, value),
      '__delitem__(self, key)': (self = NULL, key = NULL) => method(first(self), '__delitem__', key),
      '__iter__(self)': (self = NULL) => {
        const all = dict()
        for (const one of maps(self).toReversed()) each(one, (key) => method(all, '__setitem__', key, none()))
        return iter(all)
      },
      '__len__(self)': (self = NULL) =>
        invoke(moduleAttr('builtins', 'len'), invoke(attr(invoke(S.PySet_Type), 'union'), ...maps(self))),
      '__contains__(self, key)': (self = NULL, key = NULL) =>
        invoke(moduleAttr('builtins', 'any'), list(maps(self).map((one) => method(one, '__contains__', key)))),
      '__bool__(self)': (self = NULL) => invoke(moduleAttr('builtins', 'any'), attr(self, 'maps')),
      '__repr__(self)': (self = NULL) => text(`${className(self)}(${maps(self).map(reprOf).join(', ')})`),
      'new_child(self, m=None)': (self = NULL, m = NULL) => invoke(typeOf(self), given(m) ? m : dict(), ...maps(self)),
      'copy(self)': (self = NULL) => invoke(typeOf(self), method(first(self), 'copy'), ...maps(self).slice(1)),
    },
    properties: { parents: (self = NULL) => invoke(typeOf(self), ...maps(self).slice(1)) },
  })
}

/** `collections.namedtuple`: a tuple class whose fields are properties. */
function namedTuple(
  name: string,
  fields: readonly string[],
  options: { module?: string; defaults?: readonly Address[] } = {},
): Address {
  const { module = 'builtins', defaults = [] } = options
  const optional = fields.length - defaults.length
  const held = record(Object.fromEntries(defaults.map((value, i) => [fields[optional + i] ?? '', value])))
  const signature = fields.map((field, i) => (i < optional ? field : `${field}=`)).join(', ')
  const make: Body = (cls = NULL, ...values) =>
    base(
      S.PyTuple_Type,
      '__new__',
      cls,
      tuple(...values.map((value, i) => value || method(held, '__getitem__', text(fields[i] ?? '')))),
    )
  const asDict = (self: Address) => dict(itemsOf(self).map((value, i) => [text(fields[i] ?? ''), value] as const))
  return newClass({
    name,
    module,
    bases: [S.PyTuple_Type],
    fields: [],
    properties: itemProperties(fields),
    methods: {
      [`__new__(_cls${signature === '' ? '' : `, ${signature}`})`]: make,
      '__repr__(self)': (self = NULL) =>
        text(
          `${className(self)}(${itemsOf(self)
            .map((o, i) => `${fields[i]}=${reprOf(o)}`)
            .join(', ')})`,
        ),
      '_asdict(self)': (self = NULL) => asDict(self),
      '_replace(self, /, **kwds)': (self = NULL, kwds = NULL) => {
        const all = asDict(self)
        const unknown = dictEntries(kwds).filter(([key]) => !fields.includes(readStr(key)))
        if (unknown.length > 0)
          raise(E.ValueError, `Got unexpected field names: [${unknown.map(([key]) => reprOf(key)).join(', ')}]`)
        method(all, 'update', kwds)
        return base(S.PyTuple_Type, '__new__', typeOf(self), method(all, 'values'))
      },
      '__getnewargs__(self)': (self = NULL) => tuple(...itemsOf(self)),
    },
    classMethods: {
      '_make(cls, iterable)': (cls = NULL, iterable = NULL) => {
        const values = items(iterable)
        if (values.length !== fields.length)
          raise(E.TypeError, `Expected ${fields.length} arguments, got ${values.length}`)
        return base(S.PyTuple_Type, '__new__', cls, tuple(...values))
      },
    },
    values: { _fields: tuple(...fields.map(text)), _field_defaults: held, __match_args__: tuple(...fields.map(text)) },
  })
}

function fieldNames(names: Address): string[] {
  const given = isStr(names)
    ? readStr(names)
        .replaceAll(',', ' ')
        .split(/\s+/)
        .filter((part) => part !== '')
    : items(names).map(readStr)
  for (const [i, name] of given.entries()) {
    if (!/^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(name))
      raise(E.ValueError, `Type names and field names must be valid identifiers: '${name}'`)
    if (name.startsWith('_')) raise(E.ValueError, `Field names cannot start with an underscore: '${name}'`)
    if (given.indexOf(name) !== i) raise(E.ValueError, `Encountered duplicate field name: '${name}'`)
  }
  return given
}

/** `UserDict`, `UserList` and `UserString` hold the built-in thing in `data`. */
function userClass(name: string, abstract: string, type: Address): Address {
  const data = (self: Address) => attr(self, 'data')
  return newClass({
    name,
    module: 'collections',
    bases: [abstractCollection(abstract)],
    methods: {
      '__init__(self, initial=None, /)': (self = NULL, initial = NULL) => {
        setAttribute(self, 'data', given(initial) ? invoke(type, initial) : invoke(type))
      },
      '__len__(self)': (self = NULL) => method(data(self), '__len__'),
      '__getitem__(self, key)': (self = NULL, key = NULL) => method(data(self), '__getitem__', key),
      '__setitem__(self, key, value)': (self = NULL, key = NULL, value = NULL) =>
        method(data(self), '__setitem__', key, value),
      '__delitem__(self, key)': (self = NULL, key = NULL) => method(data(self), '__delitem__', key),
      '__iter__(self)': (self = NULL) => iter(data(self)),
      '__contains__(self, key)': (self = NULL, key = NULL) => method(data(self), '__contains__', key),
      '__repr__(self)': (self = NULL) => text(reprOf(data(self))),
      'insert(self, i, item)': (self = NULL, i = NULL, item = NULL) => method(data(self), 'insert', i, item),
      'copy(self)': (self = NULL) => invoke(typeOf(self), data(self)),
    },
  })
}

let privateModule: Record<string, Address> | undefined

export function privateCollectionsModule(): Record<string, Address> {
  privateModule ??= contents({ deque: dequeClass(), defaultdict: defaultDict(), OrderedDict: S.PyODict_Type })
  return contents(privateModule)
}

export function collectionsModule(): Record<string, Address> {
  return {
    ...privateCollectionsModule(),
    ...contents({
      Counter: counter(),
      ChainMap: chainMap(),
      UserDict: userClass('UserDict', 'MutableMapping', S.PyDict_Type),
      UserList: userClass('UserList', 'MutableSequence', S.PyList_Type),
      UserString: userClass('UserString', 'Sequence', S.PyUnicode_Type),
    }),
    ...functions('collections', {
      'namedtuple(typename, field_names, *, rename=False, defaults=None, module=None)': (
        name = NULL,
        names = NULL,
        _rename,
        defaults = NULL,
        module = NULL,
      ) => {
        if (!isStr(name)) raise(E.TypeError, `Type names and field names must be strings, not ${nameOf(name)}`)
        return namedTuple(readStr(name), fieldNames(names), {
          ...(given(module) && { module: readStr(module) }),
          ...(given(defaults) && { defaults: items(defaults) }),
        })
      },
    }),
  }
}
