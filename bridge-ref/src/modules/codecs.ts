/** `codecs` and `_codecs`. */
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { newBytes } from '../runtime/bytes.ts'
import { builtinCodec } from '../runtime/codecs/builtin.ts'
import { registeredHandler, registerHandler } from '../runtime/codecs/errors.ts'
import { handlerFunction } from '../runtime/codecs/handlers.ts'
import {
  codecInfoType,
  decodeStateless,
  encodeStateless,
  lookupCodec,
  registerSearch,
  runCodec,
  unregisterSearch,
} from '../runtime/codecs/registry.ts'
import { dictGetName } from '../runtime/dict.ts'
import { raise } from '../runtime/errors.ts'
import { type HostModule, importModule } from '../runtime/imports.ts'
import { getAttrName } from '../runtime/lookup.ts'
import { isStr, nameOf, newNone, slotFor } from '../runtime/object.ts'
import { decref, newRef } from '../runtime/refcount.ts'
import { readStr } from '../runtime/str.ts'
import { newHostFunction } from '../runtime/types/small-types.ts'

type Run = (args: readonly Address[], kwargs: Address) => Address

const names = (name: string): string => name.replaceAll('-', '_')
function textOf(o: Address | undefined, otherwise?: string): string {
  if ((o === undefined || o === NULL) && otherwise !== undefined) return otherwise
  return o !== undefined && o !== NULL && isStr(o)
    ? readStr(o)
    : raise(E.TypeError, `argument must be str, not ${o === undefined || o === NULL ? 'NULL' : nameOf(o)}`)
}
function needCallable(o: Address | undefined, what: string): Address {
  return o === undefined || slotFor(o, 'tp_call') === NULL ? raise(E.TypeError, `${what} must be callable`) : o
}
const part =
  (attribute: string): Run =>
  ([encoding]) =>
    getAttrName(lookupCodec(textOf(encoding)), attribute)
const coding =
  (which: 'encode' | 'decode'): Run =>
  ([o = NULL, encoding = NULL, errors = NULL], kwargs) => {
    const named = (key: string) => (kwargs === NULL ? NULL : dictGetName(kwargs, key))
    return runCodec(
      which,
      o || named('obj'),
      textOf(encoding || named('encoding'), 'utf-8'),
      textOf(errors || named('errors'), 'strict'),
    )
  }

const registry: Record<string, Run> = {
  register: ([search]) => {
    registerSearch(needCallable(search, 'argument'))
    return newNone()
  },
  unregister: ([search = NULL]) => {
    unregisterSearch(search)
    return newNone()
  },
  lookup: ([encoding]) => newRef(lookupCodec(textOf(encoding))),
  encode: coding('encode'),
  decode: coding('decode'),
  register_error: ([name, handler]) => {
    registerHandler(textOf(name), needCallable(handler, 'handler'))
    return newNone()
  },
  lookup_error: ([name]) => {
    const registered = registeredHandler(textOf(name))
    return registered === NULL ? handlerFunction(textOf(name)) : newRef(registered)
  },
}

const fullNames = ['utf-8', 'ascii', 'latin-1', 'utf-16', 'utf-16-le', 'utf-16-be', 'utf-32', 'utf-32-le', 'utf-32-be']
const escapes = ['unicode_escape', 'raw_unicode_escape']

/** `utf_8_encode` and the like. */
function stateless(): Record<string, Run> {
  const all: Record<string, Run> = {}
  for (const name of [...fullNames, ...escapes]) {
    const codec = builtinCodec(name)
    if (codec === undefined) continue
    all[`${names(name)}_encode`] = (given) => encodeStateless(codec, given)
    all[`${names(name)}_decode`] = (given) => decodeStateless(codec, given)
  }
  return all
}

const marks: Record<string, number[]> = {
  BOM_UTF8: [0xef, 0xbb, 0xbf],
  BOM_UTF16: [0xff, 0xfe],
  BOM_UTF16_LE: [0xff, 0xfe],
  BOM_UTF16_BE: [0xfe, 0xff],
  BOM_UTF32: [0xff, 0xfe, 0, 0],
  BOM_UTF32_LE: [0xff, 0xfe, 0, 0],
  BOM_UTF32_BE: [0, 0, 0xfe, 0xff],
  BOM: [0xff, 0xfe],
  BOM_LE: [0xff, 0xfe],
  BOM_BE: [0xfe, 0xff],
}

function asFunctions(functions: Record<string, Run>, module = '_codecs'): Record<string, Address> {
  return Object.fromEntries(
    Object.entries(functions).map(([name, call]) => [name, newHostFunction({ call, name, module })]),
  )
}

export const privateCodecsModule: HostModule = () => asFunctions({ ...registry, ...stateless() })

/** `codecs` has the very functions of `_codecs`: pickling checks that. */
function shared(): Record<string, Address> {
  const own = importModule('_codecs')
  const all = Object.keys({ ...registry, ...stateless() }).map((name) => [name, getAttrName(own, name)] as const)
  decref(own)
  return Object.fromEntries(all)
}

export const codecsModule: HostModule = () => ({
  ...shared(),
  ...asFunctions(
    {
      getencoder: part('encode'),
      getdecoder: part('decode'),
      getincrementalencoder: part('incrementalencoder'),
      getincrementaldecoder: part('incrementaldecoder'),
      getreader: part('streamreader'),
      getwriter: part('streamwriter'),
    },
    'codecs',
  ),
  ...Object.fromEntries(Object.entries(marks).map(([name, bytes]) => [name, newBytes(Uint8Array.from(bytes))])),
  ...Object.fromEntries(
    ['strict', 'ignore', 'replace', 'xmlcharrefreplace', 'backslashreplace'].map((name) => [
      `${name}_errors`,
      handlerFunction(name),
    ]),
  ),
  CodecInfo: newRef(codecInfoType()),
})
