import { type Libc, viewMemory } from '../ffi/koffi.ts'
import { type Address, address } from './address.ts'
import { openHeap, regionBytes } from './heap.ts'
import { mapViews, viewLength, viewStart } from './views.ts'

export type { Libc }

/** Maps the address space and reserves the heap. */
export function startMemory(libc: Libc): Address {
  mapViews(viewMemory(viewStart, viewLength))
  const region = libc.reserve(regionBytes)
  if (region <= 0) throw new Error(`failed to reserve ${regionBytes} bytes of address space for the object heap`)
  openHeap(address(region), libc)
  return address(region)
}
