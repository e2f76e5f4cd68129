/** What `gevent`'s binaries import from its Python part. Its greenlets cannot switch here, see greenlet.ts. */
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { functions } from '../modules/kit/functions.ts'
import { attr, float, given, invoke, method, moduleAttr, setAttribute, text, truth } from '../modules/kit/values.ts'
import { raiseObject } from '../runtime/errors.ts'
import { newRef, typeOf } from '../runtime/refcount.ts'
import { absentClass, lastingClass, lastingException, needsSource, pythonModule, type StandIn } from './kit.ts'

/** Modules written in Python that, built, are these binaries. */
export const geventBinaries: Readonly<Record<string, string>> = {
  'gevent._abstract_linkable': 'gevent._gevent_c_abstract_linkable',
  'gevent._greenlet_primitives': 'gevent._gevent_c_greenlet_primitives',
  'gevent._hub_local': 'gevent._gevent_c_hub_local',
  'gevent._hub_primitives': 'gevent._gevent_c_hub_primitives',
  'gevent._ident': 'gevent._gevent_c_ident',
  'gevent._imap': 'gevent._gevent_c_imap',
  'gevent._semaphore': 'gevent._gevent_c_semaphore',
  'gevent._tracer': 'gevent._gevent_c_tracer',
  'gevent._waiter': 'gevent._gevent_c_waiter',
  'gevent.event': 'gevent._gevent_cevent',
  'gevent.greenlet': 'gevent._gevent_cgreenlet',
  'gevent.local': 'gevent._gevent_clocal',
  'gevent.queue': 'gevent._gevent_cqueue',
}

/** What a method without arguments gives, until something is assigned to its name: no data descriptor. */
function readProperty(): Address {
  return lastingClass({
    name: 'readproperty',
    module: 'gevent._util',
    methods: {
      '__init__(self, func)': (self = NULL, func = NULL) => {
        setAttribute(self, 'func', func)
        setAttribute(self, '__doc__', attr(func, '__doc__'))
      },
      '__get__(self, obj, klass=None)': (self = NULL, obj = NULL) =>
        given(obj) ? invoke(attr(self, 'func'), obj) : self,
    },
  })
}

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
      PY2: truth(false),
      PYPY: truth(false),
      thread_mod_name: text('_thread'),
      ...functions('gevent._compat', {
        'perf_counter()': () => float(performance.now() / 1000),
        'monotonic()': () => float(performance.now() / 1000),
        'reraise(t, value, tb=None)': (_type = NULL, value = NULL, traceback = NULL) => {
          if (given(traceback)) method(value, 'with_traceback', traceback)
          return raiseObject(typeOf(value), value)
        },
      }),
    }),
  },
  'gevent._config': {
    make: () => {
      const values = { track_greenlet_tree: truth(true) }
      return { config: newRef(invoke(lastingClass({ name: 'Config', module: 'gevent._config', values }))) }
    },
  },
  'gevent._interfaces': {
    make: () => ({
      ILoop: absentClass('gevent._interfaces', 'ILoop'),
      ICallback: absentClass('gevent._interfaces', 'ICallback'),
    }),
  },
  'gevent._util': {
    make: () => ({
      _NONE: newRef(invoke(lastingClass({ name: '_Missing', module: 'gevent._util' }))),
      readproperty: readProperty(),
      ...functions('gevent._util', {
        // Puts a binary's names into the Python module of the same contents, of which there is none here.
        'import_c_accel(globs, cname)': () => undefined,
        'gmctime()': () => invoke(moduleAttr('time', 'asctime'), invoke(moduleAttr('time', 'gmtime'))),
      }),
    }),
  },
  'gevent._tblib': pythonModule('gevent._tblib', 'dump_traceback load_traceback'),
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
