/** The reference bridge as a library: docs/bridge-ref-as-a-library.md. */
import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { buildShim } from '../../tools/build.ts'
import { startBridge } from '../bridge.ts'
import { type Address, NULL } from '../memory/address.ts'
import { heapUse } from '../memory/heap.ts'
import { S } from '../memory/statics.ts'
import { chooseDebugMode } from '../options.ts'
import { tracked } from '../runtime/allocation.ts'
import { dictGetName } from '../runtime/dict.ts'
import { importExtension } from '../runtime/extension.ts'
import { newFloat } from '../runtime/float.ts'
import { collectorThresholds } from '../runtime/gc.ts'
import { addSearchPath, importModule, makeHostModule } from '../runtime/imports.ts'
import { sysModules } from '../runtime/modules.ts'
import { nameOf } from '../runtime/object.ts'
import { proxied, proxiedObjects, proxyCount } from '../runtime/proxies.ts'
import { decref, newRef, typeOf } from '../runtime/refcount.ts'
import { serveInEventLoop } from '../runtime/threads.ts'
import { onUnraisable } from '../runtime/unraisable.ts'
import { wrapperCounts } from '../runtime/wrappers.ts'
import { bytesObject, connectMakers, proxyOf, toNative, tupleOf } from './convert.ts'
import { errorOf, exceptionOf, PythonError, startErrors } from './errors.ts'
import { callWith, construct } from './operations.ts'
import { makeProxy } from './proxy.ts'
import type { PyProxy } from './py-proxy.ts'
import { collectAll, inside, isInside, type Tuning, tuning } from './session.ts'
import { SharedBuffer } from './shared-buffer.ts'
import { startWrapperTypes, wrap } from './wrapper-types.ts'

export type { PyProxy, SharedBuffer, Tuning }
export { PythonError }

export interface StartOptions {
  /** Folders in which packages and extensions are looked for, in order. */
  path?: readonly string[]
  /** Checks what C leaves to its caller, at a price; of the first start only. */
  debug?: boolean
  /** Receives what deallocators and finalizers raise; by default a warning of the process. */
  onUnraisable?: (error: unknown) => void
}

/** What lives at the moment. */
export interface Ledger {
  /** Blocks and bytes of the heap of native objects. */
  objects: number
  bytes: number
  /** Entries of the table of JavaScript objects that native objects refer to. */
  entries: { strong: number; weak: number }
  proxies: number
  /** Numbers of proxied objects by type name. */
  proxiesByType: Record<string, number>
  /** Numbers of objects that the cycle collector watches, by type name. */
  trackedByType: Record<string, number>
}

let started: Bridge | undefined

export class Bridge {
  /** Starts the bridge. There is one in a process: starting again gives the same, with more folders to look in. */
  // biome-ignore lint/suspicious/useAwait: that starting takes no time today is nothing to promise.
  static async start({ path = [], debug = false, onUnraisable: receive = warn }: StartOptions = {}): Promise<Bridge> {
    if (debug) chooseDebugMode()
    const absent = path.find((folder) => !existsSync(folder))
    if (absent !== undefined) throw new Error(`Bridge.start: there is no folder ${absent}, which \`path\` names`)
    addSearchPath(...path.map((folder) => resolve(folder)))
    started ??= new Bridge()
    onUnraisable((exception) => receive(errorOf(exception)))
    return started
  }

  private constructor() {
    startBridge(buildShim())
    serveInEventLoop()
    connectMakers({ wrapper: wrap, proxy: makeProxy, exception: exceptionOf })
    startWrapperTypes()
    startErrors()
  }

  /** The module of an extension: the path of its file (`name` is what the file is called, unless given), or a dotted name. */
  import(fileOrName: string, name: string = nameOfFile(fileOrName)): PyProxy {
    const isFile = /[/\\]|\.so$/.test(fileOrName)
    if (isFile && !existsSync(fileOrName)) throw new Error(`no extension at ${fileOrName}`)
    return take(() => {
      const known = isFile ? dictGetName(sysModules(), name) : NULL
      if (known !== NULL) return newRef(known)
      return isFile ? importExtension(resolve(fileOrName), name) : importModule(fileOrName)
    })
  }

