import { stockCallbacks } from '../ffi/koffi.ts'
import { type Address, NULL } from '../memory/address.ts'
import { heapUse } from '../memory/heap.ts'
import { none } from '../memory/statics.ts'
import { call } from '../runtime/call.ts'
import { settle } from '../runtime/cross-cycles.ts'
import { takeException } from '../runtime/errors.ts'
import { importExtension } from '../runtime/extension.ts'
import { importModule } from '../runtime/imports.ts'
import { clear, pending } from '../runtime/indicator.ts'
import { newInt, readInt } from '../runtime/int.ts'
import { findAttr, getAttrName } from '../runtime/lookup.ts'
import { itemsOf } from '../runtime/object.ts'
import { decref, incref } from '../runtime/refcount.ts'
import { name, readStr } from '../runtime/str.ts'

export class Probe {
  readonly module: Address
  readonly name: string
  readonly path: string
  /** Tracked objects that an earlier case left behind. */
  inherited = 0

  constructor(name: string, path: string, module: Address) {
    this.name = name
    this.path = path
    this.module = module
  }

  /** A helper of the probe; the result is a new reference. */
  ask(helper: string, ...given: Address[]): Address {
    const fn = getAttrName(this.module, helper)
    try {
      return call(fn, given)
    } finally {
      decref(fn)
    }
  }

  askNumber(helper: string, argument?: number): number {
    const given = argument === undefined ? [] : [newInt(argument)]
    const result = this.ask(helper, ...given)
    for (const o of given) decref(o)
    const value = Number(readInt(result))
    decref(result)
    return value
  }

  /** What a helper that lists names answers; an extension that is no probe has no helpers. */
  askNames(helper: string): string[] {
    const fn = findAttr(this.module, name(helper))
    if (fn === NULL) return []
    decref(fn)
    const list = this.ask(helper)
    const names = itemsOf(list).map(readStr)
    decref(list)
    return names
  }

  alive(): number {
    return this.askNumber('__alive__')
  }

  step(index: number): void {
    const number = newInt(index)
    decref(this.ask('__step__', number))
    decref(number)
  }

  /** Takes the pending exception (new reference or NULL) and tells whether the GIL is held. */
  clean(): { pending: Address; gil: number } {
    const tuple = this.ask('__clean__')
    const [left = NULL, held = NULL] = itemsOf(tuple)
    const gil = Number(readInt(held))
    const exception = left === none() ? NULL : left
    if (exception !== NULL) incref(exception)
    decref(tuple)
    return { pending: exception, gil }
  }

  /**
   * Collects until nothing is found. That is exact and runs all finalizers itself: native objects are held by counts, and
   * where proxies own one, JavaScript's collector is run in the same call. The driver itself makes no proxies.
   */
  settle(): void {
    settle()
  }

  /** Bytes in use in the bridge's own heap. What the probe sees of the C heap is V8's more than the extension's. */
  memory(): number {
    return heapUse().bytes
  }
}

const loaded = new Map<string, Probe>()

/** Packages import their modules in an order of their own, which is not to begin in the middle of one. */
function importPackage(name: string): void {
  const dot = name.lastIndexOf('.')
  if (dot < 0) return
  try {
    decref(importModule(name.slice(0, dot)))
  } catch (error) {
    if (error !== pending) throw error
    // A file may be loaded without its package.
    clear()
  }
}

export function loadProbe(name: string, path: string): Probe {
  const known = loaded.get(name)
  if (known) return known
  stockCallbacks()
  importPackage(name)
  const probe = new Probe(name, path, importExtension(path, name))
  loaded.set(name, probe)
  return probe
}

export function probeNamed(name: string): Probe {
  const probe = loaded.get(name)
  if (probe === undefined) throw new Error(`no probe ${name} is loaded`)
  return probe
}

/** Runs `body`; the exception it raised is returned (new reference), else NULL. */
export function escaped(body: () => void): Address {
  try {
    body()
    return NULL
  } catch (error) {
    if (error !== pending) throw error
    return takeException()
  }
}
