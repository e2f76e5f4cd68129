/** The codec registry: search functions of others, and our own codecs as the objects that Python code sees. */
import { type Address, NULL } from '../../memory/address.ts'
import { E, S } from '../../memory/statics.ts'
import { readBufferBytes } from '../buffer.ts'
import { newBytes } from '../bytes.ts'
import { call } from '../call.ts'
import { dictGetName, dictSetName, newDict } from '../dict.ts'
import { except, newTupleOf, raise } from '../errors.ts'
import { newHeapType } from '../heap-type.ts'
import { newInt } from '../int.ts'
import { ensureInstanceDict, getAttrName, setAttr } from '../lookup.ts'
import { isBytes, isStr, isTrue, isTuple, itemsOf, nameOf, newNone, sizeOf } from '../object.ts'
import { decref, newRef } from '../refcount.ts'
import { name as internedName, newStr, newStrOf, readStr, strLength } from '../str.ts'
import { connectForeignCodecs } from '../text-codecs.ts'
import { newHostFunction } from '../types/small-types.ts'
import { builtinCodec, normalName } from './builtin.ts'
import type { TextCodec } from './codec.ts'

const searches: Address[] = []
const known = new Map<string, Address>()

export function registerSearch(search: Address): void {
  searches.push(newRef(search))
}
export function unregisterSearch(search: Address): void {
  const at = searches.indexOf(search)
  if (at < 0) return
  searches.splice(at, 1)
  decref(search)
  const forgotten = [...known.values()]
  known.clear()
  for (const entry of forgotten) decref(entry)
}

/** Borrowed CodecInfo of an encoding; it lives on in the cache. Raises LookupError. */
export function lookupCodec(encoding: string): Address {
  const normal = normalName(encoding)
  const cached = known.get(normal)
  if (cached !== undefined) return cached
  const builtin = builtinCodec(encoding)
  const found = builtin === undefined ? searched(normal) : codecInfo(builtin)
  if (found === NULL) raise(E.LookupError, `unknown encoding: ${encoding}`)
  known.set(normal, found)
  return found
}
/** Whatever a search function raises means that it does not know. */
export function knowsCodec(encoding: string): boolean {
  return except(
    E.BaseException,
    () => lookupCodec(encoding) !== NULL,
    () => false,
  )
}
/** What the first search function that knows the name gives. */
function searched(normal: string): Address {
  for (const search of searches) {
    const key = newStr(normal)
    const result = callOwning(search, [key])
    if (result === S._Py_NoneStruct) {
      decref(result)
      continue
    }
    if (isTuple(result) && sizeOf(result) === 4) return result
    decref(result)
    raise(E.TypeError, 'codec search functions must return 4-tuples')
  }
  return NULL
}

/** Calls and releases the arguments. */
function callOwning(fn: Address, args: readonly Address[]): Address {
  try {
    return call(fn, args)
  } finally {
    for (const arg of args) decref(arg)
  }
}

let infoType = NULL
/** A 4-tuple with names, as `codecs.CodecInfo`. */
export function codecInfoType(): Address {
  if (infoType === NULL) infoType = hostClass('CodecInfo', [S.PyTuple_Type], {})
  return infoType
}

type HostMethod = (args: readonly Address[], kwargs: Address) => Address
const hostFunction = (run: HostMethod): Address => newHostFunction({ call: run })

function hostClass(name: string, bases: readonly Address[], methods: Record<string, HostMethod>): Address {
  const dict = newDict()
  const put = (key: string, value: Address) => {
    dictSetName(dict, key, value)
    decref(value)
  }
  put('__module__', newStr('codecs'))
  for (const [key, run] of Object.entries(methods)) put(key, hostFunction(run))
  const type = newHeapType({ metatype: S.PyType_Type, name, bases, dict })
  decref(dict)
  return type
}

const textOr = (o: Address | undefined, otherwise: string): string =>
  o === undefined || o === S._Py_NoneStruct || !isStr(o) ? otherwise : readStr(o)

export function encodeStateless(codec: TextCodec, [text = NULL, errors]: readonly Address[]): Address {
  if (text === NULL || !isStr(text))
    return raise(E.TypeError, `encode() argument 'str' must be str, not ${text === NULL ? 'NULL' : nameOf(text)}`)
  return newTupleOf([newBytes(codec.encode(text, textOr(errors, 'strict'))), newInt(strLength(text))])
}
export function decodeStateless(codec: TextCodec, [data = NULL, errors]: readonly Address[]): Address {
  const bytes = readBufferBytes(data)
  return newTupleOf([newStrOf(codec.decode(bytes, textOr(errors, 'strict'), true).codes), newInt(bytes.length)])
}

function codecInfo(codec: TextCodec): Address {
  const functions = [
    hostFunction((given) => encodeStateless(codec, given)),
    hostFunction((given) => decodeStateless(codec, given)),
    streamClass(codec, 'StreamReader'),
    streamClass(codec, 'StreamWriter'),
  ]
  const four = newTupleOf(functions)
  const info = call(codecInfoType(), [four])
  decref(four)
  const [encode = NULL, decode = NULL, reader = NULL, writer = NULL] = functions
  const put = (key: string, value: Address) => setAttr(info, internedName(key), value)
  const own = (key: string, value: Address) => {
    put(key, value)
    decref(value)
  }
  own('name', newStr(codec.name === 'latin-1' ? 'iso8859-1' : codec.name.replace('_', '-')))
  put('encode', encode)
  put('decode', decode)
  put('streamreader', reader)
  put('streamwriter', writer)
  own('incrementalencoder', incrementalEncoder(codec))
  own('incrementaldecoder', incrementalDecoder(codec))
  own('_is_text_encoding', newRef(S._Py_TrueStruct))
  return info
}

