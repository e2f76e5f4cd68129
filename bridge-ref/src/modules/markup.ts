/** `html`, `urllib.parse`, `xml.sax` and `difflib`, as far as binaries use them. */
import { type Address, NULL } from '../memory/address.ts'
import { E, none } from '../memory/statics.ts'
import { raise } from '../runtime/errors.ts'
import type { HostModule } from '../runtime/imports.ts'
import { newClass } from './kit/classes.ts'
import { type Body, contents, functions } from './kit/functions.ts'
import { namedTupleClass, structOf } from './kit/named-tuple.ts'
import { attr, isTruthy, items, list, method, setAttribute, text, textOf } from './kit/values.ts'

function html(): Record<string, Address> {
  return functions('html', {
    'escape(s, quote=True)': (s = NULL, quote = NULL) => {
      const safe = textOf(s).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
      return text(isTruthy(quote) ? safe.replaceAll('"', '&quot;').replaceAll("'", '&#x27;') : safe)
    },
  })
}

/** `%41%C3%A9` is read as UTF-8; what is no number stays. */
function unquote(value: string): string {
  return value.replaceAll(/(?:%[0-9A-Fa-f]{2})+/g, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  )
}

const urlParts = ['scheme', 'netloc', 'path', 'query', 'fragment']

function splitUrl(url: string): string[] {
  // Browsers skip these too.
  const clean = url.replace(/^[\0- ]+/, '').replaceAll(/[\t\r\n]/g, '')
  const [, scheme, afterScheme = ''] = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(.*)$/s.exec(clean) ?? []
  const [, netloc, afterHost = ''] = /^(?:\/\/([^/?#]*))?(.*)$/s.exec(afterScheme) ?? []
  if (netloc !== undefined && netloc.includes('[') !== netloc.includes(']')) raise(E.ValueError, 'Invalid IPv6 URL')
  const [, path, query, fragment] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(afterHost) ?? []
  return [scheme?.toLowerCase(), netloc, path, query, fragment].map((part) => part ?? '')
}

function urlParse(): Record<string, Address> {
  const result = namedTupleClass('urllib.parse', 'SplitResult', urlParts)
  return {
    ...contents({ SplitResult: result }),
    ...functions('urllib.parse', {
      'unquote(string)': (s = NULL) => text(unquote(textOf(s))),
      'unquote_plus(string)': (s = NULL) => text(unquote(textOf(s).replaceAll('+', ' '))),
      'urlsplit(url)': (url = NULL) => structOf(result, splitUrl(textOf(url)).map(text)),
    }),
  }
}

/** Events in which a handler is not interested. */
const saxEvents = [
  ...['startDocument()', 'endDocument()', 'startPrefixMapping(prefix, uri)', 'endPrefixMapping(prefix)'],
  ...['startElement(name, attrs)', 'endElement(name)', 'startElementNS(name, qname, attrs)'],
  ...['endElementNS(name, qname)', 'characters(content)', 'ignorableWhitespace(whitespace)'],
  ...['processingInstruction(target, data)', 'skippedEntity(name)'],
]

function saxHandler(): Record<string, Address> {
  const ignored = saxEvents.map((event): [string, Body] => [event.replace(/\((?=.)/, '(self, '), () => none()])
  const ContentHandler = newClass({
    name: 'ContentHandler',
    module: 'xml.sax.handler',
    methods: {
      ...Object.fromEntries(ignored.map(([signature, body]) => [signature.replace(', )', ')'), body])),
      '__init__(self)': (self = NULL) => void setAttribute(self, '_locator', none()),
      'setDocumentLocator(self, locator)': (self = NULL, locator = NULL) =>
        void setAttribute(self, '_locator', locator),
    },
  })
  return contents({ ContentHandler })
}

/** The attributes of an element, by name or by a tuple of namespace and name. */
function attributeClasses(): Record<string, Address> {
  const attrs = (self: Address): Address => attr(self, '_attrs')
  const values = (self: Address, key: string): Address => list(items(method(attrs(self), key)))
  const named =
    (key: string): Body =>
    (self = NULL) =>
      values(self, key)
  const item: Body = (self = NULL, name = NULL) => method(attrs(self), '__getitem__', name)
  const known: Body = (self = NULL, name = NULL) => {
    item(self, name)
    return name
  }
  const base = newClass({
    name: 'AttributesImpl',
    module: 'xml.sax.xmlreader',
    methods: {
      '__init__(self, attrs)': (self = NULL, given = NULL) => void setAttribute(self, '_attrs', given),
      'getLength(self)': (self = NULL) => method(attrs(self), '__len__'),
      '__len__(self)': (self = NULL) => method(attrs(self), '__len__'),
      'getType(self, name)': () => text('CDATA'),
      'getValue(self, name)': item,
      'getValueByQName(self, name)': item,
      '__getitem__(self, name)': item,
      'getNameByQName(self, name)': known,
      'getQNameByName(self, name)': known,
      'getNames(self)': named('keys'),
      'getQNames(self)': named('keys'),
      'keys(self)': named('keys'),
      'items(self)': named('items'),
      'values(self)': named('values'),
      '__contains__(self, name)': (self = NULL, name = NULL) => method(attrs(self), '__contains__', name),
      'get(self, name, alternative=None)': (self = NULL, name = NULL, other = NULL) =>
        method(attrs(self), 'get', name, other),
    },
  })
  return contents({ AttributesImpl: base, AttributesNSImpl: namespaced(base, attrs) })
}

function namespaced(base: Address, attrs: (self: Address) => Address): Address {
  const names = (self: Address): Address => attr(self, '_qnames')
  const nameOf: Body = (self = NULL, qname = NULL) => {
    const found = items(method(names(self), 'items'))
      .map(items)
      .find(([, one]) => textOf(one ?? NULL) === textOf(qname))
    return found?.[0] ?? raise(E.KeyError, textOf(qname))
  }
  return newClass({
    name: 'AttributesNSImpl',
    module: 'xml.sax.xmlreader',
    bases: [base],
    methods: {
      '__init__(self, attrs, qnames)': (self = NULL, given = NULL, qnames = NULL) => {
        setAttribute(self, '_attrs', given)
        setAttribute(self, '_qnames', qnames)
      },
      'getValueByQName(self, name)': (self = NULL, qname = NULL) =>
        method(attrs(self), '__getitem__', nameOf(self, qname) ?? NULL),
      'getNameByQName(self, name)': nameOf,
      'getQNameByName(self, name)': (self = NULL, name = NULL) => method(names(self), '__getitem__', name),
      'getQNames(self)': (self = NULL) => list(items(method(names(self), 'values'))),
    },
  })
}

/** Finding what two sequences have in common is a long story, and no binary asks for it while it is imported. */
function difflib(): Record<string, Address> {
  const init: Body = () =>
    raise(E.NotImplementedError, 'difflib is written in Python, and this host has no Python compiler')
  const methods = { '__init__(self, isjunk=None, a=, b=, autojunk=True)': init }
  return contents({ SequenceMatcher: newClass({ name: 'SequenceMatcher', module: 'difflib', methods }) })
}

export const markupModules: Record<string, HostModule> = {
  difflib,
  html,
  urllib: () => ({}),
  'urllib.parse': urlParse,
  'xml.sax': () => ({}),
  'xml.sax.handler': saxHandler,
  'xml.sax.xmlreader': attributeClasses,
}
