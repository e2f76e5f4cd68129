/** Text from a host may hold anything, escape sequences of a terminal included: what would act or not show is written out. */

/** One line, safe to print: control characters, bidirectional controls and lone surrogates as escapes, cut to `limit` characters. */
export function visibleLine(value: string, limit: number): string {
  const escaped = value.replaceAll(
    /[\p{Cc}\p{Cs}\u{61C}\u{200E}\u{200F}\u{2028}-\u{202E}\u{2066}-\u{2069}]/gu,
    escapeCharacter,
  )
  return clip(escaped, limit)
}

/** Cuts text to `limit` characters and says how many were cut. */
export function clip(value: string, limit: number): string {
  const points = [...value]
  if (points.length <= limit) return value
  return `${points.slice(0, limit).join('')} … (${points.length - limit} more characters)`
}

const short: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escapeCharacter(found: string): string {
  const point = found.codePointAt(0) ?? 0
  return (
    short[found] ??
    (point < 256 ? `\\x${point.toString(16).padStart(2, '0')}` : `\\u${point.toString(16).padStart(4, '0')}`)
  )
}
