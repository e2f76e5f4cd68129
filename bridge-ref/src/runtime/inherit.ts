/** What a type takes over from its bases when it is readied; the rules are those of "Inheritance" in typeobj. */
import { type Address, NULL } from '../memory/address.ts'
import { flag, L } from '../memory/layouts.ts'
import { apiAddress, S } from '../memory/statics.ts'
import { readPointer, readSize, writePointer, writeSize, writeU32 } from '../memory/views.ts'
import { flagsOf, hasFlag } from './allocation.ts'
import { dictGetName } from './dict.ts'
import { isSubtype } from './errors.ts'
import { hasSuite, type SlotName, setSlot, slotNames, slotOf, slots } from './slots.ts'

const F = L.PyTypeObject

const subclassFlags: [() => Address, number][] = [
  [() => readPointer(S.PyExc_BaseException), flag.BASE_EXC_SUBCLASS],
  [() => S.PyType_Type, flag.TYPE_SUBCLASS],
  [() => S.PyLong_Type, flag.LONG_SUBCLASS],
  [() => S.PyBytes_Type, flag.BYTES_SUBCLASS],
  [() => S.PyUnicode_Type, flag.UNICODE_SUBCLASS],
  [() => S.PyTuple_Type, flag.TUPLE_SUBCLASS],
  [() => S.PyList_Type, flag.LIST_SUBCLASS],
  [() => S.PyDict_Type, flag.DICT_SUBCLASS],
]

function addFlags(type: Address, bits: number): void {
  writeU32(type, F.tp_flags, flagsOf(type) | bits)
}

/** Sizes, garbage collection and the quick type tests, from the one base whose struct the type extends. */
export function inheritSpecial(type: Address, base: Address): void {
  const plain = !hasFlag(type, flag.HAVE_GC) && readPointer(type, F.tp_traverse) === NULL
  if (plain && hasFlag(base, flag.HAVE_GC) && readPointer(type, F.tp_clear) === NULL) {
    addFlags(type, flag.HAVE_GC)
    writePointer(type, F.tp_traverse, readPointer(base, F.tp_traverse))
    writePointer(type, F.tp_clear, readPointer(base, F.tp_clear))
  }
  for (const field of [F.tp_basicsize, F.tp_itemsize, F.tp_weaklistoffset, F.tp_dictoffset]) {
    if (readSize(type, field) === 0) writeSize(type, field, readSize(base, field))
  }
  const found = subclassFlags.find(([ancestor]) => ancestor() !== NULL && isSubtype(type, ancestor()))
  if (found !== undefined) addFlags(type, found[1])
  const collection = flag.SEQUENCE | flag.MAPPING
  if ((flagsOf(type) & collection) === 0) addFlags(type, flagsOf(base) & collection)
}

const separately = new Set<SlotName>([
  'tp_getattr',
  'tp_getattro',
  'tp_setattr',
  'tp_setattro',
  'tp_hash',
  'tp_richcompare',
  'tp_traverse',
  'tp_clear',
  'tp_new',
  'tp_free',
  'tp_del',
])

/** Each empty slot of `type` takes what `ancestor` defines itself. */
export function inheritSlots(type: Address, ancestor: Address): void {
  const beyond = readPointer(ancestor, F.tp_base)
  for (const slot of slotNames) {
    if (!separately.has(slot) && hasSuite(type, slots[slot].suite) && hasSuite(ancestor, slots[slot].suite)) {
      copySlot(type, ancestor, beyond, slot)
    }
  }
  inheritAttributeAccess(type, ancestor)
  inheritComparison(type, ancestor)
  inheritVectorcall(type, ancestor)
  inheritFree(type, ancestor)
}

function copySlot(type: Address, ancestor: Address, beyond: Address, slot: SlotName): void {
  const theirs = slotOf(ancestor, slot)
  if (theirs === NULL || slotOf(type, slot) !== NULL) return
  if (beyond === NULL || theirs !== slotOf(beyond, slot)) setSlot(type, slot, theirs)
}

function inheritAttributeAccess(type: Address, ancestor: Address): void {
  const pairs: [SlotName, SlotName][] = [
    ['tp_getattr', 'tp_getattro'],
    ['tp_setattr', 'tp_setattro'],
  ]
  for (const [byText, byObject] of pairs) {
    if (slotOf(type, byText) !== NULL || slotOf(type, byObject) !== NULL) continue
    setSlot(type, byText, slotOf(ancestor, byText))
    setSlot(type, byObject, slotOf(ancestor, byObject))
  }
}

/** Hash and comparison go together: a type that redefines one does not get the other. */
function inheritComparison(type: Address, ancestor: Address): void {
  if (readPointer(type, F.tp_richcompare) !== NULL || readPointer(type, F.tp_hash) !== NULL) return
  const dict = readPointer(type, F.tp_dict)
  if (dictGetName(dict, '__hash__') !== NULL || dictGetName(dict, '__eq__') !== NULL) return
  writePointer(type, F.tp_richcompare, readPointer(ancestor, F.tp_richcompare))
  writePointer(type, F.tp_hash, readPointer(ancestor, F.tp_hash))
}

function inheritVectorcall(type: Address, ancestor: Address): void {
  if (readSize(type, F.tp_vectorcall_offset) === 0) {
    writeSize(type, F.tp_vectorcall_offset, readSize(ancestor, F.tp_vectorcall_offset))
  }
  const sameCall = readPointer(type, F.tp_call) === readPointer(ancestor, F.tp_call)
  if (hasFlag(ancestor, flag.HAVE_VECTORCALL) && sameCall && !hasFlag(type, flag.HEAPTYPE)) {
    addFlags(type, flag.HAVE_VECTORCALL)
  }
  const sameGet = readPointer(type, F.tp_descr_get) === readPointer(ancestor, F.tp_descr_get)
  if (sameGet && hasFlag(ancestor, flag.METHOD_DESCRIPTOR) && !hasFlag(type, flag.HEAPTYPE)) {
    addFlags(type, flag.METHOD_DESCRIPTOR)
  }
}

function inheritFree(type: Address, ancestor: Address): void {
  if (readPointer(type, F.tp_free) !== NULL) return
  const [own, theirs] = [hasFlag(type, flag.HAVE_GC), hasFlag(ancestor, flag.HAVE_GC)]
  if (own === theirs) writePointer(type, F.tp_free, readPointer(ancestor, F.tp_free))
  else if (own && readPointer(ancestor, F.tp_free) === apiAddress('PyObject_Free')) {
    writePointer(type, F.tp_free, apiAddress('PyObject_GC_Del'))
  }
}
