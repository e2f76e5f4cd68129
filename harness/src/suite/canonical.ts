/** The one-line text of values: ids of rows are made of it, and messages show it. */
import { createHash } from 'node:crypto'
import type { Value } from './value.ts'

const longest = 80

/** The arguments as part of a case id: `([10,20],2)`; long ones are cut and told apart by a hash. */
export function argumentsText(args: readonly Value[]): string {
  const text = args.map(canonical).join(',')
  if (text.length <= longest) return `(${text})`
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8)
  return `(${text.slice(0, longest - 10)}…${hash})`
}

export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const [entry, ...more] = Object.entries(value)
  if (entry?.[0].startsWith('$') && more.length === 0) return special(entry[0].slice(1), entry[1])
  const fields = Object.entries(value).map(([key, inner]) => `${key}:${canonical(inner)}`)
  return `{${fields.join(',')}}`
}

function special(tag: string, content: unknown): string {
  switch (tag) {
    case 'int':
    case 'float':
      return /^-?\d/.test(String(content)) ? String(content) : `!float ${content}`
    case 'ref':
      return `$${content}`
    case 'dict':
      return `{${(content as [Value, Value][]).map(([key, item]) => `${canonical(key)}:${canonical(item)}`).join(',')}}`
    case 'bytes':
    case 'bytearray':
      return `!${tag}${JSON.stringify(Buffer.from(String(content), 'hex').toString('latin1'))}`
    case 'null':
    case 'any':
      return `!${tag}`
    default:
      return `!${tag}${typeof content === 'number' ? `(${content})` : canonical(content)}`
  }
}
