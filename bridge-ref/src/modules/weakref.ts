/** `weakref` and `_weakref`. */
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, none, S } from '../memory/statics.ts'
import { readPointer, readSize } from '../memory/views.ts'
import { dictEntries } from '../runtime/dict.ts'
import { raiseObject } from '../runtime/errors.ts'
import { equal, itemsOf } from '../runtime/object.ts'
import { newRef, typeOf } from '../runtime/refcount.ts'
import { tupleItem } from '../runtime/sequence.ts'
import { newWeakRef, referent } from '../runtime/weakref.ts'
import { abstractCollection } from './collections-abc.ts'
import { newClass } from './kit/classes.ts'
import { type Body, builtins, contents, fn } from './kit/functions.ts'
import { own } from './kit/scope.ts'
import {
  attr,
  dict,
  given,
  int,
  invoke,
  invokeWith,
  items,
  iter,
  list,
  method,
  setAttribute,
  truth,
  tuple,
} from './kit/values.ts'

/** The references to an object, in the order of its list. */
function references(o: Address): Address[] {
  const offset = readSize(typeOf(o), L.PyTypeObject.tp_weaklistoffset)
  const found: Address[] = []
  if (offset <= 0) return found
  for (let ref = readPointer(o, offset); ref !== NULL; ref = readPointer(ref, L.PyWeakReference.wr_next))
    found.push(ref)
  return found
}

const functions: Record<string, Body> = {
  'getweakrefcount(object, /)': (o = NULL) => int(references(o).length),
  'getweakrefs(object, /)': (o = NULL) => list(references(o)),
  'proxy(object, callback=None, /)': (o = NULL, callback = NULL) => {
    const kind = isCallable(o) ? S._PyWeakref_CallableProxyType : S._PyWeakref_ProxyType
    return own(newWeakRef(o, given(callback) ? callback : NULL, kind))
  },
  '_remove_dead_weakref(dct, key, /)': (of = NULL, key = NULL) => {
    const ref = method(of, 'get', key)
    if (given(ref) && referent(ref) === none()) method(of, 'pop', key, none())
  },
}
function isCallable(o: Address): boolean {
  return readPointer(typeOf(o), L.PyTypeObject.tp_call) !== NULL
}

export function privateWeakrefModule(): Record<string, Address> {
  const types = {
    ref: S._PyWeakref_RefType,
    ReferenceType: S._PyWeakref_RefType,
    ProxyType: S._PyWeakref_ProxyType,
    CallableProxyType: S._PyWeakref_CallableProxyType,
  }
  return { ...contents(types), ...builtins('_weakref', functions) }
}

/** The object of a reference while it lives, kept for the scope; else NULL. */
function alive(ref: Address): Address {
  const o = referent(ref)
  return o === none() ? NULL : own(newRef(o))
}

/** A reference that takes the entry `key` out of the instance's `data` when its object dies, unless the instance died. */
function entryRef(self: Address, o: Address, remove: (data: Address, ref: Address) => void): Address {
  const owner = own(newWeakRef(self, NULL))
  const forget = fn('remove(wr)', (ref = NULL) => {
    const still = alive(owner)
    if (still !== NULL) remove(attr(still, 'data'), ref)
  })
  // The closure's own reference to `owner` lives as long as the function does.
  setAttribute(forget, 'owner', owner)
  return own(newWeakRef(o, forget))
}

