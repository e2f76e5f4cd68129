import { type Address, NULL } from '../memory/address.ts'
import { E, none, S } from '../memory/statics.ts'
import { readBufferBytes } from '../runtime/buffer.ts'
import { raise } from '../runtime/errors.ts'
import { isStr, nameOf } from '../runtime/object.ts'
import { readStr } from '../runtime/str.ts'
import { decodeBytes, encodeText } from '../runtime/text-codecs.ts'
import { abcMeta } from './abc.ts'
import { memoryStore, openFile, type Store } from './io-store.ts'
import {
  begin,
  byteMethods,
  closed,
  commonMethods,
  put,
  refuse,
  type Stream,
  size,
  streamOf,
  take,
  takeLine,
  unsupportedOperation,
} from './io-stream.ts'
import { newClass } from './kit/classes.ts'
import { type Body, contents, functions } from './kit/functions.ts'
import { own } from './kit/scope.ts'
import {
  attr,
  attrOr,
  bytes,
  given,
  int,
  invoke,
  isTruthy,
  method,
  reprOf,
  setAttribute,
  text,
  textOf,
  truth,
} from './kit/values.ts'

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

function abilities(mode: string): Pick<Stream, 'readable' | 'writable' | 'appending'> {
  const [reads, updates] = [mode.includes('r'), mode.includes('+')]
  return { readable: reads || updates, writable: !reads || updates, appending: mode.includes('a') }
}

function openBody(file: () => Address, textFile: () => Address): Body {
  return (path = NULL, mode = NULL, _buffering, encoding = NULL, errors = NULL, newline = NULL, closes = NULL) => {
    const wanted = mode === NULL ? 'r' : readStr(mode)
    const { store, name } = openFile(path, wanted, closes === NULL || isTruthy(closes))
    const cls = wanted.includes('b') ? file() : textFile()
    const self = invoke(attr(S.PyBaseObject_Type, '__new__'), cls)
    begin(self, { store, ...abilities(wanted) })
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
    UnsupportedOperation: unsupportedOperation(),
    IOBase: root,
    RawIOBase: raw,
    BufferedIOBase: buffered,
    TextIOBase: textBase,
    StringIO: stringIo(textBase),
    BytesIO: bytesIo(buffered),
    FileIO: derive('FileIO', raw, {
      '__init__(self, file, mode=, closefd=True, opener=None)': (
        self = NULL,
        file = NULL,
        mode = NULL,
        closes = NULL,
      ) => {
        const wanted = mode === NULL ? 'r' : readStr(mode)
        const { store, name } = openFile(file, wanted, closes === NULL || isTruthy(closes))
        begin(self, { store, ...abilities(wanted) })
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
