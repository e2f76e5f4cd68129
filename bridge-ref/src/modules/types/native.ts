/** Built-in types whose instances are a few references: described in one call, usable as bases. */
import type { NativeFunction } from '../../boundary/calls.ts'
import { type Address, NULL } from '../../memory/address.ts'
import { flag } from '../../memory/layouts.ts'
import { apiAddress, none } from '../../memory/statics.ts'
import { readPointer, writePointer } from '../../memory/views.ts'
import { describeType, type GetSet, type Method } from '../../runtime/define.ts'
import { allocInstance } from '../../runtime/instances.ts'
import { itemsOf } from '../../runtime/object.ts'
import { newRef, xdecref, xnewRef } from '../../runtime/refcount.ts'
import type { SlotName } from '../../runtime/slots.ts'
import { typeReady } from '../../runtime/type-ready.ts'
import { ownerSlots } from '../../runtime/types/function-types.ts'
import { scope } from '../kit/scope.ts'
import { bindArguments, parseSignature } from '../kit/signature.ts'

interface NativeType {
  name: string
  /** Number of references behind the head. */
  refs: number
  /** How it is called, and what fills a new instance then. */
  signature: string
  fill: (o: Address, ...args: Address[]) => void
  slots: Partial<Record<SlotName, NativeFunction | Address>>
  methods?: Record<string, Method>
  getset?: Record<string, GetSet>
}

const head = 16

export function getRef(o: Address, index: number): Address {
  return readPointer(o, head + index * 8)
}
/** Takes a reference of its own; `value` may be NULL. */
export function setRef(o: Address, index: number, value: Address): void {
  const old = getRef(o, index)
  writePointer(o, head + index * 8, xnewRef(value))
  xdecref(old)
}
export function refGetter(index: number): GetSet {
  return { get: (o) => newRef(getRef(o, index) || none()) }
}

export function describeNative(type: Address, native: NativeType): void {
  const signature = parseSignature(native.signature)
  const offsets = Array.from({ length: native.refs }, (_, i) => head + i * 8)
  describeType(type, {
    name: native.name,
    size: head + native.refs * 8,
    flags: flag.HAVE_GC | flag.BASETYPE,
    slots: {
      ...ownerSlots(offsets),
      tp_alloc: apiAddress('PyType_GenericAlloc'),
      tp_getattro: apiAddress('PyObject_GenericGetAttr'),
      // Instances of subclasses made with other arguments are filled by `__init__`, which a subclass may replace.
      tp_new: (wanted: Address) => allocInstance(wanted),
      tp_init: (o: Address, args: Address, kwargs: Address) => {
        scope(() => native.fill(o, ...bindArguments(signature, itemsOf(args), kwargs)))
        return 0
      },
      ...native.slots,
    },
    ...(native.methods && { methods: native.methods }),
    ...(native.getset && { getset: native.getset }),
  })
  typeReady(type)
}

/** For iterators: filled by `__new__`, so that what is not filled is at its end. */
export function describeLazyIterator(
  type: Address,
  native: Omit<NativeType, 'slots'> & {
    next: (o: Address) => Address
    /** What is made in place of an instance, a new reference, or NULL. */
    instead?: (args: readonly Address[]) => Address
  },
): void {
  const signature = parseSignature(native.signature)
  describeNative(type, {
    ...native,
    slots: {
      tp_iter: newRef,
      tp_init: () => 0,
      tp_new: (wanted: Address, args: Address, kwargs: Address) => {
        const other = native.instead?.(itemsOf(args)) ?? NULL
        if (other !== NULL) return other
        const o = allocInstance(wanted)
        try {
          scope(() => native.fill(o, ...bindArguments(signature, itemsOf(args), kwargs)))
        } catch (error) {
          xdecref(o)
          throw error
        }
        return o
      },
      tp_iternext: (o: Address) => (getRef(o, 0) === NULL ? NULL : scope(() => xnewRef(native.next(o)))),
    },
  })
}
