/** `numpy.core._exceptions`: what ufuncs and allocations raise. */
import { type Address, NULL } from '../../memory/address.ts'
import { E, none, S } from '../../memory/statics.ts'
import type { Body } from '../../modules/kit/functions.ts'
import { attr, given, invoke, numberOf, reprOf, setAttribute, text, textOf, tuple } from '../../modules/kit/values.ts'
import { itemsOf } from '../../runtime/object.ts'
import { lastingClass } from '../kit.ts'

const module = 'numpy.core._exceptions'

function keep(self: Address, values: Record<string, Address>): undefined {
  for (const [key, value] of Object.entries(values)) setAttribute(self, key, value)
}
function ufuncName(self: Address): string {
  return reprOf(attr(attr(self, 'ufunc'), '__name__'))
}
function one(types: readonly Address[]): string {
  return reprOf(types.length === 1 ? (types[0] ?? none()) : tuple(...types))
}

/** These classes look like their base, which is what programs shall catch. */
function hidden(name: string, base: Address, methods: Record<string, Body>): Address {
  const cls = lastingClass({ name, module, bases: [base], methods })
  setAttribute(cls, '__name__', attr(base, '__name__'))
  return cls
}

function ufuncErrors(): Record<string, Address> {
  const UFuncTypeError = lastingClass({
    name: 'UFuncTypeError',
    module,
    bases: [E.TypeError],
    methods: { '__init__(self, ufunc)': (self = NULL, ufunc = NULL) => keep(self, { ufunc }) },
  })
  const withTypes: Record<string, Body> = {
    '__init__(self, ufunc, dtypes)': (self = NULL, ufunc = NULL, dtypes = NULL) =>
      keep(self, { ufunc, dtypes: invoke(S.PyTuple_Type, dtypes) }),
  }
  const casting = hidden('_UFuncCastingError', UFuncTypeError, {
    '__init__(self, ufunc, casting, from_, to)': (self = NULL, ufunc = NULL, ...rest) => {
      const [rule = NULL, from_ = NULL, to = NULL] = rest
      return keep(self, { ufunc, casting: rule, from_, to })
    },
  })
  return {
    UFuncTypeError,
    _UFuncCastingError: casting,
    _UFuncBinaryResolutionError: hidden('_UFuncBinaryResolutionError', UFuncTypeError, {
      ...withTypes,
      '__str__(self)': (self = NULL) => {
        const [a = NULL, b = NULL] = itemsOf(attr(self, 'dtypes'))
        return text(`ufunc ${ufuncName(self)} cannot use operands with types ${reprOf(a)} and ${reprOf(b)}`)
      },
    }),
    _UFuncNoLoopError: hidden('_UFuncNoLoopError', UFuncTypeError, {
      ...withTypes,
      '__str__(self)': (self = NULL) => {
        const inputs = numberOf(attr(attr(self, 'ufunc'), 'nin'))
        const types = itemsOf(attr(self, 'dtypes'))
        const shown = `${one(types.slice(0, inputs))} -> ${one(types.slice(inputs))}`
        return text(`ufunc ${ufuncName(self)} did not contain a loop with signature matching types ${shown}`)
      },
    }),
    _UFuncInputCastingError: castingError(casting, { name: '_UFuncInputCastingError', what: 'input', count: 'nin' }),
    _UFuncOutputCastingError: castingError(casting, {
      name: '_UFuncOutputCastingError',
      what: 'output',
      count: 'nout',
    }),
  }
}

function castingError(base: Address, { name, what, count }: { name: string; what: string; count: string }): Address {
  const field = what === 'input' ? 'in_i' : 'out_i'
  return hidden(name, base, {
    '__init__(self, ufunc, casting, from_, to, i)': (self = NULL, ufunc = NULL, casting = NULL, ...rest) => {
      const [from_ = NULL, to = NULL, i = NULL] = rest
      keep(self, { ufunc, casting, from_, to, [field]: i })
    },
    '__str__(self)': (self = NULL) => {
      const which = numberOf(attr(attr(self, 'ufunc'), count)) === 1 ? '' : `${textOf(attr(self, field))} `
      const [from, to, rule] = ['from_', 'to', 'casting'].map((key) => reprOf(attr(self, key)))
      return text(
        `Cannot cast ufunc ${ufuncName(self)} ${what} ${which}from ${from} to ${to} with casting rule ${rule}`,
      )
    },
  })
}

/** The message is made when it is asked for, of whichever arguments there were. */
function axisError(): Address {
  return lastingClass({
    name: 'AxisError',
    module: 'numpy',
    bases: [E.ValueError, E.IndexError],
    methods: {
      '__init__(self, axis, ndim=None, msg_prefix=None)': (self = NULL, axis = NULL, ndim = NULL, prefix = NULL) => {
        const custom = !given(ndim) && !given(prefix)
        keep(self, { _msg: custom ? axis : prefix, axis: custom ? none() : axis, ndim: custom ? none() : ndim })
      },
      '__str__(self)': (self = NULL) => {
        const [axis, ndim, prefix] = [attr(self, 'axis'), attr(self, 'ndim'), attr(self, '_msg')]
        if (!given(axis) && !given(ndim)) return prefix
        const message = `axis ${textOf(axis)} is out of bounds for array of dimension ${textOf(ndim)}`
        return text(given(prefix) ? `${textOf(prefix)}: ${message}` : message)
      },
    },
  })
}

const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB']

/** A number of bytes as people read it: three digits, of units that are powers of 1024. */
function readable(bytes: number): string {
  let unit = Math.floor(Math.log2(Math.max(bytes, 2)) / 10)
  if (Math.round(bytes / 1024 ** unit) === 1024) unit++
  unit = Math.min(unit, units.length - 1)
  const value = bytes / 1024 ** unit
  if (unit === 0) return `${bytes} bytes`
  const digits = Math.round(value) < 1000 ? value.toPrecision(3) : value.toFixed(0)
  return `${digits.includes('.') ? digits : `${digits}.`} ${units[unit]}`
}

function memoryError(): Address {
  return hidden('_ArrayMemoryError', E.MemoryError, {
    '__init__(self, shape, dtype)': (self = NULL, shape = NULL, dtype = NULL) => keep(self, { shape, dtype }),
    '__str__(self)': (self = NULL) => {
      const [shape, dtype] = [attr(self, 'shape'), attr(self, 'dtype')]
      const size = itemsOf(shape).reduce((all, n) => all * numberOf(n), numberOf(attr(dtype, 'itemsize')))
      return text(
        `Unable to allocate ${readable(size)} for an array with shape ${textOf(shape)} and data type ${textOf(dtype)}`,
      )
    },
  })
}

export function exceptions(): Record<string, Address> {
  return {
    ...ufuncErrors(),
    AxisError: axisError(),
    _ArrayMemoryError: memoryError(),
    TooHardError: lastingClass({ name: 'TooHardError', module: 'numpy', bases: [E.RuntimeError] }),
  }
}
