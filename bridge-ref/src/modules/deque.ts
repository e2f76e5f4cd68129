/** `collections.deque`: a list behind, bounded by `maxlen`. */
import { type Address, NULL } from '../memory/address.ts'
import { E, none, S } from '../memory/statics.ts'
import { raise } from '../runtime/errors.ts'
import { EQ, GE, GT, isInstance, isInt, LE, LT, NE, nameOf, richCompare } from '../runtime/object.ts'
import { typeOf } from '../runtime/refcount.ts'
import { listInsert, listReplace, listSize } from '../runtime/sequence.ts'
import { newClass } from './kit/classes.ts'
import type { Body } from './kit/functions.ts'
import { own } from './kit/scope.ts'
import {
  attr,
  given,
  int,
  invoke,
  items,
  list,
  method,
  numberOf,
  reprOf,
  setAttribute,
  text,
  tuple,
} from './kit/values.ts'

const data = (self: Address): Address => attr(self, '_items')

/** Drops what exceeds the bound, from the end opposite to where it grew. */
function trim(self: Address, fromLeft: boolean): void {
  const most = attr(self, 'maxlen')
  if (!given(most)) return
  const held = data(self)
  const extra = listSize(held) - numberOf(most)
  if (extra > 0) listReplace(held, fromLeft ? 0 : listSize(held) - extra, fromLeft ? extra : listSize(held), [])
}

const growing: Record<string, Body> = {
  'append(self, item, /)': (self = NULL, item = NULL) => {
    listInsert(data(self), listSize(data(self)), item)
    trim(self, true)
  },
  'appendleft(self, item, /)': (self = NULL, item = NULL) => {
    listInsert(data(self), 0, item)
    trim(self, false)
  },
  'extend(self, iterable, /)': (self = NULL, iterable = NULL) => {
    for (const item of items(iterable)) method(self, 'append', item)
  },
  'extendleft(self, iterable, /)': (self = NULL, iterable = NULL) => {
    for (const item of items(iterable)) method(self, 'appendleft', item)
  },
  'insert(self, index, item, /)': (self = NULL, index = NULL, item = NULL) => {
    const most = attr(self, 'maxlen')
    if (given(most) && listSize(data(self)) >= numberOf(most)) raise(E.IndexError, 'deque already at its maximum size')
    method(data(self), 'insert', index, item)
  },
}

function pop(self: Address, index: number): Address {
  if (listSize(data(self)) === 0) raise(E.IndexError, 'pop from an empty deque')
  return method(data(self), 'pop', int(index))
}

const shrinking: Record<string, Body> = {
  'pop(self)': (self = NULL) => pop(self, -1),
  'popleft(self)': (self = NULL) => pop(self, 0),
  'clear(self)': (self = NULL) => method(data(self), 'clear'),
  'remove(self, item, /)': (self = NULL, item = NULL) => {
    const at = items(data(self)).findIndex((one) => own(richCompare(one, item, EQ)) === S._Py_TrueStruct)
    if (at < 0) raise(E.ValueError, 'deque.remove(x): x not in deque')
    method(data(self), 'pop', int(at))
  },
  'rotate(self, n=1, /)': (self = NULL, n = NULL) => {
    const all = items(data(self))
    if (all.length < 2) return
    const by = ((numberOf(n) % all.length) + all.length) % all.length
    setAttribute(self, '_items', list([...all.slice(all.length - by), ...all.slice(0, all.length - by)]))
  },
  'reverse(self)': (self = NULL) => method(data(self), 'reverse'),
}

const asking: Record<string, Body> = {
  'count(self, item, /)': (self = NULL, item = NULL) => method(data(self), 'count', item),
  'index(self, item, start=, stop=, /)': (self = NULL, ...rest) => {
    const [item = NULL] = rest
    if (method(data(self), '__contains__', item) === S._Py_FalseStruct)
      raise(E.ValueError, `${reprOf(item)} is not in deque`)
    return invoke(attr(data(self), 'index'), ...rest.filter((o) => o !== NULL))
  },
  '__len__(self)': (self = NULL) => int(listSize(data(self))),
  '__getitem__(self, index, /)': (self = NULL, index = NULL) =>
    method(data(self), '__getitem__', checkIndex(self, index)),
  '__setitem__(self, index, value, /)': (self = NULL, index = NULL, value = NULL) =>
    method(data(self), '__setitem__', checkIndex(self, index), value),
  '__delitem__(self, index, /)': (self = NULL, index = NULL) =>
    method(data(self), '__delitem__', checkIndex(self, index)),
  '__contains__(self, item, /)': (self = NULL, item = NULL) => method(data(self), '__contains__', item),
  '__iter__(self)': (self = NULL) => method(data(self), '__iter__'),
  '__reversed__(self)': (self = NULL) => method(data(self), '__reversed__'),
  '__bool__(self)': (self = NULL) => (listSize(data(self)) > 0 ? S._Py_TrueStruct : S._Py_FalseStruct),
}

