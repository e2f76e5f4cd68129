/** The methods that `bytes` and `bytearray` share; results have the type that `make` gives. */
import { type Address, NULL } from '../../memory/address.ts'
import { E, none } from '../../memory/statics.ts'
import { readBufferBytes } from '../buffer.ts'
import { newBytes } from '../bytes.ts'
import { indexValue } from '../conversion.ts'
import { args, argsBetween, type Method } from '../define.ts'
import { newTupleOf, raise } from '../errors.ts'
import { bytesFromHex, hexText } from '../hex.ts'
import { newInt } from '../int.ts'
import { collect } from '../iteration.ts'
import { named } from '../named-arguments.ts'
import { bool, isBytes, isStr, isTrue, isTuple, itemsOf, nameOf, slotFor } from '../object.ts'
import { decref } from '../refcount.ts'
import {
  countIn,
  type Ends,
  expandTabs,
  type Range,
  replacePieces,
  type Search,
  searchUnits,
  splitBy,
  splitByFromRight,
  splitLines,
  splitSpace,
  splitSpaceFromRight,
  stripRange,
} from '../searching.ts'
import { newListOf } from '../sequence.ts'
import { newStr, readStr } from '../str.ts'
import { decodeBytes } from '../text-codecs.ts'
import { countOf, rangeOf, widthOf } from './search-arguments.ts'

export type Contents = (o: Address) => Uint8Array
export type Make = (contents: Uint8Array) => Address

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
const fromLatin = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 9 && byte <= 13)
}

/** A part given as bytes-like object or as one byte. */
function partOf(o: Address): Uint8Array {
  if (slotFor(o, 'bf_getbuffer') !== NULL) return readBufferBytes(o)
  if (slotFor(o, 'nb_index') === NULL)
    raise(E.TypeError, `argument should be integer or bytes-like object, not '${nameOf(o)}'`)
  const value = indexValue(o)
  return value >= 0 && value <= 255
    ? Uint8Array.of(Number(value))
    : raise(E.ValueError, 'byte must be in range(0, 256)')
}

export function joinBytes(separator: Uint8Array, source: Address): Uint8Array {
  if (slotFor(source, 'tp_iter') === NULL && slotFor(source, 'sq_item') === NULL)
    raise(E.TypeError, 'can only join an iterable')
  const items = collect(source)
  try {
    const parts = items.flatMap((item, i) => {
      if (slotFor(item, 'bf_getbuffer') === NULL)
        raise(E.TypeError, `sequence item ${i}: expected a bytes-like object, ${nameOf(item)} found`)
      return i === 0 ? [readBufferBytes(item)] : [separator, readBufferBytes(item)]
    })
    return Buffer.concat(parts)
  } finally {
    for (const item of items) decref(item)
  }
}

const lower = (text: string): string => text.replace(/[A-Z]+/g, (s) => s.toLowerCase())
const upper = (text: string): string => text.replace(/[a-z]+/g, (s) => s.toUpperCase())
const swap = (text: string): string => text.replace(/[a-z]+|[A-Z]+/g, (s) => (/^[a-z]/.test(s) ? upper(s) : lower(s)))

/** Methods by what they do to the contents as Latin-1 text. */
export function bytesMethods(contents: Contents, make: Make): Record<string, Method> {
  const text = (o: Address) => latin(contents(o))
  const mapped = (run: (text: string) => string): Method => args(0, (o) => make(fromLatin(run(text(o)))))
  const test = (run: (text: string) => boolean): Method => args(0, (o) => bool(run(text(o))))
  return {
    ...searching(contents),
    ...cutting(contents, make),
    ...trimming(contents, make),
    ...padding(contents, make),
    upper: mapped(upper),
    lower: mapped(lower),
    swapcase: mapped(swap),
    capitalize: mapped((s) => upper(s.slice(0, 1)) + lower(s.slice(1))),
    title: mapped((s) => s.replace(/[a-zA-Z]+/g, (word) => upper(word.slice(0, 1)) + lower(word.slice(1)))),
    isalpha: test((s) => /^[a-zA-Z]+$/.test(s)),
    isalnum: test((s) => /^[a-zA-Z0-9]+$/.test(s)),
    isdigit: test((s) => /^[0-9]+$/.test(s)),
    isspace: test((s) => /^[\t-\r ]+$/.test(s) && !s.includes('\xa0')),
    isascii: test((s) => !/[\x80-\xff]/.test(s)),
    islower: test((s) => /[a-z]/.test(s) && !/[A-Z]/.test(s)),
    isupper: test((s) => /[A-Z]/.test(s) && !/[a-z]/.test(s)),
    istitle: test((s) => /[a-zA-Z]/.test(s) && !/(?<![a-zA-Z])[a-z]|(?<=[a-zA-Z])[A-Z]/.test(s)),
    hex: hexMethod(contents),
    join: args(1, (o, source = NULL) => make(joinBytes(contents(o), source))),
    decode: named({ name: 'decode', names: ['encoding', 'errors'], least: 0 }, (o, encoding = NULL, errors = NULL) =>
      decodeBytes(
        contents(o).slice(),
        nameArgument(encoding, 'encoding', 'utf-8'),
        nameArgument(errors, 'errors', 'strict'),
      ),
    ),
    translate: named(
      { name: 'translate', names: ['table', 'delete'], least: 1, positional: 2 },
      (o, table = NULL, gone = NULL) => make(translated(contents(o), table, gone)),
    ),
    maketrans: { ...args(2, (_type, from = NULL, to = NULL) => newBytes(translation(from, to))), kind: 'static' },
    __getnewargs__: args(0, (o) => newTupleOf([newBytes(contents(o))])),
  }
}
function nameArgument(o: Address, what: string, otherwise: string): string {
  if (o === NULL) return otherwise
  return isStr(o) ? readStr(o) : raise(E.TypeError, `decode() argument '${what}' must be str, not ${nameOf(o)}`)
}
/** `hex` of whatever has bytes. */
export function hexMethod(contents: (o: Address) => Uint8Array): Method {
  return named({ name: 'hex', names: ['sep', 'bytes_per_sep'], least: 0 }, (o, separator = NULL, group = NULL) =>
    newStr(hexText(contents(o), separator === NULL ? '' : hexSeparator(separator), countOf(group, 1))),
  )
}
function hexSeparator(o: Address): string {
  const separator = isStr(o)
    ? readStr(o)
    : isBytes(o)
      ? latin(readBufferBytes(o))
      : raise(E.TypeError, 'sep must be str or bytes.')
  if (separator.length !== 1) raise(E.ValueError, 'sep must be length 1.')
  return separator < '\x80' ? separator : raise(E.ValueError, 'sep must be ASCII.')
}
/** `fromhex` of a type. */
export function fromHex(o: Address): Uint8Array {
  return isStr(o) ? bytesFromHex(readStr(o)) : raise(E.TypeError, `fromhex() argument must be str, not ${nameOf(o)}`)
}

