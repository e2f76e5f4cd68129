import test from 'ava'
import {
  clipRange,
  countIn,
  replacePieces,
  searchUnits,
  splitBy,
  splitByFromRight,
  splitSpace,
  splitSpaceFromRight,
} from './searching.ts'

const cut = (text: string, pieces: { start: number; end: number }[]) =>
  pieces.map(({ start, end }) => text.slice(start, end))
const spaceIn = (text: string) => (i: number) => text.charAt(i) === ' '

// Expected lists are what CPython 3.11 gives.
test('white space splits from either side', (t) => {
  const text = '  a b  c  '
  t.deepEqual(cut(text, splitSpace(spaceIn(text), text.length, -1)), ['a', 'b', 'c'])
  t.deepEqual(cut(text, splitSpace(spaceIn(text), text.length, 1)), ['a', 'b  c  '])
  t.deepEqual(cut(text, splitSpace(spaceIn(text), text.length, 0)), ['a b  c  '])
  t.deepEqual(cut(text, splitSpaceFromRight(spaceIn(text), text.length, 1)), ['  a b', 'c'])
})

test('separators split from either side', (t) => {
  const text = 'a,b,,c'
  t.deepEqual(cut(text, splitBy(searchUnits(text, ','), 6, 2)), ['a', 'b', ',c'])
  t.deepEqual(cut(text, splitByFromRight(searchUnits(text, ','), 6, 1)), ['a,b,', 'c'])
})

test('an empty part is everywhere', (t) => {
  t.is(countIn(searchUnits('abc', ''), clipRange(0, 3, 3)), 4)
  t.is(cut('abc', replacePieces(searchUnits('abc', ''), 3, -1)).join('-'), '-a-b-c-')
  t.is(cut('abc', replacePieces(searchUnits('abc', ''), 3, 2)).join('-'), '-a-bc')
})

test('units of one character are never found across two', (t) => {
  const search = searchUnits('\x00\x01\x01\x00\x01\x00', '\x01\x00', 2)
  t.is(search.first(0, 3), 1)
  t.is(search.last(0, 3), 2)
})