function checkIndex(self: Address, index: Address): Address {
  if (!isInt(index)) raise(E.TypeError, `sequence index must be integer, not '${nameOf(index)}'`)
  const size = listSize(data(self))
  const at = numberOf(index)
  if (at >= size || at < -size) raise(E.IndexError, 'deque index out of range')
  return index
}

function copy(self: Address, with_: Address = data(self)): Address {
  return invoke(typeOf(self), with_, attr(self, 'maxlen'))
}

let deque = NULL

const whole: Record<string, Body> = {
  'copy(self)': (self = NULL) => copy(self),
  '__copy__(self)': (self = NULL) => copy(self),
  '__repr__(self)': (self = NULL) => {
    const most = attr(self, 'maxlen')
    const bound = given(most) ? `, maxlen=${numberOf(most)}` : ''
    return text(`${reprOf(attr(typeOf(self), '__name__')).slice(1, -1)}(${reprOf(data(self))}${bound})`)
  },
  '__reduce__(self)': (self = NULL) => {
    const most = attr(self, 'maxlen')
    const args = given(most) ? tuple(tuple(), most) : tuple()
    return tuple(typeOf(self), args, none(), method(self, '__iter__'))
  },
  '__add__(self, other, /)': (self = NULL, other = NULL) => {
    if (!isInstance(other, deque)) raise(E.TypeError, `can only concatenate deque (not "${nameOf(other)}") to deque`)
    return copy(self, list([...items(data(self)), ...items(data(other))]))
  },
  '__iadd__(self, other, /)': (self = NULL, other = NULL) => {
    method(self, 'extend', other)
    return self
  },
  '__mul__(self, n, /)': (self = NULL, n = NULL) => copy(self, method(data(self), '__mul__', n)),
  '__rmul__(self, n, /)': (self = NULL, n = NULL) => copy(self, method(data(self), '__mul__', n)),
  '__imul__(self, n, /)': (self = NULL, n = NULL) => {
    setAttribute(self, '_items', method(data(self), '__mul__', n))
    trim(self, true)
    return self
  },
}

function comparisons(): Record<string, Body> {
  const bodies: Record<string, Body> = {}
  for (const [name, op] of Object.entries({ lt: LT, le: LE, eq: EQ, ne: NE, gt: GT, ge: GE })) {
    bodies[`__${name}__(self, other, /)`] = (self = NULL, other = NULL) =>
      isInstance(other, deque) ? own(richCompare(data(self), data(other), op)) : S._Py_NotImplementedStruct
  }
  return bodies
}

export function dequeClass(): Address {
  deque ||= newClass({
    name: 'deque',
    module: 'collections',
    fields: ['_items', 'maxlen', '__weakref__'],
    methods: {
      '__new__(cls, *args, **kwargs)': (cls = NULL) => {
        const self = invoke(attr(S.PyBaseObject_Type, '__new__'), cls)
        setAttribute(self, '_items', list([]))
        setAttribute(self, 'maxlen', none())
        return self
      },
      '__init__(self, iterable=None, maxlen=None)': (self = NULL, iterable = NULL, maxlen = NULL) => {
        if (given(maxlen)) {
          if (!isInt(maxlen)) raise(E.TypeError, 'an integer is required')
          if (numberOf(maxlen) < 0) raise(E.ValueError, 'maxlen must be non-negative')
        }
        setAttribute(self, 'maxlen', maxlen)
        method(self, 'clear')
        if (given(iterable)) method(self, 'extend', iterable)
      },
      ...growing,
      ...shrinking,
      ...asking,
      ...whole,
      ...comparisons(),
    },
    classMethods: {
      '__class_getitem__(cls, item)': (cls = NULL, item = NULL) => invoke(S.Py_GenericAliasType, cls, item),
    },
    values: { __hash__: none() },
  })
  return deque
}