function valueDictionary(): Address {
  const data = (self: Address) => attr(self, 'data')
  const lookup = (self: Address, key: Address): Address => {
    const ref = method(data(self), 'get', key)
    return given(ref) ? alive(ref) : NULL
  }
  const live = (self: Address) =>
    dictEntries(data(self)).flatMap(([key, ref]) => {
      const o = alive(ref)
      return o === NULL ? [] : [tuple(key, o)]
    })
  return newClass({
    name: 'WeakValueDictionary',
    module: 'weakref',
    bases: [abstractCollection('MutableMapping')],
    methods: {
      '__init__(self, other=None, /, **kw)': (self = NULL, other = NULL, kw = NULL) => {
        setAttribute(self, 'data', dict())
        if (given(other)) method(self, 'update', other)
        method(self, 'update', kw)
      },
      '__getitem__(self, key)': (self = NULL, key = NULL) => lookup(self, key) || raiseObject(E.KeyError, key),
      '__setitem__(self, key, value)': (self = NULL, key = NULL, value = NULL) => {
        const ref = entryRef(self, value, (entries, dead) => {
          for (const [one, held] of dictEntries(entries)) {
            if (held === dead) {
              method(entries, '__delitem__', own(newRef(one)))
              return
            }
          }
        })
        method(data(self), '__setitem__', key, ref)
      },
      '__delitem__(self, key)': (self = NULL, key = NULL) => method(data(self), '__delitem__', key),
      '__contains__(self, key)': (self = NULL, key = NULL) => truth(lookup(self, key) !== NULL),
      '__len__(self)': (self = NULL) => int(live(self).length),
      '__iter__(self)': (self = NULL) => iter(list(live(self).map((pair) => tupleItem(pair, 0)))),
      'keys(self)': (self = NULL) => iter(list(live(self).map((pair) => tupleItem(pair, 0)))),
      'values(self)': (self = NULL) => iter(list(live(self).map((pair) => tupleItem(pair, 1)))),
      'items(self)': (self = NULL) => iter(list(live(self))),
      'get(self, key, default=None)': (self = NULL, key = NULL, instead = NULL) => lookup(self, key) || instead,
      'setdefault(self, key, default=None)': (self = NULL, key = NULL, instead = NULL) => {
        const found = lookup(self, key)
        if (found !== NULL) return found
        method(self, '__setitem__', key, instead)
        return instead
      },
      'valuerefs(self)': (self = NULL) => list(dictEntries(data(self)).map(([, ref]) => ref)),
    },
  })
}

function keyDictionary(): Address {
  const data = (self: Address) => attr(self, 'data')
  const refTo = (o: Address) => own(newWeakRef(o, NULL))
  const live = (self: Address) =>
    dictEntries(data(self)).flatMap(([ref, value]) => {
      const o = alive(ref)
      return o === NULL ? [] : [tuple(o, value)]
    })
  return newClass({
    name: 'WeakKeyDictionary',
    module: 'weakref',
    bases: [abstractCollection('MutableMapping')],
    methods: {
      '__init__(self, dict=None)': (self = NULL, other = NULL) => {
        setAttribute(self, 'data', dict())
        if (given(other)) method(self, 'update', other)
      },
      '__getitem__(self, key)': (self = NULL, key = NULL) => method(data(self), '__getitem__', refTo(key)),
      '__setitem__(self, key, value)': (self = NULL, key = NULL, value = NULL) => {
        const ref = entryRef(self, key, (entries, dead) => {
          method(entries, 'pop', dead, none())
        })
        method(data(self), '__setitem__', ref, value)
      },
      '__delitem__(self, key)': (self = NULL, key = NULL) => method(data(self), '__delitem__', refTo(key)),
      '__contains__(self, key)': (self = NULL, key = NULL) => method(data(self), '__contains__', refTo(key)),
      '__len__(self)': (self = NULL) => int(live(self).length),
      '__iter__(self)': (self = NULL) => iter(list(live(self).map((pair) => tupleItem(pair, 0)))),
      'items(self)': (self = NULL) => iter(list(live(self))),
      'values(self)': (self = NULL) => iter(list(live(self).map((pair) => tupleItem(pair, 1)))),
      'get(self, key, default=None)': (self = NULL, key = NULL, instead = NULL) =>
        method(data(self), 'get', refTo(key), instead),
      'keyrefs(self)': (self = NULL) => list(dictEntries(data(self)).map(([ref]) => ref)),
    },
  })
}

export function weakSet(): Address {
  const data = (self: Address) => attr(self, 'data')
  const live = (self: Address) =>
    items(data(self))
      .map(alive)
      .filter((o) => o !== NULL)
  return newClass({
    name: 'WeakSet',
    module: '_weakrefset',
    bases: [abstractCollection('MutableSet')],
    methods: {
      '__init__(self, data=None)': (self = NULL, given_ = NULL) => {
        setAttribute(self, 'data', invoke(S.PySet_Type))
        if (given(given_)) for (const o of items(given_)) method(self, 'add', o)
      },
      'add(self, item)': (self = NULL, o = NULL) => {
        const ref = entryRef(self, o, (entries, dead) => {
          method(entries, 'discard', dead)
        })
        method(data(self), 'add', ref)
      },
      'discard(self, item)': (self = NULL, o = NULL) => method(data(self), 'discard', own(newWeakRef(o, NULL))),
      'update(self, other)': (self = NULL, other = NULL) => {
        for (const o of items(other)) method(self, 'add', o)
      },
      '__contains__(self, item)': (self = NULL, o = NULL) => {
        const offset = readSize(typeOf(o), L.PyTypeObject.tp_weaklistoffset)
        return offset <= 0 ? truth(false) : method(data(self), '__contains__', own(newWeakRef(o, NULL)))
      },
      '__iter__(self)': (self = NULL) => iter(list(live(self))),
      '__len__(self)': (self = NULL) => int(live(self).length),
      'copy(self)': (self = NULL) => invoke(typeOf(self), self),
      'clear(self)': (self = NULL) => method(data(self), 'clear'),
    },
  })
}

