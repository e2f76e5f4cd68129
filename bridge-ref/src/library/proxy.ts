/**
 * Proxies: native objects as JavaScript sees them. Names are Python attributes, indices are items; what Python spells with
 * a function or an operator starts with `$`, which no Python name does.
 */
import { inspect } from 'node:util'
import type { Address } from '../memory/address.ts'
import { typeName } from '../runtime/object.ts'
import { disposeProxy, enterProxy, proxied } from '../runtime/proxies.ts'
import { typeOf } from '../runtime/refcount.ts'
import { deepCopy } from './deep.ts'
import {
  callMethod,
  callWith,
  deleteAttribute,
  deleteItem,
  findAttribute,
  findItem,
  getItem,
  hasAttribute,
  hasItem,
  hasItems,
  hasLength,
  isCallable,
  isContainer,
  iterate,
  lengthOf,
  numberOf,
  reprOf,
  setAttribute,
  setItem,
  textOf,
} from './operations.ts'
import { inside } from './session.ts'

const index = /^(?:0|[1-9]\d{0,14})$/

/** The new proxy of `o`, which takes over the caller's reference. */
export function makeProxy(o: Address): object {
  const handler = new Handler()
  // Only a function can be called, and an arrow function has no properties that a proxy must show.
  const target = isCallable(o) ? () => undefined : {}
  // console.log looks at the target, not at the proxy.
  Object.defineProperty(target, inspect.custom, { value: () => handler.describe(), configurable: true })
  const proxy = new Proxy(target, handler)
  handler.proxy = proxy
  enterProxy(o, proxy)
  return proxy
}

/** What a proxy stands for. Functions that outlast the trap that made them hold the proxy, which holds the object. */
function nativeOf(proxy: object): Address {
  const o = proxied(proxy)
  if (o === undefined) throw new ReferenceError('this proxy was disposed of')
  return o
}

class Handler implements ProxyHandler<object> {
  proxy: object = this

  get(_target: object, key: string | symbol): unknown {
    const { proxy } = this
    // `await proxy` asks for this; a native object is no promise.
    if (key === 'then') return undefined
    if (key === Symbol.dispose) return () => inside(() => disposeProxy(proxy))
    if (typeof key === 'symbol') return bySymbol(proxy, key)
    if (key.startsWith('$')) return operations[key]?.(proxy)
    const o = nativeOf(proxy)
    if (index.test(key) && hasItems(o)) return findItem(o, Number(key))
    const found = findAttribute(o, key)
    return found === undefined ? fallback(proxy, key) : found
  }

  set(_target: object, key: string | symbol, value: unknown): boolean {
    if (typeof key === 'symbol' || key.startsWith('$')) return false
    const o = nativeOf(this.proxy)
    if (index.test(key) && hasItems(o)) setItem(o, Number(key), value)
    else setAttribute(o, key, value)
    return true
  }

  deleteProperty(_target: object, key: string | symbol): boolean {
    if (typeof key === 'symbol' || key.startsWith('$')) return false
    const o = nativeOf(this.proxy)
    if (index.test(key) && hasItems(o)) deleteItem(o, Number(key))
    else deleteAttribute(o, key)
    return true
  }

  has(_target: object, key: string | symbol): boolean {
    if (typeof key === 'symbol') return bySymbol(this.proxy, key) !== undefined
    if (key.startsWith('$')) return key in operations
    if (index.test(key) && hasLength(nativeOf(this.proxy))) return Number(key) < lengthOf(nativeOf(this.proxy))
    if (hasAttribute(nativeOf(this.proxy), key)) return true
    return isContainer(nativeOf(this.proxy)) && hasItem(nativeOf(this.proxy), key)
  }

  apply(_target: object, _receiver: unknown, args: unknown[]): unknown {
    return callWith(nativeOf(this.proxy), args)
  }

  ownKeys(): (string | symbol)[] {
    return []
  }

  describe(): string {
    const o = proxied(this.proxy)
    return o === undefined ? '<disposed of>' : reprOf(o)
  }
}

function bySymbol(proxy: object, key: symbol): unknown {
  if (key === Symbol.iterator) return () => iterate(nativeOf(proxy))
  if (key === Symbol.toPrimitive) return (hint: string) => primitive(nativeOf(proxy), hint)
  return key === Symbol.toStringTag ? typeName(typeOf(nativeOf(proxy))) : undefined
}

function primitive(o: Address, hint: string): string | number {
  if (hint === 'string') return textOf(o)
  const number = numberOf(o)
  return hint === 'number' || !Number.isNaN(number) ? number : textOf(o)
}

const operations: Record<string, (proxy: object) => unknown> = {
  $call:
    (proxy) =>
    (args: unknown[] = [], kwargs?: Record<string, unknown>) =>
      callWith(nativeOf(proxy), args, kwargs),
  $method:
    (proxy) =>
    (name: string, ...args: unknown[]) =>
      callMethod(nativeOf(proxy), name, args),
  $get: (proxy) => (key: unknown) => getItem(nativeOf(proxy), key),
  $set: (proxy) => (key: unknown, value: unknown) => setItem(nativeOf(proxy), key, value),
  $delete: (proxy) => (key: unknown) => deleteItem(nativeOf(proxy), key),
  $has: (proxy) => (key: unknown) => hasItem(nativeOf(proxy), key),
  $length: (proxy) => lengthOf(nativeOf(proxy)),
  $repr: (proxy) => reprOf(nativeOf(proxy)),
  $type: (proxy) => typeName(typeOf(nativeOf(proxy))),
}

/** What JavaScript expects of objects, where Python has no attribute of that name. */
function fallback(proxy: object, key: string): unknown {
  if (key === 'toJS' || key === 'toJSON') return () => inside(() => deepCopy(nativeOf(proxy)))
  if (key === 'toString') return () => textOf(nativeOf(proxy))
  return key === 'length' && hasLength(nativeOf(proxy)) ? lengthOf(nativeOf(proxy)) : undefined
}
