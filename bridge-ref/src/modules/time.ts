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
  const broken = (o: Address, local: boolean) => {
    const seconds = given(o) ? Number(textOf(o)) : Date.now() / 1000
    const offset = local ? new Date(seconds * 1000).getTimezoneOffset() * 60 : 0
    const d = new Date(Math.floor(seconds - offset) * 1000)
    const day =
      Math.floor(
        (Date.UTC(d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate()) - Date.UTC(d.getUTCFullYear(), 0, 1)) / 864e5,
      ) + 1
    const parts = [
      d.getUTCFullYear(),
      d.getUTCMonth() + 1,
      d.getUTCDate(),
      d.getUTCHours(),
      d.getUTCMinutes(),
      d.getUTCSeconds(),
      (d.getUTCDay() + 6) % 7,
      day,
      0,
    ]
    return structOf(cls, parts.map(int))
  }
  const stamp = (o: Address, local: boolean) => {
    const [y = 0, mo = 1, d = 1, h = 0, mi = 0, s = 0] = items(o).map(numberOf)
    const ms = local ? new Date(y, mo - 1, d, h, mi, s).getTime() : Date.UTC(y, mo - 1, d, h, mi, s)
    return ms / 1000
  }
  /** The numbers of a time tuple, which is the present one when none is given. */
  const nineOf = (parts: Address): Broken => {
    const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0, wd = 0, yd = 0, dst = 0] = items(
      given(parts) ? parts : broken(NULL, true),
    ).map(numberOf)
    return [y, mo, d, h, mi, s, wd, yd, dst]
  }
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
      'mktime(tuple, /)': (parts = NULL) => float(stamp(parts, true)),
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
