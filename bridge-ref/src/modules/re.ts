/**
 * `re` over JavaScript's RegExp. Python's syntax is translated: `(?P<n>…)`, `(?P=n)`, `\A`, `\Z`, `(?x)`, `(?#…)`, leading
 * flags and POSIX-free classes. What RegExp cannot do, possessive repeats, atomic groups and conditionals, is refused by name.
 */
import { type Address, NULL } from '../memory/address.ts'
import { E, none, S } from '../memory/statics.ts'
import { readBufferBytes } from '../runtime/buffer.ts'
import { raise } from '../runtime/errors.ts'
import { isInt, isStr, itemsOf, nameOf } from '../runtime/object.ts'
import { typeOf } from '../runtime/refcount.ts'
import { readStr } from '../runtime/str.ts'
import { newClass } from './kit/classes.ts'
import { type Body, box, contents, functions, unbox } from './kit/functions.ts'
import {
  attr,
  bytes,
  dict,
  given,
  int,
  invoke,
  iter,
  list,
  method,
  moduleAttr,
  numberOf,
  reprOf,
  setAttribute,
  text,
  tuple,
} from './kit/values.ts'

const flagBits = { A: 256, I: 2, L: 4, M: 8, S: 16, U: 32, X: 64 } as const
let errorClass = NULL

function refuse(message: string): never {
  raise(errorClass, message)
}

/** Python's spelling of a pattern as RegExp has it, and the flags written at its beginning. */
export function translate(source: string, given: number): { source: string; flags: number } {
  let flags = given
  const head = /^\(\?([aiLmsux]+)\)/.exec(source)
  for (const letter of head?.[1] ?? '') flags |= flagBits[letter.toUpperCase() as keyof typeof flagBits]
  const scanner = new Translator(head === null ? source : source.slice(head[0].length), flags)
  return { source: scanner.run(), flags }
}

class Translator {
  private at = 0
  private readonly source: string
  private readonly verbose: boolean
  private readonly ascii: boolean
  constructor(source: string, flags: number) {
    this.source = source
    this.verbose = (flags & flagBits.X) !== 0
    this.ascii = (flags & flagBits.A) !== 0
  }

  run(): string {
    let out = ''
    while (this.at < this.source.length) out += this.piece()
    return out
  }

  private piece(): string {
    const rest = this.source.slice(this.at)
    const character = rest[0] ?? ''
    if (character === '\\') return this.escape(false)
    if (character === '[') return this.characterClass()
    if (rest.startsWith('(?')) return this.group(rest)
    if (this.verbose && /\s/.test(character)) return this.skip(1)
    if (this.verbose && character === '#') return this.skip((/^[^\n]*/.exec(rest)?.[0] ?? '').length)
    if (/^(?:[*+?]|\{\d*,?\d*\})\+/.test(rest))
      refuse('possessive repeats are beyond the regular expressions of this host')
    if (character === '{' && !/^\{(?:\d+(?:,\d*)?|,\d+)\}/.test(rest)) return this.take(1, '\\{')
    if (character === '}' || character === ']') return this.take(1, `\\${character}`)
    const range = /^\{(\d*),?(\d*)\}/.exec(rest)
    if (range !== null) return this.take(range[0].length, range[0].replace('{,', '{0,'))
    if (character === '$') return this.take(1, '(?=\\n?(?![\\s\\S]))')
    return this.take(1, character)
  }

  private skip(count: number): string {
    return this.take(count, '')
  }
  private take(count: number, out: string): string {
    this.at += count
    return out
  }

