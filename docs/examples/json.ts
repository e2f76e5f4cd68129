/** CPython's `_json` encodes native and JavaScript values, with JavaScript functions for what it does not know. */
import { Bridge } from 'proofload/bridge-ref'
import { cpythonExtensions, orSkip } from './extensions.ts'

const bridge = await Bridge.start({ path: [orSkip(cpythonExtensions(), "CPython 3.11's lib-dynload")] })
const json = bridge.import('_json')
console.log(json.encode_basestring_ascii('naïve "quotes"'))

const wrong = new RangeError('no such number here')
const encoder = json.make_encoder(
  bridge.copy({}), // what is being encoded, to find circles
  (value: unknown) => (value instanceof Date ? value.toISOString() : `a ${typeof value}`), // default
  json.encode_basestring_ascii,
  null, // indentation
  ': ',
  ', ',
  true, // sorted keys
  false, // skipped keys
  true, // NaN and infinities
)
const pieces = encoder({ when: new Date(0), list: [1, 2.5, true, null], 'a key': { x: 'é' } }, 0)
console.log([...pieces].join(''))

// What a callback throws comes out of the extension as the very error that it was.
const failing = json.make_encoder(
  null,
  () => {
    throw wrong
  },
  json.encode_basestring_ascii,
  null,
  ':',
  ',',
  false,
  false,
  true,
)
try {
  failing(bridge.copy([new Date(0)]), 0)
} catch (error) {
  console.log(error === wrong)
}
