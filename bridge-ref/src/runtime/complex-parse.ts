/** The complex number that a text spells. */

const real = '(?:\\d[\\d]*\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?|inf(?:inity)?|nan'
const pattern = new RegExp(`^\\s*(\\()?\\s*(?:([+-]?(?:${real}))?(?:([+-]?)(${real})?(j))?)\\s*(\\))?\\s*$`, 'i')

function part(text: string): number {
  const value = /n$/i.test(text)
    ? Number.NaN
    : /^[+-]?i/i.test(text)
      ? Number.POSITIVE_INFINITY
      : Math.abs(Number(text))
  return text.startsWith('-') ? -value : value
}

/** Undefined for what spells none. */
export function parseComplex(given: string): { real: number; imag: number } | undefined {
  if (/(^|[^\d])_|_([^\d]|$)/.test(given)) return undefined
  const found = pattern.exec(given.replaceAll('_', ''))
  if (found === null) return undefined
  const [, open, first, sign = '', second, unit, close] = found
  if ((open === undefined) !== (close === undefined)) return undefined
  if (unit === undefined) return first === undefined ? undefined : { real: part(first), imag: 0 }
  // A lone imaginary part matches as the first one when it has digits.
  if (first !== undefined && sign === '' && second === undefined) return { real: 0, imag: part(first) }
  if (first !== undefined && sign === '') return undefined
  return { real: first === undefined ? 0 : part(first), imag: part(`${sign}${second ?? '1'}`) }
}
