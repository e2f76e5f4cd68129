/** `re` over JavaScript's RegExp: its functions and patterns. */
import { type Address, NULL } from '../memory/address.ts'
import { none, S } from '../memory/statics.ts'
import { readBufferBytes } from '../runtime/buffer.ts'
import { isStr } from '../runtime/object.ts'
import { typeOf } from '../runtime/refcount.ts'
import { readStr } from '../runtime/str.ts'
import { newClass } from './kit/classes.ts'
import { type Body, box, contents, functions } from './kit/functions.ts'
import {
  attr,
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
import {
  compiledOf,
  expand,
  type Found,
  groupNames,
  latin,
  made,
  matchClasses,
  newMatch,
  refuse,
  subject,
  units,
} from './re-match.ts'
import { atEnd, BadPattern, flagBits, translate } from './re-syntax.ts'

let patternClass = NULL

type Kind = 'search' | 'match' | 'fullmatch'

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

function compile(pattern: Address, wanted: number): Address {
  if (typeOf(pattern) === patternClass) return pattern
  const isBytes = !isStr(pattern)
  const source = isBytes ? latin(readBufferBytes(pattern)) : readStr(pattern)
  const { regex, flags } = regexOf(source, isBytes ? wanted | flagBits.A : wanted)
  const self = invoke(attr(S.PyBaseObject_Type, '__new__'), patternClass)
  setAttribute(self, '_compiled', box({ regex, flags, isBytes }))
  setAttribute(self, 'pattern', pattern)
  const shown = (flags & flagBits.A) !== 0 ? flags : flags | flagBits.U
  setAttribute(self, 'flags', int(isBytes ? wanted : shown))
  return self
}

function regexOf(pattern: string, wanted: number): { regex: RegExp; flags: number } {
  try {
    const { source, flags } = translate(pattern, wanted)
    const letters = (['I', 'M', 'S'] as const).filter((flag) => (flags & flagBits[flag]) !== 0)
    const manyLines = (flags & flagBits.M) !== 0
    const regex = new RegExp(manyLines ? source.replaceAll(atEnd, '$') : source, `du${letters.join('').toLowerCase()}`)
    return { regex, flags }
  } catch (error) {
    if (error instanceof BadPattern) refuse(error.message)
    if (!(error instanceof SyntaxError)) throw error
    const open = error.message.includes('Unterminated group')
    refuse(open ? `missing ), unterminated subpattern at position ${pattern.lastIndexOf('(')}` : error.message)
  }
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

const constants = {
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
}

export function reModule(): Record<string, Address> {
  const classes = matchClasses()
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
  const replacing =
    (name: string): Body =>
    (pattern = NULL, by = NULL, o = NULL, count = NULL, flags = NULL) =>
      method(compile(pattern, flagOf(flags)), name, by, o, count)
  return {
    ...contents({ ...classes, Pattern: patternClass }),
    ...contents(Object.fromEntries(Object.entries(constants).map(([key, value]) => [key, int(value)]))),
    ...functions('re', {
      'compile(pattern, flags=0)': (pattern = NULL, flags = NULL) => compile(pattern, flagOf(flags)),
      'match(pattern, string, flags=0)': direct('match'),
      'search(pattern, string, flags=0)': direct('search'),
      'fullmatch(pattern, string, flags=0)': direct('fullmatch'),
      'findall(pattern, string, flags=0)': direct('findall'),
      'finditer(pattern, string, flags=0)': direct('finditer'),
      'split(pattern, string, maxsplit=0, flags=0)': (pattern = NULL, o = NULL, most = NULL, flags = NULL) =>
        method(compile(pattern, flagOf(flags)), 'split', o, most),
      'sub(pattern, repl, string, count=0, flags=0)': replacing('sub'),
      'subn(pattern, repl, string, count=0, flags=0)': replacing('subn'),
      'escape(pattern)': (pattern = NULL) =>
        text(readStr(pattern).replace(/[()[\]{}?*+\-|^$\\.&~# \t\n\r\v\f]/g, '\\$&')),
      'purge()': () => undefined,
    }),
  }
}
