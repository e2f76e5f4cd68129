import test from 'ava'
import { loadLibc } from '../ffi/koffi.ts'
import { NULL } from './address.ts'
import { allocate, allocateZeroed, free, heapUse, isLive, reallocate } from './heap.ts'
import { startMemory } from './start.ts'
import { readPointer, readSize, readU8, writePointer, writeSize } from './views.ts'

test.before(() => {
  startMemory(loadLibc())
})

test('a block is aligned to 16 bytes and counted while it lives', (t) => {
  const before = heapUse().blocks
  const block = allocate(40)
  t.is(block % 16, 0)
  t.is(heapUse().blocks, before + 1)
  free(block)
  t.is(heapUse().blocks, before)
  t.false(isLive(block))
})

test('a freed block shows as poison, not as what it held', (t) => {
  const block = allocateZeroed(64)
  free(block)
  t.is(readU8(block, 8), 0xdb)
})

test('freeing twice is an error', (t) => {
  const block = allocate(16)
  free(block)
  t.throws(() => free(block), { message: /freed twice/ })
})

test('reallocation keeps the contents', (t) => {
  const block = allocate(32)
  writeSize(block, 24, -7)
  const moved = reallocate(block, 5000)
  t.is(readSize(moved, 24), -7)
  free(moved)
})

test('large blocks of ever other sizes do not use up the heap', (t) => {
  const before = heapUse()
  for (let size = 64 * 2 ** 20; size < 8 * 2 ** 30; size += 128 * 2 ** 20) {
    const block = allocate(size)
    t.not(block, NULL)
    t.true(isLive(block))
    free(block)
    t.false(isLive(block))
  }
  t.deepEqual(heapUse(), before)
})

test('a large block keeps its contents as it grows and shrinks, and is counted', (t) => {
  const before = heapUse()
  let block = allocate(2 ** 16)
  writeSize(block, 2 ** 15, -7)
  for (const size of [2 ** 21, 2 ** 26, 2 ** 20 + 16, 2 ** 16]) {
    block = reallocate(block, size)
    t.is(readSize(block, 2 ** 15), -7)
    t.is(block % 16, 0)
    t.true(heapUse().bytes - before.bytes >= size)
    t.is(heapUse().blocks, before.blocks + 1)
  }
  free(block)
  t.deepEqual(heapUse(), before)
})

test('freeing twice is an error for a large block as well', (t) => {
  const block = allocate(2 ** 21)
  free(block)
  t.throws(() => free(block), { message: /no function of this interface gave/ })
})

test('an absurd size is refused with NULL', (t) => {
  t.is(allocate(2 ** 50), NULL)
})

test('pointers and negative sizes survive a round trip', (t) => {
  const block = allocate(32)
  for (const value of [0, 0x7fff_ffff_f000, -1, -(2 ** 40)]) {
    writePointer(block, 8, value)
    t.is(readSize(block, 8), value)
  }
  writePointer(block, 8, 0x7f12_3456_7890)
  t.is(Number(readPointer(block, 8)), 0x7f12_3456_7890)
  free(block)
})
