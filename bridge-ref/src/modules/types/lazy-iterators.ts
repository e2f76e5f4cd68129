/** `enumerate`, `zip`, `map`, `filter` and `reversed`. */
import { type Address, NULL } from '../../memory/address.ts'
import { E, none, S } from '../../memory/statics.ts'
import { index } from '../../runtime/conversion.ts'
import { args, type Method } from '../../runtime/define.ts'
import { except, raise } from '../../runtime/errors.ts'
import { narrow, newInt, readInt } from '../../runtime/int.ts'
import { lookupSpecial } from '../../runtime/lookup.ts'
import { isInt, itemsOf, nameOf, newNone, sizeOf, slotFor } from '../../runtime/object.ts'
import { newRef, typeOf } from '../../runtime/refcount.ts'
import { own, result, scope } from '../kit/scope.ts'
import { given, int, invoke, isTruthy, iter, method, next, numberOf, truth, tuple } from '../kit/values.ts'
import { describeLazyIterator, getRef, setRef } from './native.ts'

/** `__reduce__` by the type and what it is called with. */
function reduce(given: (o: Address) => readonly Address[]): Method {
  return args(0, (o) => result(() => tuple(typeOf(o), tuple(...given(o)))))
}

export function describeLazyIterators(): void {
  describeEnumerate()
  describeZip()
  describeMap()
  describeFilter()
  describeReversed()
}

function describeEnumerate(): void {
  describeLazyIterator(S.PyEnum_Type, {
    name: 'enumerate',
    refs: 2,
    signature: 'enumerate(iterable, start=0)',
    fill: (o, iterable = NULL, start = NULL) => {
      setRef(o, 0, iter(iterable))
      setRef(o, 1, own(index(start)))
    },
    next: (o) => {
      const item = next(getRef(o, 0))
      if (item === NULL) return NULL
      const at = own(newRef(getRef(o, 1)))
      setRef(o, 1, own(newInt(narrow(BigInt(readInt(at)) + 1n))))
      return tuple(at, item)
    },
    methods: {
      __class_getitem__: { ...args(1, (type) => newRef(type)), kind: 'class' },
      __reduce__: reduce((o) => [getRef(o, 0), getRef(o, 1)]),
    },
  })
}

function describeZip(): void {
  describeLazyIterator(S.PyZip_Type, {
    name: 'zip',
    refs: 2,
    signature: 'zip(*iterables, strict=False)',
    fill: (o, strict = NULL, iterables = NULL) => {
      setRef(o, 0, tuple(...itemsOf(iterables).map(iterArgument)))
      setRef(o, 1, strict)
    },
    next: nextTuple,
    methods: {
      __reduce__: args(0, (o) =>
        result(() => tuple(typeOf(o), getRef(o, 0), ...(isTruthy(getRef(o, 1)) ? [truth(true)] : []))),
      ),
      __setstate__: args(1, (o, state) => {
        setRef(o, 1, truth(isTruthy(state)))
        return newNone()
      }),
    },
  })
}

function iterArgument(o: Address, index: number): Address {
  if (slotFor(o, 'tp_iter') === NULL && slotFor(o, 'sq_item') === NULL) {
    raise(E.TypeError, `'${nameOf(o)}' object is not iterable`)
  }
  return index < 0 ? NULL : iter(o)
}

function nextTuple(o: Address): Address {
  const iterators = itemsOf(getRef(o, 0))
  const strict = isTruthy(getRef(o, 1))
  const found: Address[] = []
  for (const iterator of iterators) {
    const item = next(iterator)
    if (item === NULL) return endZip(iterators, found.length, strict)
    found.push(item)
  }
  return found.length === 0 ? NULL : tuple(...found)
}

function endZip(iterators: readonly Address[], ended: number, strict: boolean): Address {
  if (!strict) return NULL
  const plural = (count: number) => (count === 1 ? ' ' : 's 1-')
  if (ended > 0) raise(E.ValueError, `zip() argument ${ended + 1} is shorter than argument${plural(ended)}${ended}`)
  for (const [index, iterator] of iterators.entries()) {
    if (index > 0 && next(iterator) !== NULL) {
      raise(E.ValueError, `zip() argument ${index + 1} is longer than argument${plural(index)}${index}`)
    }
  }
  return NULL
}

