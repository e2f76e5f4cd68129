/** `io`: buffers in memory, and files over Node's file system. */
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { type Address, NULL } from '../memory/address.ts'
import { E, none, S } from '../memory/statics.ts'
import { readBufferBytes } from '../runtime/buffer.ts'
import { raise, raiseObject } from '../runtime/errors.ts'
import { isInt, isStr, nameOf } from '../runtime/object.ts'
import { readStr } from '../runtime/str.ts'
import { decodeBytes, encodeText } from '../runtime/text-codecs.ts'
import { abcMeta } from './abc.ts'
import { newClass } from './kit/classes.ts'
import { type Body, box, contents, functions, unbox } from './kit/functions.ts'
import { own } from './kit/scope.ts'
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
  reprOf,
  setAttribute,
  text,
  textOf,
  truth,
} from './kit/values.ts'

/** Where bytes are: in memory or in a file. */
interface Store {
  read(at: number, count: number): Uint8Array
  write(at: number, data: Uint8Array): void
  size(): number
  truncate(size: number): void
  close(): void
  fd?: number
}

interface Stream {
  store: Store
  at: number
  closed: boolean
  readable: boolean
  writable: boolean
  appending: boolean
}

function memoryStore(initial: Uint8Array): Store & { contents: () => Uint8Array } {
  let data = initial
  let length = initial.length
  const grow = (size: number) => {
    if (size <= data.length) return
    const larger = new Uint8Array(Math.max(size, data.length * 2))
    larger.set(data.subarray(0, length))
    data = larger
  }
  return {
    contents: () => data.subarray(0, length),
    read: (at, count) => data.slice(at, Math.min(length, at + count)),
    write: (at, bytes) => {
      grow(at + bytes.length)
      data.fill(0, length, Math.max(length, at))
      data.set(bytes, at)
      length = Math.max(length, at + bytes.length)
    },
    size: () => length,
    truncate: (size) => {
      length = Math.min(length, size)
    },
    close: () => {
      data = new Uint8Array()
      length = 0
    },
  }
}

function fileStore(fd: number, closes: boolean): Store {
  const isFile = fstatSync(fd).isFile()
  return {
    fd,
    read: (at, count) => {
      const room = new Uint8Array(Math.min(count, isFile ? Math.max(0, fstatSync(fd).size - at) : 65536))
      return room.subarray(0, readSync(fd, room, 0, room.length, isFile ? at : null))
    },
    write: (at, bytes) => {
      writeSync(fd, bytes, 0, bytes.length, isFile ? at : null)
    },
    size: () => fstatSync(fd).size,
    truncate: (size) => ftruncateSync(fd, size),
    close: () => {
      if (closes) closeSync(fd)
    },
  }
}

function streamOf(self: Address): Stream {
  const held = attrOr(self, '_stream', NULL)
  if (held === NULL) raise(E.ValueError, 'I/O operation on uninitialized object')
  const stream = unbox<Stream>(held)
  if (stream.closed) raise(E.ValueError, 'I/O operation on closed file.')
  return stream
}
function begin(self: Address, stream: Partial<Stream> & Pick<Stream, 'store'>): void {
  setAttribute(
    self,
    '_stream',
    box({ at: 0, closed: false, readable: true, writable: true, appending: false, ...stream }),
  )
}

let unsupported = NULL
function refuse(what: string): never {
  raise(unsupported, what)
}

function take(stream: Stream, count: number): Uint8Array {
  if (!stream.readable) refuse('not readable')
  const wanted = count < 0 ? Math.max(0, stream.store.size() - stream.at) || 65536 : count
  const data = stream.store.read(stream.at, wanted)
  stream.at += data.length
  return data
}
function put(stream: Stream, data: Uint8Array): number {
  if (!stream.writable) refuse('not writable')
  if (stream.appending) stream.at = stream.store.size()
  stream.store.write(stream.at, data)
  stream.at += data.length
  return data.length
}

