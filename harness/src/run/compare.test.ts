import test from 'ava'
import fc from 'fast-check'
import { anyValue } from '../../test/arbitrary-value.ts'
import type { SeenException } from '../bridge/protocol.ts'
import type { Raises } from '../suite/schema.ts'
import type { Value } from '../suite/value.ts'
import { compareRaised, compareValues } from './compare.ts'

test('a value equals itself', (t) => {
  fc.assert(fc.property(anyValue, (value) => compareValues(value, structuredClone(value)) === null))
  t.pass()
})

test('`!any` equals every value', (t) => {
  fc.assert(fc.property(anyValue, (value) => compareValues({ $any: true }, value) === null))
  t.pass()
})

/** One container around a value, and the place that the value has in it. */
const wrapping = fc.oneof(
  fc.nat({ max: 3 }).map((at) => ({ path: `[${at}]`, wrap: (leaf: Value): Value => [...filling(at), leaf, true] })),
  fc
    .nat({ max: 3 })
    .map((at) => ({ path: `[${at}]`, wrap: (leaf: Value): Value => ({ $tuple: [...filling(at), leaf] }) })),
  fc.constantFrom('a', 'b c').map((key) => ({
    path: `["${key}"]`,
    wrap: (leaf: Value): Value => ({
      $dict: [
        [0, null],
        [key, leaf],
      ],
    }),
  })),
)

function filling(length: number): Value[] {
  return Array.from({ length }, (_, index) => index)
}

test('one changed leaf is seen, and its path is named', (t) => {
  const different = fc.tuple(fc.maxSafeInteger(), fc.maxSafeInteger()).filter(([a, b]) => a !== b)
  fc.assert(
    fc.property(fc.array(wrapping, { maxLength: 5 }), different, (wrappings, [left, right]) => {
      const around = (leaf: Value) => wrappings.reduceRight((inner, { wrap }) => wrap(inner), leaf)
      const found = compareValues(around(left), around(right))
      return found?.path === wrappings.map(({ path }) => path).join('') && found.expected === String(left)
    }),
  )
  t.pass()
})

test('no two different values of one leaf each are equal', (t) => {
  const leaves: Value[] = [
    ...[null, true, false, 0, 1, '', 'a', { $float: '0.0' }, { $float: '-0.0' }, { $float: '1.0' }, { $float: 'nan' }],
    ...[{ $complex: ['1.0', '0.0'] as [string, string] }, { $bytes: '' }, { $bytearray: '' }, { $tuple: [] }, []],
    ...[{ $set: [] }, { $frozenset: [] }, { $dict: [] }, { $type: 'int' }, { $tracked: 1 }, { $tracked: 2 }],
    ...([{ $singleton: 'Ellipsis' }, { $object: { type: 'X' } }, { $exception: { type: 'X', args: [] } }] as Value[]),
  ]
  for (const [i, expected] of leaves.entries()) {
    for (const [j, seen] of leaves.entries()) {
      t.is(compareValues(expected, seen) === null, i === j, `${JSON.stringify(expected)} and ${JSON.stringify(seen)}`)
    }
  }
})

const equal: [string, Value, Value][] = [
  ['an int whatever its wire form', { $int: '007' }, 7],
  ['a big int', { $int: '123456789012345678901' }, { $int: '123456789012345678901' }],
  ['floats with the same bits', { $float: '1e+16' }, { $float: '10000000000000000.0' }],
  ['all NaN', { $float: 'nan' }, { $float: '-nan' }],
  ['infinities', { $float: '-inf' }, { $float: '-inf' }],
  ['sets in another order', { $set: [1, 'a', { $tuple: [2] }] }, { $set: [{ $tuple: [2] }, 'a', 1] }],
  [
    'a set whose matchers must be dealt out with care',
    { $set: [{ $any: true }, { $instance: 'int' }] },
    { $set: [1, 'a'] },
  ],
  [
    'dicts in another order, deep',
    dict(['a', dict(['x', 1], ['y', 2])], ['b', 3]),
    dict(['b', 3], ['a', dict(['y', 2], ['x', 1])]),
  ],
  ['types without their module', { $type: 'probe.Name' }, { $type: 'Name' }],
  ['an instance by its type', { $instance: 'probe.Name' }, { $object: { type: 'Name' } }],
  ['an instance of an exception type', { $instance: 'KeyError' }, { $exception: { type: 'KeyError', args: [] } }],
  ['a str that matches somewhere', { $like: 'b+c$' }, 'abbc'],
  ['matchers deep inside', [{ $tuple: [1, { $like: '^x' }] }], [{ $tuple: [1, 'xyz'] }]],
]
for (const [what, expected, seen] of equal) {
  test(`equal: ${what}`, (t) => {
    t.is(compareValues(expected, seen), null)
  })
}

