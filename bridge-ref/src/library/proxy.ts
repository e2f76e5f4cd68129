/**
 * Proxies: native objects as JavaScript sees them. Names are Python attributes, indices are items; what Python spells with
 * a function or an operator starts with `$`, which no Python name does.
 */
import { inspect } from 'node:util'
import { type Address, NULL } from '../memory/address.ts'
import { nameOf } from '../runtime/object.ts'
import { disposeProxy, enterProxy } from '../runtime/proxies.ts'
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
  const handler = new Handler(o)
  // Only a function can be called, and an arrow function has no properties that a proxy must show.
  const target = isCallable(o) ? () => undefined : {}
  // console.log looks at the target, not at the proxy.
  Object.defineProperty(target, inspect.custom, { value: () => handler.describe(), configurable: true })
  const proxy = new Proxy(target, handler)
  enterProxy(o, proxy)
  return proxy
}

class Handler implements ProxyHandler<object> {
  #o: Address

  constructor(o: Address) {
    this.#o = o
  }

  get #alive(): Address {
    if (this.#o === NULL) throw new ReferenceError('this proxy was disposed of')
    return this.#o
  }

  get(_target: object, key: string | symbol, proxy: object): unknown {
    // `await proxy` asks for this; a native object is no promise.
    if (key === 'then') return undefined
    if (key === Symbol.dispose) return () => this.#dispose(proxy)
    const o = this.#alive
    if (typeof key === 'symbol') return bySymbol(o, key)
    if (key.startsWith('$')) return own(o, key)
    if (index.test(key) && hasItems(o)) return findItem(o, Number(key))
    const found = findAttribute(o, key)
    return found === undefined ? fallback(o, key) : found
  }

  set(_target: object, key: string | symbol, value: unknown): boolean {
    if (typeof key === 'symbol' || key.startsWith('$')) return false
    if (index.test(key) && hasItems(this.#alive)) setItem(this.#alive, Number(key), value)
    else setAttribute(this.#alive, key, value)
    return true
  }

  deleteProperty(_target: object, key: string | symbol): boolean {
    if (typeof key === 'symbol' || key.startsWith('$')) return false
    if (index.test(key) && hasItems(this.#alive)) deleteItem(this.#alive, Number(key))
    else deleteAttribute(this.#alive, key)
    return true
  }

  has(_target: object, key: string | symbol): boolean {
    if (typeof key === 'symbol') return bySymbol(this.#alive, key) !== undefined
    if (index.test(key) && hasLength(this.#alive)) return Number(key) < lengthOf(this.#alive)
    return hasAttribute(this.#alive, key) || (isContainer(this.#alive) && hasItem(this.#alive, key))
  }

  apply(_target: object, _receiver: unknown, args: unknown[]): unknown {
    return callWith(this.#alive, args)
  }

  ownKeys(): (string | symbol)[] {
    return []
  }

  describe(): string {
    return this.#o === NULL ? '<disposed of>' : reprOf(this.#o)
  }

  #dispose(proxy: object): void {
    if (this.#o === NULL) return
    this.#o = NULL
    inside(() => disposeProxy(proxy))
  }
}

function bySymbol(o: Address, key: symbol): unknown {
  if (key === Symbol.iterator) return () => iterate(o)
  if (key === Symbol.toPrimitive) return (hint: string) => primitive(o, hint)
  if (key === Symbol.toStringTag) return nameOf(o)
  return undefined
}

function primitive(o: Address, hint: string): string | number {
  if (hint === 'string') return textOf(o)
  const number = numberOf(o)
  return hint === 'number' || !Number.isNaN(number) ? number : textOf(o)
}

const operations: Record<string, (o: Address) => unknown> = {
  $call:
    (o) =>
    (args: unknown[] = [], kwargs?: Record<string, unknown>) =>
      callWith(o, args, kwargs),
  $method:
    (o) =>
    (name: string, ...args: unknown[]) =>
      callMethod(o, name, args),
  $get: (o) => (key: unknown) => getItem(o, key),
  $set: (o) => (key: unknown, value: unknown) => setItem(o, key, value),
  $delete: (o) => (key: unknown) => deleteItem(o, key),
  $has: (o) => (key: unknown) => hasItem(o, key),
  $length: lengthOf,
  $repr: reprOf,
  $type: nameOf,
}

function own(o: Address, key: string): unknown {
  return operations[key]?.(o)
}

/** What JavaScript expects of objects, where Python has no attribute of that name. */
function fallback(o: Address, key: string): unknown {
  if (key === 'toJS' || key === 'toJSON') return () => inside(() => deepCopy(o))
  if (key === 'toString') return () => textOf(o)
  return key === 'length' && hasLength(o) ? lengthOf(o) : undefined
}
