/** `str.format` and `str.format_map`: fields in braces. */
import { callPointer } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { asciiText } from './ascii-repr.ts'
import { call } from './call.ts'
import { dictGetName } from './dict.ts'
import { raise, raiseObject } from './errors.ts'
import { checked } from './indicator.ts'
import { newInt } from './int.ts'
import { getAttrName, lookupSpecial } from './lookup.ts'
import { isStr, nameOf, repr, slotFor, str, takeText } from './object.ts'
import { decref, newRef, xdecref } from './refcount.ts'
import { newStr } from './str.ts'

export interface FormatValues {
  positional: readonly Address[]
  /** A dict for `format`, any mapping for `format_map`; or NULL. */
  names: Address
  /** `format_map` subscribes it. */
  subscribe: boolean
}

/** Automatic numbering must not meet numbers that are given. */
class Numbering {
  #next = 0
  #style: 'automatic' | 'manual' | undefined

  automatic(): number {
    this.#switchTo('automatic')
    return this.#next++
  }
  manual(number: number): number {
    this.#switchTo('manual')
    return number
  }
  #switchTo(style: 'automatic' | 'manual'): void {
    if (this.#style !== undefined && this.#style !== style) {
      const [from, to] =
        style === 'manual'
          ? ['automatic field numbering', 'manual field specification']
          : ['manual field specification', 'automatic field numbering']
      raise(E.ValueError, `cannot switch from ${from} to ${to}`)
    }
    this.#style = style
  }
}

interface Field {
  name: string
  conversion: string
  spec: string
  /** Position behind the closing brace. */
  next: number
}

export function formatFields(template: string, values: FormatValues): string {
  return expand(template, values, new Numbering(), 2)
}

function expand(template: string, values: FormatValues, numbering: Numbering, depth: number): string {
  if (depth <= 0) raise(E.ValueError, 'Max string recursion exceeded')
  let out = ''
  for (let at = 0; at < template.length; ) {
    const brace = template.charAt(at)
    if (brace !== '{' && brace !== '}') {
      out += brace
      at++
    } else if (template.charAt(at + 1) === brace) {
      out += brace
      at += 2
    } else {
      if (brace === '}' || at + 1 >= template.length)
        raise(E.ValueError, `Single '${brace}' encountered in format string`)
      const field = parseField(template, at + 1)
      out += formatted(field, values, numbering, depth)
      at = field.next
    }
  }
  return out
}

/** Where the name ends: at a colon, an exclamation mark or a brace, but not inside brackets. */
function endOfName(template: string, start: number): number {
  let bracket = false
  for (let at = start; at < template.length; at++) {
    const character = template.charAt(at)
    if (character === '{') raise(E.ValueError, "unexpected '{' in field name")
    if (character === '[') bracket = true
    else if (character === ']') bracket = false
    else if (!bracket && '}:!'.includes(character)) return at
  }
  return raise(E.ValueError, "expected '}' before end of string")
}

function parseField(template: string, start: number): Field {
  let at = endOfName(template, start)
  const name = template.slice(start, at)
  let conversion = ''
  if (template.charAt(at) === '!') {
    conversion = conversionAt(template, at + 1)
    at += 2
  }
  if (template.charAt(at) === '}') return { name, conversion, spec: '', next: at + 1 }
  const end = closingBrace(template, at + 1)
  return { name, conversion, spec: template.slice(at + 1, end), next: end + 1 }
}
function conversionAt(template: string, at: number): string {
  const conversion = template.charAt(at)
  const after = template.charAt(at + 1)
  if (conversion === '') raise(E.ValueError, 'end of string while looking for conversion specifier')
  if (after === '') raise(E.ValueError, "unmatched '{' in format spec")
  if (after !== ':' && after !== '}') raise(E.ValueError, "expected ':' after conversion specifier")
  return conversion
}
function closingBrace(template: string, start: number): number {
  let depth = 1
  for (let at = start; at < template.length; at++) {
    if (template.charAt(at) === '{') depth++
    else if (template.charAt(at) === '}' && --depth === 0) return at
  }
  return raise(E.ValueError, "unmatched '{' in format spec")
}

function formatted(field: Field, values: FormatValues, numbering: Numbering, depth: number): string {
  const value = lookUp(field.name, values, numbering)
  const converted = (() => {
    try {
      return convert(value, field.conversion)
    } finally {
      decref(value)
    }
  })()
  const method = lookupSpecial(converted, '__format__')
  let specText = NULL
  try {
    specText = newStr(/[{}]/.test(field.spec) ? expand(field.spec, values, numbering, depth - 1) : field.spec)
    const text = call(method, [specText])
    if (isStr(text)) return takeText(text)
    const type = nameOf(text)
    decref(text)
    return raise(E.TypeError, `__format__ must return a str, not ${type}`)
  } finally {
    xdecref(specText)
    xdecref(method)
    decref(converted)
  }
}
function convert(value: Address, conversion: string): Address {
  switch (conversion) {
    case '':
      return newRef(value)
    case 'r':
      return repr(value)
    case 's':
      return str(value)
    case 'a':
      return newStr(asciiText(value))
    default:
      return raise(E.ValueError, `Unknown conversion specifier ${conversion}`)
  }
}

/** `first.attribute[index]…`; new reference. */
function lookUp(name: string, values: FormatValues, numbering: Numbering): Address {
  const first = /^[^.[]*/.exec(name)?.[0] ?? ''
  let value = firstValue(first, values, numbering)
  let rest = name.slice(first.length)
  while (rest !== '') {
    const held = value
    const step = /^(?:\.([^.[]*)|\[([^\]]*)(\])?)/.exec(rest)
    try {
      if (step === null) raise(E.ValueError, "Only '.' or '[' may follow ']' in format field specifier")
      const [all, attribute, key, close] = step
      if (attribute === '' || key === '') raise(E.ValueError, 'Empty attribute in format string')
      if (key !== undefined && close === undefined) raise(E.ValueError, "Missing ']' in format string")
      value = attribute === undefined ? item(held, key ?? '') : getAttrName(held, attribute)
      rest = rest.slice(all.length)
    } finally {
      decref(held)
    }
  }
  return value
}
function firstValue(first: string, values: FormatValues, numbering: Numbering): Address {
  const number =
    first === '' ? numbering.automatic() : /^\d+$/.test(first) ? numbering.manual(Number(first)) : undefined
  if (number !== undefined) {
    if (values.subscribe) raise(E.ValueError, 'Format string contains positional fields')
    const found = values.positional[number]
    if (found === undefined) raise(E.IndexError, `Replacement index ${number} out of range for positional args tuple`)
    return newRef(found)
  }
  if (values.subscribe) return subscript(values.names, newStr(first))
  const found = values.names === NULL ? NULL : dictGetName(values.names, first)
  if (found !== NULL) return newRef(found)
  const key = newStr(first)
  try {
    return raiseObject(E.KeyError, key)
  } finally {
    decref(key)
  }
}
function item(o: Address, key: string): Address {
  return subscript(o, /^\d+$/.test(key) ? newInt(BigInt(key)) : newStr(key))
}
/** Steals `key`. */
function subscript(o: Address, key: Address): Address {
  const fn = slotFor(o, 'mp_subscript')
  try {
    if (fn === NULL) raise(E.TypeError, `'${nameOf(o)}' object is not subscriptable`)
    return checked(callPointer(fn, o, key))
  } finally {
    decref(key)
  }
}
