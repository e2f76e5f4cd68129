/** `list.sort` with key and direction, and other methods of sequences that need more than a line. */
import { type Address, NULL } from '../../memory/address.ts'
import { L } from '../../memory/layouts.ts'
import { E, none } from '../../memory/statics.ts'
import { readPointer, readSize, writePointer, writeSize } from '../../memory/views.ts'
import { call } from '../call.ts'
import { raise } from '../errors.ts'
import { bindArguments } from '../named-arguments.ts'
import { isTrue, itemsOf, LT, richCompareBool } from '../object.ts'
import { decref } from '../refcount.ts'
import { listReplace, listSize } from '../sequence.ts'
import { sortItems } from '../sort.ts'

const I = L.PyListObject

export interface SortRequest {
  /** NULL compares the items themselves. */
  key: Address
  reverse: boolean
}

/** Stable. While it runs the list is empty, so that what keys and comparisons do to it shows and is an error. */
export function listSort(list: Address, { key, reverse }: SortRequest = { key: NULL, reverse: false }): void {
  const items = itemsOf(list)
  const data = readPointer(list, I.ob_item)
  const allocated = readSize(list, I.allocated)
  place(list, NULL, { size: 0, allocated: -1 })
  const keys: Address[] = []
  let order = items.map((_, i) => i)
  let changed = false
  try {
    if (key !== NULL) for (const item of items) keys.push(call(key, [item]))
    const by = key === NULL ? items : keys
    const less = (a: number, b: number) => richCompareBool(by[a] ?? NULL, by[b] ?? NULL, LT)
    // A reversed stable sort keeps equal items in place: sort the reverse and reverse that.
    order = reverse ? sortItems(order.reverse(), less).reverse() : sortItems(order, less)
  } finally {
    for (const one of keys) decref(one)
    changed = readSize(list, I.allocated) !== -1
    if (changed) listReplace(list, 0, listSize(list), [])
    order.forEach((from, i) => {
      writePointer(data, i * 8, items[from] ?? NULL)
    })
    place(list, data, { size: items.length, allocated })
  }
  if (changed) raise(E.ValueError, 'list modified during sort')
}
function place(list: Address, data: Address, { size, allocated }: { size: number; allocated: number }): void {
  writeSize(list, L.PyVarObject.ob_size, size)
  writePointer(list, I.ob_item, data)
  writeSize(list, I.allocated, allocated)
}

const signature = { name: 'sort', names: ['key', 'reverse'], least: 0, positional: 0 }
export function sortRequest(given: readonly Address[], kwargs: Address): SortRequest {
  const [key = NULL, reverse = NULL] = bindArguments(signature, given, kwargs)
  return { key: key === none() ? NULL : key, reverse: reverse !== NULL && isTrue(reverse) }
}
