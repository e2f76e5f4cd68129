/** Describes a built-in type in TypeScript and makes the native struct of it. */

import type { NativeFunction } from '../boundary/calls.ts'
import { exportToC } from '../boundary/guard.ts'
import { type Address, NULL, plus } from '../memory/address.ts'
import { allocateZeroed } from '../memory/heap.ts'
import { flag, L } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { permanentCString } from '../memory/text.ts'
import { writeI32, writePointer, writeSize } from '../memory/views.ts'
import { keywordDict, positionalCount, readObjects } from './call.ts'
import { raise } from './errors.ts'
import { sizeOf } from './object.ts'
import { setRefcount, xdecref } from './refcount.ts'
import { ensureSuite, isSlotName, type SlotName, setSlot, slots } from './slots.ts'
import { setFlags } from './type-ready.ts'

/** A method of a built-in type or function of a built-in module. Arguments are borrowed, the result is a new reference. */
export interface Method {
  least: number
  most: number
  run: (self: Address, ...args: Address[]) => Address
  /** Keywords as a dict or NULL, for the few that take them. */
  withKeywords?: (self: Address, args: Address[], kwargs: Address) => Address
  kind?: 'class' | 'static'
}

export interface GetSet {
  get: (self: Address) => Address
  set?: (self: Address, value: Address) => number
}

export interface TypeDescription {
  name: string
  size: number
  itemSize?: number
  /** Default: BASETYPE for none; give what the type has beyond the default flags. */
  flags?: number
  base?: Address
  dictOffset?: number
  weakListOffset?: number
  vectorcallOffset?: number
  slots: Partial<Record<SlotName, NativeFunction | Address>>
  methods?: Record<string, Method>
  getset?: Record<string, GetSet>
  doc?: string
}

const F = L.PyTypeObject

export function args(count: number, run: Method['run']): Method {
  return { least: count, most: count, run }
}
export function argsBetween(least: number, most: number, run: Method['run']): Method {
  return { least, most, run }
}

/** Fills in the struct of `type`; `typeReady` completes it. */
export function describeType(type: Address, description: TypeDescription): void {
  setRefcount(type, 1)
  writePointer(type, L.PyObject.ob_type, S.PyType_Type)
  writePointer(type, F.tp_name, permanentCString(description.name))
  writeSize(type, F.tp_basicsize, description.size)
  writeSize(type, F.tp_itemsize, description.itemSize ?? 0)
  setFlags(type, (description.flags ?? 0) | flag.IMMUTABLETYPE)
  writePointer(type, F.tp_base, description.base ?? NULL)
  writeSize(type, F.tp_dictoffset, description.dictOffset ?? 0)
  writeSize(type, F.tp_weaklistoffset, description.weakListOffset ?? 0)
  writeSize(type, F.tp_vectorcall_offset, description.vectorcallOffset ?? 0)
  if (description.doc !== undefined) writePointer(type, F.tp_doc, permanentCString(description.doc))
  for (const [name, value] of Object.entries(description.slots)) {
    if (isSlotName(name)) fillSlot(type, description.name, name, value)
  }
  if (description.methods) writePointer(type, F.tp_methods, methodTable(description.name, description.methods))
  if (description.getset) writePointer(type, F.tp_getset, getSetTable(description.name, description.getset))
}

function fillSlot(type: Address, typeName: string, name: SlotName, value: NativeFunction | Address): void {
  ensureSuite(type, slots[name].suite, allocateZeroed)
  setSlot(type, name, typeof value === 'number' ? value : slotFunction(`${typeName}.${name}`, name, value))
}

/** A C function pointer with the signature of a slot. */
export function slotFunction(label: string, name: SlotName, run: NativeFunction): Address {
  const { signature, sentinel } = slots[name]
  return exportToC({ name: label, signature, sentinel, run })
}

/** A PyMethodDef table. */
export function methodTable(owner: string, methods: Record<string, Method>): Address {
  const M = L.PyMethodDef
  const table = allocateZeroed((Object.keys(methods).length + 1) * M.size)
  Object.entries(methods).forEach(([name, method], i) => {
    const at = plus(table, i * M.size)
    const { signature, flags, run } = convention(name, method)
    writePointer(at, M.ml_name, permanentCString(name))
    writePointer(at, M.ml_meth, exportToC({ name: `${owner}.${name}`, signature, sentinel: 0, run }))
    writeI32(at, M.ml_flags, flags | (method.kind === 'class' ? 16 : method.kind === 'static' ? 32 : 0))
  })
  return table
}

function convention(name: string, method: Method): { signature: string; flags: number; run: NativeFunction } {
  const { least, most, run, withKeywords } = method
  if (withKeywords) {
    return {
      signature: 'ppppp',
      flags: 128 | 2,
      run: (self: Address, at: Address, count: number, names: Address) => {
        const all = readObjects(at, positionalCount(count) + (names === NULL ? 0 : sizeOf(names)))
        const kwargs = keywordDict(names, all.slice(count))
        try {
          return withKeywords(self, all.slice(0, count), kwargs)
        } finally {
          xdecref(kwargs)
        }
      },
    }
  }
  if (most === 0) return { signature: 'ppp', flags: 4, run: (self: Address) => run(self) }
  if (least === 1 && most === 1) return { signature: 'ppp', flags: 8, run: (self: Address, o: Address) => run(self, o) }
  return {
    signature: 'pppp',
    flags: 128,
    run: (self: Address, at: Address, count: number) => {
      if (count < least || count > most) {
        const bound = count < least ? `at least ${least}` : `at most ${most}`
        raise(
          E.TypeError,
          `${name} expected ${bound} argument${(count < least ? least : most) === 1 ? '' : 's'}, got ${count}`,
        )
      }
      return run(self, ...readObjects(at, count))
    },
  }
}

function getSetTable(owner: string, getset: Record<string, GetSet>): Address {
  const G = L.PyGetSetDef
  const table = allocateZeroed((Object.keys(getset).length + 1) * G.size)
  Object.entries(getset).forEach(([name, { get, set }], i) => {
    const at = plus(table, i * G.size)
    writePointer(at, G.name, permanentCString(name))
    writePointer(at, G.get, exportToC({ name: `${owner}.${name}`, signature: 'ppp', sentinel: 0, run: get }))
    if (set) writePointer(at, G.set, exportToC({ name: `${owner}.${name}`, signature: 'ippp', sentinel: -1, run: set }))
  })
  return table
}

/** Memory for a type that C has no symbol for. */
export function newStaticType(): Address {
  return allocateZeroed(F.size)
}
