/** Types made at run time by the host: `type(name, bases, dict)`. */
import { callInt, callVoid } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'

import { isFinalized, setFinalized } from '../memory/heap.ts'
import { flag, L } from '../memory/layouts.ts'
import { apiAddress, E, S } from '../memory/statics.ts'
import { permanentCString } from '../memory/text.ts'
import { readPointer, readSize, writePointer, writeSize } from '../memory/views.ts'
import { flagsOf, genericAlloc, hasFlag, tracked, untrack } from './allocation.ts'
import { slotFunction } from './define.ts'
import { copyDict, dictGetName, dictSetName } from './dict.ts'
import { isSubtype, raise } from './errors.ts'
import { occurred, pending, preservingError } from './indicator.ts'
import { dictPointer } from './lookup.ts'
import { isType, tpName } from './object.ts'
import { decref, newRef, refcount, setRefcount, typeOf } from './refcount.ts'
import { newTuple } from './sequence.ts'
import { fixupSlots } from './slot-methods.ts'
import { connectHeapSuites, slotOf } from './slots.ts'
import { newStr } from './str.ts'
import {
  addInstanceSlots,
  addSlotMembers,
  clearDict,
  clearSlotMembers,
  readLayout,
  tidyNamespace,
  visitSlotMembers,
} from './type-layout.ts'
import { setFlags, typeReady } from './type-ready.ts'
import { writeUnraisable } from './unraisable.ts'
import { clearWeakRefs } from './weakref.ts'

const F = L.PyTypeObject
const H = L.PyHeapTypeObject

export interface HeapTypeRequest {
  metatype: Address
  name: string
  bases: readonly Address[]
  /** Becomes the type's dict, copied. */
  dict: Address
}

/** New reference to a type that the host made. */
export function newHeapType({ metatype, name, bases, dict }: HeapTypeRequest): Address {
  const realBases = bases.length === 0 ? [S.PyBaseObject_Type] : bases
  const base = bestBase(realBases)
  const layout = readLayout({ name, base, bases: realBases, dict })
  const type = newBareHeapType(metatype, name, layout.slots.length)
  const baseFlags = flagsOf(base)
  setFlags(type, flag.HEAPTYPE | flag.BASETYPE | flag.HAVE_GC | (baseFlags & (flag.SEQUENCE | flag.MAPPING)))
  writePointer(type, F.tp_base, newRef(base))
  writePointer(type, F.tp_bases, newTuple(realBases))
  const own = copyDict(dict)
  writePointer(type, F.tp_dict, own)
  setNames(type, name, own)
  writeSize(type, F.tp_basicsize, readSize(base, F.tp_basicsize))
  writeSize(type, F.tp_itemsize, readSize(base, F.tp_itemsize))
  addSlotMembers(type, layout.slots)
  addInstanceSlots(type, base, layout)
  tidyNamespace(type, layout)
  const functions = instanceFunctions()
  writePointer(type, F.tp_dealloc, functions.dealloc)
  writePointer(type, F.tp_traverse, functions.traverse)
  writePointer(type, F.tp_clear, functions.clear)
  writePointer(type, F.tp_alloc, apiAddress('PyType_GenericAlloc'))
  writePointer(type, F.tp_free, apiAddress('PyObject_GC_Del'))
  try {
    typeReady(type)
  } catch (error) {
    decref(type) // The bases have no consistent order.
    throw error
  }
  fixupSlots(type)
  return type
}

/** The memory of a heap type, with its suites connected and nothing else. */
export function newBareHeapType(metatype: Address, name: string, slotCount = 0): Address {
  const type = genericAlloc(metatype, slotCount)
  connectHeapSuites(type)
  writePointer(type, F.tp_name, copyOfText(name))
  writePointer(type, H._ht_tpname, readPointer(type, F.tp_name))
  return type
}

/** `tp_name` of heap types is shared by equal names and never freed: types are few, and C keeps the pointer. */
function copyOfText(text: string): Address {
  return permanentCString(text)
}

export function setNames(type: Address, name: string, dict: Address): void {
  writePointer(type, H.ht_name, newStr(name))
  const qualified = dictGetName(dict, '__qualname__')
  writePointer(type, H.ht_qualname, qualified === NULL ? newStr(name) : newRef(qualified))
  if (dictGetName(dict, '__module__') === NULL) {
    const module = newStr('builtins')
    dictSetName(dict, '__module__', module)
    decref(module)
  }
}

/** Of several bases, the one whose struct extends those of the others. */
export function bestBase(bases: readonly Address[]): Address {
  let winner = NULL
  let winnerSolid = NULL
  for (const base of bases) {
    if (!isType(base)) raise(E.TypeError, 'bases must be types')
    if (!hasFlag(base, flag.READY)) typeReady(base)
    if (!hasFlag(base, flag.BASETYPE)) raise(E.TypeError, `type '${tpName(base)}' is not an acceptable base type`)
    const solid = solidBase(base)
    if (winner === NULL || (solid !== winnerSolid && isSubtype(solid, winnerSolid))) {
      winner = base
      winnerSolid = solid
    } else if (!isSubtype(winnerSolid, solid)) {
      raise(E.TypeError, 'multiple bases have instance lay-out conflict')
    }
  }
  return winner
}

