/** Doubles as bytes of a given order, and the constants of `float`. */
import type { Address } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { bytesAt } from '../memory/views.ts'
import { raise } from '../runtime/errors.ts'
import { halfBits, halfValue } from '../runtime/half-float.ts'

function packing(size: 2 | 4 | 8): (value: number, at: Address, little: number) => number {
  return (value, at, little) => {
    const bytes = new DataView(new ArrayBuffer(8))
    if (size === 8) bytes.setFloat64(0, value, little !== 0)
    else if (size === 4) bytes.setFloat32(0, value, little !== 0)
    else bytes.setUint16(0, packedHalf(value), little !== 0)
    if (size === 4 && Number.isFinite(value) && !Number.isFinite(Math.fround(value))) {
      raise(E.OverflowError, 'float too large to pack with f format')
    }
    bytesAt(at, size).set(new Uint8Array(bytes.buffer, 0, size))
    return 0
  }
}
function packedHalf(value: number): number {
  return halfBits(value) ?? raise(E.OverflowError, 'float too large to pack with e format')
}
function unpacking(size: 2 | 4 | 8): (at: Address, little: number) => number {
  return (at, little) => {
    const copy = bytesAt(at, size).slice()
    const bytes = new DataView(copy.buffer)
    if (size === 8) return bytes.getFloat64(0, little !== 0)
    return size === 4 ? bytes.getFloat32(0, little !== 0) : halfValue(bytes.getUint16(0, little !== 0))
  }
}
export const PyFloat_Pack2 = packing(2)
export const PyFloat_Pack4 = packing(4)
export const PyFloat_Pack8 = packing(8)
export const PyFloat_Unpack2 = unpacking(2)
export const PyFloat_Unpack4 = unpacking(4)
export const PyFloat_Unpack8 = unpacking(8)

export function _Py_dg_infinity(sign: number): number {
  return sign === 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
}
export function _Py_dg_stdnan(_sign: number): number {
  return Number.NaN
}
