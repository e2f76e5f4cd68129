/** CPython's `zlib` reads and writes Buffers; Node's own zlib understands the result. */
import { inflateSync } from 'node:zlib'
import { Bridge, PythonError } from 'proofload/bridge-ref'
import { cpythonExtensions, orSkip } from './extensions.ts'

const bridge = await Bridge.start({ path: [orSkip(cpythonExtensions(), "CPython 3.11's lib-dynload")] })
const zlib = bridge.import('zlib')

const text = Buffer.from('to be or not to be, '.repeat(1000))
const packed = zlib.compress(text, 9)
console.log(text.length, packed.length < 200, inflateSync(packed).equals(text), zlib.decompress(packed).equals(text))

// Keyword arguments.
const stream = zlib.compressobj.$call([], { level: 1, wbits: -15 })
const raw = Buffer.concat([stream.compress(text), stream.flush()])
console.log(zlib.decompress(raw, -15).equals(text), zlib.crc32(text) === zlib.crc32(new Uint8Array(text)))

try {
  zlib.decompress(Buffer.from('this is no such stream'))
} catch (error) {
  if (!(error instanceof PythonError)) throw error
  console.log(`${error.type}: ${error.message}`)
}
