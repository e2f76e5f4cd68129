/** `threading` and `_thread`, for a host in which Python code runs in one thread. */
import { type Address, NULL } from '../memory/address.ts'
import { E, none } from '../memory/statics.ts'
import { raise } from '../runtime/errors.ts'
import { newClass } from './kit/classes.ts'
import { type Body, contents, functions } from './kit/functions.ts'
import { attr, float, int, invoke, isTruthy, list, method, numberOf, setAttribute, text, truth } from './kit/values.ts'

/** One thread only: a lock that is held cannot be waited for. */
export function threadingModule(): Record<string, Address> {
  const lockClass = (name: string, reentrant: boolean) =>
    newClass({
      name,
      module: '_thread',
      methods: {
        '__init__(self)': (self = NULL) => {
          setAttribute(self, '_held', int(0))
        },
        'acquire(self, blocking=True, timeout=-1)': (self = NULL, blocking = NULL) => {
          const held = numberOf(attr(self, '_held'))
          if (held > 0 && !reentrant) {
            if (!isTruthy(blocking)) return truth(false)
            raise(E.RuntimeError, 'this lock is held, and in a host of one thread nobody can release it')
          }
          setAttribute(self, '_held', int(held + 1))
          return truth(true)
        },
        'release(self)': (self = NULL) => {
          const held = numberOf(attr(self, '_held'))
          if (held === 0) raise(E.RuntimeError, reentrant ? 'cannot release un-acquired lock' : 'release unlocked lock')
          setAttribute(self, '_held', int(held - 1))
        },
        'locked(self)': (self = NULL) => truth(numberOf(attr(self, '_held')) > 0),
        '__enter__(self)': (self = NULL) => method(self, 'acquire'),
        '__exit__(self, *args)': (self = NULL) => method(self, 'release'),
      },
    })
  const thread = newClass({
    name: '_MainThread',
    module: 'threading',
    methods: {
      'is_alive(self)': () => truth(true),
      'getName(self)': (self = NULL) => attr(self, 'name'),
      'join(self, timeout=None)': () => none(),
    },
    values: { name: text('MainThread'), ident: int(process.pid), native_id: int(process.pid), daemon: truth(false) },
  })
  const main = invoke(thread)
  const [lock, rlock] = [lockClass('lock', false), lockClass('RLock', true)]
  const local = newClass({ name: '_local', module: '_thread' })
  const unable: Body = () => raise(E.RuntimeError, "can't start new thread")
  return {
    ...contents({
      Lock: lock,
      LockType: lock,
      allocate_lock: lock,
      RLock: rlock,
      Thread: newClass({
        name: 'Thread',
        module: 'threading',
        methods: { '__init__(self, *args, **kwargs)': () => undefined, 'start(self)': unable },
      }),
      local,
      _local: local,
      TIMEOUT_MAX: float(9223372036),
      error: E.RuntimeError,
      ThreadError: E.RuntimeError,
    }),
    ...functions('threading', {
      'current_thread()': () => main,
      'currentThread()': () => main,
      'main_thread()': () => main,
      'get_ident()': () => int(process.pid),
      'get_native_id()': () => int(process.pid),
      'active_count()': () => int(1),
      'enumerate()': () => list([main]),
      'start_new_thread(function, args, kwargs=, /)': unable,
      'stack_size(size=0, /)': () => int(0),
      '_count()': () => int(1),
    }),
  }
}
