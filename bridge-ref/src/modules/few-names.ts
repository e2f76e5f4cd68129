/** Modules written in Python of which binaries take a few names when they are imported. */
import { randomBytes } from 'node:crypto'
import { type Address, NULL } from '../memory/address.ts'
import { E, S } from '../memory/statics.ts'
import { readBufferBytes } from '../runtime/buffer.ts'
import { raise } from '../runtime/errors.ts'
import type { HostModule } from '../runtime/imports.ts'
import { newRef } from '../runtime/refcount.ts'
import { exceptionClass, newClass } from './kit/classes.ts'
import { type Body, contents, functions } from './kit/functions.ts'
import { bytes, given, int, list, moduleAttr, numberOf, text } from './kit/values.ts'

/** What only the module's own Python code can do. */
const needsSource =
  (what: string): Body =>
  () =>
    raise(E.NotImplementedError, `${what} is written in Python, and this host has no Python compiler`)

function absent(module: string, names: readonly string[]): Record<string, Address> {
  return functions(
    module,
    Object.fromEntries(names.map((name) => [`${name}(*args, **kwargs)`, needsSource(`${module}.${name}`)])),
  )
}

/** A random integer of so many bits. */
function randomInteger(bits: number): bigint {
  const all = BigInt(`0x${randomBytes(Math.ceil(bits / 8) || 1).toString('hex')}`)
  return BigInt.asUintN(bits, all)
}
const secrets = (): Record<string, Address> =>
  functions('secrets', {
    'randbits(k, /)': (k = NULL) => int(randomInteger(numberOf(k))),
    'token_bytes(nbytes=None)': (n = NULL) => bytes(randomBytes(given(n) ? numberOf(n) : 32)),
    'token_hex(nbytes=None)': (n = NULL) => text(randomBytes(given(n) ? numberOf(n) : 32).toString('hex')),
  })

const base64 = (): Record<string, Address> =>
  functions('base64', {
    'decode(input, output)': needsSource('base64.decode'),
    'encode(input, output)': needsSource('base64.encode'),
    'b64encode(s)': (s = NULL) => bytes(Buffer.from(Buffer.from(readBufferBytes(s)).toString('base64'))),
    'b64decode(s)': (s = NULL) => bytes(Buffer.from(Buffer.from(readBufferBytes(s)).toString('latin1'), 'base64')),
  })

const categories = ['LC_CTYPE', 'LC_NUMERIC', 'LC_TIME', 'LC_COLLATE', 'LC_MONETARY', 'LC_MESSAGES', 'LC_ALL']
const locale = (): Record<string, Address> => ({
  ...Object.fromEntries(categories.map((name, value) => [name, int(value)])),
  ...absent('locale', ['setlocale', 'getlocale']),
})

const months = 'January February March April May June July August September October November December'.split(' ')
const days = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')
const short = (names: readonly string[]): Address[] => names.map((name) => text(name.slice(0, 3)))
const calendar = (): Record<string, Address> => ({
  month_name: list([text(''), ...months.map(text)]),
  month_abbr: list([text(''), ...short(months)]),
  day_name: list(days.map(text)),
  day_abbr: list(short(days)),
  ...absent('calendar', ['monthrange', 'timegm', 'isleap']),
})

/** Patterns of `strptime`: they can be had, not used. */
const strptime = (): Record<string, Address> => {
  const make = (name: string, methods: Record<string, Body>): Address =>
    newRef(newClass({ name, module: '_strptime', bases: [S.PyDict_Type], methods }))
  const absentMethod = (name: string): Body => needsSource(`_strptime.${name}`)
  return {
    TimeRE: make('TimeRE', {
      '__init__(self, locale_time=None)': () => undefined,
      'pattern(self, format)': absentMethod('TimeRE.pattern'),
      'compile(self, format)': absentMethod('TimeRE.compile'),
    }),
    LocaleTime: make('LocaleTime', { '__init__(self)': absentMethod('LocaleTime') }),
    ...absent('_strptime', ['_getlang', '_calc_julian_from_U_or_W']),
  }
}

/** The quick part is a binary; the queues that wait with locks are not. */
const queue: HostModule = () => {
  const make = (name: string): Address =>
    newClass({ name, module: 'queue', methods: { '__init__(self, maxsize=0)': needsSource(`queue.${name}`) } })
  const names = ['Queue', 'LifoQueue', 'PriorityQueue', '_PySimpleQueue']
  return contents({
    Full: exceptionClass('queue', 'Full', E.Exception),
    Empty: moduleAttr('_queue', 'Empty'),
    SimpleQueue: moduleAttr('_queue', 'SimpleQueue'),
    ...Object.fromEntries(names.map((name) => [name, make(name)])),
  })
}

const tempfile = (): Record<string, Address> =>
  absent('tempfile', ['mkstemp', 'mkdtemp', 'gettempdir', 'TemporaryFile', 'NamedTemporaryFile'])

export const fewNames: Record<string, HostModule> = {
  secrets,
  base64,
  locale,
  calendar,
  _strptime: strptime,
  queue,
  tempfile,
}
