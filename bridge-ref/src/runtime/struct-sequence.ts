/** Struct sequences: tuples whose items have names, of which the last ones may be hidden from the tuple. */
import { type Address, NULL, plus } from '../memory/address.ts'
import { allocateZeroed } from '../memory/heap.ts'
import { flag, L } from '../memory/layouts.ts'
import { E, none, S } from '../memory/statics.ts'
import { readPointer, writeI32, writePointer, writeSize } from '../memory/views.ts'
import { freeObject, genericAlloc, untrack } from './allocation.ts'
import { args, describeType } from './define.ts'
import { dictGetName, dictSetName, newDict } from './dict.ts'
import { newTupleOf, raise } from './errors.ts'
import { newInt } from './int.ts'
import { collect } from './iteration.ts'
import { isDict, itemsOf, reprText, slotFor, tpName } from './object.ts'
import { decref, newRef, typeOf, xdecref } from './refcount.ts'
import { newTuple, tupleItem } from './sequence.ts'
import { newStr } from './str.ts'
import { typeReady } from './type-ready.ts'

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
const firstItem = L.PyTupleObject.ob_item
const described = new Map<Address, StructDescription>()

function descriptionOf(type: Address): StructDescription {
  for (let t = type; t !== NULL; t = readPointer(t, F.tp_base)) {
    const found = described.get(t)
    if (found !== undefined) return found
  }
  return raise(E.TypeError, `'${tpName(type)}' is not a struct sequence`)
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

function memberTable(fields: readonly StructField[]): Address {
  const M = L.PyMemberDef
  const named = fields.flatMap((field, i) => (field.name === undefined ? [] : [{ field, i }]))
  const table = allocateZeroed((named.length + 1) * M.size)
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

/** Makes a struct sequence type of the zeroed memory at `type`. */
export function describeStruct(type: Address, description: StructDescription): void {
  describeType(type, {
    name: description.name,
    size: firstItem,
    itemSize: 8,
    base: S.PyTuple_Type,
    flags: flag.HAVE_GC | (description.closed ? flag.DISALLOW_INSTANTIATION : 0),
    slots: {
      tp_new: structNew,
      tp_repr: structRepr,
      tp_dealloc: (o: Address) => {
        untrack(o)
        const count = descriptionOf(typeOf(o)).fields.length
        for (let i = 0; i < count; i++) xdecref(tupleItem(o, i))
        freeObject(o)
      },
    },
    methods: { __reduce__: args(0, structReduce) },
  })
  writePointer(type, F.tp_doc, description.docAt)
  writePointer(type, F.tp_members, memberTable(description.fields))
  described.set(type, description)
  typeReady(type)
  addCounts(readPointer(type, F.tp_dict), description)
}

function addCounts(dict: Address, { fields, visible }: StructDescription): void {
  const put = (name: string, value: Address) => {
    dictSetName(dict, name, value)
    decref(value)
  }
  put('n_sequence_fields', newInt(visible))
  put('n_fields', newInt(fields.length))
  put('n_unnamed_fields', newInt(fields.filter(({ name }) => name === undefined).length))
  const names = fields.slice(0, visible).flatMap(({ name }) => (name === undefined ? [] : [newStr(name)]))
  put('__match_args__', newTupleOf(names))
}
