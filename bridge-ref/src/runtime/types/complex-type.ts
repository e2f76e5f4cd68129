/** `complex`. */
import { type Address, NULL } from '../../memory/address.ts'
import { flag, L } from '../../memory/layouts.ts'
import { apiAddress, E, none, S } from '../../memory/statics.ts'
import { writeF64 } from '../../memory/views.ts'
import { freeObject } from '../allocation.ts'
import { callSpecial } from '../call.ts'
import { parseComplex } from '../complex-parse.ts'
import { plainDigits, toDouble } from '../conversion.ts'
import { args, describeType } from '../define.ts'
import { newTupleOf, raise } from '../errors.ts'
import { complexText, hashFloat, newComplex, newFloat, readComplex } from '../float.ts'
import { complexTypes, formatComplex, parseSpec } from '../format-spec.ts'
import { allocInstance } from '../instances.ts'
import { narrow } from '../int.ts'
import { bindArguments } from '../named-arguments.ts'
import { bool, EQ, isInstance, isStr, itemsOf, NE, nameOf, notImplemented, reprText, slotFor } from '../object.ts'
import { decref } from '../refcount.ts'
import { codePoints, newStr, readStr } from '../str.ts'
import { asDouble, nonZero } from './number-types.ts'

interface Complex {
  real: number
  imag: number
}
function asComplex(o: Address): Complex | undefined {
  if (isInstance(o, S.PyComplex_Type)) return readComplex(o)
  const real = asDouble(o)
  return real === undefined ? undefined : { real, imag: 0 }
}
function onComplex(operation: (a: Complex, b: Complex) => Complex): (a: Address, b: Address) => Address {
  return (a, b) => {
    const [x, y] = [asComplex(a), asComplex(b)]
    if (x === undefined || y === undefined) return notImplemented()
    const value = operation(x, y)
    return newComplex(value.real, value.imag)
  }
}
/** Scaled by the larger part of the divisor, so that nothing overflows on the way. */
function divideComplex(a: Complex, b: Complex): Complex {
  if (Math.abs(b.real) >= Math.abs(b.imag)) {
    nonZero(b.real, 'complex division by zero')
    const ratio = b.imag / b.real
    const size = b.real + b.imag * ratio
    return { real: (a.real + a.imag * ratio) / size, imag: (a.imag - a.real * ratio) / size }
  }
  const ratio = b.real / b.imag
  const size = b.real * ratio + b.imag
  return { real: (a.real * ratio + a.imag) / size, imag: (a.imag * ratio - a.real) / size }
}
function powerComplex(a: Complex, b: Complex): Complex {
  if (b.real === 0 && b.imag === 0) return { real: 1, imag: 0 }
  if (a.real === 0 && a.imag === 0) {
    if (b.imag !== 0 || b.real < 0) raise(E.ZeroDivisionError, '0.0 to a negative or complex power')
    return { real: 0, imag: 0 }
  }
  if (b.imag === 0 && Number.isInteger(b.real) && Math.abs(b.real) <= 100) return wholePower(a, b.real)
  const size = Math.hypot(a.real, a.imag)
  const angle = Math.atan2(a.imag, a.real)
  const length = size ** b.real * Math.exp(-angle * b.imag)
  const phase = angle * b.real + b.imag * Math.log(size)
  return finite({ real: length * Math.cos(phase), imag: length * Math.sin(phase) })
}
function multiply(a: Complex, b: Complex): Complex {
  return { real: a.real * b.real - a.imag * b.imag, imag: a.real * b.imag + a.imag * b.real }
}
function wholePower(base: Complex, exponent: number): Complex {
  let value = { real: 1, imag: 0 }
  let factor = base
  for (let rest = Math.abs(exponent); rest > 0; rest >>= 1) {
    if ((rest & 1) === 1) value = multiply(value, factor)
    factor = multiply(factor, factor)
  }
  return finite(exponent < 0 ? divideComplex({ real: 1, imag: 0 }, value) : value)
}
function finite(value: Complex): Complex {
  const fine = Number.isFinite(value.real) && Number.isFinite(value.imag)
  return fine ? value : raise(E.OverflowError, 'complex exponentiation')
}

