/** Struct sequences: tuples whose items have names, of which the last ones may be hidden from the tuple. */
import { callInt } from '../boundary/calls.ts'
import { type Address, NULL, plus } from '../memory/address.ts'
import { allocateZeroed } from '../memory/heap.ts'
import { flag, L } from '../memory/layouts.ts'
import { apiAddress, E, none, S } from '../memory/statics.ts'
import { readPointer, readSize, writeI32, writePointer, writeSize } from '../memory/views.ts'
import { freeObject, genericAlloc, hasFlag, untrack } from './allocation.ts'
import { args, describeType, methodTable, slotFunction } from './define.ts'
import { dictGetName, dictSetName, newDict } from './dict.ts'
import { newTupleOf, raise } from './errors.ts'
import { newBareHeapType, setNames } from './heap-type.ts'
import { newInt } from './int.ts'
import { collect } from './iteration.ts'
import { isDict, itemsOf, reprText, slotFor, tpName } from './object.ts'
import { decref, newRef, typeOf, xdecref } from './refcount.ts'
import { newTuple, tupleItem } from './sequence.ts'
import { type SlotName, setSlot } from './slots.ts'
import { newStr } from './str.ts'
import { setFlags, typeReady } from './type-ready.ts'

export interface StructField {
  /** Undefined for an unnamed field. */
  name: string | undefined
  /** C strings. */
  nameAt: Address
  docAt: Address
}
export interface StructDescription {
  name: string
  docAt: Address
  fields: readonly StructField[]
  visible: number
  /** Nobody but the host makes instances. */
  closed?: boolean
}

const F = L.PyTypeObject
const M = L.PyMemberDef
const firstItem = L.PyTupleObject.ob_item
const described = new Map<Address, StructDescription>()

function descriptionOf(type: Address): StructDescription {
  for (let t = type; t !== NULL; t = readPointer(t, F.tp_base)) {
    const found = described.get(t)
    if (found !== undefined) return found
  }
  return raise(E.TypeError, `'${tpName(type)}' is not a struct sequence`)
}

/** A type that was made at run time is gone. */
export function forgetStruct(type: Address): void {
  described.delete(type)
}

export function isStruct(type: Address): boolean {
  return described.has(type)
}

/** An instance whose fields are NULL, for the caller to fill. */
export function newStruct(type: Address): Address {
  const { fields, visible } = descriptionOf(type)
  const o = genericAlloc(type, fields.length)
  writeSize(o, L.PyVarObject.ob_size, visible)
  return o
}
export function structItem(o: Address, index: number): Address {
  return tupleItem(o, index)
}
/** Steals `item`; what was there before is not released. */
export function setStructItem(o: Address, index: number, item: Address): void {
  writePointer(o, firstItem + index * 8, item)
}

/** Fills zeroed memory with room for one member more than there are fields. */
function memberTable(table: Address, fields: readonly StructField[]): Address {
  const named = fields.flatMap((field, i) => (field.name === undefined ? [] : [{ field, i }]))
  named.forEach(({ field, i }, row) => {
    const at = plus(table, row * M.size)
    writePointer(at, M.name, field.nameAt)
    writeI32(at, M.type, 6)
    writeSize(at, M.offset, firstItem + i * 8)
    writeI32(at, M.flags, 1)
    writePointer(at, M.doc, field.docAt)
  })
  return table
}

function structNew(type: Address, given: Address, kwargs: Address): Address {
  const [source = namedArgument(kwargs, 'sequence'), extra = namedArgument(kwargs, 'dict')] = itemsOf(given)
  if (source === NULL) raise(E.TypeError, "structseq() missing required argument 'sequence' (pos 1)")
  if (slotFor(source, 'sq_item') === NULL && slotFor(source, 'tp_iter') === NULL) {
    raise(E.TypeError, 'constructor requires a sequence')
  }
  if (extra !== NULL && !isDict(extra)) {
    raise(E.TypeError, `${tpName(type)}() takes a dict as second arg, if any`)
  }
  const { fields, visible } = descriptionOf(type)
  const items = collect(source)
  const wrong = items.length < visible ? 'at least' : items.length > fields.length ? 'at most' : undefined
  if (wrong !== undefined) {
    for (const item of items) decref(item)
    const bound = visible === fields.length ? 'a' : `an ${wrong}`
    const wanted = wrong === 'at least' ? visible : fields.length
    raise(E.TypeError, `${tpName(type)}() takes ${bound} ${wanted}-sequence (${items.length}-sequence given)`)
  }
  const o = newStruct(type)
  fields.forEach((field, i) => {
    const hidden = extra === NULL || field.name === undefined ? NULL : dictGetName(extra, field.name)
    setStructItem(o, i, items[i] ?? newRef(hidden || none()))
  })
  return o
}
function namedArgument(kwargs: Address, name: string): Address {
  return kwargs === NULL ? NULL : dictGetName(kwargs, name)
}

function structRepr(o: Address): Address {
  const { name, fields, visible } = descriptionOf(typeOf(o))
  const shown = fields.slice(0, visible).map((field, i) => `${field.name ?? i}=${reprText(tupleItem(o, i))}`)
  return newStr(`${name}(${shown.join(', ')})`)
}