/** A reference to a bound method that lives as long as its object and its function do. */
function weakMethod(): Address {
  return newClass({
    name: 'WeakMethod',
    module: 'weakref',
    methods: {
      '__init__(self, meth, callback=None)': (self = NULL, bound = NULL, callback = NULL) => {
        const o = attr(bound, '__self__')
        setAttribute(
          self,
          '_obj',
          own(newWeakRef(o, given(callback) ? fn('dead(wr)', () => invoke(callback, self)) : NULL)),
        )
        setAttribute(self, '_func', own(newWeakRef(attr(bound, '__func__'), NULL)))
        setAttribute(self, '_type', typeOf(bound))
      },
      '__call__(self)': (self = NULL) => {
        const [o, func] = [alive(attr(self, '_obj')), alive(attr(self, '_func'))]
        return o === NULL || func === NULL ? none() : invoke(attr(self, '_type'), func, o)
      },
      '__eq__(self, other)': (self = NULL, other = NULL) =>
        typeOf(self) === typeOf(other)
          ? truth(equal(attr(self, '_obj'), attr(other, '_obj')) && equal(attr(self, '_func'), attr(other, '_func')))
          : S._Py_NotImplementedStruct,
      '__hash__(self)': (self = NULL) => method(attr(self, '_func'), '__hash__'),
    },
  })
}

/** What to call when an object dies; the set of those that wait keeps them. */
function finalizer(): Address {
  const waiting = invoke(S.PySet_Type)
  const take = (self: Address): Address => {
    const info = attr(self, '_info')
    setAttribute(self, '_info', none())
    method(waiting, 'discard', self)
    return info
  }
  return newClass({
    name: 'finalize',
    module: 'weakref',
    methods: {
      '__init__(self, obj, func, /, *args, **kwargs)': (
        self = NULL,
        o = NULL,
        func = NULL,
        args = NULL,
        kwargs = NULL,
      ) => {
        const bound = fn('dead(wr)', () => invoke(self))
        setAttribute(bound, 'finalizer', self)
        setAttribute(self, '_info', tuple(own(newWeakRef(o, bound)), func, args, kwargs))
        setAttribute(self, 'atexit', truth(true))
        method(waiting, 'add', self)
      },
      '__call__(self, _=None)': (self = NULL) => {
        const info = take(self)
        if (!given(info)) return none()
        const [, func = NULL, args = NULL, kwargs = NULL] = itemsOf(info)
        return invokeWith(func, itemsOf(args), kwargs)
      },
      'detach(self)': (self = NULL) => {
        const info = attr(self, '_info')
        const o = given(info) ? alive(tupleItem(info, 0)) : NULL
        if (o === NULL) return none()
        const [, func = NULL, args = NULL, kwargs = NULL] = itemsOf(take(self))
        return tuple(o, func, args, kwargs)
      },
      'peek(self)': (self = NULL) => {
        const info = attr(self, '_info')
        const o = given(info) ? alive(tupleItem(info, 0)) : NULL
        return o === NULL ? none() : tuple(o, ...itemsOf(info).slice(1))
      },
    },
    properties: { alive: (self = NULL) => truth(given(attr(self, '_info'))) },
  })
}

export function weakrefModule(): Record<string, Address> {
  return {
    ...privateWeakrefModule(),
    ...contents({
      WeakValueDictionary: valueDictionary(),
      WeakKeyDictionary: keyDictionary(),
      WeakSet: weakSet(),
      WeakMethod: weakMethod(),
      finalize: finalizer(),
      ProxyTypes: tuple(S._PyWeakref_ProxyType, S._PyWeakref_CallableProxyType),
    }),
  }
}
