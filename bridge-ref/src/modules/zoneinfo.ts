/** `zoneinfo`: where time zones lie and how their files (RFC 8536) are read; the class itself is a binary. */
import { statSync } from 'node:fs'
import { isAbsolute, join, normalize } from 'node:path'
import { type Address, NULL } from '../memory/address.ts'
import { E, none } from '../memory/statics.ts'
import { readBufferBytes } from '../runtime/buffer.ts'
import { raise } from '../runtime/errors.ts'
import type { HostModule } from '../runtime/imports.ts'
import { exceptionClass } from './kit/classes.ts'
import { contents, functions } from './kit/functions.ts'
import { bytes, int, method, text, textOf, tuple } from './kit/values.ts'

const folders = ['/usr/share/zoneinfo', '/usr/lib/zoneinfo', '/usr/share/lib/zoneinfo', '/etc/zoneinfo']

const paths = (): Record<string, Address> => ({
  ...contents({ TZPATH: tuple(...folders.map(text)) }),
  ...functions('zoneinfo._tzpath', {
    'find_tzfile(key)': (key = NULL) => {
      const name = textOf(key)
      checkKey(name)
      const found = folders
        .map((folder) => join(folder, name))
        .find((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
      return found === undefined ? none() : text(found)
    },
  }),
})

function checkKey(key: string): void {
  if (isAbsolute(key)) raise(E.ValueError, `ZoneInfo keys may not be absolute paths, got: ${key}`)
  const clean = normalize(key).replace(/(?<=.)\/$/, '')
  if (clean.length !== key.length) raise(E.ValueError, `ZoneInfo keys must be normalized relative paths, got: ${key}`)
  if (clean === '..' || clean.startsWith('../')) {
    raise(E.ValueError, `ZoneInfo keys must refer to subdirectories of TZPATH, got: ${key}`)
  }
}

function read(stream: Address, count: number): Buffer {
  return Buffer.from(readBufferBytes(method(stream, 'read', int(count))))
}

interface Header {
  version: number
  /** Transitions, types, characters, leap seconds, and the two kinds of indicators. */
  times: number
  types: number
  characters: number
  leaps: number
  indicators: number
}

function readHeader(stream: Address): Header {
  if (read(stream, 4).toString('latin1') !== 'TZif') raise(E.ValueError, 'Invalid TZif file: magic not found')
  const version = Number(read(stream, 1).toString('latin1').replace('\0', '1'))
  read(stream, 15)
  const counts = read(stream, 24)
  const at = (index: number) => counts.readInt32BE(index * 4)
  return { version, indicators: at(0) + at(1), leaps: at(2), times: at(3), types: at(4), characters: at(5) }
}

const numbers = (values: Iterable<number | bigint>): Address => tuple(...Array.from(values, int))

/** The tuples that the binary takes apart. */
function load(stream: Address): Address {
  let header = readHeader(stream)
  const wide = header.version > 1
  if (wide) {
    const { times, types, characters, leaps, indicators } = header
    // The same with four bytes for a time comes first.
    method(stream, 'seek', int(times * 5 + types * 6 + characters + leaps * 8 + indicators), int(1))
    header = readHeader(stream)
  }
  const { times, types, characters, leaps, indicators } = header
  const moments = read(stream, times * (wide ? 8 : 4))
  const moment = (_: unknown, i: number) => (wide ? moments.readBigInt64BE(i * 8) : moments.readInt32BE(i * 4))
  const indices = read(stream, times)
  const kinds = Array.from({ length: types }, () => read(stream, 6))
  const names = read(stream, characters)
  const abbreviation = (kind: Buffer) => names.toString('utf8', kind.readInt8(5), names.indexOf(0, kind.readInt8(5)))
  const parts = [
    numbers(indices),
    numbers(Array.from({ length: times }, moment)),
    numbers(kinds.map((kind) => kind.readInt32BE(0))),
    numbers(kinds.map((kind) => kind.readInt8(4))),
    tuple(...kinds.map((kind) => text(abbreviation(kind)))),
  ]
  if (wide) method(stream, 'seek', int(indicators + leaps * 12), int(1))
  return tuple(...parts, wide ? rule(stream) : none())
}

/** What holds after the last transition, between two ends of line. */
function rule(stream: Address): Address {
  read(stream, 1)
  const found: number[] = []
  for (;;) {
    const byte = read(stream, 1)[0]
    if (byte === undefined || byte === 10) return bytes(Uint8Array.from(found))
    found.push(byte)
  }
}

function common(): Record<string, Address> {
  const missing = exceptionClass('zoneinfo._common', 'ZoneInfoNotFoundError', E.KeyError)
  return {
    ...contents({ ZoneInfoNotFoundError: missing }),
    ...functions('zoneinfo._common', {
      // From the package tzdata, which is written in Python.
      'load_tzdata(key)': (key = NULL) => raise(missing, `No time zone found with key ${textOf(key)}`),
      'load_data(fobj)': (stream = NULL) => load(stream),
    }),
  }
}

export const zoneinfoModules: Record<string, HostModule> = {
  // Imported by the binary while that is made, so that the class itself is not here.
  zoneinfo: () => ({}),
  'zoneinfo._common': common,
  'zoneinfo._tzpath': paths,
}
