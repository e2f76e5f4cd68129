/** The memory of a native exporter as a typed array, without a copy. */
import { viewMemory } from '../ffi/koffi.ts'
import { type Address, NULL } from '../memory/address.ts'
import { readI32, readPointer, readSize } from '../memory/views.ts'
import { B, FULL_RO, formatOf, geometryOf, isContiguous, WRITABLE } from '../runtime/buffer.ts'
import { memoryViewFromObject, release, viewOf } from '../runtime/memoryview.ts'
import { disposeProxy, enterProxy } from '../runtime/proxies.ts'
import { decref } from '../runtime/refcount.ts'
import { arrayTypes } from './buffer-export.ts'
import { inside } from './session.ts'

type TypedArray = InstanceType<(typeof arrayTypes)[keyof typeof arrayTypes]>

/** By kind and size, because `l`, `n`, `P` and the native sizes of others depend on the platform. */
const signed: Record<number, keyof typeof arrayTypes> = { 1: 'b', 2: 'h', 4: 'i', 8: 'q' }
const unsigned: Record<number, keyof typeof arrayTypes> = { 1: 'B', 2: 'H', 4: 'I', 8: 'Q' }
const floating: Record<number, keyof typeof arrayTypes> = { 4: 'f', 8: 'd' }

function arrayTypeOf(format: string, itemSize: number): (typeof arrayTypes)[keyof typeof arrayTypes] {
  const letter = format.replace(/^[@=<]/, '')
  const kinds = 'bhilqn'.includes(letter) ? signed : 'fd'.includes(letter) ? floating : unsigned
  const found = letter.length === 1 && 'bBcsphHiIlLqQnNP?fd'.includes(letter) ? kinds[itemSize] : undefined
  if (found === undefined) throw new TypeError(`no typed array has items of format '${format}' and ${itemSize} bytes`)
  return arrayTypes[found]
}

/**
 * A view that a native object exported. Its exporter is not resized while it lasts. It ends by `release`, by `using`, or
 * when its ArrayBuffer is collected; `release` detaches the ArrayBuffer, so that no array reads freed memory.
 */
export class SharedBuffer {
  readonly array: TypedArray
  readonly format: string
  readonly shape: readonly number[]
  /** True when the exporter does not want its memory written to. JavaScript has no typed array that refuses. */
  readonly readonly: boolean
  #view: Address

  constructor(exporter: Address, writable: boolean) {
    const view = inside(() => memoryViewFromObject(exporter, writable ? FULL_RO | WRITABLE : FULL_RO))
    try {
      const info = viewOf(view)
      if (!isContiguous(info, 'C')) throw new TypeError('the memory of the buffer is not contiguous')
      const itemSize = readSize(info, B.itemsize)
      const length = readSize(info, B.len)
      this.format = formatOf(info)
      this.shape = Object.freeze(geometryOf(info).shape)
      this.readonly = readI32(info, B.readonly) !== 0
      const type = arrayTypeOf(this.format, itemSize)
      const memory = length === 0 ? new ArrayBuffer(0) : viewMemory(readPointer(info, B.buf), length)
      this.array = new type(memory)
      this.#view = view
      enterProxy(view, memory)
    } catch (error) {
      inside(() => decref(view))
      throw error
    }
  }

  release(): void {
    if (this.#view === NULL) return
    const view = this.#view
    this.#view = NULL
    const memory = this.array.buffer
    inside(() => {
      release(view)
      disposeProxy(memory)
    })
    if (memory instanceof ArrayBuffer) memory.transfer()
  }

  [Symbol.dispose](): void {
    this.release()
  }
}
