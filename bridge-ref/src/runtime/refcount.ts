/** Reference counts, as CPython keeps them: the object's first field. */
import { callVoid } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { deallocDepth, setDeallocDepth, setWaiting } from '../memory/heap.ts'
import { L } from '../memory/layouts.ts'
import { Misuse } from '../memory/misuse.ts'
import { readI32, readPointer, readSize, writeI32, writeSize } from '../memory/views.ts'

/** Deeper chains of deallocations wait in a list (CPython's trashcan), because each level needs a frame here and in C. */
const deepestChain = 200
const waiting: Address[] = []

export function typeOf(o: Address): Address {
  return readPointer(o, 8)
}

export function refcount(o: Address): number {
  return readSize(o, 0)
}

export function setRefcount(o: Address, count: number): void {
  writeSize(o, 0, count)
}

export function incref(o: Address): void {
  writeI32(o, 0, readI32(o, 0) + 1)
}

export function newRef(o: Address): Address {
  writeI32(o, 0, readI32(o, 0) + 1)
  return o
}

export function xnewRef(o: Address): Address {
  return o === NULL ? o : newRef(o)
}

export function decref(o: Address): void {
  const count = readI32(o, 0) - 1
  // A count whose low half is exhausted is either a count of 2^32 and more, or somebody's mistake.
  if (count < 0) decrefWide(o)
  else {
    writeI32(o, 0, count)
    if (count === 0 && readI32(o, 4) === 0) dealloc(o)
  }
}

export function xdecref(o: Address): void {
  if (o !== NULL) decref(o)
}

function decrefWide(o: Address): void {
  const count = readSize(o, 0) - 1
  if (count < 0) {
    throw new Misuse('a reference count fell below zero', o)
  }
  writeSize(o, 0, count)
}

/** Runs `tp_dealloc`. The count is 0 already. */
export function dealloc(o: Address): void {
  const depth = deallocDepth()
  if (depth >= deepestChain) {
    waiting.push(o)
    setWaiting(waiting.length)
    return
  }
  setDeallocDepth(depth + 1)
  try {
    callVoid(readPointer(readPointer(o, 8), L.PyTypeObject.tp_dealloc), o)
  } finally {
    setDeallocDepth(depth)
  }
  if (depth === 0) deallocWaiting()
}

/** What the shim's C asks for too, when its last deallocation is over. */
export function deallocWaiting(): void {
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    setWaiting(waiting.length)
    dealloc(next)
  }
}
