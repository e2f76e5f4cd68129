/** Functions of `numpy` written in Python of which binaries make use: each is a method or a ufunc in other words. */
import { type Address, NULL } from '../../memory/address.ts'
import { E, none } from '../../memory/statics.ts'
import { type Body, functions } from '../../modules/kit/functions.ts'
import {
  attr,
  float,
  given,
  int,
  invokeWith,
  isTruthy,
  items,
  list,
  method,
  numberOf,
  text,
  truth,
  tuple,
} from '../../modules/kit/values.ts'
import { raise } from '../../runtime/errors.ts'
import { isInstance, isTuple, itemsOf } from '../../runtime/object.ts'
import { array, callMethod, callWith, dtype, isArray, reduce, scalarType, ufunc, um } from './kit.ts'
import { isSubDtype } from './types.ts'

const asArray = (o: Address, type: Address = NULL, order = ''): Address =>
  callWith(um('asarray'), [o], { dtype: type, order: order === '' ? NULL : text(order) })

function filled(shape: Address, value: Address, type: Address, order: Address): Address {
  const made = callWith(um('empty'), [shape], { dtype: type, order })
  callWith(um('copyto'), [made, value], { casting: text('unsafe') })
  return made
}
function filledLike(o: Address, value: Address, type: Address): Address {
  const made = callWith(um('empty_like'), [o], { dtype: type })
  callWith(um('copyto'), [made, value], { casting: text('unsafe') })
  return made
}

const making: Record<string, Body> = {
  'ones(shape, dtype=None, order=)': (shape = NULL, type = NULL, order = NULL) => filled(shape, int(1), type, order),
  'full(shape, fill_value, dtype=None, order=)': (shape = NULL, value = NULL, type = NULL, order = NULL) =>
    filled(shape, value, given(type) ? type : attr(array(value), 'dtype'), order),
  'ones_like(a, dtype=None)': (a = NULL, type = NULL) => filledLike(a, int(1), type),
  'zeros_like(a, dtype=None)': (a = NULL, type = NULL) => filledLike(a, int(0), type),
  'full_like(a, fill_value, dtype=None)': (a = NULL, value = NULL, type = NULL) => filledLike(a, value, type),
  'copy(a, order=)': (a = NULL, order = NULL) =>
    callWith(um('array'), [a], { copy: truth(true), order: order || text('K') }),
  'require(a, dtype=None, requirements=None)': (a = NULL, type = NULL) =>
    callWith(um('asanyarray'), [a], { dtype: type }),
  'eye(N, M=None, k=0, dtype=None)': (rows = NULL, columns = NULL, k = NULL, type = NULL) =>
    eye(numberOf(rows), given(columns) ? numberOf(columns) : numberOf(rows), numberOf(k), type),
  'identity(n, dtype=None)': (n = NULL, type = NULL) => eye(numberOf(n), numberOf(n), 0, type),
  'linspace(start, stop, num=50)': (start = NULL, stop = NULL, num = NULL) => {
    const count = numberOf(num)
    const steps = callWith(um('arange'), [int(count)], { dtype: dtype('f8') })
    const width = ufunc('true_divide', [ufunc('subtract', [stop, start]), float(Math.max(count - 1, 1))])
    const made = ufunc('add', [ufunc('multiply', [steps, width]), start])
    if (count > 1) method(made, '__setitem__', int(-1), stop)
    return made
  },
}

function eye(rows: number, columns: number, k: number, type: Address): Address {
  const made = callWith(um('zeros'), [tuple(int(rows), int(columns))], { dtype: given(type) ? type : dtype('f8') })
  for (let i = Math.max(0, -k); i < rows && i + k < columns; i++) {
    method(made, '__setitem__', tuple(int(i), int(i + k)), int(1))
  }
  return made
}

/** `numpy.name(a, ...)` that is `asanyarray(a).name(...)`. */
const asMethods = [
  'all any argmax argmin argpartition argsort choose clip cumprod cumsum diagonal max mean min nonzero',
  'partition prod ptp ravel repeat reshape round searchsorted squeeze std sum swapaxes take trace transpose var',
].flatMap((line) => line.split(' '))

