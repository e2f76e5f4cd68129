/** `functools`. */
import { type Address, NULL } from '../memory/address.ts'
import { E, none, S, T } from '../memory/statics.ts'
import { dictEntries, dictSize } from '../runtime/dict.ts'
import { raise } from '../runtime/errors.ts'
import { EQ, GE, GT, isInstance, itemsOf, LE, LT, NE, richCompare, slotFor } from '../runtime/object.ts'
import { typeOf } from '../runtime/refcount.ts'
import { readStr } from '../runtime/str.ts'
import { newMethod } from '../runtime/types/function-types.ts'
import { newClass, newInstance } from './kit/classes.ts'
import { type Body, contents, fn, functions } from './kit/functions.ts'
import { namedTupleClass, structOf } from './kit/named-tuple.ts'
import { own } from './kit/scope.ts'
import {
  attr,
  attrOr,
  given,
  int,
  invoke,
  invokeWith,
  isTruthy,
  iter,
  list,
  method,
  moduleAttr,
  next,
  numberOf,
  reprOf,
  setAttribute,
  text,
  textOf,
  truth,
  tuple,
} from './kit/values.ts'

const assigned = ['__module__', '__name__', '__qualname__', '__doc__', '__annotations__']

function updateWrapper(wrapper: Address, wrapped: Address): Address {
  for (const key of assigned) {
    const value = attrOr(wrapped, key, NULL)
    if (value !== NULL) setAttribute(wrapper, key, value)
  }
  const dict = attrOr(wrapped, '__dict__', NULL)
  if (dict !== NULL) method(attr(wrapper, '__dict__'), 'update', dict)
  setAttribute(wrapper, '__wrapped__', wrapped)
  return wrapper
}

function merged(a: Address, b: Address): Address {
  const all = method(a, 'copy')
  method(all, 'update', b)
  return all
}

function partialClass(): Address {
  const cls = newClass({
    name: 'partial',
    module: 'functools',
    fields: ['func', 'args', 'keywords', '__dict__', '__weakref__'],
    methods: {
      '__new__(cls, func, /, *args, **keywords)': (type = NULL, func = NULL, args = NULL, keywords = NULL) => {
        if (slotFor(func, 'tp_call') === NULL) raise(E.TypeError, 'the first argument must be callable')
        const self = newInstance(type)
        const nested = typeOf(func) === type
        setAttribute(self, 'func', nested ? attr(func, 'func') : func)
        setAttribute(self, 'args', nested ? tuple(...itemsOf(attr(func, 'args')), ...itemsOf(args)) : args)
        setAttribute(self, 'keywords', nested ? merged(attr(func, 'keywords'), keywords) : keywords)
        return self
      },
      '__call__(self, /, *args, **keywords)': (self = NULL, args = NULL, keywords = NULL) =>
        invokeWith(
          attr(self, 'func'),
          [...itemsOf(attr(self, 'args')), ...itemsOf(args)],
          merged(attr(self, 'keywords'), keywords),
        ),
      '__repr__(self)': (self = NULL) => {
        const keywords = dictEntries(attr(self, 'keywords')).map(([key, value]) => `${textOf(key)}=${reprOf(value)}`)
        const parts = [attr(self, 'func'), ...itemsOf(attr(self, 'args'))].map(reprOf)
        const name = typeOf(self) === cls ? 'functools.partial' : readStr(attr(typeOf(self), '__qualname__'))
        return text(`${name}(${[...parts, ...keywords].join(', ')})`)
      },
      '__reduce__(self)': (self = NULL) => {
        const dict = attr(self, '__dict__')
        const state = tuple(
          attr(self, 'func'),
          attr(self, 'args'),
          attr(self, 'keywords'),
          dictSize(dict) > 0 ? dict : none(),
        )
        return tuple(typeOf(self), tuple(attr(self, 'func')), state)
      },
      '__setstate__(self, state)': (self = NULL, state = NULL) => {
        const [func = NULL, args = NULL, keywords = NULL, dict = NULL] = itemsOf(state)
        setAttribute(self, 'func', func)
        setAttribute(self, 'args', args)
        setAttribute(self, 'keywords', keywords)
        if (given(dict)) setAttribute(self, '__dict__', dict)
      },
    },
    classMethods: {
      '__class_getitem__(cls, item)': (type = NULL, item = NULL) => invoke(S.Py_GenericAliasType, type, item),
    },
  })
  return cls
}

