import { callPointer } from '../boundary/calls.ts'
import { type Address, NULL, plus } from '../memory/address.ts'
import { flag, L } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { readI32, readPointer, readSize, readU32, writePointer, writeSize } from '../memory/views.ts'
import { flagsOf, hasFlag } from '../runtime/allocation.ts'
import { dictRemove, dictSetName, newDict } from '../runtime/dict.ts'
import { isSubtype, raise } from '../runtime/errors.ts'
import { bestBase, newBareHeapType, setNames } from '../runtime/heap-type.ts'
import { checked } from '../runtime/indicator.ts'
import { typeLookup } from '../runtime/lookup.ts'
import { moduleDef, moduleState } from '../runtime/modules.ts'
import { isTuple, isType, itemsOf, qualifiedName, typeName } from '../runtime/object.ts'
import { decref, newRef } from '../runtime/refcount.ts'
import { newTuple } from '../runtime/sequence.ts'
import { isSlotName, setSlot, slots } from '../runtime/slots.ts'
import { newStr } from '../runtime/str.ts'
import { setFlags, typeReady } from '../runtime/type-ready.ts'

const F = L.PyTypeObject
const H = L.PyHeapTypeObject

export function PyType_Ready(type: Address): number {
  typeReady(type)
  return 0
}
export function PyType_IsSubtype(a: Address, b: Address): number {
  return isSubtype(a, b) ? 1 : 0
}
export function PyType_GetFlags(type: Address): number {
  return flagsOf(type)
}
export function PyType_Modified(_type: Address): void {
  // Attribute lookups are not cached, so there is nothing to forget.
}
export function PyType_ClearCache(): number {
  return 0
}
export function PyType_GenericNew(type: Address, _args: Address, _kwargs: Address): Address {
  return checked(callPointer(readPointer(type, F.tp_alloc), type, 0))
}
export function PyType_GetName(type: Address): Address {
  return newStr(typeName(type))
}
export function PyType_GetQualName(type: Address): Address {
  return newStr(qualifiedName(type))
}
export function PyType_GetSlot(type: Address, id: number): Address {
  const found = Object.entries(slots).find(([, slot]) => slot.id === id)?.[0]
  if (found !== undefined && isSlotName(found)) {
    const { suite, offset } = slots[found]
    const field = {
      type: -1,
      async: F.tp_as_async,
      number: F.tp_as_number,
      sequence: F.tp_as_sequence,
      mapping: F.tp_as_mapping,
      buffer: F.tp_as_buffer,
    }[suite]
    const table = suite === 'type' ? type : readPointer(type, field)
    return table === NULL ? NULL : readPointer(table, offset)
  }
  const field = plainFields[id]
  return field === undefined ? raise(E.SystemError, 'bad argument to internal function') : readPointer(type, field)
}
/** Slots of PyType_Slot that are fields without a function. */
const plainFields: Record<number, number> = {
  48: F.tp_base,
  49: F.tp_bases,
  56: F.tp_doc,
  64: F.tp_methods,
  72: F.tp_members,
  73: F.tp_getset,
}

export function PyType_GetModule(type: Address): Address {
  const module = hasFlag(type, flag.HEAPTYPE)
    ? readPointer(type, H.ht_module)
    : raise(E.TypeError, `PyType_GetModule: Type '${typeName(type)}' is not a heap type`)
  return module === NULL
    ? raise(E.TypeError, `PyType_GetModule: Type '${typeName(type)}' has no associated module`)
    : module
}
export function PyType_GetModuleState(type: Address): Address {
  return moduleState(PyType_GetModule(type))
}
export function PyType_GetModuleByDef(type: Address, def: Address): Address {
  for (const ancestor of itemsOf(readPointer(type, F.tp_mro))) {
    const module = hasFlag(ancestor, flag.HEAPTYPE) ? readPointer(ancestor, H.ht_module) : NULL
    if (module !== NULL && moduleDef(module) === def) return module
  }
  raise(E.TypeError, `PyType_GetModuleByDef: No superclass of '${typeName(type)}' has the given module`)
}

export function PyType_FromSpec(spec: Address): Address {
  return PyType_FromModuleAndSpec(NULL, spec, NULL)
}
export function PyType_FromSpecWithBases(spec: Address, bases: Address): Address {
  return PyType_FromModuleAndSpec(NULL, spec, bases)
}

