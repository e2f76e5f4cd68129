/** What `__slots__` decides: which fields the instances of a type made by the host have, and the descriptors for them. */
import { exportToC } from '../boundary/guard.ts'
import { type Address, NULL, plus } from '../memory/address.ts'
import { allocateZeroed } from '../memory/heap.ts'
import { L } from '../memory/layouts.ts'
import { E, none, S, T } from '../memory/statics.ts'
import { permanentCString } from '../memory/text.ts'
import { readPointer, readSize, writeI32, writePointer, writeSize } from '../memory/views.ts'
import type { GetSet } from './define.ts'
import { newGetSetDescriptor } from './descriptors.ts'
import { dictGetName, dictRemove, dictSetName } from './dict.ts'
import { raise } from './errors.ts'
import { collect } from './iteration.ts'
import { dictPointer, ensureInstanceDict } from './lookup.ts'
import { isDict, isStr, nameOf, newNone, typeName } from './object.ts'
import { decref, newRef, typeOf, xdecref } from './refcount.ts'
import { name as interned, readStr } from './str.ts'
import { newCallableWrapper } from './types/function-types.ts'

const F = L.PyTypeObject
const M = L.PyMemberDef
const objectMember = 16

export interface Layout {
  slots: readonly string[]
  dict: boolean
  weak: boolean
}

interface LayoutRequest {
  name: string
  base: Address
  bases: readonly Address[]
  dict: Address
}

/** Without `__slots__` instances get a dict and a weak-reference list, unless the base has them. */
export function readLayout({ name, base, bases, dict }: LayoutRequest): Layout {
  const variable = readSize(base, F.tp_itemsize) !== 0
  const mayDict = readSize(base, F.tp_dictoffset) === 0
  const mayWeak = readSize(base, F.tp_weaklistoffset) === 0 && !variable
  const given = dictGetName(dict, '__slots__')
  if (given === NULL) return { slots: [], dict: mayDict, weak: mayWeak }
  const names = slotNames(given)
  if (names.length > 0 && variable) {
    raise(E.TypeError, `nonempty __slots__ not supported for subtype of '${typeName(base)}'`)
  }
  names.forEach((text, i) => {
    const first = names.indexOf(text) === i
    checkSlot(text, mayDict && first, mayWeak && first)
  })
  const slots = names.filter((text) => text !== '__dict__' && text !== '__weakref__').map((text) => mangle(name, text))
  for (const text of slots) {
    if (dictGetName(dict, text) !== NULL && text !== '__qualname__' && text !== '__classcell__') {
      raise(E.ValueError, `'${text}' in __slots__ conflicts with class variable`)
    }
  }
  const others = bases.filter((other) => other !== base)
  return {
    slots: slots.toSorted(),
    dict: mayDict && (names.includes('__dict__') || others.some((other) => readSize(other, F.tp_dictoffset) !== 0)),
    weak:
      mayWeak && (names.includes('__weakref__') || others.some((other) => readSize(other, F.tp_weaklistoffset) !== 0)),
  }
}

function slotNames(given: Address): string[] {
  const items = isStr(given) ? [newRef(given)] : collect(given)
  try {
    return items.map((item) => {
      if (!isStr(item)) raise(E.TypeError, `__slots__ items must be strings, not '${nameOf(item)}'`)
      return readStr(item)
    })
  } finally {
    for (const item of items) decref(item)
  }
}

function checkSlot(text: string, mayDict: boolean, mayWeak: boolean): void {
  if (!/^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(text)) raise(E.TypeError, '__slots__ must be identifiers')
  if (text === '__dict__' && !mayDict) raise(E.TypeError, '__dict__ slot disallowed: we already got one')
  if (text === '__weakref__' && !mayWeak) {
    raise(E.TypeError, '__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0')
  }
}

/** Private names carry their class. */
function mangle(owner: string, text: string): string {
  const stripped = owner.replace(/^_+/, '')
  const isPrivate = text.startsWith('__') && !text.endsWith('__') && stripped !== ''
  return isPrivate ? `_${stripped}${text}` : text
}

/** The fields lie behind the base's struct; their PyMemberDefs behind the type's, as CPython has them. */
export function addSlotMembers(type: Address, slots: readonly string[]): void {
  if (slots.length === 0) return
  const size = readSize(type, F.tp_basicsize)
  const table = membersOf(type)
  slots.forEach((text, i) => {
    const def = plus(table, i * M.size)
    writePointer(def, M.name, permanentCString(text))
    writeI32(def, M.type, objectMember)
    writeSize(def, M.offset, size + i * 8)
  })
  writePointer(type, F.tp_members, table)
  writeSize(type, F.tp_basicsize, size + slots.length * 8)
}

function membersOf(type: Address): Address {
  return plus(type, readSize(typeOf(type), F.tp_basicsize))
}

