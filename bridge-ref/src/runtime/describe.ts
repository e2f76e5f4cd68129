/** What an address is of, in words: for messages about mistakes of C. Reads nothing that may not be there. */
import { callInt, callVoid } from '../boundary/calls.ts'
import { type Address, NULL, plus } from '../memory/address.ts'
import { allocate, formerType, free, stateOf, usableSize } from '../memory/heap.ts'
import { flag, L } from '../memory/layouts.ts'
import { connectDescription, hex } from '../memory/misuse.ts'
import { historyOf, type Trace } from '../memory/quarantine.ts'
import { S } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { readPointer, readSize, readU32 } from '../memory/views.ts'

const F = L.PyTypeObject
const longestPlace = 256

let mapped = NULL
let describePlace = NULL

export function startDescriptions(symbol: (name: string) => Address): void {
  mapped = symbol('proofload_mapped')
  describePlace = symbol('proofload_describe')
  connectDescription(describe)
}

/** Whether memory can be read there. */
function isMapped(at: number, bytes: number): at is Address {
  return Number.isSafeInteger(at) && at > 0 && callInt(mapped, at, bytes) !== 0
}

/** Whether a type lies there; one that nobody readied counts as well. */
function isTypeAt(at: Address): boolean {
  if (!isMapped(at, F.tp_mro) || at % 8 !== 0 || stateOf(at) === 'freed') return false
  const type = readPointer(at, 8)
  if (type === S.PyType_Type || type === NULL) return true
  return isMapped(type, F.tp_mro) && type % 8 === 0 && (readU32(type, F.tp_flags) & flag.TYPE_SUBCLASS) !== 0
}

export function typeNameAt(type: Address): string {
  if (!isTypeAt(type)) return ''
  const name = readPointer(type, F.tp_name)
  return isMapped(name, 1) ? readCString(name) : ''
}

/** `library: symbol+offset` of code or static data. */
export function placeOf(at: Address): string {
  const text = allocate(longestPlace)
  callVoid(describePlace, at, text, longestPlace)
  const place = readCString(text)
  free(text)
  return place
}

export function describe(at: Address): string {
  if (at === NULL) return 'NULL'
  const where = stateOf(at)
  if (where === 'freed') return describeFreed(at)
  if (where === 'inside') return `${hex(at)} lies in the heap, but no memory that was given out begins there`
  if (!isMapped(at, 16)) return `no memory is at ${hex(at)}`
  const type = at % 8 === 0 ? typeNameAt(readPointer(at, 8)) : ''
  const what = type === '' ? describeMemory(at) : describeObject(at, type)
  return `${what}${madeBy(at)}`
}

function describeObject(at: Address, type: string): string {
  return `the object at ${hex(at)} is of type ${type} and has ${readSize(at)} references`
}

function describeMemory(at: Address): string {
  if (stateOf(at) === 'live') return `${hex(at)} is a block of ${usableSize(at)} bytes and no object`
  const place = placeOf(at)
  return place.startsWith('no library') ? `${hex(at)} is memory of C and no object` : `${hex(at)} is in ${place}`
}

function describeFreed(at: Address): string {
  const type = historyOf(at)?.type ?? typeNameAt(formerType(at))
  const was = type === '' ? '' : ` (it was of type ${type})`
  const freed = historyOf(at)?.freed
  return `what was at ${hex(at)} has been freed${was}${madeBy(at)}${freed === undefined ? '' : indented('freed by', freed)}`
}

function madeBy(at: Address): string {
  const history = historyOf(at)
  return history === undefined ? '' : indented('allocated by', history.made)
}

function indented(what: string, trace: Trace): string {
  return `\n  ${what} ${trace().split('\n').join('\n    ')}`
}

/** What is wrong with an object that C gave; undefined if nothing can be seen to be. */
export function faultOfObject(o: Address): string | undefined {
  if (o === NULL) return undefined
  if (stateOf(o) === 'freed' || stateOf(o) === 'inside' || !isMapped(o, 16)) return describe(o)
  if (o % 8 !== 0) return `${hex(o)} is no address of an object`
  const type = readPointer(o, 8)
  // A static type has none until somebody readies it.
  if (type === NULL ? stateOf(o) === 'elsewhere' : isTypeAt(type)) return undefined
  const freed = stateOf(type) === 'freed' ? ', which has been freed' : ''
  return `its type is at ${hex(type)}, where no type is${freed}: ${describe(o)}`
}

/** What is wrong with the first items of a list or tuple. */
export function faultOfItems(o: Address): string | undefined {
  const type = readPointer(o, 8)
  const flags = type === NULL ? 0 : readU32(type, F.tp_flags)
  const isList = (flags & flag.LIST_SUBCLASS) !== 0
  if (!isList && (flags & flag.TUPLE_SUBCLASS) === 0) return undefined
  const items = isList ? readPointer(o, L.PyListObject.ob_item) : plus(o, L.PyTupleObject.ob_item)
  const count = Math.min(readSize(o, L.PyVarObject.ob_size), 64)
  for (let i = 0; i < count; i++) {
    const fault = faultOfObject(readPointer(items, i * 8))
    if (fault !== undefined) return `its item ${i}: ${fault}`
  }
  return undefined
}
