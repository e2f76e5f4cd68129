/** What `gevent`'s binaries import from its Python part. Its greenlets cannot switch here, see greenlet.ts. */
import type { Address } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { functions } from '../modules/kit/functions.ts'
import { float, invoke, moduleAttr, text, truth } from '../modules/kit/values.ts'
import { absentClass, lastingException, needsSource, type StandIn } from './kit.ts'

function exceptions(): Record<string, Address> {
  const bases = {
    LoopExit: E.Exception,
    BlockingSwitchOutError: E.AssertionError,
    InvalidSwitchError: E.AssertionError,
    ConcurrentObjectUseError: E.AssertionError,
    InvalidThreadUseError: E.RuntimeError,
    HubDestroyed: moduleAttr('greenlet', 'GreenletExit'),
  }
  const made = Object.entries(bases).map(([name, base]) => [name, lastingException('gevent.exceptions', name, base)])
  return Object.fromEntries(made)
}

export const gevent: Readonly<Record<string, StandIn>> = {
  gevent: {
    make: () => functions('gevent', { 'getswitchinterval()': () => float(0.005) }),
  },
  'gevent._compat': {
    make: () => ({
      MAC: truth(false),
      thread_mod_name: text('_thread'),
      ...functions('gevent._compat', { 'perf_counter()': () => float(performance.now() / 1000) }),
    }),
  },
  'gevent._interfaces': {
    make: () => ({
      ILoop: absentClass('gevent._interfaces', 'ILoop'),
      ICallback: absentClass('gevent._interfaces', 'ICallback'),
    }),
  },
  'gevent._util': {
    make: () =>
      functions('gevent._util', {
        // Puts a binary's names into the Python module of the same contents, of which there is none here.
        'import_c_accel(globs, cname)': () => undefined,
        'gmctime()': () => invoke(moduleAttr('time', 'asctime'), invoke(moduleAttr('time', 'gmtime'))),
      }),
  },
  'gevent.exceptions': { make: exceptions },
  'gevent.timeout': { make: () => ({ Timeout: absentClass('gevent.timeout', 'Timeout', [E.BaseException]) }) },
  'gevent.util': {
    make: () => functions('gevent.util', { 'format_run_info()': needsSource('gevent.util.format_run_info') }),
  },
  'zope.interface': {
    // Nobody in this host asks what a class declares.
    make: () => functions('zope.interface', { 'classImplements(cls, *interfaces)': () => undefined }),
  },
}
