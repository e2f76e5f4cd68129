/** Deep copies of native containers as JavaScript values. */
import type { Address } from '../memory/address.ts'
import { S } from '../memory/statics.ts'
import { byteArrayOf, bytesOf } from '../runtime/bytes.ts'
import { dictEntries } from '../runtime/dict.ts'
import { readFloat } from '../runtime/float.ts'
import { readInt } from '../runtime/int.ts'
import { isBytes, isDict, isInstance, isInt, isList, isStr, isTuple, itemsOf } from '../runtime/object.ts'
import { readStr } from '../runtime/str.ts'
import { isAnySet, setItems } from '../runtime/types/set-types.ts'
import { toJs } from './convert.ts'

/**
 * Lists and tuples become arrays, sets Sets, dicts plain objects when all keys are strings and Maps otherwise; also those
 * of subclasses. What contains itself does so in the copy. Other objects stay proxies.
 */
export function deepCopy(o: Address, made = new Map<Address, object>()): unknown {
  const known = made.get(o)
  if (known !== undefined) return known
  if (isList(o) || isTuple(o)) return fillArray(o, made)
  if (isDict(o)) return fillObject(o, made)
  if (isAnySet(o)) return fillSet(o, made)
  return atom(o)
}

function atom(o: Address): unknown {
  if (isStr(o)) return readStr(o)
  if (isBytes(o)) return Buffer.from(bytesOf(o))
  if (isInstance(o, S.PyByteArray_Type)) return Buffer.from(byteArrayOf(o))
  if (isInstance(o, S.PyFloat_Type)) return readFloat(o)
  if (isInt(o) && !isInstance(o, S.PyBool_Type)) return readInt(o)
  return toJs(o)
}

function fillArray(o: Address, made: Map<Address, object>): unknown[] {
  const array: unknown[] = []
  made.set(o, array)
  for (const item of itemsOf(o)) array.push(deepCopy(item, made))
  return array
}

function fillSet(o: Address, made: Map<Address, object>): Set<unknown> {
  const set = new Set<unknown>()
  made.set(o, set)
  for (const item of setItems(o)) set.add(deepCopy(item, made))
  return set
}

function fillObject(o: Address, made: Map<Address, object>): object {
  const entries = dictEntries(o)
  if (!entries.every(([key]) => isStr(key))) {
    const map = new Map<unknown, unknown>()
    made.set(o, map)
    for (const [key, value] of entries) map.set(deepCopy(key, made), deepCopy(value, made))
    return map
  }
  const object: Record<string, unknown> = {}
  made.set(o, object)
  for (const [key, value] of entries) {
    // Not an assignment: `__proto__` is a key like any other.
    Object.defineProperty(object, readStr(key), {
      value: deepCopy(value, made),
      writable: true,
      enumerable: true,
      configurable: true,
    })
  }
  return object
}