export function addInstanceSlots(type: Address, base: Address, { dict, weak }: Layout): void {
  let size = readSize(type, F.tp_basicsize)
  if (dict) {
    writeSize(type, F.tp_dictoffset, readSize(base, F.tp_itemsize) !== 0 ? -8 : size)
    size += 8
  }
  if (weak) {
    writeSize(type, F.tp_weaklistoffset, size)
    size += 8
  }
  writeSize(type, F.tp_basicsize, size)
}

/** The class's dict as `type.__new__` leaves it: functions with a special meaning wrapped, `__dict__` to be found. */
export function tidyNamespace(type: Address, layout: Layout): void {
  const dict = readPointer(type, F.tp_dict)
  const cell = dictGetName(dict, '__classcell__')
  if (cell !== NULL) writePointer(cell, L.PyCellObject.ob_ref, newRef(type))
  for (const key of ['__qualname__', '__classcell__']) dictRemove(dict, interned(key))
  wrap(dict, '__new__', S.PyStaticMethod_Type)
  wrap(dict, '__init_subclass__', S.PyClassMethod_Type)
  wrap(dict, '__class_getitem__', S.PyClassMethod_Type)
  if (dictGetName(dict, '__eq__') !== NULL && dictGetName(dict, '__hash__') === NULL) {
    dictSetName(dict, '__hash__', none())
  }
  if (layout.dict) addAccessor(type, '__dict__', { get: getInstanceDict, set: setInstanceDict })
  if (layout.weak) addAccessor(type, '__weakref__', { get: getWeakRef })
}

const accessors = new Map<string, Address>()

/** The PyGetSetDef of one name serves all types. */
function addAccessor(type: Address, key: string, { get, set }: GetSet): void {
  const dict = readPointer(type, F.tp_dict)
  if (dictGetName(dict, key) !== NULL) return
  let def = accessors.get(key)
  if (def === undefined) {
    const G = L.PyGetSetDef
    def = allocateZeroed(G.size)
    writePointer(def, G.name, permanentCString(key))
    writePointer(def, G.get, exportToC({ name: key, signature: 'ppp', sentinel: 0, run: get }))
    if (set) writePointer(def, G.set, exportToC({ name: key, signature: 'ippp', sentinel: -1, run: set }))
    accessors.set(key, def)
  }
  const descriptor = newGetSetDescriptor(type, def)
  dictSetName(dict, key, descriptor)
  decref(descriptor)
}

function getInstanceDict(o: Address): Address {
  return newRef(ensureInstanceDict(o))
}
function setInstanceDict(o: Address, value: Address): number {
  if (value !== NULL && !isDict(value)) {
    raise(E.TypeError, `__dict__ must be set to a dictionary, not a '${nameOf(value)}'`)
  }
  const pointer = dictPointer(o)
  if (pointer === NULL) raise(E.AttributeError, 'This object has no __dict__')
  const old = readPointer(pointer)
  writePointer(pointer, 0, value === NULL ? NULL : newRef(value))
  xdecref(old)
  return 0
}
function getWeakRef(o: Address): Address {
  const first = readPointer(plus(o, readSize(typeOf(o), F.tp_weaklistoffset)))
  return first === NULL ? newNone() : newRef(first)
}

function wrap(dict: Address, key: string, kind: Address): void {
  const fn = dictGetName(dict, key)
  if (fn === NULL || (typeOf(fn) !== T.host_function && typeOf(fn) !== S.PyFunction_Type)) return
  const wrapper = newCallableWrapper(kind, fn)
  dictSetName(dict, key, wrapper)
  decref(wrapper)
}

/** Fields of `__slots__` from the instance's type up to `base`, which lays out its own. */
function eachSlotMember(o: Address, base: Address, body: (at: Address) => boolean): boolean {
  for (let type = typeOf(o); type !== base && type !== NULL; type = readPointer(type, F.tp_base)) {
    const table = membersOf(type)
    if (readPointer(type, F.tp_members) !== table) continue
    const count = readSize(type, L.PyVarObject.ob_size)
    for (let i = 0; i < count; i++) {
      if (body(plus(o, readSize(plus(table, i * M.size), M.offset)))) return true
    }
  }
  return false
}
export function clearSlotMembers(o: Address, base: Address): void {
  eachSlotMember(o, base, (at) => {
    const held = readPointer(at)
    writePointer(at, 0, NULL)
    xdecref(held)
    return false
  })
}
export function visitSlotMembers(o: Address, base: Address, visit: (held: Address) => number): number {
  let stop = 0
  eachSlotMember(o, base, (at) => {
    const held = readPointer(at)
    stop = held === NULL ? 0 : visit(held)
    return stop !== 0
  })
  return stop
}

export function clearDict(o: Address): void {
  const pointer = dictPointer(o)
  if (pointer === NULL) return
  const dict = readPointer(pointer)
  writePointer(pointer, 0, NULL)
  xdecref(dict)
}
