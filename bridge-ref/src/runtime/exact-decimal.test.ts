import test from 'ava'
import { exponential, fixed, roundDouble, significant } from './exact-decimal.ts'
import { halfBits, halfValue } from './half-float.ts'

// Expected texts are what CPython 3.11 prints.
test('fixed rounds the exact value, ties to even', (t) => {
  t.is(fixed(0.5, 0), '0')
  t.is(fixed(1.5, 0), '2')
  t.is(fixed(2.5, 0), '2')
  t.is(fixed(2.675, 2), '2.67')
  t.is(fixed(0.1, 20), '0.10000000000000000555')
  t.is(fixed(1e22, 1), '10000000000000000000000.0')
})

test('exponential finds the true exponent', (t) => {
  t.is(exponential(1e23, 0), '1e+23')
  t.is(exponential(1e23, 20), '9.99999999999999916114e+22')
  t.is(exponential(9.995, 2), '9.99e+00')
  t.is(exponential(5e-324, 3), '4.941e-324')
  t.deepEqual(significant(0, 2), { digits: '00', exponent: 0 })
})

test('round takes and gives doubles', (t) => {
  t.is(roundDouble(2.675, 2), 2.67)
  t.is(roundDouble(-2.5, 0), -2)
  t.is(roundDouble(1234.5, -2), 1200)
  t.is(roundDouble(5e15 + 1, -1), 5e15)
})

test('halves', (t) => {
  t.is(halfBits(1), 0x3c00)
  t.is(halfBits(65504), 0x7bff)
  t.is(halfBits(65520), undefined)
  t.is(halfBits(2 ** -24), 1)
  t.is(halfBits(-0), 0x8000)
  t.is(halfValue(0x3555), 0.333251953125)
  t.is(halfValue(0xfc00), Number.NEGATIVE_INFINITY)
})
