import test from 'ava'
import type { Value } from '../suite/value.ts'
import { raisesText, seenText, valueText } from './render.ts'

const texts: [Value, string][] = [
  [null, 'null'],
  [[1, true, 'a"b'], '[1, true, "a\\"b"]'],
  ['$x', '!str "$x"'],
  [{ $int: '12345678901234567890' }, '12345678901234567890'],
  [{ $float: '1.5' }, '1.5'],
  [{ $float: 'nan' }, '!float nan'],
  [{ $complex: ['1.0', '-2.0'] }, '!complex [1.0, -2.0]'],
  [{ $bytes: '6122005cff' }, '!bytes "a\\"\\x00\\\\\\xff"'],
  [{ $tuple: [{ $slice: [1, null, 2] }] }, '!tuple [!slice [1, null, 2]]'],
  [{ $dict: [['a', { $dict: [] }]] }, '{ "a": {} }'],
  [{ $type: 'ValueError' }, '!type ValueError'],
  [{ $singleton: 'Ellipsis' }, '!singleton Ellipsis'],
  [{ $ref: 'item' }, '$item'],
  [{ $tracked: 3 }, '!tracked 3'],
  [{ $null: true }, '!null'],
  [{ $host: { returns: 1 } }, '!host {…}'],
  [{ $object: { type: 'Name' } }, '!object Name'],
  [{ $exception: { type: 'KeyError', args: ['x'] } }, '!exception { type: KeyError, args: ["x"] }'],
  [{ $any: true }, '!any'],
  [{ $instance: 'int' }, '!instance int'],
]
for (const [value, text] of texts) {
  test(`${JSON.stringify(value)} is shown as ${text}`, (t) => {
    t.is(valueText(value), text)
  })
}

test('a long value is cut', (t) => {
  const text = valueText(Array.from({ length: 1000 }, () => 1))
  t.is(text.length, 240)
  t.true(text.endsWith('…'))
})

test('an expected exception shows all that is expected of it', (t) => {
  t.is(raisesText('KeyError'), 'KeyError')
  t.is(
    raisesText({ type: 'E', message: 'm', args: [1], cause: 'F', context: null, traceback: true }),
    'E { message: "m", args: [1], cause: F, context: null, traceback: true }',
  )
})

test('an exception that was seen shows its message, cut where it is long', (t) => {
  const one = { type: 'KeyError', args: [], cause: null, context: null, traceback: false }
  t.is(seenText({ ...one, message: '' }), 'KeyError')
  t.is(seenText({ ...one, message: "'x'" }), "KeyError: 'x'")
  t.true(seenText({ ...one, message: 'x'.repeat(1000) }).length < 260)
})