function structReduce(o: Address): Address {
  const { fields, visible } = descriptionOf(typeOf(o))
  const hidden = newDict()
  fields.slice(visible).forEach((field, i) => {
    if (field.name !== undefined) dictSetName(hidden, field.name, tupleItem(o, visible + i))
  })
  const shown = newTuple(itemsOf(o))
  return newTupleOf([newRef(typeOf(o)), newTupleOf([shown, hidden])])
}

function structDealloc(o: Address): void {
  const type = typeOf(o)
  untrack(o)
  const count = descriptionOf(type).fields.length
  for (let i = 0; i < count; i++) xdecref(tupleItem(o, i))
  freeObject(o)
  if (hasFlag(type, flag.HEAPTYPE)) decref(type)
}

/** Also what lies behind the sequence, and the type where instances own it. */
function structTraverse(o: Address, visit: Address, arg: number): number {
  const type = typeOf(o)
  let stop = hasFlag(type, flag.HEAPTYPE) ? callInt(visit, type, arg) : 0
  const count = descriptionOf(type).fields.length
  for (let i = 0; i < count && stop === 0; i++) {
    const held = tupleItem(o, i)
    if (held !== NULL) stop = callInt(visit, held, arg)
  }
  return stop
}

const structMethods = { __reduce__: args(0, structReduce) }

/** The functions of the types that are made at run time, which share them. */
let functions: { slots: [SlotName, Address][]; methods: Address } | undefined
function heapFunctions(): NonNullable<typeof functions> {
  functions ??= {
    slots: [
      ['tp_new', slotFunction('structseq_new', 'tp_new', structNew)],
      ['tp_repr', slotFunction('structseq_repr', 'tp_repr', structRepr)],
      ['tp_dealloc', slotFunction('structseq_dealloc', 'tp_dealloc', structDealloc)],
      ['tp_traverse', slotFunction('structseq_traverse', 'tp_traverse', structTraverse)],
    ],
    methods: methodTable('structseq', structMethods),
  }
  return functions
}

/** New reference to a type that lives as long as somebody refers to it. */
export function newStructType(description: StructDescription): Address {
  const { name, docAt, fields } = description
  const type = newBareHeapType(S.PyType_Type, name, fields.length)
  setFlags(type, flag.HEAPTYPE | flag.HAVE_GC)
  writePointer(type, F.tp_base, newRef(S.PyTuple_Type))
  writePointer(type, F.tp_bases, newTuple([S.PyTuple_Type]))
  const dict = newDict()
  writePointer(type, F.tp_dict, dict)
  const dot = name.lastIndexOf('.')
  if (dot >= 0) putNew(dict, '__module__', newStr(name.slice(0, dot)))
  setNames(type, name.slice(dot + 1), dict)
  writeSize(type, F.tp_basicsize, firstItem)
  writeSize(type, F.tp_itemsize, 8)
  for (const [slot, fn] of heapFunctions().slots) setSlot(type, slot, fn)
  writePointer(type, F.tp_alloc, apiAddress('PyType_GenericAlloc'))
  writePointer(type, F.tp_free, apiAddress('PyObject_GC_Del'))
  writePointer(type, F.tp_methods, heapFunctions().methods)
  writePointer(type, F.tp_doc, docAt)
  // Behind the type itself, where the memory of a heap type has room for its members.
  writePointer(type, F.tp_members, memberTable(plus(type, readSize(S.PyType_Type, F.tp_basicsize)), fields))
  described.set(type, description)
  typeReady(type)
  addCounts(dict, description)
  return type
}

/** Makes a struct sequence type of the zeroed memory at `type`. */
export function describeStruct(type: Address, description: StructDescription): void {
  describeType(type, {
    name: description.name,
    size: firstItem,
    itemSize: 8,
    base: S.PyTuple_Type,
    flags: flag.HAVE_GC | (description.closed ? flag.DISALLOW_INSTANTIATION : 0),
    slots: { tp_new: structNew, tp_repr: structRepr, tp_dealloc: structDealloc, tp_traverse: structTraverse },
    methods: structMethods,
  })
  writePointer(type, F.tp_doc, description.docAt)
  writePointer(
    type,
    F.tp_members,
    memberTable(allocateZeroed((description.fields.length + 1) * M.size), description.fields),
  )
  described.set(type, description)
  typeReady(type)
  addCounts(readPointer(type, F.tp_dict), description)
}

function putNew(dict: Address, name: string, value: Address): void {
  dictSetName(dict, name, value)
  decref(value)
}

function addCounts(dict: Address, { fields, visible }: StructDescription): void {
  const put = (name: string, value: Address) => putNew(dict, name, value)
  put('n_sequence_fields', newInt(visible))
  put('n_fields', newInt(fields.length))
  put('n_unnamed_fields', newInt(fields.filter(({ name }) => name === undefined).length))
  const names = fields.slice(0, visible).flatMap(({ name }) => (name === undefined ? [] : [newStr(name)]))
  put('__match_args__', newTupleOf(names))
}
