/** Weak references: a list per object, headed in the object itself where C code expects it. */
import { type Address, NULL, plus } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, none, S } from '../memory/statics.ts'
import { readPointer, readSize, writePointer, writeSize } from '../memory/views.ts'
import { newZeroedObject, track, untrack } from './allocation.ts'
import { call } from './call.ts'
import { raise } from './errors.ts'
import { occurred, pending, preservingError } from './indicator.ts'
import { isInstance, nameOf, slotFor } from './object.ts'
import { decref, newRef, refcount, typeOf, xdecref, xnewRef } from './refcount.ts'
import { writeUnraisable } from './unraisable.ts'

const W = L.PyWeakReference

/** Does anything refer to `o` weakly? */
export function hasWeakRefs(o: Address): boolean {
  const head = weakListPointer(o)
  return head !== NULL && readPointer(head) !== NULL
}

/** Address of the list head in the object, or NULL when its type has none. */
function weakListPointer(o: Address): Address {
  const offset = readSize(typeOf(o), L.PyTypeObject.tp_weaklistoffset)
  return offset > 0 ? plus(o, offset) : NULL
}

/** A new reference object; references and proxies without callback are shared, as in CPython. */
export function newWeakRef(o: Address, callback: Address, kind: Address = S._PyWeakref_RefType): Address {
  const head = weakListPointer(o)
  if (head === NULL) raise(E.TypeError, `cannot create weak reference to '${nameOf(o)}' object`)
  const shareable = callback === NULL && (kind === S._PyWeakref_RefType || isProxyType(kind))
  const shared = sharedRefs(readPointer(head))
  const same = shareable ? shared.find((ref) => typeOf(ref) === kind) : undefined
  if (same !== undefined) return newRef(same)
  const ref = newZeroedObject(kind, readSize(kind, L.PyTypeObject.tp_basicsize))
  writePointer(ref, W.wr_object, o)
  writePointer(ref, W.wr_callback, xnewRef(callback))
  writeSize(ref, W.hash, -1)
  const plain = shareable && !isProxyType(kind)
  const before = plain ? NULL : ((shareable ? shared.find(isPlain) : shared.at(-1)) ?? NULL)
  insert(ref, head, before)
  track(ref)
  return ref
}

function isProxyType(kind: Address): boolean {
  return kind === S._PyWeakref_ProxyType || kind === S._PyWeakref_CallableProxyType
}
function isPlain(ref: Address): boolean {
  return typeOf(ref) === S._PyWeakref_RefType
}
/** The list begins with the shared reference, if any, and then the shared proxy, if any. */
function sharedRefs(first: Address): Address[] {
  const isShared = (ref: Address) =>
    ref !== NULL &&
    readPointer(ref, W.wr_callback) === NULL &&
    refcount(ref) > 0 &&
    (isPlain(ref) || isProxyType(typeOf(ref)))
  if (!isShared(first)) return []
  const second = isPlain(first) ? readPointer(first, W.wr_next) : NULL
  return isShared(second) && !isPlain(second) ? [first, second] : [first]
}

/** Behind `before`; NULL: at the head. */
function insert(ref: Address, head: Address, before: Address): void {
  const next = before === NULL ? readPointer(head) : readPointer(before, W.wr_next)
  link(before, ref)
  link(ref, next)
  if (before === NULL) writePointer(head, 0, ref)
}

function link(left: Address, right: Address): void {
  if (left !== NULL) writePointer(left, W.wr_next, right)
  if (right !== NULL) writePointer(right, W.wr_prev, left)
}

/** A reference or a proxy. */
export function isWeakRef(o: Address): boolean {
  const proxies: Address[] = [S._PyWeakref_ProxyType, S._PyWeakref_CallableProxyType]
  return proxies.includes(typeOf(o)) || isInstance(o, S._PyWeakref_RefType)
}

/** The callback that C passes: NULL for None. */
export function calledBack(callback: Address): Address {
  if (callback === NULL || callback === none()) return NULL
  if (slotFor(callback, 'tp_call') === NULL) raise(E.TypeError, `'${nameOf(callback)}' object is not callable`)
  return callback
}

/** The referent, borrowed; None when it is gone or already dying. */
export function referent(ref: Address): Address {
  const o = readPointer(ref, W.wr_object)
  return o === NULL || o === none() || refcount(o) <= 0 ? none() : o
}

/** Takes the reference out of its object's list. */
function unlinkWeakRef(ref: Address): void {
  const o = readPointer(ref, W.wr_object)
  if (o === NULL || o === none()) return
  const head = weakListPointer(o)
  if (head !== NULL && readPointer(head) === ref) writePointer(head, 0, readPointer(ref, W.wr_next))
  const [previous, next] = [readPointer(ref, W.wr_prev), readPointer(ref, W.wr_next)]
  link(previous, next)
  if (previous === NULL) link(NULL, next)
  writePointer(ref, W.wr_object, none())
  writePointer(ref, W.wr_prev, NULL)
  writePointer(ref, W.wr_next, NULL)
}

export function deallocWeakRef(ref: Address): void {
  untrack(ref)
  unlinkWeakRef(ref)
  xdecref(readPointer(ref, W.wr_callback))
}

/** A callback that is due, and the weak reference it is to be called with; one reference to each is the holder's. */
export interface DueCallback {
  ref: Address
  callback: Address
}

/** PyObject_ClearWeakRefs: all references die first, then callbacks run, newest first. */
export function clearWeakRefs(o: Address): void {
  const due = detachWeakRefs(o)
  if (due.length > 0) preservingError(() => due.forEach(runWeakCallback))
}

/** Lets all weak references to `o` die. */
export function detachWeakRefs(o: Address): DueCallback[] {
  const head = weakListPointer(o)
  if (head === NULL) return []
  const due: DueCallback[] = []
  for (let ref = readPointer(head); ref !== NULL; ref = readPointer(head)) {
    const callback = readPointer(ref, W.wr_callback)
    unlinkWeakRef(ref)
    writePointer(ref, W.wr_callback, NULL)
    if (callback !== NULL && refcount(ref) > 0) due.push({ ref: newRef(ref), callback })
    else xdecref(callback)
  }
  return due
}

export function runWeakCallback({ ref, callback }: DueCallback): void {
  try {
    decref(call(callback, [ref]))
  } catch (error) {
    if (error !== pending || occurred() === NULL) throw error
    writeUnraisable(callback)
  }
  decref(callback)
  decref(ref)
}
