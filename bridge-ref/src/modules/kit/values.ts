/** Python's operations on objects, with all results owned by the scope. */
import { type Address, NULL } from '../../memory/address.ts'
import { none, S } from '../../memory/statics.ts'
import { newBytes } from '../../runtime/bytes.ts'
import { call } from '../../runtime/call.ts'
import { indexValue } from '../../runtime/conversion.ts'
import { dictSet, newDict } from '../../runtime/dict.ts'
import { newFloat } from '../../runtime/float.ts'
import { importModule } from '../../runtime/imports.ts'
import { newInt } from '../../runtime/int.ts'
import { collect, getIter, iterNext } from '../../runtime/iteration.ts'
import { findAttr, getAttrName, setAttr } from '../../runtime/lookup.ts'
import { isTrue, repr, str } from '../../runtime/object.ts'
import { newRef } from '../../runtime/refcount.ts'
import { newListOf, newTuple } from '../../runtime/sequence.ts'
import { name, newStr, readStr } from '../../runtime/str.ts'
import { own, scope } from './scope.ts'

export function text(value: string): Address {
  return own(newStr(value))
}
export function int(value: number | bigint): Address {
  return own(newInt(value))
}
export function float(value: number): Address {
  return own(newFloat(value))
}
export function bytes(value: Uint8Array): Address {
  return own(newBytes(value))
}
/** Borrowed: the two live for ever. */
export function truth(value: boolean): Address {
  return value ? S._Py_TrueStruct : S._Py_FalseStruct
}
export function tuple(...items: readonly Address[]): Address {
  return own(newTuple(items))
}
export function list(items: readonly Address[]): Address {
  return own(newListOf(items.map(newRef)))
}
export function dict(entries: Iterable<readonly [Address, Address]> = []): Address {
  const o = own(newDict())
  for (const [key, value] of entries) dictSet(o, key, value)
  return o
}
/** A dict whose keys are names. */
export function record(entries: Record<string, Address>): Address {
  return dict(Object.entries(entries).map(([key, value]) => [name(key), value] as const))
}

export function invoke(callable: Address, ...args: readonly Address[]): Address {
  return own(call(callable, args))
}
export function invokeWith(callable: Address, args: readonly Address[], kwargs: Address): Address {
  return own(call(callable, args, kwargs))
}
export function attr(o: Address, key: string): Address {
  return own(getAttrName(o, key))
}
export function attrOr(o: Address, key: string, instead: Address): Address {
  const found = findAttr(o, name(key))
  return found === NULL ? instead : own(found)
}
export function setAttribute(o: Address, key: string, value: Address): void {
  setAttr(o, name(key), value)
}
export function method(o: Address, key: string, ...args: readonly Address[]): Address {
  return invoke(attr(o, key), ...args)
}
export function moduleAttr(module: string, key: string): Address {
  return attr(own(importModule(module)), key)
}

/** The items, owned by the scope. */
export function items(iterable: Address): Address[] {
  return collect(iterable).map(own)
}
/** Walks an iterable; each item lives as long as its turn. */
export function each(iterable: Address, body: (item: Address) => void): void {
  const iterator = own(getIter(iterable))
  for (let more = true; more; ) {
    more = scope(() => {
      const item = iterNext(iterator)
      if (item === NULL) return false
      body(own(item))
      return true
    })
  }
}
/** The next item, or NULL at the end. */
export function next(iterator: Address): Address {
  const item = iterNext(iterator)
  return item === NULL ? NULL : own(item)
}
export function iter(o: Address): Address {
  return own(getIter(o))
}

export function textOf(o: Address): string {
  return readStr(own(str(o)))
}
export function reprOf(o: Address): string {
  return readStr(own(repr(o)))
}
/** The value of an index-like object, as a JavaScript number. */
export function numberOf(o: Address): number {
  return Number(indexValue(o))
}
export function given(o: Address): boolean {
  return o !== NULL && o !== none()
}
export function isTruthy(o: Address): boolean {
  return isTrue(o)
}
