/** The fields of UnicodeEncodeError, UnicodeDecodeError and UnicodeTranslateError as numbers, kept within the object. */
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E } from '../memory/statics.ts'
import { readPointer, readSize, writeSize } from '../memory/views.ts'
import { raise } from '../runtime/errors.ts'
import { isBytes, isStr, sizeOf } from '../runtime/object.ts'
import { newRef } from '../runtime/refcount.ts'

const U = L.PyUnicodeErrorObject

function field(self: Address, at: number, name: string, kind: 'bytes' | 'unicode'): Address {
  const value = readPointer(self, at)
  if (value === NULL) raise(E.TypeError, `${name} attribute not set`)
  if (!(kind === 'bytes' ? isBytes(value) : isStr(value))) raise(E.TypeError, `${name} attribute must be ${kind}`)
  return value
}
function start(kind: 'bytes' | 'unicode'): (self: Address, at: Address) => number {
  return (self, at) => {
    const size = sizeOf(field(self, U.object, 'object', kind))
    const value = readSize(self, U.start)
    writeSize(at, 0, value < 0 ? 0 : value >= size ? size - 1 : value)
    return 0
  }
}
function end(kind: 'bytes' | 'unicode'): (self: Address, at: Address) => number {
  return (self, at) => {
    const size = sizeOf(field(self, U.object, 'object', kind))
    writeSize(at, 0, Math.min(Math.max(1, readSize(self, U.end)), size))
    return 0
  }
}
export const PyUnicodeDecodeError_GetStart = start('bytes')
export const PyUnicodeEncodeError_GetStart = start('unicode')
export const PyUnicodeTranslateError_GetStart = start('unicode')
export const PyUnicodeDecodeError_GetEnd = end('bytes')
export const PyUnicodeEncodeError_GetEnd = end('unicode')
export const PyUnicodeTranslateError_GetEnd = end('unicode')
function getter(at: number, name: string, kind: 'bytes' | 'unicode'): (self: Address) => Address {
  return (self) => newRef(field(self, at, name, kind))
}
export const PyUnicodeDecodeError_GetEncoding = getter(U.encoding, 'encoding', 'unicode')
export const PyUnicodeEncodeError_GetEncoding = getter(U.encoding, 'encoding', 'unicode')
export const PyUnicodeDecodeError_GetObject = getter(U.object, 'object', 'bytes')
export const PyUnicodeEncodeError_GetObject = getter(U.object, 'object', 'unicode')
export const PyUnicodeTranslateError_GetObject = getter(U.object, 'object', 'unicode')
export const PyUnicodeDecodeError_GetReason = getter(U.reason, 'reason', 'unicode')
export const PyUnicodeEncodeError_GetReason = getter(U.reason, 'reason', 'unicode')
export const PyUnicodeTranslateError_GetReason = getter(U.reason, 'reason', 'unicode')