function methodFunctions(): Record<string, Body> {
  const made: Record<string, Body> = {}
  const add = (key: string, name = key): void => {
    made[`${key}(a, *args, **kwargs)`] = (a = NULL, args = NULL, kwargs = NULL) =>
      invokeWith(attr(array(a), name), itemsOf(args), kwargs)
  }
  for (const name of asMethods) add(name)
  for (const [key, name] of Object.entries({ amax: 'max', amin: 'min', around: 'round', product: 'prod' }))
    add(key, name)
  return made
}
const asking: Record<string, Body> = {
  'ndim(a)': (a = NULL) => attr(array(a), 'ndim'),
  'shape(a)': (a = NULL) => attr(array(a), 'shape'),
  'size(a, axis=None)': (a = NULL, axis = NULL) =>
    given(axis) ? method(attr(array(a), 'shape'), '__getitem__', axis) : attr(array(a), 'size'),
  'isscalar(element)': (o = NULL) => truth(isInstance(o, scalarType('generic')) || isPlainScalar(o)),
  'issubdtype(arg1, arg2)': (a = NULL, b = NULL) => truth(isSubDtype(a, b)),
  'iscomplexobj(x)': (x = NULL) => truth(isSubDtype(attr(array(x), 'dtype'), scalarType('complexfloating'))),
  'isrealobj(x)': (x = NULL) => truth(!isSubDtype(attr(array(x), 'dtype'), scalarType('complexfloating'))),
  'array_equal(a1, a2)': (a = NULL, b = NULL) => {
    const [x, y] = [asArray(a), asArray(b)]
    const same = itemsOf(attr(x, 'shape')).map(numberOf).join() === itemsOf(attr(y, 'shape')).map(numberOf).join()
    return truth(same && isTruthy(reduce('logical_and', [ufunc('equal', [x, y])], { axis: none() })))
  },
}
function isPlainScalar(o: Address): boolean {
  return !isArray(o) && !isTuple(o) && numberOf(attr(array(o), 'ndim')) === 0
}

const shaping: Record<string, Body> = {
  'compress(condition, a, axis=None)': (condition = NULL, a = NULL, axis = NULL) =>
    method(array(a), 'compress', condition, axis),
  'atleast_1d(*arys)': (all = NULL) => atLeast(all, 1),
  'atleast_2d(*arys)': (all = NULL) => atLeast(all, 2),
  'hstack(tup)': (all = NULL) => {
    const parts = items(all).map((o) => padded(o, 1))
    const axis = parts.length > 0 && numberOf(attr(parts[0] ?? NULL, 'ndim')) === 1 ? 0 : 1
    return callWith(um('concatenate'), [list(parts)], { axis: int(axis) })
  },
  'vstack(tup)': (all = NULL) =>
    callWith(um('concatenate'), [list(items(all).map((o) => padded(o, 2)))], { axis: int(0) }),
  'stack(arrays, axis=0)': (all = NULL, axis = NULL) => {
    if (numberOf(axis) !== 0) raise(E.NotImplementedError, 'numpy.stack along another axis than the first')
    const parts = items(all).map((o) => method(array(o), '__getitem__', none()))
    return callWith(um('concatenate'), [list(parts)], { axis: int(0) })
  },
  'rollaxis(a, axis, start=0)': (a = NULL, axis = NULL, start = NULL) => rolled(a, numberOf(axis), numberOf(start)),
  'sort(a, axis=-1, kind=None)': (a = NULL, axis = NULL, kind = NULL) => {
    const made = callWith(um('array'), [a], { copy: truth(true), subok: truth(true) })
    callMethod(made, 'sort', [axis], { kind: given(kind) ? kind : NULL })
    return made
  },
}
function padded(o: Address, least: number): Address {
  const made = array(o)
  const dimensions = numberOf(attr(made, 'ndim'))
  if (dimensions >= least) return made
  const shape = itemsOf(attr(made, 'shape'))
  const ones = Array.from({ length: least - dimensions }, () => int(1))
  return method(made, 'reshape', tuple(...ones, ...shape))
}
function atLeast(all: Address, least: number): Address {
  const made = itemsOf(all).map((o) => padded(o, least))
  return made.length === 1 ? (made[0] ?? NULL) : list(made)
}
function rolled(o: Address, from: number, to: number): Address {
  const a = array(o)
  const order = Array.from({ length: numberOf(attr(a, 'ndim')) }, (_, i) => i)
  const axis = from < 0 ? from + order.length : from
  order.splice(axis, 1)
  order.splice(axis < to ? to - 1 : to, 0, axis)
  return method(a, 'transpose', tuple(...order.map((i) => int(i))))
}

export const numpyFunctions = (): Record<string, Address> =>
  functions('numpy', { ...making, ...methodFunctions(), ...asking, ...shaping })