interface SpecSlot {
  id: number
  value: Address
}

export function PyType_FromModuleAndSpec(module: Address, spec: Address, givenBases: Address): Address {
  const P = L.PyType_Spec
  const full = readCString(readPointer(spec, P.name))
  if (readPointer(spec, P.name) === NULL) raise(E.SystemError, 'Type spec does not define the name field.')
  const given = readSlots(readPointer(spec, P.slots))
  const bases = basesOf(given, givenBases)
  const base = bestBase(bases)
  const type = newBareHeapType(S.PyType_Type, full)
  const short = full.slice(full.lastIndexOf('.') + 1)
  setFlags(type, readU32(spec, P.flags) | flag.HEAPTYPE)
  writePointer(type, F.tp_base, newRef(base))
  writePointer(type, F.tp_bases, newTuple(bases))
  const dict = newDict()
  writePointer(type, F.tp_dict, dict)
  if (full.includes('.')) {
    const owner = newStr(full.slice(0, full.lastIndexOf('.')))
    dictSetName(dict, '__module__', owner)
    decref(owner)
  }
  setNames(type, short, dict)
  if (module !== NULL) writePointer(type, H.ht_module, newRef(module))
  writeSize(type, F.tp_basicsize, readI32(spec, P.basicsize) || readSize(base, F.tp_basicsize))
  writeSize(type, F.tp_itemsize, readI32(spec, P.itemsize))
  try {
    for (const slot of given) applySlot(type, slot)
    if (readPointer(type, F.tp_dealloc) === NULL) writePointer(type, F.tp_dealloc, heapDealloc())
    typeReady(type)
    for (const name of ['__dictoffset__', '__weaklistoffset__']) forget(dict, name)
  } catch (error) {
    decref(type)
    throw error
  }
  return type
}

/** Where the struct keeps its dict is nothing to read from an instance. */
function forget(dict: Address, name: string): void {
  const key = newStr(name)
  dictRemove(dict, key)
  decref(key)
}

/** Set at start: the deallocator of heap types whose spec has none. */
let heapDealloc: () => Address = () => NULL
export function connectHeapDealloc(find: () => Address): void {
  heapDealloc = find
}

function readSlots(at: Address): SpecSlot[] {
  const found: SpecSlot[] = []
  for (let slot = at; readI32(slot) !== 0; slot = plus(slot, L.PyType_Slot.size)) {
    found.push({ id: readI32(slot), value: readPointer(slot, L.PyType_Slot.pfunc) })
  }
  return found
}

function basesOf(given: readonly SpecSlot[], bases: Address): Address[] {
  const source =
    bases || given.find(({ id }) => id === 49)?.value || given.find(({ id }) => id === 48)?.value || S.PyBaseObject_Type
  if (isTuple(source)) return itemsOf(source)
  return isType(source) ? [source] : raise(E.SystemError, 'Py_tp_bases is not a tuple')
}

function applySlot(type: Address, { id, value }: SpecSlot): void {
  if (id === 48 || id === 49) return
  if (id < 0 || id > 81) raise(E.RuntimeError, 'invalid slot offset')
  if (id === 72) applyMemberOffsets(type, value)
  const field = plainFields[id]
  if (field !== undefined) {
    writePointer(type, field, value)
    return
  }
  const found = Object.entries(slots).find(([, slot]) => slot.id === id)?.[0]
  if (found !== undefined && isSlotName(found)) setSlot(type, found, value)
}

/** Members with these names say where the struct keeps its dict, weak references and vectorcall pointer. */
const offsetMembers: Record<string, number> = {
  __dictoffset__: F.tp_dictoffset,
  __weaklistoffset__: F.tp_weaklistoffset,
  __vectorcalloffset__: F.tp_vectorcall_offset,
}
function applyMemberOffsets(type: Address, members: Address): void {
  for (let member = members; readPointer(member) !== NULL; member = plus(member, L.PyMemberDef.size)) {
    const field = offsetMembers[readCString(readPointer(member))]
    if (field !== undefined) writeSize(type, field, readSize(member, L.PyMemberDef.offset))
  }
}

export function _PyType_Lookup(type: Address, key: Address): Address {
  return typeLookup(type, key)
}
