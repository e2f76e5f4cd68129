/** Text from a host may hold anything, escape sequences of a terminal included: what would act or not show is written out. */

/** Text of several lines; what {@link visibleLine} says otherwise. */
export function visibleText(value: string, limit: number): string {
  const lines = value.replaceAll('\r\n', '\n').split('\n')
  return visible(lines.map((line) => line.split('\t').map(escaped).join('\t')).join('\n'), limit)
}

/** One line, safe to print: controls, invisible characters and lone surrogates as escapes, cut to `limit` characters. */
export function visibleLine(value: string, limit: number): string {
  return visible(escaped(value), limit)
}

function visible(value: string, limit: number): string {
  if (value.length <= limit) return value
  const points = [...value]
  if (points.length <= limit) return points.join('')
  return `${points.slice(0, limit).join('')} … (${points.length - limit} more characters)`
}

/**
 * Two texts that differ, each as {@link visibleLine} gives it. A long common beginning is left out, for what differs must be among the
 * characters that are shown.
 */
export function visiblePair(one: string, other: string, limit: number): [string, string] {
  const same = commonLength(one, other)
  const skipped = same - 40
  if (skipped <= 0 || Math.max(one.length, other.length) <= limit)
    return [visibleLine(one, limit), visibleLine(other, limit)]
  const cut = (value: string) => `… (${skipped} characters alike) ${visibleLine(value.slice(skipped), limit)}`
  return [cut(one), cut(other)]
}

function commonLength(one: string, other: string): number {
  const end = Math.min(one.length, other.length)
  for (let index = 0; index < end; index += 1) if (one[index] !== other[index]) return index
  return end
}

function escaped(value: string): string {
  return value.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu, escapeCharacter)
}

const short: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escapeCharacter(found: string): string {
  const point = found.codePointAt(0) ?? 0
  const hex = point.toString(16)
  if (point > 0xffff) return `\\u{${hex}}`
  return short[found] ?? (point < 256 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`)
}