  private group(rest: string): string {
    const named = /^\(\?P<([^>]+)>/.exec(rest)
    if (named !== null) return this.take(named[0].length, `(?<${named[1]}>`)
    const back = /^\(\?P=([^)]+)\)/.exec(rest)
    if (back !== null) return this.take(back[0].length, `\\k<${back[1]}>`)
    const comment = /^\(\?#[^)]*\)/.exec(rest)
    if (comment !== null) return this.skip(comment[0].length)
    if (rest.startsWith('(?>')) refuse('atomic groups are beyond the regular expressions of this host')
    if (rest.startsWith('(?(')) refuse('conditional groups are beyond the regular expressions of this host')
    const plain = /^\(\?(?::|=|!|<=|<!|[ims]*(?:-[ims]+)?:)/.exec(rest)
    if (plain === null) refuse(`unknown extension ${rest.slice(1, 3)} at position ${this.at + 1}`)
    return this.take(plain[0].length, plain[0])
  }

  private escape(inClass: boolean): string {
    const rest = this.source.slice(this.at)
    const letter = rest[1]
    if (letter === undefined) refuse(`bad escape (end of pattern) at position ${this.at}`)
    if (letter === 'A') return this.take(2, '(?<![\\s\\S])')
    if (letter === 'Z') return this.take(2, '(?![\\s\\S])')
    if (letter === 'a') return this.take(2, '\\x07')
    const wide = /^\\U([0-9a-fA-F]{8})/.exec(rest)
    if (wide !== null) return this.take(10, `\\u{${wide[1]}}`)
    const octal = /^\\(0[0-7]{0,2}|[1-3][0-7]{2})/.exec(rest)
    if (octal !== null)
      return this.take(
        octal[0].length,
        `\\x${Number.parseInt(octal[1] ?? '0', 8)
          .toString(16)
          .padStart(2, '0')}`,
      )
    if (!this.ascii && /[dw]/i.test(letter)) return this.take(2, unicodeClass(letter, inClass))
    if (/[^A-Za-z0-9]/.test(letter)) return this.take(1 + letter.length, literal(letter))
    if (!/[bBdDsSwWfnrtvxu0-9]/.test(letter)) refuse(`bad escape \\${letter} at position ${this.at}`)
    return this.take(2, `\\${letter}`)
  }

  private characterClass(): string {
    let out = '['
    this.at++
    if (this.source[this.at] === '^') out += this.take(1, '^')
    if (this.source[this.at] === ']') out += this.take(1, '\\]')
    while (this.source[this.at] !== ']') {
      const character = this.source[this.at]
      if (character === undefined) refuse('unterminated character set at position 0')
      if (character === '\\') out += this.escape(true)
      else out += this.take(1, character === '[' ? '\\[' : character)
    }
    this.at++
    return `${out}]`
  }
}

function literal(character: string): string {
  return /[\^$\\.*+?()[\]{}|/-]/.test(character) ? `\\${character}` : character
}

/** Digits and word characters of all scripts, as Python's str patterns mean them. */
function unicodeClass(letter: string, inClass: boolean): string {
  const members = letter.toLowerCase() === 'd' ? '\\p{Nd}' : '\\p{L}\\p{N}_'
  if (letter === 'D') return inClass ? '\\P{Nd}' : '[^\\p{Nd}]'
  if (letter === 'W') return inClass ? refuse('\\W in a character set is beyond this host') : `[^${members}]`
  return inClass ? members : `[${members}]`
}

interface Compiled {
  regex: RegExp
  flags: number
  isBytes: boolean
}

const compiledOf = (self: Address): Compiled => unbox(attr(self, '_compiled'))

/** Code units of the subject; bytes as Latin-1. Positions are code units: outside the BMP they are made code points. */
function subject(self: Address, o: Address): string {
  const { isBytes } = compiledOf(self)
  if (isStr(o) && isBytes) raise(E.TypeError, 'cannot use a bytes pattern on a string-like object')
  if (isStr(o)) return readStr(o)
  if (!isBytes) {
    if (typeOf(o) === S.PyBytes_Type) raise(E.TypeError, 'cannot use a string pattern on a bytes-like object')
    raise(E.TypeError, `expected string or bytes-like object, got '${nameOf(o)}'`)
  }
  return latin(readBufferBytes(o))
}
function latin(data: Uint8Array): string {
  return Array.from(data, (byte) => String.fromCharCode(byte)).join('')
}
function made(self: Address, value: string): Address {
  return compiledOf(self).isBytes ? bytes(Uint8Array.from(value, (c) => c.charCodeAt(0))) : text(value)
}

const astral = /[\ud800-\udbff][\udc00-\udfff]/
function points(value: string, units: number): number {
  return astral.test(value) ? [...value.slice(0, units)].length : units
}
function units(value: string, at: number): number {
  return astral.test(value) ? [...value].slice(0, at).join('').length : Math.min(at, value.length)
}

type Kind = 'search' | 'match' | 'fullmatch'

interface Found {
  match: RegExpExecArray
  value: string
}

function run(self: Address, kind: Kind, value: string, from: number, to = value.length): Found | undefined {
  const { regex } = compiledOf(self)
  const source = kind === 'fullmatch' ? `(?:${regex.source})(?![\\s\\S])` : regex.source
  const sticky = kind === 'search' ? 'g' : 'y'
  const runner = new RegExp(source, `${regex.flags.replace(/[gy]/g, '')}${sticky}`)
  runner.lastIndex = from
  const match = runner.exec(value.slice(0, to))
  return match === null ? undefined : { match, value }
}

/** All matches from left to right; an empty one may follow a full one at its end. */
function* all(self: Address, value: string): Iterable<Found> {
  for (let at = 0; at <= value.length; ) {
    const found = run(self, 'search', value, at)
    if (found === undefined) return
    yield found
    const end = found.match.index + (found.match[0]?.length ?? 0)
    at = end > found.match.index ? end : end + 1
  }
}

let matchClass = NULL
let patternClass = NULL

interface MatchState extends Found {
  from: number
  to: number
}

function newMatch(pattern: Address, o: Address, found: Found, bounds: readonly number[]): Address {
  const self = invoke(attr(S.PyBaseObject_Type, '__new__'), matchClass)
  const [from = 0, to = 0] = bounds
  setAttribute(self, 're', pattern)
  setAttribute(self, 'string', o)
  setAttribute(self, '_match', box({ ...found, from, to }))
  return self
}
const matchOf = (self: Address): MatchState => unbox(attr(self, '_match'))

function groupIndex(self: Address, key: Address): number {
  const { match } = matchOf(self)
  const names = groupNames(attr(self, 're'))
  const index = isInt(key) ? numberOf(key) : isStr(key) ? (names.get(readStr(key)) ?? -1) : -1
  if (index < 0 || index >= match.length) raise(E.IndexError, 'no such group')
  return index
}

/** Names of groups by the order of their opening. */
function groupNames(pattern: Address): Map<string, number> {
  const names = new Map<string, number>()
  let index = 0
  const { source } = compiledOf(pattern).regex
  for (const [opening, name] of source.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?<([A-Za-z_]\w*)>|(?!\?))/g)) {
    if (!opening.startsWith('(')) continue
    index++
    if (name !== undefined) names.set(name, index)
  }
  return names
}

