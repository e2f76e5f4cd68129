/** `types.SimpleNamespace`. */
import { type Address, NULL } from '../../memory/address.ts'
import { flag } from '../../memory/layouts.ts'
import { apiAddress, E } from '../../memory/statics.ts'
import { readPointer, writePointer } from '../../memory/views.ts'
import { newZeroedObject, track } from '../allocation.ts'
import { args, describeType, newStaticType } from '../define.ts'
import { copyDict, dictEntries, dictSet, newDict } from '../dict.ts'
import { newTupleOf, raise } from '../errors.ts'
import { allocInstance } from '../instances.ts'
import { EQ, isInstance, isStr, NE, notImplemented, reprText, richCompare, sizeOf, typeName } from '../object.ts'
import { newRef, typeOf } from '../refcount.ts'
import { newStr, readStr } from '../str.ts'
import { typeReady } from '../type-ready.ts'
import { ownerSlots } from './function-types.ts'

const dictAt = 16
let namespace = NULL
export function namespaceType(): Address {
  return namespace
}

function dictOf(o: Address): Address {
  if (readPointer(o, dictAt) === NULL) writePointer(o, dictAt, newDict())
  return readPointer(o, dictAt)
}

/** A namespace with a copy of `attributes`, which may be NULL. */
export function newNamespace(attributes: Address): Address {
  const o = newZeroedObject(namespace, dictAt + 8)
  writePointer(o, dictAt, attributes === NULL ? newDict() : copyDict(attributes))
  track(o)
  return o
}

function init(self: Address, given: Address, kwargs: Address): number {
  if (sizeOf(given) > 0) raise(E.TypeError, `no positional arguments expected`)
  for (const [key, value] of kwargs === NULL ? [] : dictEntries(kwargs)) {
    if (!isStr(key)) raise(E.TypeError, 'keywords must be strings')
    dictSet(dictOf(self), key, value)
  }
  return 0
}

const printing = new Set<Address>()
function represent(self: Address): Address {
  const name = typeOf(self) === namespace ? 'namespace' : typeName(typeOf(self))
  if (printing.has(self)) return newStr(`${name}(...)`)
  printing.add(self)
  try {
    const entries = dictEntries(dictOf(self)).filter(([key]) => isStr(key) && readStr(key) !== '')
    return newStr(`${name}(${entries.map(([key, value]) => `${readStr(key)}=${reprText(value)}`).join(', ')})`)
  } finally {
    printing.delete(self)
  }
}

export function describeNamespace(): void {
  namespace = newStaticType()
  describeType(namespace, {
    name: 'types.SimpleNamespace',
    size: dictAt + 8,
    flags: flag.BASETYPE | flag.HAVE_GC,
    dictOffset: dictAt,
    slots: {
      ...ownerSlots([dictAt]),
      tp_new: (type: Address) => allocInstance(type),
      tp_init: init,
      tp_repr: represent,
      tp_alloc: apiAddress('PyType_GenericAlloc'),
      tp_getattro: apiAddress('PyObject_GenericGetAttr'),
      tp_setattro: apiAddress('PyObject_GenericSetAttr'),
      tp_richcompare: (a: Address, b: Address, op: number) =>
        isInstance(a, namespace) && isInstance(b, namespace) && (op === EQ || op === NE)
          ? richCompare(dictOf(a), dictOf(b), op)
          : notImplemented(),
    },
    methods: {
      __reduce__: args(0, (self) => newTupleOf([newRef(typeOf(self)), newTupleOf([]), newRef(dictOf(self))])),
    },
    getset: { __dict__: { get: (self) => newRef(dictOf(self)) } },
  })
}
/** Called once the types that it needs are ready. */
export function readyNamespace(): void {
  typeReady(namespace)
}
