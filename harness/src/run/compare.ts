/** Is a value the one that a suite expects? Pure; the rules are section 4 of `suites/INTERPRETING.md`. */
import type { SeenException } from '../bridge/protocol.ts'
import type { Raises } from '../suite/schema.ts'
import type { Value } from '../suite/value.ts'
import { raisesText, seenText, typeName, valueText } from './render.ts'

/** The first place at which two values differ. `path` leads there from the outermost: `[1]`, `["key"]`, `.args`. */
export interface Mismatch {
  path: string
  expected: string
  seen: string
}

export function compareValues(expected: Value, seen: Value, path = ''): Mismatch | null {
  if (isObject(expected)) return compareTagged(expected, seen, path)
  if (Array.isArray(expected)) {
    return Array.isArray(seen) ? compareLists(expected, seen, path) : mismatch(path, expected, seen)
  }
  const same = typeof expected === 'number' ? BigInt(expected) === integerOf(seen) : expected === seen
  return same ? null : mismatch(path, expected, seen)
}

export function compareLists(expected: readonly Value[], seen: readonly Value[], path = ''): Mismatch | null {
  if (expected.length !== seen.length) return mismatch(path, [...expected], [...seen])
  for (const [index, item] of expected.entries()) {
    const found = compareValues(item, seen[index] ?? null, `${path}[${index}]`)
    if (found !== null) return found
  }
  return null
}

/** `null` expected means that there must be none; `undefined` that nothing is said about it. */
export function compareRaised(
  expected: Raises | null | undefined,
  seen: SeenException | null,
  path = '',
): Mismatch | null {
  if (expected === undefined) return null
  if (expected === null) return seen === null ? null : { path, expected: 'no exception', seen: seenText(seen) }
  if (seen === null) return { path, expected: raisesText(expected), seen: 'no exception' }
  return compareException(typeof expected === 'string' ? { type: expected } : expected, seen, path)
}

function compareException(
  { type, message, args, cause, context, traceback }: Exclude<Raises, string>,
  seen: SeenException,
  path: string,
): Mismatch | null {
  if (bareName(type) !== seen.type) return { path, expected: bareName(type), seen: seenText(seen) }
  if (message !== undefined && !new RegExp(message, 'u').test(seen.message)) {
    return { path: `${path}.message`, expected: `!like ${JSON.stringify(message)}`, seen: JSON.stringify(seen.message) }
  }
  if (traceback !== undefined && traceback !== seen.traceback) {
    return { path: `${path}.traceback`, expected: String(traceback), seen: String(seen.traceback) }
  }
  return (
    (args === undefined ? null : compareLists(args, seen.args, `${path}.args`)) ??
    compareRaised(cause, seen.cause, `${path}.cause`) ??
    compareRaised(context, seen.context, `${path}.context`)
  )
}

type Tagged = Exclude<Extract<Value, object>, Value[]>

function isObject(value: Value): value is Tagged {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Null when `expected` is no matcher. */
function compareMatcher(expected: Tagged, seen: Value): boolean | null {
  if ('$any' in expected) return true
  if ('$instance' in expected) return bareName(expected.$instance) === typeName(seen)
  if ('$like' in expected) return typeof seen === 'string' && new RegExp(expected.$like, 'u').test(seen)
  return null
}

function compareTagged(expected: Tagged, seen: Value, path: string): Mismatch | null {
  const matched = compareMatcher(expected, seen)
  if (matched === true) return null
  if ('$int' in expected && integerOf(expected) === integerOf(seen)) return null
  const [tag = ''] = Object.keys(expected)
  if (matched === false || !isObject(seen) || !(tag in seen)) return mismatch(path, expected, seen)
  return compareContents(expected, seen, path)
}

/** Both carry the same tag. */
function compareContents(expected: Tagged, seen: Tagged, path: string): Mismatch | null {
  if ('$dict' in expected && '$dict' in seen) return compareDicts(expected.$dict, seen.$dict, path)
  if ('$exception' in expected && '$exception' in seen) {
    if (bareName(expected.$exception.type) !== bareName(seen.$exception.type)) return mismatch(path, expected, seen)
    return compareLists(expected.$exception.args, seen.$exception.args, `${path}.args`)
  }
  const [wanted, got] = [itemsOf(expected), itemsOf(seen)]
  if (wanted !== null && got !== null) {
    if ('$tuple' in expected || '$slice' in expected) return compareLists(wanted, got, path)
    return sameItems(wanted, got) ? null : mismatch(path, expected, seen)
  }
  return scalarText(expected) === scalarText(seen) ? null : mismatch(path, expected, seen)
}

function itemsOf(value: Tagged): readonly Value[] | null {
  if ('$tuple' in value) return value.$tuple
  if ('$slice' in value) return value.$slice
  if ('$set' in value) return value.$set
  return '$frozenset' in value ? value.$frozenset : null
}

/** Text that is equal exactly when two tagged values without inner values are. */
function scalarText(value: Tagged): string {
  if ('$float' in value) return floatBits(value.$float)
  if ('$complex' in value) return value.$complex.map(floatBits).join(' ')
  if ('$type' in value) return bareName(value.$type)
  if ('$object' in value) return bareName(value.$object.type)
  return JSON.stringify(value)
}

/** All NaN are one; the two zeros are not. */
function floatBits(text: string): string {
  const number = Number(text.replace('inf', 'Infinity'))
  return Object.is(number, -0) ? '-0' : String(number)
}

/** Without order. What matches only itself is settled first; matchers then share out what is left. */
function sameItems(expected: readonly Value[], seen: readonly Value[]): boolean {
  if (expected.length !== seen.length) return false
  const left = [...seen]
  for (const item of expected.filter((one) => !hasMatcher(one))) {
    const at = left.findIndex((candidate) => compareValues(item, candidate) === null)
    if (at < 0) return false
    left.splice(at, 1)
  }
  return canShareOut(expected.filter(hasMatcher), left)
}

function canShareOut([matcher, ...others]: readonly Value[], left: readonly Value[]): boolean {
  if (matcher === undefined) return true
  return left.some(
    (candidate, at) => compareValues(matcher, candidate) === null && canShareOut(others, left.toSpliced(at, 1)),
  )
}

function hasMatcher(value: Value): boolean {
  return /"\$(any|instance|like)"/.test(JSON.stringify(value))
}

type Pairs = readonly (readonly [Value, Value])[]

/** Without order, by key. A key that both have leads to what differs below it. */
function compareDicts(expected: Pairs, seen: Pairs, path: string): Mismatch | null {
  const left = [...seen]
  for (const [key, item] of expected.toSorted(([a], [b]) => Number(hasMatcher(a)) - Number(hasMatcher(b)))) {
    const at = left.findIndex(([candidate]) => compareValues(key, candidate) === null)
    const found = left[at]
    const below = `${path}[${valueText(key)}]`
    if (found === undefined) return { path: below, expected: valueText(item), seen: 'no such key' }
    const difference = compareValues(item, found[1], below)
    if (difference !== null) return difference
    left.splice(at, 1)
  }
  const [extra] = left
  if (extra === undefined) return null
  return { path: `${path}[${valueText(extra[0])}]`, expected: 'no such key', seen: valueText(extra[1]) }
}

function integerOf(value: Value): bigint | null {
  if (typeof value === 'number') return BigInt(value)
  return isObject(value) && '$int' in value ? BigInt(value.$int) : null
}

/** Types are compared without their module. */
function bareName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

function mismatch(path: string, expected: Value, seen: Value): Mismatch {
  return { path, expected: valueText(expected), seen: valueText(seen) }
}