function translated(bytes: Uint8Array, table: Address, gone: Address): Uint8Array {
  const map = table === none() ? undefined : readBufferBytes(table)
  if (map !== undefined && map.length !== 256) raise(E.ValueError, 'translation table must be 256 characters long')
  const dropped = new Set(gone === NULL ? [] : readBufferBytes(gone))
  return bytes.filter((byte) => !dropped.has(byte)).map((byte) => map?.[byte] ?? byte)
}
function translation(from: Address, to: Address): Uint8Array {
  const [left, right] = [readBufferBytes(from), readBufferBytes(to)]
  if (left.length !== right.length) raise(E.ValueError, 'maketrans arguments must have same length')
  const table = Uint8Array.from({ length: 256 }, (_, i) => i)
  left.forEach((byte, i) => {
    table[byte] = right[i] ?? 0
  })
  return table
}

function searching(contents: Contents): Record<string, Method> {
  const find = (last: boolean) => (o: Address, part: Address, start: Address, end: Address) => {
    const range = rangeOf(start, end, contents(o).length)
    const search = searchUnits(latin(contents(o)), latin(partOf(part)))
    if (range.end - range.start < search.size) return -1
    return last ? search.last(range.start, range.end) : search.first(range.start, range.end)
  }
  const found = (last: boolean) =>
    argsBetween(1, 3, (o, part = NULL, start = NULL, end = NULL) => newInt(find(last)(o, part, start, end)))
  const foundOrRaise = (last: boolean) =>
    argsBetween(1, 3, (o, part = NULL, start = NULL, end = NULL) => {
      const at = find(last)(o, part, start, end)
      return at < 0 ? raise(E.ValueError, 'subsection not found') : newInt(at)
    })
  const tail = (name: string, atEnd: boolean) =>
    argsBetween(1, 3, (o, parts = NULL, start = NULL, end = NULL) => {
      if (!isTuple(parts) && slotFor(parts, 'bf_getbuffer') === NULL)
        raise(E.TypeError, `${name} first arg must be bytes or a tuple of bytes, not ${nameOf(parts)}`)
      const range = rangeOf(start, end, contents(o).length)
      const inside = range.start <= range.end ? latin(contents(o)).slice(range.start, range.end) : undefined
      const matches = (part: string) =>
        inside !== undefined && (atEnd ? inside.endsWith(part) : inside.startsWith(part))
      return bool((isTuple(parts) ? itemsOf(parts) : [parts]).some((part) => matches(latin(readBufferBytes(part)))))
    })
  return {
    find: found(false),
    rfind: found(true),
    index: foundOrRaise(false),
    rindex: foundOrRaise(true),
    startswith: tail('startswith', false),
    endswith: tail('endswith', true),
    count: argsBetween(1, 3, (o, part = NULL, start = NULL, end = NULL) => {
      const search = searchUnits(latin(contents(o)), latin(partOf(part)))
      return newInt(countIn(search, rangeOf(start, end, contents(o).length)))
    }),
  }
}