function describeMap(): void {
  describeLazyIterator(S.PyMap_Type, {
    name: 'map',
    refs: 2,
    signature: 'map(func, *iterables)',
    fill: (o, fn = NULL, iterables = NULL) => {
      if (sizeOf(iterables) === 0) raise(E.TypeError, 'map() must have at least two arguments.')
      setRef(o, 0, fn)
      setRef(o, 1, tuple(...itemsOf(iterables).map(iterArgument)))
    },
    next: (o) => {
      const found: Address[] = []
      for (const iterator of itemsOf(getRef(o, 1))) {
        const item = next(iterator)
        if (item === NULL) return NULL
        found.push(item)
      }
      return invoke(getRef(o, 0), ...found)
    },
    methods: { __reduce__: reduce((o) => [getRef(o, 0), ...itemsOf(getRef(o, 1))]) },
  })
}

function describeFilter(): void {
  describeLazyIterator(S.PyFilter_Type, {
    name: 'filter',
    refs: 2,
    signature: 'filter(function, iterable, /)',
    fill: (o, fn = NULL, iterable = NULL) => {
      setRef(o, 0, fn)
      setRef(o, 1, iter(iterable))
    },
    next: (o) => {
      const test = getRef(o, 0)
      const plain = test === none() || test === S.PyBool_Type
      for (let item = next(getRef(o, 1)); item !== NULL; item = next(getRef(o, 1))) {
        if (isTruthy(plain ? item : invoke(test, item))) return item
      }
      return NULL
    },
    methods: { __reduce__: reduce((o) => [getRef(o, 0), getRef(o, 1)]) },
  })
}

/** `reversed(o)` asks `__reversed__` first; what it makes then need not be a `reversed`. */
function describeReversed(): void {
  describeLazyIterator(S.PyReversed_Type, {
    name: 'reversed',
    refs: 2,
    signature: 'reversed(sequence, /)',
    instead: ([sequence]) => {
      const special = sequence === undefined ? NULL : lookupSpecial(sequence, '__reversed__')
      if (special === NULL) return NULL
      if (special === none()) raise(E.TypeError, `'${nameOf(sequence ?? NULL)}' object is not reversible`)
      return result(() => invoke(own(special)))
    },
    fill: (o, sequence = NULL) => {
      const isSequence = slotFor(sequence, 'sq_item') !== NULL && slotFor(sequence, 'sq_length') !== NULL
      if (!isSequence) raise(E.TypeError, `'${nameOf(sequence)}' object is not reversible`)
      setRef(o, 0, sequence)
      setRef(o, 1, int(numberOf(method(sequence, '__len__')) - 1))
    },
    next: (o) => {
      const index = numberOf(getRef(o, 1))
      const item = index < 0 ? NULL : itemOrEnd(getRef(o, 0), index)
      if (item === NULL) setRef(o, 0, NULL)
      else setRef(o, 1, int(index - 1))
      return item
    },
    methods: {
      __length_hint__: args(0, (o) => newInt(given(getRef(o, 1)) ? numberOf(getRef(o, 1)) + 1 : 0)),
      __reduce__: args(0, (o) =>
        result(() => {
          const sequence = getRef(o, 0)
          return sequence === NULL ? tuple(typeOf(o), tuple(tuple())) : tuple(typeOf(o), tuple(sequence), getRef(o, 1))
        }),
      ),
      __setstate__: args(1, (o, state) => {
        if (!isInt(state)) raise(E.TypeError, 'an integer is required')
        scope(() => {
          const sequence = getRef(o, 0)
          if (sequence === NULL) return
          const last = numberOf(method(sequence, '__len__')) - 1
          setRef(o, 1, int(Math.min(Math.max(numberOf(state), -1), last)))
        })
        return newNone()
      }),
    },
  })
}

function itemOrEnd(sequence: Address, index: number): Address {
  return except(
    E.IndexError,
    () => method(sequence, '__getitem__', int(index)),
    () => NULL,
  )
}
