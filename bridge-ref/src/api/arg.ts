/** What argument parsers that Argument Clinic has written call. */
import { type Address, NULL } from '../memory/address.ts'
import { E, none } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { readPointer, writeI64, writePointer, writeU32 } from '../memory/views.ts'
import { index, indexWord } from '../runtime/conversion.ts'
import { dictEntries, dictSize } from '../runtime/dict.ts'
import { raise } from '../runtime/errors.ts'
import { readBig } from '../runtime/int.ts'
import { isDict, isStr, itemsOf, nameOf, sizeOf, slotFor } from '../runtime/object.ts'
import { decref } from '../runtime/refcount.ts'
import { readStr } from '../runtime/str.ts'

function plural(count: number): string {
  return count === 1 ? '' : 's'
}

export function _PyArg_CheckPositional(nameAt: Address, count: number, least: number, most: number): number {
  if (count >= least && count <= most) return 1
  const bound = count < least ? least : most
  const which = least === most ? '' : count < least ? 'at least ' : 'at most '
  if (nameAt !== NULL) {
    const name = readCString(nameAt)
    raise(E.TypeError, `${name} expected ${which}${bound} argument${plural(bound)}, got ${count}`)
  }
  return raise(E.TypeError, `unpacked tuple should have ${which}${bound} element${plural(bound)}, but has ${count}`)
}
export function _PyArg_BadArgument(fn: Address, display: Address, expected: Address, o: Address): void {
  const got = o === none() ? 'None' : nameOf(o)
  raise(E.TypeError, `${readCString(fn)}() ${readCString(display)} must be ${readCString(expected)}, not ${got}`)
}
export function _PyArg_NoKeywords(fn: Address, kwargs: Address): number {
  if (kwargs === NULL || dictSize(kwargs) === 0) return 1
  return raise(E.TypeError, `${readCString(fn)}() takes no keyword arguments`)
}
export function _PyArg_NoKwnames(fn: Address, names: Address): number {
  if (names === NULL || sizeOf(names) === 0) return 1
  return raise(E.TypeError, `${readCString(fn)}() takes no keyword arguments`)
}
export function _PyArg_NoPositional(fn: Address, args: Address): number {
  if (args === NULL || sizeOf(args) === 0) return 1
  return raise(E.TypeError, `${readCString(fn)}() takes no positional arguments`)
}

export function PyArg_ValidateKeywordArguments(kwargs: Address): number {
  if (!isDict(kwargs)) raise(E.SystemError, 'bad argument to internal function')
  for (const [key] of dictEntries(kwargs)) if (!isStr(key)) raise(E.TypeError, 'keywords must be strings')
  return 1
}

/** What a static _PyArg_Parser says; it never changes. */
interface Parser {
  /** With parentheses. */
  name: string
  /** The first of the keywords are empty: those parameters have no name. */
  unnamed: number
  names: string[]
}
const parsers = new Map<Address, Parser>()
const parserField = { format: 0, keywords: 8, name: 16 } as const

function parserAt(at: Address): Parser {
  let parser = parsers.get(at)
  if (parser === undefined) {
    const keywords = readPointer(at, parserField.keywords)
    const names: string[] = []
    for (let i = 0; readPointer(keywords, i * 8) !== NULL; i++) names.push(readCString(readPointer(keywords, i * 8)))
    const name = readPointer(at, parserField.name)
    const unnamed = names.filter((key) => key === '').length
    parser = { name: name === NULL ? 'function' : `${readCString(name)}()`, unnamed, names }
    parsers.set(at, parser)
  }
  return parser
}

interface Given {
  parser: Parser
  positional: Address[]
  named: [Address, Address][]
  least: number
  most: number
  leastNamed: number
}

/** Fills `buffer` with the arguments in the parameters' order; what was not given is NULL. */
export function _PyArg_UnpackKeywords(
  args: Address,
  count: number,
  kwargs: Address,
  names: Address,
  parserPointer: Address,
  least: number,
  most: number,
  leastNamed: number,
  buffer: Address,
): Address {
  const item = (i: number) => readPointer(args, i * 8)
  const named: [Address, Address][] =
    names !== NULL ? itemsOf(names).map((key, i) => [key, item(count + i)]) : kwargs === NULL ? [] : dictEntries(kwargs)
  const positional = Array.from({ length: count }, (_, i) => item(i))
  const given = { parser: parserAt(parserPointer), positional, named, least, most, leastNamed }
  checkCounts(given)
  ordered(given).forEach((value, i) => {
    writePointer(buffer, i * 8, value)
  })
  return buffer
}

