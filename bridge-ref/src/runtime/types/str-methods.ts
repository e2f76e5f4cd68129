/** The methods of `str`. */
import { type Address, NULL } from '../../memory/address.ts'
import { E, none } from '../../memory/statics.ts'
import * as characters from '../characters.ts'
import { args, argsBetween, type Method } from '../define.ts'
import { newTupleOf, raise } from '../errors.ts'
import { formatText, parseSpec, textTypes } from '../format-spec.ts'
import { newInt } from '../int.ts'
import { named } from '../named-arguments.ts'
import { bool, isStr, isTrue, isTuple, itemsOf, nameOf } from '../object.ts'
import { newRef } from '../refcount.ts'
import { countIn, type Ends, expandTabs, splitLines, stripRange } from '../searching.ts'
import { newListOf } from '../sequence.ts'
import { codePoint, codePoints, isAscii, newStr, newStrOf, readStr, strLength } from '../str.ts'
import * as cases from '../str-case.ts'
import { formatFields } from '../str-format.ts'
import { searchStr, strSlice } from '../str-search.ts'
import { encodeText } from '../text-codecs.ts'
import { countOf, rangeOf, widthOf } from './search-arguments.ts'
import { makeTranslation, translate } from './str-translate.ts'
import { joinStrings, partition, replaced, splitStr } from './text-types.ts'

function needStr(o: Address, what = 'must be str'): Address {
  return isStr(o) ? o : raise(E.TypeError, `${what}, not ${nameOf(o)}`)
}

const mapped = (run: (codes: number[]) => number[]): Method => args(0, (o) => newStrOf(run(codePoints(o))))
const every = (predicate: (code: number) => boolean, ofEmpty = false): Method =>
  args(0, (o) => {
    const codes = codePoints(o)
    return bool(codes.length === 0 ? ofEmpty : codes.every(predicate))
  })
const asked = (run: (codes: number[]) => boolean): Method => args(0, (o) => bool(run(codePoints(o))))

function strip(name: string, ends: Ends): Method {
  return argsBetween(0, 1, (o, given) => {
    const all = given === undefined || given === none()
    if (!all && !isStr(given)) raise(E.TypeError, `${name} arg must be None or str`)
    const set = all ? undefined : new Set(codePoints(given))
    const goes = set === undefined ? characters.isSpace : (code: number) => set.has(code)
    return strSlice(
      o,
      stripRange(strLength(o), ends, (i) => goes(codePoint(o, i))),
    )
  })
}

type Finder = (o: Address, part: Address, start: Address | undefined, end: Address | undefined) => number
function finder(last: boolean): Finder {
  return (o, part, start, end) => {
    const range = rangeOf(start, end, strLength(o))
    const search = searchStr(o, needStr(part))
    if (range.end - range.start < search.size) return -1
    return last ? search.last(range.start, range.end) : search.first(range.start, range.end)
  }
}
const found = (find: Finder): Method =>
  argsBetween(1, 3, (o, part = NULL, start = NULL, end = NULL) => newInt(find(o, part, start, end)))
const foundOrRaise = (find: Finder): Method =>
  argsBetween(1, 3, (o, part = NULL, start = NULL, end = NULL) => {
    const at = find(o, part, start, end)
    return at < 0 ? raise(E.ValueError, 'substring not found') : newInt(at)
  })

function matchesAt(o: Address, part: Address, at: number): boolean {
  for (let i = 0; i < strLength(part); i++) if (codePoint(o, at + i) !== codePoint(part, i)) return false
  return true
}
function tail(name: string, atEnd: boolean): Method {
  return argsBetween(1, 3, (o, parts = NULL, start = NULL, end = NULL) => {
    if (!isStr(parts) && !isTuple(parts))
      raise(E.TypeError, `${name} first arg must be str or a tuple of str, not ${nameOf(parts)}`)
    const range = rangeOf(start, end, strLength(o))
    return bool(
      (isTuple(parts) ? itemsOf(parts) : [parts]).some((part) => {
        if (!isStr(part)) raise(E.TypeError, `tuple for ${name} must only contain str, not ${nameOf(part)}`)
        const size = strLength(part)
        return range.end - range.start >= size && matchesAt(o, part, atEnd ? range.end - size : range.start)
      }),
    )
  })
}

/** Without a prefix or suffix that is there. */
function without(name: string, atEnd: boolean): Method {
  return args(1, (o, part = NULL) => {
    needStr(part, `${name}() argument must be str`)
    const [length, size] = [strLength(o), strLength(part)]
    if (size === 0 || size > length || !matchesAt(o, part, atEnd ? length - size : 0)) return strSlice(o, whole(o))
    return strSlice(o, atEnd ? { start: 0, end: length - size } : { start: size, end: length })
  })
}
const whole = (o: Address) => ({ start: 0, end: strLength(o) })

function padded(o: Address, left: number, right: number, fill: number): Address {
  if (left <= 0 && right <= 0) return strSlice(o, whole(o))
  const pad = (count: number) => Array.from({ length: Math.max(0, count) }, () => fill)
  return newStrOf([...pad(left), ...codePoints(o), ...pad(right)])
}
function justified(share: (missing: number, width: number) => number): Method {
  return argsBetween(1, 2, (o, width, fill) => {
    const missing = widthOf(width) - strLength(o)
    const left = missing <= 0 ? 0 : share(missing, missing + strLength(o))
    return padded(o, left, missing - left, fill === undefined ? 0x20 : fillOf(fill))
  })
}
function fillOf(o: Address): number {
  if (!isStr(o)) raise(E.TypeError, `The fill character must be a unicode character, not ${nameOf(o)}`)
  return strLength(o) === 1
    ? codePoint(o, 0)
    : raise(E.TypeError, 'The fill character must be exactly one character long')
}

