/** `numpy.core._methods`: the methods of arrays that their C code leaves to Python. */
import { type Address, NULL } from '../../memory/address.ts'
import { E, none, S } from '../../memory/statics.ts'
import { type Body, functions } from '../../modules/kit/functions.ts'
import { own } from '../../modules/kit/scope.ts'
import {
  attr,
  attrOr,
  given,
  int,
  invoke,
  invokeWith,
  isTruthy,
  method,
  moduleAttr,
  numberOf,
  text,
  truth,
} from '../../modules/kit/values.ts'
import { raise } from '../../runtime/errors.ts'
import { GE, isTuple, itemsOf, richCompare } from '../../runtime/object.ts'
import { needsSource } from '../kit.ts'
import { array, divide, dtype, isArray, reduce, scalarType, subtract, ufunc, um } from './kit.ts'
import { isSubDtype } from './types.ts'

const noValue = (): Address => moduleAttr('numpy._globals', '_NoValue')
const truthy = (): Address => truth(true)

/** `ufunc.reduce(a, axis, dtype, out, keepdims, initial, where)`, of which NULL stands for what was not given. */
function reduction(name: string): Body {
  return (...args) => {
    const [a = NULL, axis = none(), type = none(), out = none(), keepdims = NULL, initial = NULL, where = NULL] = args
    return reduce(name, [a, axis, type, out, keepdims || truth(false), initial || noValue(), where || truthy()])
  }
}
/** The same without a dtype, which `max` and `min` do not have. */
function extreme(name: string): Body {
  const run = reduction(name)
  return (a = NULL, axis = none(), ...rest) => run(a, axis, none(), ...rest)
}

function anyOrAll(name: string): Body {
  return (...args) => {
    const where = args.pop()
    return reduce(name, args, { where: where === undefined || where === truthy() ? NULL : where })
  }
}

/** How many items each result of a reduction stands for. */
function itemCount(a: Address, axis: Address, keepdims: Address, where: Address): Address {
  const shape = itemsOf(attr(a, 'shape')).map(numberOf)
  const intp = scalarType('intp')
  if (where !== truthy()) {
    const mask = ufunc('logical_or', [where, invoke(um('zeros'), attr(a, 'shape'), dtype('?'))])
    return reduce('add', [mask, axis, intp, none(), keepdims])
  }
  const axes = axis === none() ? shape.map((_, i) => int(i)) : isTuple(axis) ? itemsOf(axis) : [axis]
  const size = axes.reduce((all, one) => {
    const at = numberOf(invoke(um('normalize_axis_index'), one, int(shape.length)))
    return all * (shape[at] ?? 1)
  }, 1)
  return invoke(intp, int(size))
}

function warn(message: string): void {
  invoke(moduleAttr('warnings', 'warn'), text(message), E.RuntimeWarning)
}
function anyOf(o: Address): boolean {
  return isTruthy(reduce('logical_or', [array(o)], { axis: none() }))
}
function isWhole(type: Address): boolean {
  return isSubDtype(type, scalarType('integer')) || isSubDtype(type, scalarType('bool_'))
}
/** Divides a sum in place when it is an array; a scalar keeps its type. */
function divided(total: Address, count: Address, type: Address = NULL): Address {
  if (isArray(total)) {
    const quotient = ufunc('true_divide', [total, count], { out: total, casting: text('unsafe'), subok: truth(false) })
    return type === NULL ? quotient : invoke(type, quotient)
  }
  const own = attrOr(total, 'dtype', NULL)
  const quotient = divide(total, count)
  return own === NULL ? quotient : invoke(type || attr(own, 'type'), quotient)
}

const mean: Body = (...args) => {
  const [a = NULL, axis = NULL, given_ = NULL, out = NULL, keepdims = NULL, where = NULL] = args
  const source = array(a)
  const type = attr(attr(source, 'dtype'), 'type')
  const count = itemCount(source, axis, keepdims, where)
  if (anyOf(ufunc('equal', [count, int(0)]))) warn('Mean of empty slice.')
  const half = !given(given_) && isSubDtype(type, scalarType('float16'))
  const wide = given(given_) ? given_ : isWhole(type) ? dtype('f8') : half ? dtype('f4') : none()
  const total = reduce('add', [source, axis, wide, out, keepdims], { where: where === truthy() ? NULL : where })
  return divided(total, count, half && !given(out) ? type : NULL)
}