  /** Makes a module of JavaScript values, for extensions that import it. */
  module(name: string, contents: Readonly<Record<string, unknown>>): PyProxy {
    return take(() => {
      const values: Record<string, Address> = {}
      try {
        for (const [key, value] of Object.entries(contents)) values[key] = toNative(value)
        return newRef(makeHostModule(name, values))
      } finally {
        for (const value of Object.values(values)) decref(value)
      }
    })
  }

  /** Calls with keyword arguments. */
  call(fn: PyProxy, args: readonly unknown[] = [], kwargs?: Readonly<Record<string, unknown>>): unknown {
    return callWith(nativeOf(fn), args, kwargs)
  }

  /** An immutable `bytes` with a copy of the contents. */
  bytes(contents: Uint8Array): PyProxy {
    return take(() => bytesObject(contents))
  }
  /** A `float`, also of an integral number. */
  float(value: number): PyProxy {
    return take(() => newFloat(value))
  }
  tuple(items: Iterable<unknown>): PyProxy {
    return take(() => tupleOf(items))
  }
  /** A native list, dict or set of its own, of an array, Map, plain object or Set. */
  copy(value: object): PyProxy {
    return take(() => toNative(value))
  }
  /** A `bytearray` with a copy of the contents. */
  bytearray(contents: Uint8Array): PyProxy {
    return take(() => construct(S.PyByteArray_Type, contents))
  }
  /** A `memoryview` of an exporter: a typed array, or a native object. */
  memoryview(exporter: unknown): PyProxy {
    return take(() => construct(S.PyMemoryView_Type, exporter))
  }
  /** Any JavaScript object by reference: C sees its attributes and items as they are at the time. */
  reference(value: object): PyProxy {
    return take(() => wrap(value))
  }

  /** The memory that a native object exports, without a copy. */
  buffer(exporter: PyProxy, { writable = false } = {}): SharedBuffer {
    return new SharedBuffer(nativeOf(exporter), writable)
  }

  ledger(): Ledger {
    const { blocks, bytes } = heapUse()
    return {
      objects: blocks,
      bytes,
      entries: wrapperCounts(),
      proxies: proxyCount(),
      proxiesByType: byType(proxiedObjects()),
      trackedByType: byType(tracked),
    }
  }

  /** Changes how often lifetimes are looked after, and CPython's collection thresholds. */
  tune({ thresholds, ...rest }: Partial<Tuning> & { thresholds?: readonly number[] }): void {
    Object.assign(tuning, rest)
    if (thresholds !== undefined) collectorThresholds(thresholds)
  }

  /** Runs both collectors until neither finds anything: native cycles, JavaScript's, and those that run through both. */
  async collect(): Promise<void> {
    // What the job that asks still has on its stack is in use; the next job has nothing. And what the engine's compiler
    // is at work on is in use as well: the second round finds it.
    for (let round = 0; round < 2; round++) {
      await new Promise((done) => setImmediate(done))
      if (isInside()) throw new Error('collect() was called while C code was running')
      collectAll()
    }
  }
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error))
}

/** `folder/_heapq.cpython-311-x86_64-linux-gnu.so` has the module `_heapq`. */
function nameOfFile(path: string): string {
  return basename(path).split('.')[0] ?? path
}

/** A proxy of the new object that `body` makes, also of a type that would be converted. */
function take(body: () => Address): PyProxy {
  return inside(() => {
    const o = body()
    try {
      return proxyOf(o) as PyProxy
    } finally {
      decref(o)
    }
  })
}

function nativeOf(proxy: object): Address {
  const o = proxied(proxy)
  if (o === undefined) throw new TypeError('not a proxy of a native object, or one that was disposed of')
  return o
}

function byType(objects: Iterable<Address>): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const o of objects) counts[typeOf(o) === NULL ? '?' : nameOf(o)] = (counts[nameOf(o)] ?? 0) + 1
  return counts
}