/** Up to and with the next line feed. */
function takeLine(stream: Stream, limit: number): Uint8Array {
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

const size = (o: Address): number => (given(o) ? numberOf(o) : -1)

/** What all streams of bytes do. */
const byteMethods: Record<string, Body> = {
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

const commonMethods: Record<string, Body> = {
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
const closed: Record<string, Body> = {
  closed: (self = NULL) => {
    const held = attrOr(self, '_stream', NULL)
    return truth(held !== NULL && unbox<Stream>(held).closed)
  },
}

/** Text over bytes in UTF-8 or another encoding, one line feed for every kind of line end when `newline` is None. */
const textMethods: Record<string, Body> = {
  'read(self, size=-1, /)': (self = NULL, count = NULL) => {
    const stream = streamOf(self)
    if (size(count) < 0) return received(self, take(stream, -1))
    let held = ''
    while ([...held].length < size(count)) {
      const part = takeCharacter(stream)
      if (part.length === 0) break
      held += textOf(received(self, part))
    }
    return text(held)
  },
  'readline(self, size=-1, /)': (self = NULL, count = NULL) => received(self, takeLine(streamOf(self), size(count))),
  'write(self, s, /)': (self = NULL, s = NULL) => {
    if (!isStr(s)) raise(E.TypeError, `string argument expected, got '${nameOf(s)}'`)
    put(streamOf(self), readBufferBytes(own(encodeText(s, encodingOf(self), errorsOf(self)))))
    return int([...readStr(s)].length)
  },
  'detach(self)': () => refuse('detach'),
}
function encodingOf(self: Address): string {
  return textOf(attr(self, 'encoding') || text('utf-8'))
}
function errorsOf(self: Address): string {
  const errors = attrOr(self, 'errors', none())
  return given(errors) ? textOf(errors) : 'strict'
}
function received(self: Address, data: Uint8Array): Address {
  const value = own(decodeBytes(data, given(attr(self, 'encoding')) ? encodingOf(self) : 'utf-8', errorsOf(self)))
  return given(attr(self, '_newline')) ? value : text(readStr(value).replace(/\r\n?/g, '\n'))
}
function takeCharacter(stream: Stream): Uint8Array {
  const first = take(stream, 1)
  const lead = first[0] ?? 0
  const rest = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0
  return rest === 0 ? first : Uint8Array.from([...first, ...take(stream, rest)])
}

const utf8 = new TextEncoder()

function stringIo(base: Address): Address {
  return newClass({
    name: 'StringIO',
    module: '_io',
    bases: [base],
    methods: {
      '__init__(self, initial_value=, newline=)': (self = NULL, initial = NULL, newline = NULL) => {
        const value = given(initial) ? initial : text('')
        if (!isStr(value)) raise(E.TypeError, `initial_value must be str or None, not ${nameOf(value)}`)
        begin(self, { store: memoryStore(readBufferBytes(own(encodeText(value, 'utf-8', 'surrogatepass')))) })
        const facts = {
          encoding: none(),
          errors: none(),
          _newline: newline === NULL ? text('\n') : newline,
          line_buffering: truth(false),
        }
        for (const [key, one] of Object.entries(facts)) setAttribute(self, key, one)
      },
      ...textMethods,
      'write(self, s, /)': (self = NULL, s = NULL) => {
        if (!isStr(s)) raise(E.TypeError, `string argument expected, got '${nameOf(s)}'`)
        put(streamOf(self), utf8.encode(readStr(s)))
        return int([...readStr(s)].length)
      },
      'getvalue(self)': (self = NULL) => {
        const { store } = streamOf(self)
        return own(decodeBytes(store.read(0, store.size()), 'utf-8', 'surrogatepass'))
      },
    },
  })
}

function bytesIo(base: Address): Address {
  return newClass({
    name: 'BytesIO',
    module: '_io',
    bases: [base],
    methods: {
      '__init__(self, initial_bytes=None)': (self = NULL, initial = NULL) => {
        begin(self, {
          store: memoryStore(given(initial) ? Uint8Array.from(readBufferBytes(initial)) : new Uint8Array()),
        })
      },
      'getvalue(self)': (self = NULL) => {
        const { store } = streamOf(self)
        return bytes(store.read(0, store.size()))
      },
      'getbuffer(self)': (self = NULL) => {
        const { store } = streamOf(self)
        return invoke(S.PyMemoryView_Type, invoke(S.PyByteArray_Type, bytes(store.read(0, store.size()))))
      },
    },
  })
}

/** Raises the OSError of a failed system call. */
export function raiseOs(error: unknown, path?: Address): never {
  const { errno = 0, code = '' } = error instanceof Error ? (error as NodeJS.ErrnoException) : {}
  const plain = error instanceof Error ? error.message : String(error)
  const reason = sentences[code] ?? plain.replace(/^[A-Z]+: /, '').replace(/, .*/, '')
  const parts = [int(Math.abs(errno)), text(reason), ...(path === undefined ? [] : [path])]
  raiseObject(E.OSError, invoke(E.OSError, ...parts))
}
const sentences: Record<string, string> = {
  ENOENT: 'No such file or directory',
  EACCES: 'Permission denied',
  EEXIST: 'File exists',
  EISDIR: 'Is a directory',
  ENOTDIR: 'Not a directory',
  ENOTEMPTY: 'Directory not empty',
  EBADF: 'Bad file descriptor',
  EPERM: 'Operation not permitted',
}

function openFile(file: Address, mode: string): { store: Store; name: Address } {
  const flags = mode.replace(/[bt]/g, '')
  const plain = isInt(file)
  if (plain) return { store: fileStore(numberOf(file), true), name: file }
  const path = isStr(file) ? file : method(file, '__fspath__')
  const node = { r: 'r', 'r+': 'r+', w: 'w', 'w+': 'w+', a: 'r+', 'a+': 'r+', x: 'wx', 'x+': 'wx+' }[flags]
  if (node === undefined) raise(E.ValueError, `invalid mode: '${mode}'`)
  try {
    if (flags.startsWith('a')) closeSync(openSync(textOf(path), 'a'))
    return { store: fileStore(openSync(textOf(path), node), true), name: path }
  } catch (error) {
    if (error instanceof Error && 'code' in error) raiseOs(error, path)
    throw error
  }
}

function openBody(file: () => Address, textFile: () => Address): Body {
  return (path = NULL, mode = NULL, _buffering, encoding = NULL, errors = NULL, newline = NULL) => {
    const wanted = mode === NULL ? 'r' : readStr(mode)
    const { store, name } = openFile(path, wanted)
    const cls = wanted.includes('b') ? file() : textFile()
    const self = invoke(attr(S.PyBaseObject_Type, '__new__'), cls)
    const updating = wanted.includes('+')
    begin(self, {
      store,
      readable: wanted.includes('r') || updating,
      writable: !wanted.includes('r') || updating,
      appending: wanted.includes('a'),
    })
    setAttribute(self, 'name', name)
    setAttribute(self, 'mode', text(wanted))
    if (cls === textFile()) {
      setAttribute(self, 'encoding', given(encoding) ? encoding : text('UTF-8'))
      setAttribute(self, 'errors', given(errors) ? errors : text('strict'))
      setAttribute(self, '_newline', newline)
    }
    return self
  }
}

/** A text stream over any object with `read` and `write` of bytes. */
const wrapperMethods: Record<string, Body> = {
  '__init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)': (
    self = NULL,
    buffer = NULL,
    encoding = NULL,
    errors = NULL,
    newline = NULL,
  ) => {
    const ask = (key: string) => {
      const fn = attrOr(buffer, key, NULL)
      return fn === NULL || isTruthy(invoke(fn))
    }
    const store: Store = {
      read: (_at, count) => readBufferBytes(method(buffer, 'read', int(count))),
      write: (_at, data) => {
        method(buffer, 'write', bytes(data))
      },
      size: () => Number.MAX_SAFE_INTEGER,
      truncate: () => refuse('truncate'),
      close: () => {
        method(buffer, 'close')
      },
    }
    begin(self, { store, readable: ask('readable'), writable: ask('writable') })
    const facts = {
      buffer,
      encoding: given(encoding) ? encoding : text('UTF-8'),
      errors: given(errors) ? errors : text('strict'),
      _newline: newline,
    }
    for (const [key, value] of Object.entries(facts)) setAttribute(self, key, value)
  },
}

let made: Record<string, Address> | undefined

function classes(): Record<string, Address> {
  unsupported = newClass({ name: 'UnsupportedOperation', module: 'io', bases: [E.OSError, E.ValueError] })
  const metaclass = abcMeta()
  const root = newClass({ name: 'IOBase', module: 'io', metaclass, methods: commonMethods, properties: closed })
  const raw = newClass({ name: 'RawIOBase', module: 'io', bases: [root], methods: byteMethods })
  const buffered = newClass({ name: 'BufferedIOBase', module: 'io', bases: [root], methods: byteMethods })
  const textBase = newClass({ name: 'TextIOBase', module: 'io', bases: [root], methods: textMethods })
  const shown: Record<string, Body> = {
    '__repr__(self)': (self = NULL) =>
      text(
        `<_io.${reprOf(attr(attr(self, '__class__'), '__name__')).slice(1, -1)} name=${reprOf(attrOr(self, 'name', none()))}>`,
      ),
  }
  const derive = (name: string, base: Address, methods: Record<string, Body> = {}) =>
    newClass({ name, module: '_io', bases: [base], methods: { ...methods, ...shown } })
  return {
    UnsupportedOperation: unsupported,
    IOBase: root,
    RawIOBase: raw,
    BufferedIOBase: buffered,
    TextIOBase: textBase,
    StringIO: stringIo(textBase),
    BytesIO: bytesIo(buffered),
    FileIO: derive('FileIO', raw, {
      '__init__(self, file, mode=, closefd=True, opener=None)': (self = NULL, file = NULL, mode = NULL) => {
        const wanted = mode === NULL ? 'r' : readStr(mode)
        const { store, name } = openFile(file, wanted)
        begin(self, {
          store,
          readable: wanted.includes('r') || wanted.includes('+'),
          writable: !wanted.includes('r') || wanted.includes('+'),
        })
        setAttribute(self, 'name', name)
      },
    }),
    BufferedReader: derive('BufferedReader', buffered),
    BufferedWriter: derive('BufferedWriter', buffered),
    BufferedRandom: derive('BufferedRandom', buffered),
    BufferedRWPair: derive('BufferedRWPair', buffered),
    TextIOWrapper: derive('TextIOWrapper', textBase, wrapperMethods),
    IncrementalNewlineDecoder: newClass({ name: 'IncrementalNewlineDecoder', module: '_io' }),
    SEEK_SET: int(0),
    SEEK_CUR: int(1),
    SEEK_END: int(2),
    DEFAULT_BUFFER_SIZE: int(8192),
    BlockingIOError: E.BlockingIOError,
  }
}

export function ioModule(): Record<string, Address> {
  made ??= classes()
  const { BufferedReader = NULL, TextIOWrapper = NULL } = made
  const open = openBody(
    () => BufferedReader,
    () => TextIOWrapper,
  )
  const signature = '(file, mode=, buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)'
  return {
    ...contents({
      ...made,
      _IOBase: made['IOBase'] ?? NULL,
      _RawIOBase: made['RawIOBase'] ?? NULL,
      _BufferedIOBase: made['BufferedIOBase'] ?? NULL,
      _TextIOBase: made['TextIOBase'] ?? NULL,
    }),
    ...functions('io', {
      [`open${signature}`]: open,
      'open_code(path)': (path = NULL) => open(path, text('rb')),
      'text_encoding(encoding, stacklevel=2, /)': (encoding = NULL) => (given(encoding) ? encoding : text('locale')),
    }),
  }
}