/** The squares of the deviations from the mean. */
function squares(source: Address, average: Address): Address {
  const x = array(subtract(source, average))
  const type = attr(attr(source, 'dtype'), 'type')
  if (isSubDtype(type, scalarType('floating')) || isSubDtype(type, scalarType('integer'))) {
    return ufunc('multiply', [x, x], { out: x })
  }
  return attr(ufunc('multiply', [x, ufunc('conjugate', [x])], { out: x }), 'real')
}

function variance(args: readonly Address[]): Address {
  const [a = NULL, axis = NULL, given_ = NULL, out = NULL, ddof = NULL, keepdims = NULL, mask = NULL] = args
  const source = array(a)
  const count = itemCount(source, axis, keepdims, mask)
  if (anyOf(own(richCompare(ddof, count, GE)))) warn('Degrees of freedom <= 0 for slice')
  const whole = !given(given_) && isWhole(attr(attr(source, 'dtype'), 'type'))
  const type = whole ? dtype('f8') : given_
  const where = mask === truthy() ? NULL : mask
  const total = reduce('add', [source, axis, type, none(), truth(true)], { where })
  const shaped = numberOf(attr(count, 'ndim')) === 0 ? count : method(count, 'reshape', attr(total, 'shape'))
  const deviations = squares(source, divided(total, shaped))
  const sumOfSquares = reduce('add', [deviations, axis, type, out], { keepdims, where })
  return divided(sumOfSquares, ufunc('maximum', [subtract(count, ddof), int(0)]))
}

const deviation: Body = (...args) => {
  const result = variance(args)
  if (isArray(result)) return ufunc('sqrt', [result], { out: result })
  const own = attrOr(result, 'dtype', NULL)
  return own === NULL ? ufunc('sqrt', [result]) : invoke(attr(own, 'type'), ufunc('sqrt', [result]))
}

const clip: Body = (...args) => {
  const [a = NULL, least = NULL, most = NULL, out = NULL, casting = NULL, options = NULL] = args
  if (!given(least) && !given(most)) raise(E.ValueError, 'One of max or min must be given')
  const name = !given(least) ? 'minimum' : !given(most) ? 'maximum' : 'clip'
  const bounds = [least, most].filter(given)
  const more = invoke(S.PyDict_Type, options)
  method(more, '__setitem__', text('out'), out)
  if (given(casting)) method(more, '__setitem__', text('casting'), casting)
  return invokeWith(um(name), [a, ...bounds], more)
}

export const methods = (): Record<string, Address> =>
  functions('numpy.core._methods', {
    '_amax(a, axis=None, out=None, keepdims=False, initial=, where=True)': extreme('maximum'),
    '_amin(a, axis=None, out=None, keepdims=False, initial=, where=True)': extreme('minimum'),
    '_sum(a, axis=None, dtype=None, out=None, keepdims=False, initial=, where=True)': reduction('add'),
    '_prod(a, axis=None, dtype=None, out=None, keepdims=False, initial=, where=True)': reduction('multiply'),
    '_any(a, axis=None, dtype=None, out=None, keepdims=False, *, where=True)': anyOrAll('logical_or'),
    '_all(a, axis=None, dtype=None, out=None, keepdims=False, *, where=True)': anyOrAll('logical_and'),
    '_mean(a, axis=None, dtype=None, out=None, keepdims=False, *, where=True)': mean,
    '_var(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True)': (...args) => variance(args),
    '_std(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True)': deviation,
    '_clip(a, min=None, max=None, out=None, *, casting=None, **kwargs)': clip,
    '_ptp(a, axis=None, out=None, keepdims=False)': (a = NULL, axis = NULL, out = NULL, keepdims = NULL) => {
      const most = reduce('maximum', [a, axis, none(), out, keepdims])
      return ufunc('subtract', [most, reduce('minimum', [a, axis, none(), none(), keepdims]), out])
    },
    '_dump(self, file, protocol=2)': needsSource('numpy.ndarray.dump'),
    '_dumps(self, protocol=2)': (self = NULL, protocol = NULL) => invoke(moduleAttr('pickle', 'dumps'), self, protocol),
  })