/** A key object that compares through `mycmp`. */
function keyClass(): Address {
  const methods: Record<string, Body> = {
    '__init__(self, mycmp, obj=)': (self = NULL, compare = NULL, o = NULL) => {
      setAttribute(self, '_cmp', compare)
      if (o !== NULL) setAttribute(self, 'obj', o)
    },
    '__call__(self, obj)': (self = NULL, o = NULL) => invoke(typeOf(self), attr(self, '_cmp'), o),
  }
  for (const [name, op] of Object.entries({ lt: LT, le: LE, eq: EQ, ne: NE, gt: GT, ge: GE })) {
    methods[`__${name}__(self, other)`] = (self = NULL, other = NULL) => {
      if (typeOf(self) !== typeOf(other)) raise(E.TypeError, 'other argument must be K instance')
      return own(richCompare(invoke(attr(self, '_cmp'), attr(self, 'obj'), attr(other, 'obj')), int(0), op))
    }
  }
  return newClass({
    name: 'KeyWrapper',
    module: 'functools',
    fields: ['_cmp', 'obj'],
    methods,
    values: { __hash__: none() },
  })
}

let cacheInfo = NULL

/** Least recently used results, in the order of a dict: what is used moves to its end. */
function cacheClass(): Address {
  cacheInfo ||= namedTupleClass('functools', 'CacheInfo', ['hits', 'misses', 'maxsize', 'currsize'])
  const bump = (self: Address, key: string) => setAttribute(self, key, int(numberOf(attr(self, key)) + 1))
  return newClass({
    name: '_lru_cache_wrapper',
    module: 'functools',
    methods: {
      '__init__(self, func, maxsize, typed)': (self = NULL, func = NULL, maxsize = NULL, typed = NULL) => {
        updateWrapper(self, func)
        const start = {
          _func: func,
          _maxsize: maxsize,
          _typed: typed,
          _cache: invoke(S.PyDict_Type),
          _hits: int(0),
          _misses: int(0),
        }
        for (const [key, value] of Object.entries(start)) setAttribute(self, key, value)
      },
      '__call__(self, /, *args, **kwds)': (self = NULL, args = NULL, kwds = NULL) => {
        const cache = attr(self, '_cache')
        const key = cacheKey(args, kwds, isTruthy(attr(self, '_typed')))
        const found = method(cache, 'pop', key, T.host_function)
        const known = found !== T.host_function
        if (!known) bump(self, '_misses')
        else bump(self, '_hits')
        const value = known ? found : invokeWith(attr(self, '_func'), itemsOf(args), kwds)
        remember(cache, key, value, attr(self, '_maxsize'))
        return value
      },
      '__get__(self, obj, objtype=None)': (self = NULL, o = NULL) => (given(o) ? own(newMethod(self, o)) : self),
      'cache_info(self)': (self = NULL) =>
        structOf(cacheInfo, [
          attr(self, '_hits'),
          attr(self, '_misses'),
          attr(self, '_maxsize'),
          int(dictSize(attr(self, '_cache'))),
        ]),
      'cache_clear(self)': (self = NULL) => {
        method(attr(self, '_cache'), 'clear')
        for (const key of ['_hits', '_misses']) setAttribute(self, key, int(0))
      },
      'cache_parameters(self)': (self = NULL) =>
        invokeWith(
          S.PyDict_Type,
          [list([tuple(text('maxsize'), attr(self, '_maxsize')), tuple(text('typed'), attr(self, '_typed'))])],
          NULL,
        ),
      '__copy__(self)': (self) => self,
      '__deepcopy__(self, memo)': (self) => self,
      '__reduce__(self)': (self = NULL) => attr(self, '__qualname__'),
    },
  })
}

