/** `uuid.UUID`: 128 bits and their text. */
import { randomBytes } from 'node:crypto'
import { type Address, NULL } from '../memory/address.ts'
import { E, S } from '../memory/statics.ts'
import { bytesOf } from '../runtime/bytes.ts'
import { raise } from '../runtime/errors.ts'
import { readBig } from '../runtime/int.ts'
import { GE, GT, LE, LT } from '../runtime/object.ts'
import { newRef, typeOf } from '../runtime/refcount.ts'
import { newClass, newInstance } from './kit/classes.ts'
import { type Body, functions } from './kit/functions.ts'
import { attr, bytes, given, int, setAttribute, text, textOf, truth } from './kit/values.ts'

const value = (o: Address): bigint => BigInt(readBig(attr(o, 'int')))
const hex = (o: Address): string => value(o).toString(16).padStart(32, '0')

function fromHex(source: string): bigint {
  const digits = source
    .replaceAll('urn:', '')
    .replaceAll('uuid:', '')
    .replace(/^[{}]+|[{}]+$/g, '')
    .replaceAll('-', '')
  if (!/^[0-9a-fA-F]{32}$/.test(digits)) raise(E.ValueError, 'badly formed hexadecimal UUID string')
  return BigInt(`0x${digits}`)
}

function fromBytes(source: Uint8Array): bigint {
  if (source.length !== 16) raise(E.ValueError, 'bytes is not a 16-char string')
  return BigInt(`0x${Buffer.from(source).toString('hex')}`)
}

function compare(test: (a: bigint, b: bigint) => boolean): Body {
  return (self = NULL, other = NULL) =>
    typeOf(self) === typeOf(other) ? truth(test(value(self), value(other))) : S._Py_NotImplementedStruct
}

const order: Record<number, [string, (a: bigint, b: bigint) => boolean]> = {
  [LT]: ['__lt__', (a, b) => a < b],
  [LE]: ['__le__', (a, b) => a <= b],
  [GT]: ['__gt__', (a, b) => a > b],
  [GE]: ['__ge__', (a, b) => a >= b],
}

function uuidClass(): Address {
  const comparisons = Object.values(order).map(([name, test]) => [`${name}(self, other)`, compare(test)])
  return newClass({
    name: 'UUID',
    module: 'uuid',
    methods: {
      '__init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None)': (
        self = NULL,
        ...args
      ) => {
        const [digits = NULL, raw = NULL, , , number = NULL] = args
        if ([digits, raw, number].filter(given).length !== 1) {
          raise(E.TypeError, 'one of the hex, bytes, bytes_le, fields, or int arguments must be given')
        }
        const bits = given(digits)
          ? fromHex(textOf(digits))
          : given(raw)
            ? fromBytes(bytesOf(raw))
            : BigInt(readBig(number))
        if (bits < 0n || bits >= 1n << 128n) raise(E.ValueError, 'int is out of range (need a 128-bit value)')
        setAttribute(self, 'int', int(bits))
      },
      '__eq__(self, other)': compare((a, b) => a === b),
      ...Object.fromEntries(comparisons),
      '__hash__(self)': (self = NULL) => int(BigInt.asIntN(61, value(self))),
      '__int__(self)': (self = NULL) => attr(self, 'int'),
      '__str__(self)': (self = NULL) => text(hex(self).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')),
      '__repr__(self)': (self = NULL) => text(`UUID('${textOf(self)}')`),
    },
    properties: {
      hex: (self = NULL) => text(hex(self)),
      bytes: (self = NULL) => bytes(Buffer.from(hex(self), 'hex')),
    },
  })
}

export function uuidModule(): Record<string, Address> {
  const UUID = newRef(uuidClass())
  return {
    UUID,
    ...functions('uuid', {
      'uuid4()': () => {
        const random = randomBytes(16)
        random[6] = ((random[6] ?? 0) & 0x0f) | 0x40
        random[8] = ((random[8] ?? 0) & 0x3f) | 0x80
        const o = newInstance(UUID)
        setAttribute(o, 'int', int(fromBytes(random)))
        return o
      },
    }),
  }
}
