import { type Address, NULL } from '../memory/address.ts'
import { E, none, S } from '../memory/statics.ts'
import { readBufferBytes } from '../runtime/buffer.ts'
import { raise, raiseObject } from '../runtime/errors.ts'
import { isStr } from '../runtime/object.ts'
import type { Store } from './io-store.ts'
import { newClass } from './kit/classes.ts'
import { type Body, box, unbox } from './kit/functions.ts'
import {
  attr,
  attrOr,
  bytes,
  given,
  int,
  invoke,
  isTruthy,
  items,
  list,
  method,
  numberOf,
  setAttribute,
  truth,
} from './kit/values.ts'

export interface Stream {
  store: Store
  at: number
  closed: boolean
  readable: boolean
  writable: boolean
  appending: boolean
}

export function streamOf(self: Address): Stream {
  const held = attrOr(self, '_stream', NULL)
  if (held === NULL) raise(E.ValueError, 'I/O operation on uninitialized object')
  const stream = unbox<Stream>(held)
  if (stream.closed) raise(E.ValueError, 'I/O operation on closed file.')
  return stream
}
export function begin(self: Address, stream: Partial<Stream> & Pick<Stream, 'store'>): void {
  setAttribute(
    self,
    '_stream',
    box({ at: 0, closed: false, readable: true, writable: true, appending: false, ...stream }),
  )
}

let unsupported = NULL
export function unsupportedOperation(): Address {
  unsupported ||= newClass({ name: 'UnsupportedOperation', module: 'io', bases: [E.OSError, E.ValueError] })
  return unsupported
}
export function refuse(what: string): never {
  raise(unsupportedOperation(), what)
}

export function take(stream: Stream, count: number): Uint8Array {
  if (!stream.readable) refuse('not readable')
  const wanted = count < 0 ? Math.max(0, stream.store.size() - stream.at) || 65536 : count
  const data = stream.store.read(stream.at, wanted)
  stream.at += data.length
  return data
}
export function put(stream: Stream, data: Uint8Array): number {
  if (!stream.writable) refuse('not writable')
  if (stream.appending) stream.at = stream.store.size()
  stream.store.write(stream.at, data)
  stream.at += data.length
  return data.length
}

/** Up to and with the next line feed. */
export function takeLine(stream: Stream, limit: number): Uint8Array {
  const parts: number[] = []
  while (limit < 0 || parts.length < limit) {
    const chunk = stream.store.read(stream.at, Math.min(4096, limit < 0 ? 4096 : limit - parts.length))
    if (chunk.length === 0) break
    const end = chunk.indexOf(10)
    const part = end < 0 ? chunk : chunk.subarray(0, end + 1)
    parts.push(...part)
    stream.at += part.length
    if (end >= 0) break
  }
  return Uint8Array.from(parts)
}

export const size = (o: Address): number => (given(o) ? numberOf(o) : -1)

/** What all streams of bytes do. */
export const byteMethods: Record<string, Body> = {
  'read(self, size=-1, /)': (self = NULL, count = NULL) => bytes(take(streamOf(self), size(count))),
  'read1(self, size=-1, /)': (self = NULL, count = NULL) => bytes(take(streamOf(self), size(count))),
  'readall(self)': (self = NULL) => bytes(take(streamOf(self), -1)),
  'readline(self, size=-1, /)': (self = NULL, count = NULL) => bytes(takeLine(streamOf(self), size(count))),
  'readinto(self, buffer, /)': (self = NULL, buffer = NULL) => {
    const view = invoke(S.PyMemoryView_Type, buffer)
    const data = take(streamOf(self), numberOf(attr(view, 'nbytes')))
    const part = invoke(S.PySlice_Type, int(0), int(data.length), none())
    method(view, '__setitem__', part, bytes(data))
    method(view, 'release')
    return int(data.length)
  },
  'write(self, b, /)': (self = NULL, data = NULL) => {
    if (isStr(data)) raise(E.TypeError, "a bytes-like object is required, not 'str'")
    return int(put(streamOf(self), readBufferBytes(data)))
  },
  'peek(self, size=0, /)': (self = NULL) => {
    const stream = streamOf(self)
    return bytes(stream.store.read(stream.at, 8192))
  },
}

export const commonMethods: Record<string, Body> = {
  'readlines(self, hint=-1, /)': (self = NULL) => list(items(self)),
  'writelines(self, lines, /)': (self = NULL, lines = NULL) => {
    for (const line of items(lines)) method(self, 'write', line)
  },
  'flush(self)': (self = NULL) => {
    streamOf(self)
  },
  'close(self)': (self = NULL) => {
    const stream = unbox<Stream>(attr(self, '_stream'))
    if (!stream.closed) stream.store.close()
    stream.closed = true
  },
  'tell(self)': (self = NULL) => int(streamOf(self).at),
  'seek(self, offset, whence=0, /)': (self = NULL, offset = NULL, whence = NULL) => {
    const stream = streamOf(self)
    const from = [0, stream.at, stream.store.size()][numberOf(whence)]
    if (from === undefined) raise(E.ValueError, `invalid whence (${numberOf(whence)}, should be 0, 1 or 2)`)
    const at = from + numberOf(offset)
    if (at < 0 && numberOf(whence) === 0) raise(E.ValueError, `negative seek value ${at}`)
    stream.at = Math.max(0, at)
    return int(stream.at)
  },
  'truncate(self, size=None, /)': (self = NULL, to = NULL) => {
    const stream = streamOf(self)
    stream.store.truncate(given(to) ? numberOf(to) : stream.at)
    return int(given(to) ? numberOf(to) : stream.at)
  },
  'readable(self)': (self = NULL) => truth(streamOf(self).readable),
  'writable(self)': (self = NULL) => truth(streamOf(self).writable),
  'seekable(self)': (self = NULL) => {
    streamOf(self)
    return truth(true)
  },
  'isatty(self)': () => truth(false),
  'fileno(self)': (self = NULL) => {
    const { fd } = streamOf(self).store
    return fd === undefined ? refuse('fileno') : int(fd)
  },
  '__enter__(self)': (self = NULL) => {
    streamOf(self)
    return self
  },
  '__exit__(self, *args)': (self = NULL) => {
    method(self, 'close')
  },
  '__iter__(self)': (self) => self,
  '__next__(self)': (self = NULL) => {
    const line = method(self, 'readline')
    return isTruthy(line) ? line : raiseObject(E.StopIteration, NULL)
  },
}
export const closed: Record<string, Body> = {
  closed: (self = NULL) => {
    const held = attrOr(self, '_stream', NULL)
    return truth(held !== NULL && unbox<Stream>(held).closed)
  },
}
