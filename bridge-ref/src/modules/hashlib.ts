/** `hashlib`: names for what `_hashlib` (OpenSSL) or else the modules of single algorithms compute. */
import { type Address, NULL } from '../memory/address.ts'
import { E, none, S } from '../memory/statics.ts'
import { except, raise } from '../runtime/errors.ts'
import { builtins } from './kit/functions.ts'
import { attrOr, given, invoke, invokeWith, list, moduleAttr, record, text, textOf, tuple } from './kit/values.ts'

/** By algorithm: the module that has it when OpenSSL is not there. */
const modules: Record<string, string> = {
  md5: '_md5',
  sha1: '_sha1',
  sha224: '_sha256',
  sha256: '_sha256',
  sha384: '_sha512',
  sha512: '_sha512',
  sha3_224: '_sha3',
  sha3_256: '_sha3',
  sha3_384: '_sha3',
  sha3_512: '_sha3',
  shake_128: '_sha3',
  shake_256: '_sha3',
  blake2b: '_blake2',
  blake2s: '_blake2',
}

function optional(module: string, key: string): Address {
  return except(
    E.ImportError,
    () =>
      except(
        E.AttributeError,
        () => moduleAttr(module, key),
        () => NULL,
      ),
    () => NULL,
  )
}
/** NULL where neither is installed. BLAKE2 has parameters that OpenSSL does not know. */
function constructorOf(name: string): Address {
  const own = () => optional(modules[name] ?? '', name)
  return name.startsWith('blake2') ? own() : optional('_hashlib', `openssl_${name}`) || own()
}

function newHash(name: string, data: Address, kwargs: Address): Address {
  const make = modules[name] === undefined ? NULL : constructorOf(name)
  if (make !== NULL) return invokeWith(make, data === NULL ? [] : [data], kwargs)
  const openssl = optional('_hashlib', 'new')
  const unsupported = () => raise(E.ValueError, `unsupported hash type ${name}`)
  if (openssl === NULL) return unsupported()
  const given = [text(name), ...(data === NULL ? [] : [data])]
  return except(E.ValueError, () => invokeWith(openssl, given, kwargs), unsupported)
}

export function hashlibModule(): Record<string, Address> {
  const found = Object.keys(modules).map((name) => [name, constructorOf(name)] as const)
  const available = found.filter(([, make]) => make !== NULL)
  const names = (all: readonly string[]) => invoke(S.PySet_Type, list(all.map(text)))
  const derived = ['pbkdf2_hmac', 'scrypt'].map((name) => [name, optional('_hashlib', name)] as const)
  const openssl = optional('_hashlib', 'openssl_md_meth_names')
  const known = names(available.map(([name]) => name))
  return {
    ...Object.fromEntries([...available, ...derived].filter(([, o]) => o !== NULL)),
    algorithms_guaranteed: names(Object.keys(modules)),
    algorithms_available: openssl === NULL ? known : invoke(attrOr(known, 'union', none()), openssl),
    ...builtins('hashlib', {
      'new(name, data=, **kwargs)': (name = NULL, data = NULL, kwargs = NULL) =>
        newHash(textOf(name), data, given(kwargs) ? kwargs : record({})),
    }),
    __all__: tuple(...[...Object.keys(modules), 'new'].map(text)),
  }
}
