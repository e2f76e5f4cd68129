/** `simplejson.errors` and `simplejson.raw_json`, which the scanner and the encoder in C need. */
import { type Address, NULL } from '../memory/address.ts'
import { E, none } from '../memory/statics.ts'
import { attr, given, int, numberOf, reprOf, setAttribute, text, textOf, tuple } from '../modules/kit/values.ts'
import { typeOf } from '../runtime/refcount.ts'
import { codePoint, strLength } from '../runtime/str.ts'
import { inherited, lastingClass, type StandIn } from './kit.ts'

const newline = 10

/** Where a position lies in a document, both counted from one. */
function lineAndColumn(doc: Address, position: number): [number, number] {
  let [line, start] = [1, 0]
  for (let i = 0; i < Math.min(position, strLength(doc)); i++) {
    if (codePoint(doc, i) === newline) [line, start] = [line + 1, i + 1]
  }
  return [line, position - start + 1]
}

function describe(msg: string, doc: Address, at: number, end: Address): string {
  const shown = String.fromCodePoint(...(at < strLength(doc) ? [codePoint(doc, at)] : []))
  const message = msg.replaceAll('%r', reprOf(text(shown)))
  const [line, column] = lineAndColumn(doc, at)
  if (!given(end)) return `${message}: line ${line} column ${column} (char ${at})`
  const [endLine, endColumn] = lineAndColumn(doc, numberOf(end))
  return `${message}: line ${line} column ${column} - line ${endLine} column ${endColumn} (char ${at} - ${numberOf(end)})`
}

function errors(): Record<string, Address> {
  const JSONDecodeError = lastingClass({
    name: 'JSONDecodeError',
    module: 'simplejson.errors',
    bases: [E.ValueError],
    methods: {
      '__init__(self, msg, doc, pos, end=None)': (self = NULL, ...args) => {
        const [msg = NULL, doc = NULL, pos = NULL, end = NULL] = args
        inherited(E.ValueError, '__init__', self, text(describe(textOf(msg), doc, numberOf(pos), end)))
        const [line, column] = lineAndColumn(doc, numberOf(pos))
        const [endLine, endColumn] = given(end) ? lineAndColumn(doc, numberOf(end)).map(int) : []
        const values = { msg, doc, pos, end, lineno: int(line), colno: int(column) }
        const all = { ...values, endlineno: endLine ?? none(), endcolno: endColumn ?? none() }
        for (const [key, value] of Object.entries(all)) setAttribute(self, key, value)
      },
      '__reduce__(self)': (self = NULL) =>
        tuple(typeOf(self), tuple(...['msg', 'doc', 'pos', 'end'].map((key) => attr(self, key)))),
    },
  })
  return { JSONDecodeError }
}

function rawJson(): Record<string, Address> {
  const RawJSON = lastingClass({
    name: 'RawJSON',
    module: 'simplejson.raw_json',
    methods: {
      '__init__(self, encoded_json)': (self = NULL, encoded = NULL) => void setAttribute(self, 'encoded_json', encoded),
    },
  })
  return { RawJSON }
}

export const simplejson: Readonly<Record<string, StandIn>> = {
  'simplejson.errors': { make: errors },
  'simplejson.raw_json': { make: rawJson },
}
