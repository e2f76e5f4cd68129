/** What `aiohttp`'s parser and writer take from its Python part, and `yarl.URL`, which the parser makes. */
import { type Address, NULL } from '../memory/address.ts'
import { E, S } from '../memory/statics.ts'
import { functions } from '../modules/kit/functions.ts'
import { int, invoke, moduleAttr, text, truth, tuple } from '../modules/kit/values.ts'
import { newRef } from '../runtime/refcount.ts'
import { tupleItem } from '../runtime/sequence.ts'
import { absentClass, inherited, lastingClass, lastingException, needsSource, type StandIn } from './kit.ts'

/** Names of header fields, as they are written. */
const headers = `Accept Accept-Charset Accept-Encoding Accept-Language Accept-Ranges Access-Control-Allow-Credentials
Access-Control-Allow-Headers Access-Control-Allow-Methods Access-Control-Allow-Origin Access-Control-Expose-Headers
Access-Control-Max-Age Access-Control-Request-Headers Access-Control-Request-Method Age Allow Authorization Cache-Control
Connection Content-Disposition Content-Encoding Content-Language Content-Length Content-Location Content-MD5 Content-Range
Content-Transfer-Encoding Content-Type Cookie Date Destination Digest ETag Expect Expires Forwarded From Host If-Match
If-Modified-Since If-None-Match If-Range If-Unmodified-Since Keep-Alive Last-Event-ID Last-Modified Link Location
Max-Forwards Origin Pragma Proxy-Authenticate Proxy-Authorization Range Referer Retry-After Sec-WebSocket-Accept
Sec-WebSocket-Extensions Sec-WebSocket-Key Sec-WebSocket-Key1 Sec-WebSocket-Protocol Sec-WebSocket-Version Server Set-Cookie
TE Trailer Transfer-Encoding URI Upgrade User-Agent Vary Via WWW-Authenticate Want-Digest Warning X-Forwarded-For
X-Forwarded-Host X-Forwarded-Proto`.split(/\s+/)

function hdrs(): Record<string, Address> {
  const istr = moduleAttr('multidict', 'istr')
  const entries = headers.map((name) => [name.toUpperCase().replaceAll('-', '_'), newRef(invoke(istr, text(name)))])
  return Object.fromEntries(entries)
}

function httpExceptions(): Record<string, Address> {
  const module = 'aiohttp.http_exceptions'
  const make = (name: string, base: Address) => lastingException(module, name, base)
  const HttpProcessingError = make('HttpProcessingError', E.Exception)
  const BadHttpMessage = make('BadHttpMessage', HttpProcessingError)
  const PayloadEncodingError = make('PayloadEncodingError', BadHttpMessage)
  return {
    HttpProcessingError,
    BadHttpMessage,
    PayloadEncodingError,
    ContentEncodingError: make('ContentEncodingError', BadHttpMessage),
    ContentLengthError: make('ContentLengthError', PayloadEncodingError),
    TransferEncodingError: make('TransferEncodingError', PayloadEncodingError),
    BadStatusLine: make('BadStatusLine', BadHttpMessage),
    InvalidHeader: make('InvalidHeader', BadHttpMessage),
    InvalidURLError: make('InvalidURLError', BadHttpMessage),
    LineTooLong: make('LineTooLong', BadHttpMessage),
  }
}

function httpWriter(): Record<string, Address> {
  const HttpVersion = lastingClass({
    name: 'HttpVersion',
    module: 'aiohttp.http_writer',
    bases: [S.PyTuple_Type],
    properties: { major: (self = NULL) => tupleItem(self, 0), minor: (self = NULL) => tupleItem(self, 1) },
    methods: {
      '__new__(cls, major, minor)': (cls = NULL, major = NULL, minor = NULL) =>
        inherited(S.PyTuple_Type, '__new__', cls, tuple(major, minor)),
    },
  })
  const version = (minor: number) => newRef(invoke(HttpVersion, int(1), int(minor)))
  return { HttpVersion, HttpVersion10: version(0), HttpVersion11: version(1) }
}

export const aiohttp: Readonly<Record<string, StandIn>> = {
  'aiohttp.hdrs': { make: hdrs },
  'aiohttp.helpers': {
    make: () => ({
      DEBUG: truth(false),
      ...functions('aiohttp.helpers', { 'set_exception(fut, exc)': needsSource('aiohttp.helpers.set_exception') }),
    }),
  },
  'aiohttp.http_exceptions': { make: httpExceptions },
  'aiohttp.http_parser': { make: () => ({ DeflateBuffer: absentClass('aiohttp.http_parser', 'DeflateBuffer') }) },
  'aiohttp.http_writer': { make: httpWriter },
  'aiohttp.streams': {
    make: () => {
      const StreamReader = absentClass('aiohttp.streams', 'StreamReader')
      const EMPTY_PAYLOAD = newRef(invoke(lastingClass({ name: 'EmptyStreamReader', module: 'aiohttp.streams' })))
      return { StreamReader, EMPTY_PAYLOAD }
    },
  },
  yarl: {
    make: () => ({
      URL: lastingClass({
        name: 'URL',
        module: 'yarl',
        methods: { '__new__(cls, *args, **kwargs)': needsSource('yarl.URL') },
        classMethods: { 'build(cls, **parts)': needsSource('yarl.URL.build') },
      }),
    }),
  },
}
