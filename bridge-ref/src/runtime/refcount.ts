/** Reference counts, as CPython keeps them: the object's first field. */
import { callVoid, implementationAt } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { deallocDepth, putAside, setDeallocDepth, takeAside } from '../memory/heap.ts'
import { L } from '../memory/layouts.ts'
import { Misuse } from '../memory/misuse.ts'
import { readI32, readPointer, readSize, readU32, writeI32, writeSize } from '../memory/views.ts'

const F = L.PyTypeObject
const haveGc = 1 << 14
/** In deeper chains objects of our own types wait (CPython's trashcan), because each level needs a frame here and in C. */
const deepestChain = 50
/** So many levels need less stack than a call with so many arguments. */
const stretch = 10
const stackOfStretch = Array.from({ length: 10_000 }, () => 0)
/** Takes the stack of all its arguments, and looks at none of them: a quarter of the time of one that does. */
const ignoring: (...values: unknown[]) => unknown = Boolean

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

/** Uses objects that live as long as that takes, whoever lets go of them meanwhile. */
export function withHeld<Result>(objects: readonly Address[], use: (first: Address) => Result): Result {
  for (const o of objects) incref(o)
  try {
    return use(objects[0] ?? NULL)
  } finally {
    for (const o of objects) decref(o)
  }
}

function decrefWide(o: Address): void {
  const count = readSize(o, 0) - 1
  if (count < 0) {
    throw new Misuse('a reference count fell below zero', o)
  }
  writeSize(o, 0, count)
}

/** Runs `tp_dealloc`. The count is 0 already. The same is in C (shim/fast-memory.c). */
export function dealloc(o: Address): void {
  const type = typeOf(o)
  const run = readPointer(type, F.tp_dealloc)
  const own = implementationAt(run) !== undefined
  if (own && (readU32(type, F.tp_flags) & haveGc) === 0) {
    callVoid(run, o)
    return
  }
  const depth = deallocDepth()
  if (((own && depth >= deepestChain) || isTight(depth)) && putAside(o)) return
  setDeallocDepth(depth + 1)
  try {
    if (couldRun(o, run, own) && depth === 0) deallocWaiting()
  } finally {
    setDeallocDepth(depth)
  }
}

/** A deallocator in C may tell a parent that still lives of its end: it does not wait unless it cannot even be called. */
function couldRun(o: Address, run: Address, own: boolean): boolean {
  try {
    callVoid(run, o)
    return true
  } catch (error) {
    if (own || !(error instanceof RangeError && putAside(o))) throw error
    return false
  }
}

function deallocWaiting(): void {
  let next = takeAside()
  while (next !== NULL) {
    const run = readPointer(typeOf(next), F.tp_dealloc)
    next = couldRun(next, run, implementationAt(run) !== undefined) ? takeAside() : NULL
  }
}

/** A deallocator that begins must come to its end, also when the stack of JavaScript is short. */
function isTight(depth: number): boolean {
  return depth > 0 && depth % stretch === 0 && !hasStack()
}

function hasStack(): boolean {
  try {
    ignoring.apply(undefined, stackOfStretch)
    return true
  } catch {
    return false
  }
}
