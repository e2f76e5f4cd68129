/** Values and exceptions as a suite file would write them, on one line and short enough for a report. */
import type { SeenException } from '../bridge/protocol.ts'
import type { Raises } from '../suite/schema.ts'
import type { Value } from '../suite/value.ts'

const longest = 240

/** `!bytes "a\x00"`, `[1, !tuple [2.5]]`, `$name`; cut where it gets long. */
export function valueText(value: Value): string {
  const text = whole(value)
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`
}

/** An expected exception: `KeyError`, `KeyError { args: ["x"], cause: null }`. */
export function raisesText(expected: Raises): string {
  if (typeof expected === 'string') return expected
  const { type, message, args, cause, context, traceback } = expected
  const fields = [
    message === undefined ? [] : [`message: ${JSON.stringify(message)}`],
    args === undefined ? [] : [`args: ${valueText(args)}`],
    cause === undefined ? [] : [`cause: ${cause === null ? 'null' : raisesText(cause)}`],
    context === undefined ? [] : [`context: ${context === null ? 'null' : raisesText(context)}`],
    traceback === undefined ? [] : [`traceback: ${traceback}`],
  ].flat()
  return fields.length === 0 ? type : `${type} { ${fields.join(', ')} }`
}

/** An exception that was seen: `KeyError: 'x'`. */
export function seenText({ type, message }: SeenException): string {
  const shown = message.length <= longest ? message : `${message.slice(0, longest - 1)}…`
  return shown === '' ? type : `${type}: ${shown}`
}

/** The name of a value's type in the host. */
export function typeName(value: Value): string {
  if (value === null) return 'NoneType'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return 'int'
  if (typeof value === 'string') return 'str'
  if (Array.isArray(value)) return 'list'
  if ('$object' in value) return value.$object.type
  if ('$exception' in value) return value.$exception.type
  if ('$singleton' in value) return value.$singleton === 'Ellipsis' ? 'ellipsis' : 'NotImplementedType'
  if ('$tracked' in value) return 'Tracked'
  const [tag = ''] = Object.keys(value)
  return tag.slice(1)
}

function whole(value: Value): string {
  if (Array.isArray(value)) return list(value)
  if (typeof value === 'string') return value.startsWith('$') ? `!str ${JSON.stringify(value)}` : JSON.stringify(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if ('$dict' in value) return mapping(value.$dict.map(([key, item]) => [whole(key), whole(item)]))
  return scalar(value) ?? tagged(value)
}

/** What has a notation of its own, other than a tag before its content. */
function scalar(value: Extract<Value, object>): string | null {
  if ('$int' in value) return value.$int
  if ('$float' in value) return floatText(value.$float)
  if ('$complex' in value) return `!complex [${value.$complex.join(', ')}]`
  if ('$bytes' in value) return `!bytes ${bytesText(value.$bytes)}`
  if ('$bytearray' in value) return `!bytearray ${bytesText(value.$bytearray)}`
  if ('$ref' in value) return `$${value.$ref}`
  if ('$null' in value) return '!null'
  if ('$any' in value) return '!any'
  if ('$host' in value) return '!host {…}'
  if ('$like' in value) return `!like ${JSON.stringify(value.$like)}`
  return '$object' in value ? `!object ${value.$object.type}` : null
}

/** What is a tag before a list, a name or a number. */
function tagged(value: Extract<Value, object>): string {
  if ('$exception' in value) {
    const { type, args } = value.$exception
    return `!exception ${mapping([
      ['type', type],
      ['args', list(args)],
    ])}`
  }
  const [entry] = Object.entries(value)
  if (entry === undefined) return '{}'
  const [tag, content] = entry
  return `!${tag.slice(1)} ${Array.isArray(content) ? list(content) : String(content)}`
}

function list(items: readonly Value[]): string {
  return `[${items.map(whole).join(', ')}]`
}

function mapping(pairs: readonly (readonly [string, string])[]): string {
  return pairs.length === 0 ? '{}' : `{ ${pairs.map(([key, item]) => `${key}: ${item}`).join(', ')} }`
}

function floatText(text: string): string {
  return /^-?\d/.test(text) ? text : `!float ${text}`
}

function bytesText(hex: string): string {
  const escaped = Buffer.from(hex, 'hex')
    .toString('latin1')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be printed as they are.
    .replaceAll(/["\\]|[\u0000-\u001f\u007f-\u00ff]/g, (one) =>
      one === '"' || one === '\\' ? `\\${one}` : `\\x${one.charCodeAt(0).toString(16).padStart(2, '0')}`,
    )
  return `"${escaped}"`
}