/** What `__complex__` gives; undefined without that method. */
function special(o: Address): Complex | undefined {
  if (isInstance(o, S.PyComplex_Type)) return readComplex(o)
  const value = callSpecial(o, '__complex__')
  if (value === NULL) return undefined
  try {
    if (!isInstance(value, S.PyComplex_Type))
      raise(E.TypeError, `${nameOf(o)}.__complex__() returned non-complex (type ${nameOf(value)})`)
    return readComplex(value)
  } finally {
    decref(value)
  }
}
function part(o: Address, which: string): Complex {
  const value = special(o)
  if (value !== undefined) return value
  if (slotFor(o, 'nb_float') !== NULL || slotFor(o, 'nb_index') !== NULL) return { real: toDouble(o), imag: 0 }
  return raise(
    E.TypeError,
    which === 'first'
      ? `complex() first argument must be a string or a number, not '${nameOf(o)}'`
      : `complex() second argument must be a number, not '${nameOf(o)}'`,
  )
}
function complexFrom(real: Address, imag: Address): Complex {
  if (real !== NULL && isStr(real)) {
    if (imag !== NULL) raise(E.TypeError, "complex() can't take second arg if first is a string")
    const text = plainDigits(codePoints(real))
    if (/(^|\D)_|_(\D|$)/.test(text)) raise(E.ValueError, `could not convert string to complex: ${reprText(real)}`)
    return parseComplex(text) ?? raise(E.ValueError, 'complex() arg is a malformed string')
  }
  if (imag !== NULL && isStr(imag)) raise(E.TypeError, "complex() second arg can't be a string")
  const x = real === NULL ? { real: 0, imag: 0 } : part(real, 'first')
  if (imag === NULL) return x
  const y = part(imag, 'second')
  // Parts that are no complex numbers add nothing, not even a zero with a sign.
  const crossed = isInstance(imag, S.PyComplex_Type)
  const own = real !== NULL && isInstance(real, S.PyComplex_Type)
  return { real: crossed ? x.real - y.imag : x.real, imag: own ? x.imag + y.real : y.real }
}

const signature = { name: 'complex', names: ['real', 'imag'], least: 0 }

export function describeComplex(): void {
  describeType(S.PyComplex_Type, {
    name: 'complex',
    size: L.PyComplexObject.size,
    flags: flag.BASETYPE,
    slots: {
      tp_dealloc: freeObject,
      tp_free: apiAddress('PyObject_Free'),
      tp_repr: (o: Address) => newStr(complexText(readComplex(o).real, readComplex(o).imag)),
      tp_hash: (o: Address) => {
        const { real, imag } = readComplex(o)
        if (imag === 0) return hashFloat(real)
        const mixed = BigInt(hashFloat(real)) + 1000003n * BigInt(hashFloat(imag))
        return narrow(BigInt.asIntN(64, mixed === -1n ? -2n : mixed))
      },
      tp_richcompare: (a: Address, b: Address, op: number) => {
        const [x, y] = [asComplex(a), asComplex(b)]
        if ((op !== EQ && op !== NE) || x === undefined || y === undefined) return notImplemented()
        return bool((x.real === y.real && x.imag === y.imag) === (op === EQ))
      },
      tp_new: (type: Address, given: Address, kwargs: Address) => {
        const [real = NULL, imag = NULL] = bindArguments(signature, itemsOf(given), kwargs)
        const value = complexFrom(real, imag)
        const instance = type === S.PyComplex_Type ? newComplex(0, 0) : allocInstance(type)
        writeF64(instance, L.PyComplexObject.real, value.real)
        writeF64(instance, L.PyComplexObject.imag, value.imag)
        return instance
      },
      nb_add: onComplex((a, b) => ({ real: a.real + b.real, imag: a.imag + b.imag })),
      nb_subtract: onComplex((a, b) => ({ real: a.real - b.real, imag: a.imag - b.imag })),
      nb_multiply: onComplex(multiply),
      nb_power: (a: Address, b: Address, modulus: Address) => {
        if (modulus !== none()) raise(E.ValueError, 'complex modulo')
        return onComplex(powerComplex)(a, b)
      },
      nb_true_divide: onComplex(divideComplex),
      nb_negative: (o: Address) => newComplex(-readComplex(o).real, -readComplex(o).imag),
      nb_positive: (o: Address) => newComplex(readComplex(o).real, readComplex(o).imag),
      nb_absolute: (o: Address) => {
        const { real, imag } = readComplex(o)
        const size = Math.hypot(real, imag)
        const overflowed = size === Number.POSITIVE_INFINITY && Number.isFinite(real) && Number.isFinite(imag)
        return overflowed ? raise(E.OverflowError, 'absolute value too large') : newFloat(size)
      },
      nb_bool: (o: Address) => (readComplex(o).real === 0 && readComplex(o).imag === 0 ? 0 : 1),
    },
    methods: {
      conjugate: args(0, (o) => newComplex(readComplex(o).real, -readComplex(o).imag)),
      __complex__: args(0, (o) => newComplex(readComplex(o).real, readComplex(o).imag)),
      __getnewargs__: args(0, (o) => newTupleOf([newFloat(readComplex(o).real), newFloat(readComplex(o).imag)])),
      __format__: args(1, (o, spec = NULL) => {
        const { real, imag } = readComplex(o)
        return newStr(formatComplex(real, imag, parseSpec(readStr(spec), 'complex', complexTypes)))
      }),
    },
    getset: {
      real: { get: (o) => newFloat(readComplex(o).real) },
      imag: { get: (o) => newFloat(readComplex(o).imag) },
    },
  })
}