/** The ancestor that last added fields of its own. */
function solidBase(type: Address): Address {
  const base = readPointer(type, F.tp_base)
  if (base === NULL) return type
  return addsFields(type, base) ? type : solidBase(base)
}

function addsFields(type: Address, base: Address): boolean {
  let size = readSize(type, F.tp_basicsize)
  const baseSize = readSize(base, F.tp_basicsize)
  if (readSize(type, F.tp_itemsize) !== readSize(base, F.tp_itemsize)) return true
  if (hasFlag(type, flag.HEAPTYPE)) {
    for (const field of [F.tp_weaklistoffset, F.tp_dictoffset]) {
      if (readSize(type, field) !== 0 && readSize(base, field) === 0) size -= 8
    }
  }
  return size !== baseSize
}

interface InstanceFunctions {
  dealloc: Address
  traverse: Address
  clear: Address
}
let functions: InstanceFunctions | undefined

/** Deallocation and garbage collection of instances of host-made types, made once. */
function instanceFunctions(): InstanceFunctions {
  functions ??= {
    dealloc: slotFunction('subtype_dealloc', 'tp_dealloc', deallocInstance),
    traverse: slotFunction('subtype_traverse', 'tp_traverse', traverseInstance),
    clear: slotFunction('subtype_clear', 'tp_clear', clearInstance),
  }
  return functions
}

function ancestorWithout(type: Address, field: number, own: Address): Address {
  let base = type
  while (base !== NULL && readPointer(base, field) === own) base = readPointer(base, F.tp_base)
  return base
}

function deallocInstance(o: Address): void {
  const type = typeOf(o)
  if (slotOf(type, 'tp_finalize') !== NULL && finalizeAndKeep(o)) return
  untrack(o)
  const base = ancestorWithout(type, F.tp_dealloc, instanceFunctions().dealloc)
  if (readSize(type, F.tp_weaklistoffset) !== 0 && readSize(base, F.tp_weaklistoffset) === 0) clearWeakRefs(o)
  clearSlotMembers(o, base)
  if (readSize(type, F.tp_dictoffset) !== 0 && readSize(base, F.tp_dictoffset) === 0) clearDict(o)
  if (hasFlag(base, flag.HAVE_GC)) tracked.add(o)
  callVoid(readPointer(base, F.tp_dealloc), o)
  if (!hasFlag(base, flag.HEAPTYPE)) decref(type)
}

/** Runs `tp_finalize` once; true when it brought the object back to life. */
export function finalizeAndKeep(o: Address): boolean {
  setRefcount(o, 1)
  runFinalizer(o)
  const count = refcount(o) - 1
  setRefcount(o, count)
  return count > 0
}

export function runFinalizer(o: Address): void {
  const fn = slotOf(typeOf(o), 'tp_finalize')
  if (fn === NULL || isFinalized(o)) return
  if (hasFlag(typeOf(o), flag.HAVE_GC)) setFinalized(o)
  preservingError(() => {
    try {
      callVoid(fn, o)
    } catch (error) {
      if (error !== pending) throw error
    }
    if (occurred() !== NULL) writeUnraisable(o)
  })
}
function traverseInstance(o: Address, visit: Address, arg: number): number {
  const type = typeOf(o)
  const base = ancestorWithout(type, F.tp_traverse, instanceFunctions().traverse)
  const pointer = dictPointer(o)
  const dict =
    pointer !== NULL && readSize(type, F.tp_dictoffset) !== readSize(base, F.tp_dictoffset)
      ? readPointer(pointer)
      : NULL
  let stop = visitSlotMembers(o, base, (held) => callInt(visit, held, arg))
  if (stop === 0 && dict !== NULL) stop = callInt(visit, dict, arg)
  if (stop === 0 && !hasFlag(base, flag.HEAPTYPE)) stop = callInt(visit, type, arg)
  const inherited = base === NULL ? NULL : readPointer(base, F.tp_traverse)
  return stop === 0 && inherited !== NULL ? callInt(inherited, o, visit, arg) : stop
}

function clearInstance(o: Address): number {
  const base = ancestorWithout(typeOf(o), F.tp_clear, instanceFunctions().clear)
  clearSlotMembers(o, base)
  if (readSize(typeOf(o), F.tp_dictoffset) !== readSize(base, F.tp_dictoffset)) clearDict(o)
  const inherited = readPointer(base, F.tp_clear)
  return inherited === NULL ? 0 : callInt(inherited, o)
}

/** The most derived metatype of the bases. */
export function bestMetatype(metatype: Address, bases: readonly Address[]): Address {
  let winner = metatype
  for (const base of bases) {
    const meta = typeOf(base)
    if (isSubtype(winner, meta)) continue
    if (!isSubtype(meta, winner)) {
      raise(
        E.TypeError,
        'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases',
      )
    }
    winner = meta
  }
  return winner
}

/** The deallocator of instances, also for heap types whose spec gives none. */
export function instanceDealloc(): Address {
  return instanceFunctions().dealloc
}