function groupText(self: Address, index: number, instead = none()): Address {
  const value = matchOf(self).match[index]
  return value === undefined ? instead : made(attr(self, 're'), value)
}

function span(self: Address, index: number): [number, number] {
  const { match, value } = matchOf(self)
  const place = (match as RegExpExecArray & { indices?: ([number, number] | undefined)[] }).indices?.[index]
  return place === undefined ? [-1, -1] : [points(value, place[0]), points(value, place[1])]
}

/** `\1`, `\g<name>` and escapes of a replacement. */
function expand(self: Address, template: string): string {
  return template.replace(/\\(g<([^>]+)>|[0-9]{1,2}|.)/gs, (whole, code: string, name?: string) => {
    if (name !== undefined || /^\d/.test(code)) {
      const key = name ?? code
      return matchOf(self).match[groupIndex(self, /^\d+$/.test(key) ? int(Number(key)) : text(key))] ?? ''
    }
    const simple: Record<string, string> = {
      n: '\n',
      r: '\r',
      t: '\t',
      v: '\v',
      f: '\f',
      a: '\x07',
      b: '\b',
      '\\': '\\',
    }
    if (/[a-zA-Z]/.test(code) && simple[code] === undefined) refuse(`bad escape \\${code} at position 0`)
    return simple[code] ?? whole
  })
}

const matchMethods: Record<string, Body> = {
  'group(self, *args)': (self = NULL, args = NULL) => {
    const keys = itemsOf(args)
    if (keys.length === 0) return groupText(self, 0)
    const found = keys.map((key) => groupText(self, groupIndex(self, key)))
    return found.length === 1 ? found[0] : tuple(...found)
  },
  '__getitem__(self, key)': (self = NULL, key = NULL) => groupText(self, groupIndex(self, key)),
  'groups(self, default=None)': (self = NULL, instead = NULL) =>
    tuple(
      ...matchOf(self)
        .match.slice(1)
        .map((_, i) => groupText(self, i + 1, instead)),
    ),
  'groupdict(self, default=None)': (self = NULL, instead = NULL) =>
    dict([...groupNames(attr(self, 're'))].map(([key, i]) => [text(key), groupText(self, i, instead)] as const)),
  'start(self, group=0, /)': (self = NULL, key = NULL) => int(span(self, groupIndex(self, key))[0]),
  'end(self, group=0, /)': (self = NULL, key = NULL) => int(span(self, groupIndex(self, key))[1]),
  'span(self, group=0, /)': (self = NULL, key = NULL) => tuple(...span(self, groupIndex(self, key)).map(int)),
  'expand(self, template)': (self = NULL, template = NULL) => text(expand(self, readStr(template))),
  '__bool__(self)': () => S._Py_TrueStruct,
  '__repr__(self)': (self = NULL) =>
    text(`<re.Match object; span=(${span(self, 0).join(', ')}), match=${reprOf(groupText(self, 0))}>`),
  '__copy__(self)': (self) => self,
}

