/** Matches of `re`: an object over the result of a RegExp. */
import { type Address, NULL } from '../memory/address.ts'
import { E, none, S } from '../memory/statics.ts'
import { readBufferBytes } from '../runtime/buffer.ts'
import { raise } from '../runtime/errors.ts'
import { isInt, isStr, itemsOf, nameOf } from '../runtime/object.ts'
import { typeOf } from '../runtime/refcount.ts'
import { readStr } from '../runtime/str.ts'
import { newClass } from './kit/classes.ts'
import { type Body, box, unbox } from './kit/functions.ts'
import { attr, bytes, dict, int, invoke, numberOf, reprOf, setAttribute, text, tuple } from './kit/values.ts'

export interface Compiled {
  regex: RegExp
  flags: number
  isBytes: boolean
}

export const compiledOf = (self: Address): Compiled => unbox(attr(self, '_compiled'))

/** Code units of the subject; bytes as Latin-1. Positions are code units: outside the BMP they are made code points. */
export function subject(self: Address, o: Address): string {
  const { isBytes } = compiledOf(self)
  if (isStr(o) && isBytes) raise(E.TypeError, 'cannot use a bytes pattern on a string-like object')
  if (isStr(o)) return readStr(o)
  if (!isBytes) {
    if (typeOf(o) === S.PyBytes_Type) raise(E.TypeError, 'cannot use a string pattern on a bytes-like object')
    raise(E.TypeError, `expected string or bytes-like object, got '${nameOf(o)}'`)
  }
  return latin(readBufferBytes(o))
}
export function latin(data: Uint8Array): string {
  return Array.from(data, (byte) => String.fromCharCode(byte)).join('')
}
export function made(self: Address, value: string): Address {
  return compiledOf(self).isBytes ? bytes(Uint8Array.from(value, (c) => c.charCodeAt(0))) : text(value)
}

const astral = /[\ud800-\udbff][\udc00-\udfff]/
function points(value: string, units: number): number {
  return astral.test(value) ? [...value.slice(0, units)].length : units
}
export function units(value: string, at: number): number {
  return astral.test(value) ? [...value].slice(0, at).join('').length : Math.min(at, value.length)
}

/** A match in a subject. */
export interface Found {
  match: RegExpExecArray
  value: string
}

let matchClass = NULL
let errorClass = NULL

export function refuse(message: string): never {
  raise(errorClass, message)
}

interface MatchState extends Found {
  from: number
  to: number
}

export function newMatch(pattern: Address, o: Address, found: Found, bounds: readonly number[]): Address {
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
export function groupNames(pattern: Address): Map<string, number> {
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
export function expand(self: Address, template: string): string {
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

/** The last group that took part, or 0. */
function lastGroup(self: Address): number {
  const groups = matchOf(self).match.slice(1)
  return groups.findLastIndex((value) => value !== undefined) + 1
}
const matchProperties: Record<string, Body> = {
  pos: (self = NULL) => int(matchOf(self).from),
  endpos: (self = NULL) => int(matchOf(self).to),
  lastindex: (self = NULL) => {
    const last = lastGroup(self)
    return last === 0 ? none() : int(last)
  },
  lastgroup: (self = NULL) => {
    const last = lastGroup(self)
    const name = [...groupNames(attr(self, 're'))].find(([, i]) => i === last)?.[0]
    return name === undefined ? none() : text(name)
  },
}

/** The classes of matches and of errors. */
export function matchClasses(): { Match: Address; error: Address } {
  errorClass = newClass({ name: 'error', module: 're', bases: [E.Exception] })
  matchClass = newClass({
    name: 'Match',
    module: 're',
    fields: ['re', 'string', '_match'],
    methods: matchMethods,
    properties: matchProperties,
  })
  return { Match: matchClass, error: errorClass }
}