function checkCounts({ parser, positional, named, least, most }: Given): void {
  const [count, all] = [positional.length, parser.names.length]
  if (count + named.length > all) {
    const kind = count === 0 ? 'keyword ' : ''
    const total = count + named.length
    raise(E.TypeError, `${parser.name} takes at most ${all} ${kind}argument${plural(all)} (${total} given)`)
  }
  if (count > most) {
    if (most === 0) raise(E.TypeError, `${parser.name} takes no positional arguments`)
    const bound = least < most ? 'at most' : 'exactly'
    raise(E.TypeError, `${parser.name} takes ${bound} ${most} positional argument${plural(most)} (${count} given)`)
  }
  const needed = Math.min(parser.unnamed, least)
  if (count < needed) {
    const bound = needed < most ? 'at least' : 'exactly'
    raise(E.TypeError, `${parser.name} takes ${bound} ${needed} positional argument${plural(needed)} (${count} given)`)
  }
}

function ordered({ parser, positional, named, least, most, leastNamed }: Given): Address[] {
  const byName = new Map(named.map(([key, value]) => [isStr(key) ? readStr(key) : key, value]))
  const needed = (i: number) => i < least || (i >= most && i < most + leastNamed)
  const values = parser.names.map((name, i) => {
    const positionalValue = positional[i]
    if (positionalValue !== undefined) return positionalValue
    const value = i < parser.unnamed ? undefined : byName.get(name)
    byName.delete(name)
    if (value === undefined && needed(i) && i >= parser.unnamed) {
      raise(E.TypeError, `${parser.name} missing required argument '${name}' (pos ${i + 1})`)
    }
    return value ?? NULL
  })
  if (byName.size > 0) refuseNames(parser, positional.length, byName)
  return values
}

function refuseNames(parser: Parser, count: number, left: ReadonlyMap<string | number, Address>): never {
  const twice = parser.names.findIndex((name, i) => i >= parser.unnamed && i < count && left.has(name))
  if (twice >= 0) {
    const which = `given by name ('${parser.names[twice]}') and position (${twice + 1})`
    raise(E.TypeError, `argument for ${parser.name} ${which}`)
  }
  for (const key of left.keys()) {
    if (typeof key === 'number') raise(E.TypeError, 'keywords must be strings')
    const where = parser.name === 'function' ? 'this function' : parser.name
    raise(E.TypeError, `'${key}' is an invalid keyword argument for ${where}`)
  }
  return raise(E.TypeError, `invalid keyword argument for ${parser.name}`)
}

/** Converters for `O&`: 1 on success. A value beyond the range is clipped, as for slices. */
function sliceIndex(o: Address, at: Address, expected: string): number {
  if (slotFor(o, 'nb_index') === NULL) raise(E.TypeError, `slice indices must be integers ${expected}`)
  writeI64(at, 0, BigInt(indexWord(o, NULL)))
  return 1
}
export function _PyEval_SliceIndex(o: Address, at: Address): number {
  return o === none() ? 1 : sliceIndex(o, at, 'or None or have an __index__ method')
}
export function _PyEval_SliceIndexNotNone(o: Address, at: Address): number {
  return sliceIndex(o, at, 'or have an __index__ method')
}
export function _Py_convert_optional_to_ssize_t(o: Address, at: Address): number {
  if (o === none()) return 1
  if (slotFor(o, 'nb_index') === NULL) raise(E.TypeError, `argument should be integer or None, not ${nameOf(o)}`)
  writeI64(at, 0, BigInt(indexWord(o, E.OverflowError)))
  return 1
}

/** -1 stands for "no change". */
function idConverter(what: string): (o: Address, at: Address) => number {
  return (o, at) => {
    if (slotFor(o, 'nb_index') === NULL) raise(E.TypeError, `${what} should be integer, not ${nameOf(o)}`)
    const number = index(o)
    const value = readBig(number)
    decref(number)
    if (value < -1n) raise(E.OverflowError, `${what} is less than minimum`)
    if (value > 0xffff_ffffn) raise(E.OverflowError, `${what} is greater than maximum`)
    writeU32(at, 0, Number(BigInt.asUintN(32, value)))
    return 1
  }
}
export const _Py_Uid_Converter = idConverter('uid')
export const _Py_Gid_Converter = idConverter('gid')
