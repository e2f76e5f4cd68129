import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { call } from '../runtime/call.ts'
import { registeredHandler, registerHandler } from '../runtime/codecs/errors.ts'
import { handlerFunction } from '../runtime/codecs/handlers.ts'
import { knowsCodec, lookupCodec, registerSearch, runCodec, unregisterSearch } from '../runtime/codecs/registry.ts'
import { raise } from '../runtime/errors.ts'
import { getAttrName } from '../runtime/lookup.ts'
import { isStr, itemsOf, nameOf } from '../runtime/object.ts'
import { decref, newRef } from '../runtime/refcount.ts'
import { newStr } from '../runtime/str.ts'
import { PyCallable_Check } from './object.ts'

const textOr = (text: Address, otherwise: string): string => (text === NULL ? otherwise : readCString(text))

export function PyCodec_Register(search: Address): number {
  if (search === NULL) raise(E.TypeError, 'bad argument type for built-in operation')
  if (PyCallable_Check(search) === 0) raise(E.TypeError, 'argument must be callable')
  registerSearch(search)
  return 0
}
export function PyCodec_Unregister(search: Address): number {
  unregisterSearch(search)
  return 0
}
export function _PyCodec_Lookup(encoding: Address): Address {
  return newRef(lookupCodec(readCString(encoding)))
}
export function PyCodec_KnownEncoding(encoding: Address): number {
  return knowsCodec(readCString(encoding)) ? 1 : 0
}
export function PyCodec_Encode(o: Address, encoding: Address, errors: Address): Address {
  return runCodec('encode', o, textOr(encoding, 'utf-8'), errors === NULL ? undefined : readCString(errors))
}
export function PyCodec_Decode(o: Address, encoding: Address, errors: Address): Address {
  return runCodec('decode', o, textOr(encoding, 'utf-8'), errors === NULL ? undefined : readCString(errors))
}
function itemOf(encoding: Address, at: number): Address {
  return newRef(itemsOf(lookupCodec(readCString(encoding)))[at] ?? NULL)
}
export function PyCodec_Encoder(encoding: Address): Address {
  return itemOf(encoding, 0)
}
export function PyCodec_Decoder(encoding: Address): Address {
  return itemOf(encoding, 1)
}
function made(factory: Address, given: Address[], errors: Address): Address {
  const name = errors === NULL ? NULL : newStr(readCString(errors))
  try {
    return call(factory, name === NULL ? given : [...given, name])
  } finally {
    decref(factory)
    if (name !== NULL) decref(name)
  }
}
export function PyCodec_StreamReader(encoding: Address, stream: Address, errors: Address): Address {
  return made(itemOf(encoding, 2), [stream], errors)
}
export function PyCodec_StreamWriter(encoding: Address, stream: Address, errors: Address): Address {
  return made(itemOf(encoding, 3), [stream], errors)
}
export function PyCodec_IncrementalEncoder(encoding: Address, errors: Address): Address {
  return made(getAttrName(lookupCodec(readCString(encoding)), 'incrementalencoder'), [], errors)
}
export function PyCodec_IncrementalDecoder(encoding: Address, errors: Address): Address {
  return made(getAttrName(lookupCodec(readCString(encoding)), 'incrementaldecoder'), [], errors)
}

export function PyCodec_RegisterError(name: Address, handler: Address): number {
  if (PyCallable_Check(handler) === 0) raise(E.TypeError, 'handler must be callable')
  registerHandler(readCString(name), handler)
  return 0
}
export function PyCodec_LookupError(name: Address): Address {
  const text = textOr(name, 'strict')
  const registered = registeredHandler(text)
  return registered !== NULL ? newRef(registered) : handlerFunction(text)
}
const standard =
  (name: string) =>
  (exception: Address): Address => {
    const handler = handlerFunction(name)
    try {
      return call(handler, [exception])
    } finally {
      decref(handler)
    }
  }
export const PyCodec_StrictErrors = standard('strict')
export const PyCodec_IgnoreErrors = standard('ignore')
export const PyCodec_ReplaceErrors = standard('replace')
export const PyCodec_XMLCharRefReplaceErrors = standard('xmlcharrefreplace')
export const PyCodec_NameReplaceErrors = standard('namereplace')
export const PyCodec_BackslashReplaceErrors = standard('backslashreplace')

function needStr(o: Address): void {
  if (!isStr(o)) raise(E.TypeError, 'bad argument type for built-in operation')
}
export function PyUnicode_AsEncodedObject(o: Address, encoding: Address, errors: Address): Address {
  needStr(o)
  return PyCodec_Encode(o, encoding, errors)
}
export function PyUnicode_AsDecodedObject(o: Address, encoding: Address, errors: Address): Address {
  needStr(o)
  return PyCodec_Decode(o, encoding, errors)
}
function needKind(value: Address, fits: boolean, complaint: string): Address {
  if (fits) return value
  const type = nameOf(value)
  decref(value)
  return raise(E.TypeError, complaint.replace('%', type))
}
export function PyUnicode_AsEncodedUnicode(o: Address, encoding: Address, errors: Address): Address {
  const value = PyUnicode_AsEncodedObject(o, encoding, errors)
  return needKind(
    value,
    isStr(value),
    "encoder returned '%' instead of 'str'; use codecs.encode() to encode to arbitrary types",
  )
}
export function PyUnicode_AsDecodedUnicode(o: Address, encoding: Address, errors: Address): Address {
  const value = PyUnicode_AsDecodedObject(o, encoding, errors)
  return needKind(
    value,
    isStr(value),
    "decoder returned '%' instead of 'str'; use codecs.decode() to decode to arbitrary types",
  )
}
