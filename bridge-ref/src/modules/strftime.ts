/** `time.strftime` in the C locale. */

/** The nine numbers of a `struct_time`. */
export type Broken = readonly [number, number, number, number, number, number, number, number, number]

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November'],
  'December',
]

const padded = (value: number, width = 2, filler = '0'): string => String(value).padStart(width, filler)

/** Year and week of ISO 8601: the week belongs to the year that its Thursday is in. */
function isoWeek([year, month, day, , , , weekday]: Broken): [number, number] {
  const thursday = new Date(Date.UTC(year, month - 1, day - weekday + 3))
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1)
  return [thursday.getUTCFullYear(), 1 + Math.floor((thursday.getTime() - first) / (7 * 864e5))]
}

const direct: Record<string, (t: Broken) => string> = {
  a: (t) => (days[t[6]] ?? '?').slice(0, 3),
  A: (t) => days[t[6]] ?? '?',
  b: (t) => (months[t[1] - 1] ?? '?').slice(0, 3),
  B: (t) => months[t[1] - 1] ?? '?',
  C: (t) => padded(Math.floor(t[0] / 100)),
  d: (t) => padded(t[2]),
  e: (t) => padded(t[2], 2, ' '),
  G: (t) => String(isoWeek(t)[0]),
  g: (t) => padded(isoWeek(t)[0] % 100),
  H: (t) => padded(t[3]),
  I: (t) => padded(t[3] % 12 || 12),
  j: (t) => padded(t[7], 3),
  k: (t) => padded(t[3], 2, ' '),
  l: (t) => padded(t[3] % 12 || 12, 2, ' '),
  m: (t) => padded(t[1]),
  M: (t) => padded(t[4]),
  n: () => '\n',
  p: (t) => (t[3] < 12 ? 'AM' : 'PM'),
  P: (t) => (t[3] < 12 ? 'am' : 'pm'),
  s: (t) => String(new Date(t[0], t[1] - 1, t[2], t[3], t[4], t[5]).getTime() / 1000),
  S: (t) => padded(t[5]),
  t: () => '\t',
  u: (t) => String(t[6] + 1),
  U: (t) => padded(Math.floor((t[7] + 6 - ((t[6] + 1) % 7)) / 7)),
  V: (t) => padded(isoWeek(t)[1]),
  w: (t) => String((t[6] + 1) % 7),
  W: (t) => padded(Math.floor((t[7] + 6 - t[6]) / 7)),
  y: (t) => padded(t[0] % 100),
  Y: (t) => String(t[0]),
  z: (t) => (t[8] < 0 ? '' : '+0000'),
  Z: (t) => (t[8] < 0 ? '' : 'UTC'),
  '%': () => '%',
}
const composed: Record<string, string> = {
  c: '%a %b %e %H:%M:%S %Y',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  h: '%b',
  r: '%I:%M:%S %p',
  R: '%H:%M',
  T: '%H:%M:%S',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
}

/** A directive that C does not have stays as it is. */
export function strftime(format: string, time: Broken): string {
  return format.replace(/%([a-zA-Z%])/g, (whole, letter: string) => {
    const longer = composed[letter]
    if (longer !== undefined) return strftime(longer, time)
    return direct[letter]?.(time) ?? whole
  })
}