function cacheKey(args: Address, kwds: Address, typed: boolean): Address {
  const pairs = dictEntries(kwds).flat()
  const all = [...itemsOf(args), ...(pairs.length === 0 ? [] : [T.host_function, ...pairs])]
  const types = typed ? all.map(typeOf) : []
  return tuple(...all, ...types)
}

function remember(cache: Address, key: Address, value: Address, maxsize: Address): void {
  const most = given(maxsize) ? numberOf(maxsize) : Number.POSITIVE_INFINITY
  if (most <= 0) return
  method(cache, '__setitem__', key, value)
  if (dictSize(cache) > most) method(cache, 'pop', next(iter(cache)))
}

function cachedProperty(): Address {
  return newClass({
    name: 'cached_property',
    module: 'functools',
    methods: {
      '__init__(self, func)': (self = NULL, func = NULL) => {
        const start = { func, attrname: none(), __doc__: attrOr(func, '__doc__', none()) }
        for (const [key, value] of Object.entries(start)) setAttribute(self, key, value)
      },
      '__set_name__(self, owner, name)': (self = NULL, _owner, name = NULL) =>
        setAttributeAndNone(self, 'attrname', name),
      '__get__(self, instance, owner=None)': (self = NULL, o = NULL) => {
        if (!given(o)) return self
        const name = attr(self, 'attrname')
        if (!given(name)) raise(E.TypeError, 'Cannot use cached_property instance without calling __set_name__ on it.')
        const dict = attr(o, '__dict__')
        const known = method(dict, 'get', name, T.host_function)
        if (known !== T.host_function) return known
        const value = invoke(attr(self, 'func'), o)
        method(dict, '__setitem__', name, value)
        return value
      },
    },
  })
}
function setAttributeAndNone(o: Address, key: string, value: Address): undefined {
  setAttribute(o, key, value)
}

const roots: [string, string, (answer: boolean, same: () => boolean) => boolean][] = [
  ['__lt__', '__gt__', (less, same) => !less && !same()],
  ['__lt__', '__le__', (less, same) => less || same()],
  ['__lt__', '__ge__', (less) => !less],
  ['__le__', '__ge__', (atMost, same) => !atMost || same()],
  ['__le__', '__lt__', (atMost, same) => atMost && !same()],
  ['__le__', '__gt__', (atMost) => !atMost],
  ['__gt__', '__lt__', (more, same) => !more && !same()],
  ['__gt__', '__ge__', (more, same) => more || same()],
  ['__gt__', '__le__', (more) => !more],
  ['__ge__', '__le__', (atLeast, same) => !atLeast || same()],
  ['__ge__', '__gt__', (atLeast, same) => atLeast && !same()],
  ['__ge__', '__lt__', (atLeast) => !atLeast],
]

function totalOrdering(cls: Address): Address {
  const own = (key: string) =>
    attr(cls, key) !== attr(S.PyBaseObject_Type, key) && typeOf(attr(cls, key)) !== S.PyWrapperDescr_Type
  const root = ['__ge__', '__le__', '__gt__', '__lt__'].findLast(own)
  if (root === undefined) raise(E.ValueError, 'must define at least one ordering operation: < > <= >=')
  for (const [from, to, answer] of roots) {
    if (from !== root || own(to)) continue
    const body: Body = (self = NULL, other = NULL) => {
      const result = invoke(attr(typeOf(self), root), self, other)
      if (result === S._Py_NotImplementedStruct) return result
      return truth(answer(isTruthy(result), () => isTruthy(method(self, '__eq__', other))))
    }
    setAttribute(cls, to, fn(`${to}(self, other)`, body))
  }
  return cls
}