const unequal: [string, Value, Value, { path: string; expected: string; seen: string }][] = [
  ['a list and a tuple', [1], { $tuple: [1] }, { path: '', expected: '[1]', seen: '!tuple [1]' }],
  ['lists of other lengths', [1, 2], [1], { path: '', expected: '[1, 2]', seen: '[1]' }],
  ['the two zeros', { $float: '0.0' }, { $float: '-0.0' }, { path: '', expected: '0.0', seen: '-0.0' }],
  ['True and 1', true, 1, { path: '', expected: 'true', seen: '1' }],
  ['a missing key', dict(['a', 1], ['b', 2]), dict(['a', 1]), { path: '["b"]', expected: '2', seen: 'no such key' }],
  ['a key too many', dict(['a', 1]), dict(['a', 1], [2, null]), { path: '[2]', expected: 'no such key', seen: 'null' }],
  ['a set with another item', { $set: [1] }, { $set: [2] }, { path: '', expected: '!set [1]', seen: '!set [2]' }],
  ['a str that does not match', { $like: '^b' }, 'abc', { path: '', expected: '!like "^b"', seen: '"abc"' }],
  ['a number where a str should match', { $like: '1' }, 1, { path: '', expected: '!like "1"', seen: '1' }],
  ['a bool as an instance of int', { $instance: 'int' }, true, { path: '', expected: '!instance int', seen: 'true' }],
  [
    'arguments of an exception',
    { $exception: { type: 'KeyError', args: ['a'] } },
    { $exception: { type: 'KeyError', args: ['b'] } },
    { path: '.args[0]', expected: '"a"', seen: '"b"' },
  ],
  ['bytes', { $bytes: '61ff' }, { $bytes: '6100' }, { path: '', expected: '!bytes "a\\xff"', seen: '!bytes "a\\x00"' }],
]
for (const [what, expected, seen, difference] of unequal) {
  test(`different: ${what}`, (t) => {
    t.deepEqual(compareValues(expected, seen), difference)
  })
}

function dict(...pairs: [Value, Value][]): Value {
  return { $dict: pairs }
}

function seen(type: string, more: Partial<SeenException> = {}): SeenException {
  return { type, message: '', args: [], cause: null, context: null, traceback: false, ...more }
}

const raised: [string, Raises | null | undefined, SeenException | null, string | null][] = [
  ['nothing is said', undefined, seen('KeyError'), null],
  ['the same type', 'KeyError', seen('KeyError'), null],
  ['a type of the probe', 'probe.Error', seen('Error'), null],
  ['a base class is another type', 'LookupError', seen('KeyError'), ''],
  ['no exception, but one is expected', 'KeyError', null, ''],
  ['an exception, but none is expected', null, seen('KeyError'), ''],
  ['no exception, as expected', null, null, null],
  ['a message that matches somewhere', { type: 'E', message: 'b.d' }, seen('E', { message: 'abcde' }), null],
  ['a message that does not', { type: 'E', message: '^b' }, seen('E', { message: 'ab' }), '.message'],
  ['arguments', { type: 'E', args: [1, 'x'] }, seen('E', { args: [1, 'y'] }), '.args[1]'],
  ['no cause', { type: 'E', cause: null }, seen('E', { cause: seen('F') }), '.cause'],
  ['a cause that must be there', { type: 'E', cause: 'F' }, seen('E'), '.cause'],
  [
    'a cause with its own cause',
    { type: 'E', cause: { type: 'F', cause: 'G' } },
    seen('E', { cause: seen('F', { cause: seen('H') }) }),
    '.cause.cause',
  ],
  ['a context', { type: 'E', context: { type: 'F', args: [] } }, seen('E', { context: seen('F') }), null],
  ['no traceback', { type: 'E', traceback: false }, seen('E', { traceback: true }), '.traceback'],
]
for (const [what, expected, one, path] of raised) {
  test(`exception: ${what}`, (t) => {
    t.is(compareRaised(expected, one)?.path ?? null, path)
  })
}