function cutting(contents: Contents, make: Make): Record<string, Method> {
  const piece = (o: Address, { start, end }: Range) => make(contents(o).slice(start, end))
  const pieces = (o: Address, ranges: readonly Range[]) => newListOf(ranges.map((range) => piece(o, range)))
  const searchIn = (o: Address, separator: Address): Search => {
    const part = readBufferBytes(separator)
    if (part.length === 0) raise(E.ValueError, 'empty separator')
    return searchUnits(latin(contents(o)), latin(part))
  }
  const split = (name: string, right: boolean) =>
    named({ name, names: ['sep', 'maxsplit'], least: 0 }, (o, separator = NULL, most = NULL) => {
      const [length, limit] = [contents(o).length, countOf(most, -1)]
      if (separator === NULL || separator === none()) {
        const spaceAt = (i: number) => isSpace(contents(o)[i] ?? 0)
        return pieces(o, (right ? splitSpaceFromRight : splitSpace)(spaceAt, length, limit))
      }
      return pieces(o, (right ? splitByFromRight : splitBy)(searchIn(o, separator), length, limit))
    })
  const part = (right: boolean) =>
    args(1, (o, separator = NULL) => {
      const search = searchIn(o, separator)
      const length = contents(o).length
      const at = right ? search.last(0, length) : search.first(0, length)
      const empty = () => make(new Uint8Array(0))
      if (at < 0)
        return newTupleOf(right ? [empty(), empty(), make(contents(o))] : [make(contents(o)), empty(), empty()])
      return newTupleOf([
        piece(o, { start: 0, end: at }),
        make(readBufferBytes(separator)),
        piece(o, { start: at + search.size, end: length }),
      ])
    })
  return {
    split: split('split', false),
    rsplit: split('rsplit', true),
    partition: part(false),
    rpartition: part(true),
    splitlines: named({ name: 'splitlines', names: ['keepends'], least: 0 }, (o, keep = NULL) => {
      const request = { keepEnds: keep !== NULL && isTrue(keep), isBreak: (byte: number) => byte === 10 || byte === 13 }
      return pieces(
        o,
        splitLines((i) => contents(o)[i] ?? 0, contents(o).length, request),
      )
    }),
    replace: argsBetween(2, 3, (o, old = NULL, next = NULL, most = NULL) => {
      const search = searchUnits(latin(contents(o)), latin(readBufferBytes(old)))
      const kept = replacePieces(search, contents(o).length, countOf(most, -1))
      const between = latin(readBufferBytes(next))
      return make(fromLatin(kept.map(({ start, end }) => latin(contents(o).slice(start, end))).join(between)))
    }),
  }
}

function trimming(contents: Contents, make: Make): Record<string, Method> {
  const strip = (ends: Ends) =>
    argsBetween(0, 1, (o, given = none()) => {
      const set = given === none() ? undefined : new Set(readBufferBytes(given))
      const goes = set === undefined ? isSpace : (byte: number) => set.has(byte)
      const bytes = contents(o)
      const { start, end } = stripRange(bytes.length, ends, (i) => goes(bytes[i] ?? 0))
      return make(bytes.slice(start, end))
    })
  const without = (atEnd: boolean) =>
    args(1, (o, given = NULL) => {
      const [whole, gone] = [latin(contents(o)), latin(readBufferBytes(given))]
      const there = gone !== '' && (atEnd ? whole.endsWith(gone) : whole.startsWith(gone))
      if (!there) return make(contents(o))
      return make(fromLatin(atEnd ? whole.slice(0, -gone.length) : whole.slice(gone.length)))
    })
  return {
    strip: strip({ left: true, right: true }),
    lstrip: strip({ left: true, right: false }),
    rstrip: strip({ left: false, right: true }),
    removeprefix: without(false),
    removesuffix: without(true),
  }
}

function padding(contents: Contents, make: Make): Record<string, Method> {
  const justify = (name: string, share: (missing: number, width: number) => number) =>
    argsBetween(1, 2, (o, width, fill) => {
      const missing = Math.max(0, widthOf(width) - contents(o).length)
      const left = share(missing, missing + contents(o).length)
      const pad = (count: number) => new Uint8Array(count).fill(fill === undefined ? 0x20 : fillOf(fill, name))
      return make(Buffer.concat([pad(left), contents(o), pad(missing - left)]))
    })
  return {
    center: justify('center', (missing, width) => (missing >> 1) + (missing & width & 1)),
    ljust: justify('ljust', () => 0),
    rjust: justify('rjust', (missing) => missing),
    zfill: args(1, (o, width) => {
      const text = latin(contents(o))
      const sign = /^[+-]/.exec(text)?.[0] ?? ''
      return make(fromLatin(sign + text.slice(sign.length).padStart(widthOf(width) - sign.length, '0')))
    }),
    expandtabs: named({ name: 'expandtabs', names: ['tabsize'], least: 0 }, (o, size) =>
      make(Uint8Array.from(expandTabs(contents(o), countOf(size, 8)))),
    ),
  }
}
function fillOf(o: Address, name: string): number {
  const bytes = slotFor(o, 'bf_getbuffer') === NULL ? undefined : readBufferBytes(o)
  const [byte] = bytes ?? []
  if (bytes?.length !== 1 || byte === undefined)
    return raise(E.TypeError, `${name}() argument 2 must be a byte string of length 1, not ${nameOf(o)}`)
  return byte
}
