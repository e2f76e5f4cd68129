/** Finding, counting, splitting and replacing in text and bytes alike, by positions. */

/** A part looked for in a whole. Both functions give the position of an occurrence inside `[from, to)`, or -1. */
export interface Search {
  /** Length of the part. */
  size: number
  first(from: number, to: number): number
  last(from: number, to: number): number
}
export interface Range {
  start: number
  end: number
}

/** In strings in which each element takes `width` units. */
export function searchUnits(whole: string, part: string, width = 1): Search {
  const size = part.length / width
  return {
    size,
    first(from, to) {
      let at = whole.indexOf(part, from * width)
      while (at >= 0 && at % width !== 0) at = whole.indexOf(part, at + 1)
      return at < 0 || at / width + size > to ? -1 : at / width
    },
    last(from, to) {
      if (to - size < from) return -1
      let at = whole.lastIndexOf(part, (to - size) * width)
      while (at >= 0 && at % width !== 0) at = at === 0 ? -1 : whole.lastIndexOf(part, at - 1)
      return at < from * width ? -1 : at / width
    },
  }
}

/** Slice bounds as `find` and its kin take them. */
export function clipRange(start: number, end: number, length: number): Range {
  const to = end > length ? length : end < 0 ? Math.max(0, end + length) : end
  return { start: start < 0 ? Math.max(0, start + length) : start, end: to }
}

export function countIn(search: Search, { start, end }: Range): number {
  if (start > end) return 0
  if (search.size === 0) return end - start + 1
  let count = 0
  for (let at = search.first(start, end); at >= 0; at = search.first(at + search.size, end)) count++
  return count
}

/** Which ends are stripped. */
export interface Ends {
  left: boolean
  right: boolean
}
/** What is left when elements that go are taken off the ends. */
export function stripRange(length: number, { left, right }: Ends, goes: (i: number) => boolean): Range {
  let [start, end] = [0, length]
  if (left) while (start < end && goes(start)) start++
  if (right) while (end > start && goes(end - 1)) end--
  return { start, end }
}

/** Spaces for tabs: each goes to the next column that `size` divides. */
export function expandTabs(codes: Iterable<number>, size: number): number[] {
  const out: number[] = []
  let column = 0
  for (const code of codes) {
    if (code === 9) {
      const spaces = size > 0 ? size - (column % size) : 0
      for (let i = 0; i < spaces; i++) out.push(0x20)
      column += spaces
    } else {
      out.push(code)
      column = code === 10 || code === 13 ? 0 : column + 1
    }
  }
  return out
}

/** Pieces between occurrences, from the left; `most` negative means all. */
export function splitBy(search: Search, length: number, most: number): Range[] {
  const pieces: Range[] = []
  let start = 0
  while (most < 0 || pieces.length < most) {
    const at = search.first(start, length)
    if (at < 0) break
    pieces.push({ start, end: at })
    start = at + search.size
  }
  return [...pieces, { start, end: length }]
}
export function splitByFromRight(search: Search, length: number, most: number): Range[] {
  const pieces: Range[] = []
  let end = length
  while (most < 0 || pieces.length < most) {
    const at = search.last(0, end)
    if (at < 0) break
    pieces.push({ start: at + search.size, end })
    end = at
  }
  return [...pieces, { start: 0, end }].reverse()
}

/** Pieces between runs of white space. */
export function splitSpace(isSpaceAt: (i: number) => boolean, length: number, most: number): Range[] {
  const pieces: Range[] = []
  let at = 0
  for (;;) {
    while (at < length && isSpaceAt(at)) at++
    if (at >= length) return pieces
    const start = at
    if (most >= 0 && pieces.length >= most) return [...pieces, { start, end: length }]
    while (at < length && !isSpaceAt(at)) at++
    pieces.push({ start, end: at })
  }
}
export function splitSpaceFromRight(isSpaceAt: (i: number) => boolean, length: number, most: number): Range[] {
  const mirrored = splitSpace((i) => isSpaceAt(length - 1 - i), length, most)
  return mirrored.map(({ start, end }) => ({ start: length - end, end: length - start })).reverse()
}

/** Lines; `isBreakAt` is asked for each position, and a carriage return takes a line feed with it. */
export function splitLines(codeAt: (i: number) => number, length: number, request: LineRequest): Range[] {
  const pieces: Range[] = []
  for (let start = 0; start < length; ) {
    let end = start
    while (end < length && !request.isBreak(codeAt(end))) end++
    let next = end
    if (end < length) next = codeAt(end) === 13 && end + 1 < length && codeAt(end + 1) === 10 ? end + 2 : end + 1
    pieces.push({ start, end: request.keepEnds ? next : end })
    start = next
  }
  return pieces
}
export interface LineRequest {
  keepEnds: boolean
  isBreak: (code: number) => boolean
}

/** What a replacement keeps: the pieces between which the new part goes. An empty part is found between all elements. */
export function replacePieces(search: Search, length: number, most: number): Range[] {
  if (search.size > 0) return splitBy(search, length, most)
  const count = most < 0 ? length + 1 : Math.min(most, length + 1)
  if (count === 0) return [{ start: 0, end: length }]
  const pieces: Range[] = [{ start: 0, end: 0 }]
  for (let i = 1; i < count; i++) pieces.push({ start: i - 1, end: i })
  return [...pieces, { start: count - 1, end: length }]
}