function asking(kind: Kind): Body {
  return (self = NULL, o = NULL, pos = NULL, endpos = NULL) => {
    const value = subject(self, o)
    const from = units(value, numberOf(pos))
    const to = given(endpos) ? units(value, numberOf(endpos)) : value.length
    const found = from > to ? undefined : run(self, kind, value, from, to)
    return found === undefined ? none() : newMatch(self, o, found, [from, to])
  }
}

function findAll(self: Address, o: Address): Address {
  const found = [...all(self, subject(self, o))].map(({ match }) => {
    const groups = match.length === 1 ? [match[0]] : match.slice(1)
    const values = groups.map((value) => made(self, value ?? ''))
    return values.length === 1 ? (values[0] ?? NULL) : tuple(...values)
  })
  return list(found)
}

function substitute(self: Address, replacement: Address, o: Address, most: number): { value: Address; count: number } {
  const value = subject(self, o)
  let [out, at, count] = ['', 0, 0]
  const isText = isStr(replacement) || typeOf(replacement) === S.PyBytes_Type
  for (const found of all(self, value)) {
    if (most > 0 && count >= most) break
    const match = newMatch(self, o, found, [0, value.length])
    const by = isText ? expand(match, subject(self, replacement)) : replaced(self, invoke(replacement, match))
    out += value.slice(at, found.match.index) + by
    at = found.match.index + (found.match[0]?.length ?? 0)
    count++
  }
  return { value: made(self, out + value.slice(at)), count }
}
function replaced(self: Address, o: Address): string {
  return given(o) ? subject(self, o) : ''
}

function split(self: Address, o: Address, most: number): Address {
  const value = subject(self, o)
  const parts: Address[] = []
  let [at, count] = [0, 0]
  for (const { match } of all(self, value)) {
    if (most > 0 && count >= most) break
    parts.push(made(self, value.slice(at, match.index)))
    for (const group of match.slice(1)) parts.push(group === undefined ? none() : made(self, group))
    at = match.index + (match[0]?.length ?? 0)
    count++
  }
  return list([...parts, made(self, value.slice(at))])
}

const patternMethods: Record<string, Body> = {
  'search(self, string, pos=0, endpos=None)': asking('search'),
  'match(self, string, pos=0, endpos=None)': asking('match'),
  'fullmatch(self, string, pos=0, endpos=None)': asking('fullmatch'),
  'findall(self, string, pos=0, endpos=None)': (self = NULL, o = NULL) => findAll(self, o),
  'finditer(self, string, pos=0, endpos=None)': (self = NULL, o = NULL) => {
    const value = subject(self, o)
    return iter(list([...all(self, value)].map((found) => newMatch(self, o, found, [0, value.length]))))
  },
  'sub(self, repl, string, count=0)': (self = NULL, by = NULL, o = NULL, count = NULL) =>
    substitute(self, by, o, numberOf(count)).value,
  'subn(self, repl, string, count=0)': (self = NULL, by = NULL, o = NULL, most = NULL) => {
    const { value, count } = substitute(self, by, o, numberOf(most))
    return tuple(value, int(count))
  },
  'split(self, string, maxsplit=0)': (self = NULL, o = NULL, most = NULL) => split(self, o, numberOf(most)),
  '__repr__(self)': (self = NULL) => text(`re.compile(${reprOf(attr(self, 'pattern'))})`),
  '__copy__(self)': (self) => self,
  '__deepcopy__(self, memo)': (self) => self,
  '__reduce__(self)': (self = NULL) =>
    tuple(moduleAttr('re', 'compile'), tuple(attr(self, 'pattern'), attr(self, 'flags'))),
}