const errorsOf = (self: Address): string => {
  const held = dictGetName(ensureInstanceDict(self), 'errors')
  return held === NULL ? 'strict' : readStr(held)
}
/** Keeps the error handler's name, the last of the arguments. */
function initialize(position: number): HostMethod {
  return (given, kwargs) => {
    const [self = NULL] = given
    const errors = (kwargs === NULL ? NULL : dictGetName(kwargs, 'errors')) || (given[position] ?? NULL)
    const text = errors === NULL ? newStr('strict') : newRef(errors)
    dictSetName(ensureInstanceDict(self), 'errors', text)
    decref(text)
    const stream = given[1]
    if (position === 2 && stream !== undefined) dictSetName(ensureInstanceDict(self), 'stream', stream)
    return newNone()
  }
}

function incrementalEncoder(codec: TextCodec): Address {
  return hostClass('IncrementalEncoder', [], {
    __init__: initialize(1),
    encode: ([self = NULL, text = NULL]) => newBytes(codec.encode(text, errorsOf(self))),
    reset: () => newNone(),
    getstate: () => newInt(0),
    setstate: () => newNone(),
  })
}

/** Bytes that wait for the rest of their character are kept in the instance. */
function incrementalDecoder(codec: TextCodec): Address {
  const waiting = (self: Address): Uint8Array => {
    const held = dictGetName(ensureInstanceDict(self), 'buffer')
    return held === NULL ? new Uint8Array(0) : readBufferBytes(held)
  }
  const keep = (self: Address, bytes: Uint8Array) => {
    const held = newBytes(bytes)
    dictSetName(ensureInstanceDict(self), 'buffer', held)
    decref(held)
  }
  return hostClass('IncrementalDecoder', [], {
    __init__: initialize(1),
    decode: ([self = NULL, data = NULL, last], kwargs) => {
      const final = last ?? (kwargs === NULL ? NULL : dictGetName(kwargs, 'final'))
      const bytes = Buffer.concat([waiting(self), readBufferBytes(data)])
      const { codes, used } = codec.decode(bytes, errorsOf(self), final !== NULL && isTrue(final))
      keep(self, bytes.subarray(used))
      return newStrOf(codes)
    },
    reset: ([self = NULL]) => {
      keep(self, new Uint8Array(0))
      return newNone()
    },
    getstate: ([self = NULL]) => newTupleOf([newBytes(waiting(self)), newInt(0)]),
    setstate: ([self = NULL, state = NULL]) => {
      keep(self, readBufferBytes(itemsOf(state)[0] ?? NULL))
      return newNone()
    },
  })
}

/** Calls a method of the stream that a reader or writer wraps; releases the arguments. */
function onStream(self: Address, method: string, args: Address[]): Address {
  const fn = getAttrName(dictGetName(ensureInstanceDict(self), 'stream'), method)
  try {
    return callOwning(fn, args)
  } finally {
    decref(fn)
  }
}
function streamClass(codec: TextCodec, name: 'StreamReader' | 'StreamWriter'): Address {
  return hostClass(name, [], {
    __init__: initialize(2),
    read: ([self = NULL]) => {
      const data = onStream(self, 'read', [])
      try {
        return newStrOf(codec.decode(readBufferBytes(data), errorsOf(self), true).codes)
      } finally {
        decref(data)
      }
    },
    write: ([self = NULL, text = NULL]) => onStream(self, 'write', [newBytes(codec.encode(text, errorsOf(self)))]),
    writelines: ([self = NULL, lines = NULL]) => {
      for (const line of itemsOf(lines)) decref(onStream(self, 'write', [newBytes(codec.encode(line, errorsOf(self)))]))
      return newNone()
    },
    reset: () => newNone(),
  })
}

/** `codecs.encode` and `codecs.decode`: the first item of what the codec's function gives. New reference. */
export function runCodec(which: 'encode' | 'decode', o: Address, encoding: string, errors?: string): Address {
  const [encode = NULL, decode = NULL] = itemsOf(lookupCodec(encoding))
  const handler = errors === undefined ? [] : [newStr(errors)]
  const result = callOwning(which === 'encode' ? encode : decode, [newRef(o), ...handler])
  try {
    const [value = NULL] = isTuple(result) && sizeOf(result) === 2 ? itemsOf(result) : []
    return value === NULL ? raise(E.TypeError, `${which}r must return a tuple (object, integer)`) : newRef(value)
  } finally {
    decref(result)
  }
}

function checkedKind(value: Address, fits: boolean, complaint: string): Address {
  if (fits) return value
  const type = nameOf(value)
  decref(value)
  return raise(E.TypeError, complaint.replace('%', type))
}

/** Lets `str.encode` and its kin find the codecs of others. */
export function startCodecRegistry(): void {
  connectForeignCodecs({
    encode(o, encoding, errors) {
      if (lookupOrNull(encoding) === NULL) return NULL
      const value = runCodec('encode', o, encoding, errors)
      const advice = 'use codecs.encode() to encode to arbitrary types'
      return checkedKind(value, isBytes(value), `'${encoding}' encoder returned '%' instead of 'bytes'; ${advice}`)
    },
    decode(bytes, encoding, errors) {
      if (lookupOrNull(encoding) === NULL) return NULL
      const data = newBytes(bytes)
      try {
        const value = runCodec('decode', data, encoding, errors)
        const advice = 'use codecs.decode() to decode to arbitrary types'
        return checkedKind(value, isStr(value), `'${encoding}' decoder returned '%' instead of 'str'; ${advice}`)
      } finally {
        decref(data)
      }
    },
  })
}
function lookupOrNull(encoding: string): Address {
  const normal = normalName(encoding)
  const found = known.get(normal) ?? searched(normal)
  if (found !== NULL) known.set(normal, found)
  return found
}
