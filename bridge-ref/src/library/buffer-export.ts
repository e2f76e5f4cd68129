/** JavaScript's typed arrays and buffers as exporters: C reads and writes their very memory. */
import { memoryOf } from '../ffi/koffi.ts'
import { type Address, address, NULL, plus } from '../memory/address.ts'
import { allocate, free } from '../memory/heap.ts'
import { E } from '../memory/statics.ts'
import { permanentCString } from '../memory/text.ts'
import { readPointer, writeI32, writePointer, writeSize } from '../memory/views.ts'
import { B, FORMAT, ND, STRIDES } from '../runtime/buffer.ts'
import type { TypeDescription } from '../runtime/define.ts'
import { raise } from '../runtime/errors.ts'
import { newRef } from '../runtime/refcount.ts'

/** Constructors by the format of their items, as `struct` spells it. */
export const arrayTypes = {
  b: Int8Array,
  B: Uint8Array,
  h: Int16Array,
  H: Uint16Array,
  i: Int32Array,
  I: Uint32Array,
  q: BigInt64Array,
  Q: BigUint64Array,
  f: Float32Array,
  d: Float64Array,
} as const

type Exportable = ArrayBufferView | ArrayBufferLike

export function isExportable(value: object): value is Exportable {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof SharedArrayBuffer
}

function formatOf(value: Exportable): { format: string; itemSize: number } {
  for (const [format, type] of Object.entries(arrayTypes)) {
    if (value instanceof type) return { format, itemSize: type.BYTES_PER_ELEMENT }
  }
  return { format: 'B', itemSize: 1 }
}

/** While somebody holds a view, the exporter is strong in the table, because the view owns a reference to it. */
export function bufferSlots(hostOf: (o: Address) => object): TypeDescription['slots'] {
  return {
    bf_getbuffer: (o: Address, view: Address, flags: number) => {
      const host = hostOf(o)
      if (!isExportable(host)) return raise(E.TypeError, 'not a buffer')
      fill(view, host, flags)
      writePointer(view, B.obj, newRef(o))
      return 0
    },
    bf_releasebuffer: (_o: Address, view: Address) => {
      free(readPointer(view, B.internal))
    },
  }
}

function fill(view: Address, host: Exportable, flags: number): void {
  writePointer(view, B.obj, NULL)
  const whole = ArrayBuffer.isView(host) ? host.buffer : host
  // C keeps the pointer: memory that may shrink under it cannot be exported.
  if ('resizable' in whole && whole.resizable) raise(E.BufferError, 'a resizable ArrayBuffer cannot be exported')
  if ('detached' in whole && whole.detached) raise(E.BufferError, 'a detached ArrayBuffer cannot be exported')
  const { format, itemSize } = formatOf(host)
  const numbers = allocate(16)
  writeSize(numbers, 0, host.byteLength / itemSize)
  writeSize(numbers, 8, itemSize)
  writePointer(view, B.buf, host.byteLength === 0 ? numbers : address(memoryOf(host)))
  writeSize(view, B.len, host.byteLength)
  writeSize(view, B.itemsize, itemSize)
  writeI32(view, B.readonly, 0)
  writeI32(view, B.ndim, 1)
  writePointer(view, B.format, (flags & FORMAT) === 0 ? NULL : permanentCString(format))
  writePointer(view, B.shape, (flags & ND) === 0 ? NULL : numbers)
  writePointer(view, B.strides, (flags & STRIDES) === STRIDES ? plus(numbers, 8) : NULL)
  writePointer(view, B.suboffsets, NULL)
  writePointer(view, B.internal, numbers)
}
