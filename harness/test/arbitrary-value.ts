/** Values of the wire grammar at random, for property tests: whatever may be an argument and comes back as it went. */
import fc from 'fast-check'
import type { Value } from '../src/suite/value.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  // Any code units, so lone surrogates too.
  fc.array(fc.integer({ min: 0xd700, max: 0xe100 }), { maxLength: 6 }).map((units) => String.fromCharCode(...units)),
)
const hex = fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString('hex'))
const float = fc
  .double()
  .map((number) => (Object.is(number, -0) ? '-0.0' : String(number).replace('Infinity', 'inf').toLowerCase()))
const bigInteger = fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }).map((number) => ({ $int: String(number) }))
const typeNames = fc.constantFrom('int', 'list', 'ValueError', 'NoneType', 'function', 'bytearray')

const scalar: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom<Value>(null, true, false, { $singleton: 'Ellipsis' }, { $singleton: 'NotImplemented' }),
  fc.maxSafeInteger(),
  text,
  bigInteger,
  float.map(($float) => ({ $float })),
  fc.tuple(float, float).map(($complex) => ({ $complex })),
  hex.map(($bytes) => ({ $bytes })),
  hex.map(($bytearray) => ({ $bytearray })),
  typeNames.map(($type) => ({ $type })),
)

/** Hashable, and no two of them equal in Python, where 1 == 1.0 == True. */
const keys = fc.uniqueArray(fc.oneof(text, fc.maxSafeInteger()), { maxLength: 4 })

/** At most six containers deep: what stands deeper than eight is only told by its type. */
export const anyValue: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => {
  const items = fc.array(tie('value'), { maxLength: 4 })
  return {
    value: fc.oneof(
      { maxDepth: 6, depthSize: 'small' },
      scalar,
      items,
      items.map(($tuple) => ({ $tuple })),
      keys.map(($set) => ({ $set })),
      keys.map(($frozenset) => ({ $frozenset })),
      fc.tuple(tie('value'), tie('value'), tie('value')).map(($slice) => ({ $slice })),
      fc.tuple(keys, fc.array(tie('value'), { minLength: 4, maxLength: 4 })).map(([names, values]) => ({
        $dict: names.map((name, index): [Value, Value] => [name, values[index] ?? null]),
      })),
      items.map((args) => ({ $exception: { type: 'ValueError', args } })),
    ),
  }
}).value
