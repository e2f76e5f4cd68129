/** `pickle.PickleBuffer`: holds a buffer of another object. */
import { type Address, NULL, plus } from '../../memory/address.ts'
import { flag, L } from '../../memory/layouts.ts'
import { E, S } from '../../memory/statics.ts'
import { readPointer, writePointer } from '../../memory/views.ts'
import { freeObject, newZeroedObject, track, untrack } from '../allocation.ts'
import { FULL_RO, getBuffer, isContiguous, releaseBuffer } from '../buffer.ts'
import { call } from '../call.ts'
import { args, describeType } from '../define.ts'
import { raise } from '../errors.ts'
import { getAttrName } from '../lookup.ts'
import { memoryViewFromObject } from '../memoryview.ts'
import { itemsOf, newNone, sizeOf } from '../object.ts'
import { decref } from '../refcount.ts'
import { newStr } from '../str.ts'
import { clearWeakRefs } from '../weakref.ts'
import { ownerSlots } from './function-types.ts'

const viewAt = 16
const weakAt = viewAt + L.Py_buffer.size

export function pickleBufferView(o: Address): Address {
  return plus(o, viewAt)
}
function exporter(o: Address): Address {
  return readPointer(pickleBufferView(o), L.Py_buffer.obj)
}

/** PyPickleBuffer_FromObject. */
export function newPickleBuffer(source: Address): Address {
  const o = newZeroedObject(S.PyPickleBuffer_Type, weakAt + 8)
  try {
    getBuffer(source, pickleBufferView(o), FULL_RO)
  } catch (error) {
    writePointer(pickleBufferView(o), L.Py_buffer.obj, NULL)
    freeObject(o)
    throw error
  }
  track(o)
  return o
}

export function releasePickleBuffer(o: Address): void {
  if (exporter(o) !== NULL) releaseBuffer(pickleBufferView(o))
}

export function needPickleBuffer(o: Address): Address {
  if (exporter(o) === NULL) raise(E.ValueError, 'operation forbidden on released PickleBuffer object')
  return o
}

/** The bytes without shape, as a memory view. */
function raw(o: Address): Address {
  const view = pickleBufferView(needPickleBuffer(o))
  if (!isContiguous(view, 'A')) raise(E.BufferError, 'cannot extract raw buffer from non-contiguous buffer')
  const whole = memoryViewFromObject(o)
  const [cast, format] = [getAttrName(whole, 'cast'), newStr('B')]
  try {
    return call(cast, [format])
  } finally {
    for (const held of [whole, cast, format]) decref(held)
  }
}

export function describePickleBuffer(): void {
  const objectAt = viewAt + L.Py_buffer.obj
  describeType(S.PyPickleBuffer_Type, {
    name: 'pickle.PickleBuffer',
    size: weakAt + 8,
    flags: flag.HAVE_GC,
    weakListOffset: weakAt,
    slots: {
      ...ownerSlots([objectAt]),
      tp_new: (_type: Address, given: Address) => {
        const [source = NULL] = itemsOf(given)
        if (sizeOf(given) !== 1) raise(E.TypeError, `PickleBuffer expected 1 argument, got ${sizeOf(given)}`)
        return newPickleBuffer(source)
      },
      tp_dealloc: (o: Address) => {
        untrack(o)
        clearWeakRefs(o)
        releasePickleBuffer(o)
        freeObject(o)
      },
      tp_clear: (o: Address) => {
        releasePickleBuffer(o)
        return 0
      },
      bf_getbuffer: (o: Address, view: Address, flags: number) => getBuffer(exporter(needPickleBuffer(o)), view, flags),
    },
    methods: {
      raw: args(0, raw),
      release: args(0, (o) => {
        releasePickleBuffer(o)
        return newNone()
      }),
    },
  })
}
