/** `time` over Node's clocks. */
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { raise } from '../runtime/errors.ts'
import { builtins, contents } from './kit/functions.ts'
import { structClass, structOf } from './kit/named-tuple.ts'
import { float, given, int, items, numberOf, text, textOf, tuple } from './kit/values.ts'
import { type Broken, strftime } from './strftime.ts'

const started = performance.now()
const monotonic = (): number => performance.now() / 1000

/** UTC's fields of a moment, or those of the local clock. */
function fieldsOf(o: Address, local: boolean): Broken {
  const seconds = given(o) ? Number(textOf(o)) : Date.now() / 1000
  const offset = local ? new Date(seconds * 1000).getTimezoneOffset() * 60 : 0
  const d = new Date(Math.floor(seconds - offset) * 1000)
  const year = d.getUTCFullYear()
  const day = (Date.UTC(year, d.getUTCMonth(), d.getUTCDate()) - Date.UTC(year, 0, 1)) / 864e5 + 1
  const weekday = (d.getUTCDay() + 6) % 7
  const clock = [d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds()] as const
  return [year, d.getUTCMonth() + 1, d.getUTCDate(), ...clock, weekday, day, 0]
}

/** The numbers of a time tuple, which is the present one when none is given. */
function nineOf(parts: Address): Broken {
  if (!given(parts)) return fieldsOf(NULL, true)
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0, wd = 0, yd = 0, dst = 0] = items(parts).map(numberOf)
  return [y, mo, d, h, mi, s, wd, yd, dst]
}

function localSeconds(parts: Address): number {
  const [y, mo, d, h, mi, s] = nineOf(parts)
  return new Date(y, mo - 1, d, h, mi, s).getTime() / 1000
}

export function timeModule(): Record<string, Address> {
  const cls = structClass('time', 'struct_time', [
    'tm_year',
    'tm_mon',
    'tm_mday',
    'tm_hour',
    'tm_min',
    'tm_sec',
    'tm_wday',
    'tm_yday',
    'tm_isdst',
  ])
  const broken = (o: Address, local: boolean) => structOf(cls, fieldsOf(o, local).map(int))
  const nanoseconds = (seconds: number) => int(BigInt(Math.round(seconds * 1e9)))
  return {
    ...builtins('time', {
      'time()': () => float(Date.now() / 1000),
      'time_ns()': () => int(BigInt(Date.now()) * 1000000n),
      'monotonic()': () => float(monotonic()),
      'monotonic_ns()': () => nanoseconds(monotonic()),
      'perf_counter()': () => float(monotonic()),
      'perf_counter_ns()': () => int(process.hrtime.bigint()),
      'process_time()': () => float(process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6),
      'thread_time()': () => float((performance.now() - started) / 1000),
      'sleep(seconds, /)': (seconds = NULL) => {
        const ms = Number(textOf(seconds)) * 1000
        if (ms < 0) raise(E.ValueError, 'sleep length must be non-negative')
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
      },
      'gmtime(seconds=None, /)': (seconds = NULL) => broken(seconds, false),
      'localtime(seconds=None, /)': (seconds = NULL) => broken(seconds, true),
      'mktime(tuple, /)': (parts = NULL) => float(localSeconds(parts)),
      'strftime(format, tuple=None, /)': (format = NULL, parts = NULL) => text(strftime(textOf(format), nineOf(parts))),
      'asctime(tuple=None, /)': (parts = NULL) => text(strftime('%c', nineOf(parts))),
    }),
    ...contents({
      struct_time: cls,
      timezone: int(new Date(2023, 0, 1).getTimezoneOffset() * 60),
      altzone: int(new Date(2023, 6, 1).getTimezoneOffset() * 60),
      daylight: int(0),
      tzname: tuple(text('UTC'), text('UTC')),
    }),
  }
}
