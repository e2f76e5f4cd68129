/** CPython's `array` and typed arrays share memory, in both directions. */
import { Bridge, PythonError } from 'proofload/bridge-ref'
import { cpythonExtensions, orSkip } from './extensions.ts'

const bridge = await Bridge.start({ path: [orSkip(cpythonExtensions(), "CPython 3.11's lib-dynload")] })
const { array } = bridge.import('array')

// Native memory as a typed array. While it is shared, the array cannot be resized.
const doubles = array('d', [1, 2, 3])
{
  using shared = bridge.buffer(doubles, { writable: true })
  shared.array[1] = 42
  console.log(shared.format, shared.array.length, doubles[1])
  try {
    doubles.append(4)
  } catch (error) {
    if (!(error instanceof PythonError)) throw error
    console.log(`${error.type}: ${error.message}`)
  }
}
doubles.append(4)
console.log(String(doubles))

// A typed array as an exporter: C reads its memory as it is at the time.
const bytes = new Uint8Array([1, 0, 2, 0])
const shorts = array('H')
shorts.frombytes(bytes)
console.log(shorts.tolist().toJS())