function zeroFilled(o: Address, width: number): Address {
  const missing = width - strLength(o)
  const codes = codePoints(o)
  const signed = codes[0] === 0x2b || codes[0] === 0x2d ? 1 : 0
  if (missing <= 0) return strSlice(o, whole(o))
  return newStrOf([...codes.slice(0, signed), ...Array.from({ length: missing }, () => 0x30), ...codes.slice(signed)])
}

function splitter(name: string, right: boolean): Method {
  return named({ name, names: ['sep', 'maxsplit'], least: 0 }, (o, separator = NULL, most = NULL) => {
    const by = separator === none() ? NULL : separator
    if (by !== NULL && !isStr(by)) raise(E.TypeError, `must be str or None, not ${nameOf(by)}`)
    return splitStr(o, by, countOf(most, -1), right)
  })
}

function optionalName(o: Address, what: string, otherwise: string): string {
  return o === NULL ? otherwise : readStr(needStr(o, `encode() argument '${what}' must be str`))
}

export const strMethods: Record<string, Method> = {
  upper: mapped(cases.upperText),
  lower: mapped(cases.lowerText),
  casefold: mapped(cases.foldText),
  title: mapped(cases.titleText),
  capitalize: mapped(cases.capitalizeText),
  swapcase: mapped(cases.swapText),
  isalpha: every(characters.isAlpha),
  isalnum: every(characters.isAlnum),
  isdecimal: every(characters.isDecimal),
  isdigit: every(characters.isDigit),
  isnumeric: every(characters.isNumeric),
  isspace: every(characters.isSpace),
  isprintable: every(characters.isPrintable, true),
  isascii: args(0, (o) => bool(isAscii(o))),
  islower: asked(cases.allLower),
  isupper: asked(cases.allUpper),
  istitle: asked(cases.isTitled),
  isidentifier: asked(
    ([first, ...rest]) =>
      first !== undefined && characters.isIdentifierStart(first) && rest.every(characters.isIdentifierPart),
  ),
  strip: strip('strip', { left: true, right: true }),
  lstrip: strip('lstrip', { left: true, right: false }),
  rstrip: strip('rstrip', { left: false, right: true }),
  removeprefix: without('removeprefix', false),
  removesuffix: without('removesuffix', true),
  startswith: tail('startswith', false),
  endswith: tail('endswith', true),
  find: found(finder(false)),
  rfind: found(finder(true)),
  index: foundOrRaise(finder(false)),
  rindex: foundOrRaise(finder(true)),
  count: argsBetween(1, 3, (o, part = NULL, start = NULL, end = NULL) =>
    newInt(countIn(searchStr(o, needStr(part)), rangeOf(start, end, strLength(o)))),
  ),
  replace: argsBetween(2, 3, (o, old = NULL, next = NULL, most = NULL) => {
    needStr(old, 'replace() argument 1 must be str')
    return replaced(o, old, needStr(next, 'replace() argument 2 must be str'), countOf(most, -1))
  }),
  split: splitter('split', false),
  rsplit: splitter('rsplit', true),
  splitlines: named({ name: 'splitlines', names: ['keepends'], least: 0 }, (o, keep = NULL) => {
    const request = { keepEnds: keep !== NULL && isTrue(keep), isBreak: characters.isLineBreak }
    return newListOf(splitLines((i) => codePoint(o, i), strLength(o), request).map((range) => strSlice(o, range)))
  }),
  partition: args(1, (o, separator = NULL) => partition(o, needStr(separator), false)),
  rpartition: args(1, (o, separator = NULL) => partition(o, needStr(separator), true)),
  join: args(1, joinStrings),
  center: justified((missing, width) => (missing >> 1) + (missing & width & 1)),
  ljust: justified(() => 0),
  rjust: justified((missing) => missing),
  zfill: args(1, (o, width) => zeroFilled(o, widthOf(width))),
  expandtabs: named({ name: 'expandtabs', names: ['tabsize'], least: 0 }, (o, size) =>
    newStrOf(expandTabs(codePoints(o), countOf(size, 8))),
  ),
  translate: args(1, (o, table = NULL) => translate(o, table)),
  maketrans: {
    ...argsBetween(1, 3, (_type, from = NULL, to = NULL, dropped = NULL) => makeTranslation(from, to, dropped)),
    kind: 'static',
  },
  encode: named({ name: 'encode', names: ['encoding', 'errors'], least: 0 }, (o, encoding = NULL, errors = NULL) =>
    encodeText(o, optionalName(encoding, 'encoding', 'utf-8'), optionalName(errors, 'errors', 'strict')),
  ),
  format: {
    least: 0,
    most: Number.MAX_SAFE_INTEGER,
    run: (o) => newRef(o),
    withKeywords: (o, positional, kwargs) =>
      newStr(formatFields(readStr(o), { positional, names: kwargs, subscribe: false })),
  },
  format_map: args(1, (o, mapping = NULL) =>
    newStr(formatFields(readStr(o), { positional: [], names: mapping, subscribe: true })),
  ),
  __format__: args(1, (o, spec = NULL) => newStr(formatText(readStr(o), parseSpec(readStr(spec), 'str', textTypes)))),
  __getnewargs__: args(0, (o) => newTupleOf([newStrOf(codePoints(o))])),
  __sizeof__: args(0, (o) => newInt(sizeInMemory(o))),
}
function sizeInMemory(o: Address): number {
  if (isAscii(o)) return 49 + strLength(o)
  const largest = Math.max(...codePoints(o))
  const kind = largest < 0x100 ? 1 : largest < 0x10000 ? 2 : 4
  return 72 + kind * (strLength(o) + 1)
}