function compile(pattern: Address, flags: number): Address {
  if (typeOf(pattern) === patternClass) return pattern
  const isBytes = !isStr(pattern)
  const given = isBytes ? latin(readBufferBytes(pattern)) : readStr(pattern)
  const translated = translate(given, isBytes ? flags | flagBits.A : flags)
  const has = (bit: number) => (translated.flags & bit) !== 0
  const letters = `du${has(flagBits.I) ? 'i' : ''}${has(flagBits.M) ? 'm' : ''}${has(flagBits.S) ? 's' : ''}`
  const source = has(flagBits.M) ? translated.source.replaceAll('(?=\\n?(?![\\s\\S]))', '$') : translated.source
  let regex: RegExp
  try {
    regex = new RegExp(source, letters)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    refuse(
      why.includes('Unterminated group')
        ? `missing ), unterminated subpattern at position ${given.lastIndexOf('(')}`
        : why,
    )
  }
  const self = invoke(attr(S.PyBaseObject_Type, '__new__'), patternClass)
  setAttribute(self, '_compiled', box({ regex, flags: translated.flags, isBytes }))
  setAttribute(self, 'pattern', pattern)
  setAttribute(self, 'flags', int(isBytes ? flags : has(flagBits.A) ? translated.flags : translated.flags | flagBits.U))
  return self
}

function patternProperties(): Record<string, Body> {
  return {
    groups: (self = NULL) => {
      const { source, flags } = compiledOf(self).regex
      return int((new RegExp(`${source}|`, flags).exec('')?.length ?? 1) - 1)
    },
    groupindex: (self = NULL) => dict([...groupNames(self)].map(([key, i]) => [text(key), int(i)] as const)),
  }
}

export function reModule(): Record<string, Address> {
  errorClass = newClass({ name: 'error', module: 're', bases: [E.Exception] })
  matchClass = newClass({
    name: 'Match',
    module: 're',
    fields: ['re', 'string', '_match'],
    methods: matchMethods,
    properties: {
      pos: (self = NULL) => int(matchOf(self).from),
      endpos: (self = NULL) => int(matchOf(self).to),
      lastindex: (self = NULL) => {
        const at = matchOf(self)
          .match.slice(1)
          .findLastIndex((value) => value !== undefined)
        return at < 0 ? none() : int(at + 1)
      },
      lastgroup: (self = NULL) => {
        const at =
          matchOf(self)
            .match.slice(1)
            .findLastIndex((value) => value !== undefined) + 1
        const name = [...groupNames(attr(self, 're'))].find(([, i]) => i === at)?.[0]
        return name === undefined ? none() : text(name)
      },
    },
  })
  patternClass = newClass({
    name: 'Pattern',
    module: 're',
    fields: ['_compiled', 'pattern', 'flags', '__weakref__'],
    methods: patternMethods,
    properties: patternProperties(),
  })
  const flagOf = (o: Address) => (given(o) ? numberOf(o) : 0)
  const direct =
    (name: string): Body =>
    (pattern = NULL, o = NULL, flags = NULL) =>
      method(compile(pattern, flagOf(flags)), name, o)
  const constants = Object.entries({
    A: 256,
    ASCII: 256,
    I: 2,
    IGNORECASE: 2,
    L: 4,
    LOCALE: 4,
    M: 8,
    MULTILINE: 8,
    S: 16,
    DOTALL: 16,
    U: 32,
    UNICODE: 32,
    X: 64,
    VERBOSE: 64,
    NOFLAG: 0,
    DEBUG: 128,
  })
  return {
    ...contents({ error: errorClass, Match: matchClass, Pattern: patternClass }),
    ...contents(Object.fromEntries(constants.map(([key, value]) => [key, int(value)]))),
    ...functions('re', {
      'compile(pattern, flags=0)': (pattern = NULL, flags = NULL) => compile(pattern, flagOf(flags)),
      'match(pattern, string, flags=0)': direct('match'),
      'search(pattern, string, flags=0)': direct('search'),
      'fullmatch(pattern, string, flags=0)': direct('fullmatch'),
      'findall(pattern, string, flags=0)': direct('findall'),
      'finditer(pattern, string, flags=0)': direct('finditer'),
      'split(pattern, string, maxsplit=0, flags=0)': (pattern = NULL, o = NULL, most = NULL, flags = NULL) =>
        method(compile(pattern, flagOf(flags)), 'split', o, most),
      'sub(pattern, repl, string, count=0, flags=0)': (
        pattern = NULL,
        by = NULL,
        o = NULL,
        count = NULL,
        flags = NULL,
      ) => method(compile(pattern, flagOf(flags)), 'sub', by, o, count),
      'subn(pattern, repl, string, count=0, flags=0)': (
        pattern = NULL,
        by = NULL,
        o = NULL,
        count = NULL,
        flags = NULL,
      ) => method(compile(pattern, flagOf(flags)), 'subn', by, o, count),
      'escape(pattern)': (pattern = NULL) =>
        text(readStr(pattern).replace(/[()[\]{}?*+\-|^$\\.&~# \t\n\r\v\f]/g, '\\$&')),
      'purge()': () => undefined,
    }),
  }
}