function singleDispatch(func: Address): Address {
  const registry = invoke(S.PyDict_Type)
  method(registry, '__setitem__', S.PyBaseObject_Type, func)
  const find = (type: Address) => {
    const key = itemsOf(attr(type, '__mro__')).find((one) => isTruthy(method(registry, '__contains__', one)))
    return key === undefined ? func : method(registry, '__getitem__', key)
  }
  const wrapper = fn('wrapper(*args, **kw)', (args = NULL, kw = NULL) => {
    const [first = NULL] = itemsOf(args)
    if (first === NULL) raise(E.TypeError, `${textOf(attr(func, '__name__'))} requires at least 1 positional argument`)
    return invokeWith(find(typeOf(first)), itemsOf(args), kw)
  })
  updateWrapper(wrapper, func)
  const register: Body = (type = NULL, implementation = NULL) => {
    if (!given(implementation))
      return fn('decorator(func)', (later = NULL) => {
        method(registry, '__setitem__', type, later)
        return later
      })
    method(registry, '__setitem__', type, implementation)
    return implementation
  }
  setAttribute(wrapper, 'register', fn('register(cls, func=None)', register))
  setAttribute(
    wrapper,
    'dispatch',
    fn('dispatch(cls)', (type = NULL) => find(type)),
  )
  setAttribute(wrapper, 'registry', registry)
  return wrapper
}

export function functoolsModule(): Record<string, Address> {
  const keys = keyClass()
  const cache = cacheClass()
  const newCache = (func: Address, maxsize: Address, typed: Address) => invoke(cache, func, maxsize, typed)
  return {
    ...contents({ partial: partialClass(), cached_property: cachedProperty(), _lru_cache_wrapper: cache }),
    ...contents({ WRAPPER_ASSIGNMENTS: tuple(...assigned.map(text)), WRAPPER_UPDATES: tuple(text('__dict__')) }),
    ...functions('functools', {
      'reduce(function, iterable, initial=, /)': (func = NULL, iterable = NULL, initial = NULL) => {
        const iterator = iter(iterable)
        let value = initial === NULL ? next(iterator) : initial
        if (value === NULL) raise(E.TypeError, 'reduce() of empty iterable with no initial value')
        for (let item = next(iterator); item !== NULL; item = next(iterator)) value = invoke(func, value, item)
        return value
      },
      'cmp_to_key(mycmp)': (compare = NULL) => invoke(keys, compare),
      'update_wrapper(wrapper, wrapped, assigned=, updated=)': (wrapper = NULL, wrapped = NULL) =>
        updateWrapper(wrapper, wrapped),
      'wraps(wrapped, assigned=, updated=)': (wrapped = NULL) =>
        invoke(
          moduleAttr('functools', 'partial'),
          fn('update_wrapper(wrapped, wrapper)', (from = NULL, to = NULL) => updateWrapper(to, from)),
          wrapped,
        ),
      'lru_cache(maxsize=128, typed=False)': (maxsize = NULL, typed = NULL) => {
        if (slotFor(maxsize, 'tp_call') !== NULL && !isInstance(maxsize, S.PyLong_Type))
          return newCache(maxsize, int(128), typed)
        const kept = tuple(maxsize, typed)
        return invoke(
          moduleAttr('functools', 'partial'),
          fn('decorate(options, func)', (options = NULL, func = NULL) =>
            newCache(func, itemsOf(options)[0] ?? NULL, itemsOf(options)[1] ?? NULL),
          ),
          kept,
        )
      },
      'cache(user_function, /)': (func = NULL) => newCache(func, none(), truth(false)),
      'total_ordering(cls)': (cls = NULL) => totalOrdering(cls),
      'singledispatch(func)': (func = NULL) => singleDispatch(func),
    }),
  }
}
