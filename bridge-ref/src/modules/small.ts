/** Modules of which extensions use a few functions each. */
import { type Address, NULL } from '../memory/address.ts'
import { E, none, S, T } from '../memory/statics.ts'
import { tracked } from '../runtime/allocation.ts'
import { isException, raise } from '../runtime/errors.ts'
import { collectGarbage, collectorEnabled } from '../runtime/gc.ts'
import { isStr, isType, itemsOf, slotFor } from '../runtime/object.ts'
import { typeOf } from '../runtime/refcount.ts'
import { readStr } from '../runtime/str.ts'
import { abc, abcMeta, register } from './abc.ts'
import { importMapping, nameMapping, reverseImportMapping, reverseNameMapping } from './compat-pickle-names.ts'
import { newClass } from './kit/classes.ts'
import { type Body, builtins, contents, fn, functions } from './kit/functions.ts'
import { structClass, structOf } from './kit/named-tuple.ts'
import {
  attr,
  attrOr,
  dict,
  float,
  given,
  int,
  invoke,
  invokeWith,
  isTruthy,
  items,
  list,
  method,
  moduleAttr,
  numberOf,
  setAttribute,
  text,
  textOf,
  truth,
  tuple,
} from './kit/values.ts'
import { type Broken, strftime } from './strftime.ts'

export function gcModule(): Record<string, Address> {
  return {
    ...builtins('gc', {
      'collect(generation=2)': () => int(collectGarbage()),
      'enable()': () => {
        collectorEnabled(true)
      },
      'disable()': () => {
        collectorEnabled(false)
      },
      'isenabled()': () => truth(collectorEnabled()),
      'is_tracked(obj, /)': (o = NULL) => truth(tracked.has(o)),
      'is_finalized(obj, /)': () => truth(false),
      'get_threshold()': () => tuple(int(700), int(10), int(10)),
      'set_threshold(threshold0, threshold1=, threshold2=, /)': () => none(),
      'get_count()': () => tuple(int(0), int(0), int(0)),
      'get_objects(generation=None)': () => list([...tracked]),
      'freeze()': () => none(),
      'unfreeze()': () => none(),
    }),
    ...contents({ callbacks: list([]), garbage: list([]) }),
  }
}

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
      local: newClass({ name: '_local', module: '_thread' }),
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

export function tracebackModule(): Record<string, Address> {
  const lines = (error: Address) => {
    const message = textOf(error)
    const type = typeOf(error)
    const module = textOf(attr(type, '__module__'))
    const name = textOf(attr(type, '__qualname__'))
    const full = module === 'builtins' || module === '__main__' ? name : `${module}.${name}`
    return list([text(message === '' ? `${full}\n` : `${full}: ${message}\n`)])
  }
  const pick = (a: Address, b: Address) => (isException(a) ? a : b)
  const write = (value: string) => method(moduleAttr('sys', 'stderr'), 'write', text(value))
  return functions('traceback', {
    'format_exception_only(exc, /, value=)': (a = NULL, b = NULL) => lines(pick(a, b)),
    'format_exception(exc, /, value=, tb=, limit=None, chain=True)': (a = NULL, b = NULL) => lines(pick(a, b)),
    'print_exception(exc, /, value=, tb=, limit=None, file=None, chain=True)': (a = NULL, b = NULL) => {
      for (const line of itemsOf(lines(pick(a, b)))) write(readStr(line))
    },
    'print_exc(limit=None, file=None, chain=True)': () => {
      const error = invoke(moduleAttr('sys', 'exception'))
      write(given(error) ? itemsOf(lines(error)).map(readStr).join('') : 'NoneType: None\n')
    },
    'format_exc(limit=None, chain=True)': () => {
      const error = invoke(moduleAttr('sys', 'exception'))
      return given(error) ? method(text(''), 'join', lines(error)) : text('NoneType: None\n')
    },
    'format_tb(tb, limit=None)': () => list([]),
    'format_stack(f=None, limit=None)': () => list([]),
    'extract_tb(tb, limit=None)': () => list([]),
    'extract_stack(f=None, limit=None)': () => list([]),
    'format_list(extracted_list)': () => list([]),
    'print_stack(f=None, limit=None, file=None)': () => none(),
    'print_tb(tb, limit=None, file=None)': () => none(),
  })
}

export function loggingModule(): Record<string, Address> {
  const levels = { CRITICAL: 50, FATAL: 50, ERROR: 40, WARNING: 30, WARN: 30, INFO: 20, DEBUG: 10, NOTSET: 0 }
  const log =
    (level: number): Body =>
    (self = NULL, message = NULL, args = NULL) => {
      if (level < numberOf(attr(self, 'level'))) return
      const filled = itemsOf(args).length === 0 ? message : method(message, '__mod__', args)
      method(moduleAttr('sys', 'stderr'), 'write', text(`${textOf(filled)}\n`))
    }
  const methods: Record<string, Body> = {
    '__init__(self, name)': (self = NULL, name = NULL) => {
      setAttribute(self, 'name', name)
      setAttribute(self, 'level', int(30))
    },
    'setLevel(self, level)': (self = NULL, level = NULL) => {
      setAttribute(self, 'level', level)
    },
    'getEffectiveLevel(self)': (self = NULL) => attr(self, 'level'),
    'isEnabledFor(self, level)': (self = NULL, level = NULL) => truth(numberOf(level) >= numberOf(attr(self, 'level'))),
    'addHandler(self, hdlr)': () => undefined,
    'log(self, level, msg, *args, **kwargs)': (self = NULL, level = NULL, message = NULL, args = NULL) =>
      log(numberOf(level))(self, message, args),
  }
  for (const [name, level] of Object.entries({
    debug: 10,
    info: 20,
    warning: 30,
    warn: 30,
    error: 40,
    exception: 40,
    critical: 50,
  }))
    methods[`${name}(self, msg, *args, **kwargs)`] = log(level)
  const cls = newClass({ name: 'Logger', module: 'logging', methods })
  const known = dict()
  return {
    ...contents({
      Logger: cls,
      ...Object.fromEntries(Object.entries(levels).map(([key, value]) => [key, int(value)])),
    }),
    ...functions('logging', {
      'getLogger(name=None)': (name = NULL) => {
        const key = given(name) ? name : text('root')
        const found = method(known, 'get', key)
        return given(found) ? found : method(known, 'setdefault', key, invoke(cls, key))
      },
      'basicConfig(**kwargs)': () => undefined,
    }),
    ...contents({ _loggers: known }),
  }
}

export function inspectModule(): Record<string, Address> {
  const is =
    (test: (o: Address) => boolean): Body =>
    (o = NULL) =>
      truth(test(o))
  const oneOf = (...types: Address[]): Body => is((o) => types.includes(typeOf(o)))
  return {
    ...functions('inspect', {
      'isclass(object)': is(isType),
      'ismodule(object)': oneOf(S.PyModule_Type),
      'isfunction(object)': oneOf(S.PyFunction_Type, T.host_function),
      'isbuiltin(object)': oneOf(S.PyCFunction_Type),
      'ismethod(object)': oneOf(S.PyMethod_Type),
      'isgenerator(object)': oneOf(S.PyGen_Type),
      'isgeneratorfunction(obj)': is(() => false),
      'iscoroutinefunction(obj)': is(() => false),
      'isasyncgenfunction(obj)': is(() => false),
      'iscoroutine(object)': oneOf(S.PyCoro_Type),
      'isawaitable(object)': (o = NULL) => truth(slotFor(o, 'am_await') !== NULL),
      'isabstract(object)': is((o) => isType(o) && given(attrOr(o, '__abstractmethods__', none()))),
      'isroutine(object)': oneOf(
        S.PyCFunction_Type,
        S.PyFunction_Type,
        S.PyMethod_Type,
        S.PyMethodDescr_Type,
        T.host_function,
      ),
      'getmro(cls)': (cls = NULL) => attr(cls, '__mro__'),
      'getdoc(object)': (o = NULL) => attrOr(o, '__doc__', none()),
      'getmodule(object, _filename=None)': () => none(),
      'unwrap(func, *, stop=None)': (func = NULL) => attrOr(func, '__wrapped__', func),
      'currentframe()': () => none(),
      'stack(context=1)': () => list([]),
      'getfullargspec(func)': () => raise(E.TypeError, 'unsupported callable'),
      'signature(obj)': () =>
        raise(E.ValueError, 'no signature found: functions of this host are not written in Python'),
    }),
    ...contents({
      _empty: newClass({ name: '_empty', module: 'inspect' }),
      CO_COROUTINE: int(128),
      CO_ITERABLE_COROUTINE: int(256),
    }),
  }
}

/** Names that annotations use; what they make is never looked at by compiled code. */
export function typingModule(): Record<string, Address> {
  const form = newClass({
    name: '_SpecialForm',
    module: 'typing',
    methods: {
      '__init__(self, name)': (self = NULL, name = NULL) => {
        setAttribute(self, '_name', name)
      },
      '__getitem__(self, parameters)': (self) => self,
      '__or__(self, other)': (self) => self,
      '__ror__(self, other)': (self) => self,
      '__call__(self, *args, **kwds)': (self) => self,
      '__mro_entries__(self, bases)': () => tuple(),
      '__repr__(self)': (self = NULL) => text(`typing.${textOf(attr(self, '_name'))}`),
    },
  })
  const forms = [
    'Any',
    'Union',
    'Optional',
    'Callable',
    'ClassVar',
    'Final',
    'Literal',
    'NoReturn',
    'Never',
    'Type',
    'Annotated',
    'Concatenate',
    'TypeAlias',
    'TypeGuard',
    'Self',
    'Required',
    'NotRequired',
    'Unpack',
    'LiteralString',
    'Protocol',
    'Generic',
    'AnyStr',
    'IO',
    'TextIO',
    'BinaryIO',
    'Pattern',
    'Match',
    'SupportsInt',
    'SupportsFloat',
    'SupportsIndex',
    'SupportsBytes',
    'SupportsAbs',
  ]
  const aliases: Record<string, Address> = {
    List: S.PyList_Type,
    Dict: S.PyDict_Type,
    Set: S.PySet_Type,
    FrozenSet: S.PyFrozenSet_Type,
    Tuple: S.PyTuple_Type,
    Text: S.PyUnicode_Type,
  }
  const collections = [
    'Iterable',
    'Iterator',
    'Mapping',
    'MutableMapping',
    'Sequence',
    'MutableSequence',
    'Hashable',
    'Sized',
    'Container',
    'Collection',
    'Generator',
    'AsyncGenerator',
    'AsyncIterator',
    'AsyncIterable',
    'Awaitable',
    'Coroutine',
    'Reversible',
    'KeysView',
    'ItemsView',
    'ValuesView',
    'MutableSet',
  ]
  const same: Body = (o) => o
  return {
    ...contents(Object.fromEntries(forms.map((name) => [name, invoke(form, text(name))]))),
    ...contents(aliases),
    ...contents(Object.fromEntries(collections.map((name) => [name, moduleAttr('collections.abc', name)]))),
    ...contents({
      TYPE_CHECKING: truth(false),
      AbstractSet: moduleAttr('collections.abc', 'Set'),
      Deque: moduleAttr('collections', 'deque'),
      DefaultDict: moduleAttr('collections', 'defaultdict'),
      OrderedDict: moduleAttr('collections', 'OrderedDict'),
      Counter: moduleAttr('collections', 'Counter'),
      _SpecialForm: form,
    }),
    ...functions('typing', {
      'cast(typ, val)': (_type, value) => value,
      'overload(func)': same,
      'final(f)': same,
      'no_type_check(arg)': same,
      'runtime_checkable(cls)': same,
      'TypeVar(name, *constraints, **kwds)': (name = NULL) => invoke(form, name),
      'ParamSpec(name, **kwds)': (name = NULL) => invoke(form, name),
      'NewType(name, tp)': (_name, type) => type,
      'get_type_hints(obj, globalns=None, localns=None)': (o = NULL) => attrOr(o, '__annotations__', dict()),
      'NamedTuple(typename, fields=, /)': (name = NULL, fields = NULL) =>
        invoke(
          moduleAttr('collections', 'namedtuple'),
          name,
          list(items(fields).map((pair) => itemsOf(pair)[0] ?? NULL)),
        ),
      'TypedDict(typename, fields=, /, *, total=True)': () => S.PyDict_Type,
    }),
  }
}

export function numbersModule(): Record<string, Address> {
  const metaclass = abcMeta()
  let base = newClass({ name: 'Number', module: 'numbers', metaclass, fields: [] })
  const made: Record<string, Address> = { Number: base }
  for (const name of ['Complex', 'Real', 'Rational', 'Integral']) {
    base = newClass({ name, module: 'numbers', bases: [base], fields: [] })
    made[name] = base
  }
  register(made['Complex'] ?? NULL, S.PyComplex_Type)
  register(made['Real'] ?? NULL, S.PyFloat_Type)
  register(made['Integral'] ?? NULL, S.PyLong_Type)
  return contents(made)
}

/** A function that is its own context: enough for code in C, which has no `yield`. */
export function contextlibModule(): Record<string, Address> {
  const manager = (name: string, methods: Record<string, Body>) =>
    newClass({ name, module: 'contextlib', methods: { '__enter__(self)': (self) => self, ...methods } })
  const suppress = manager('suppress', {
    '__init__(self, *exceptions)': (self = NULL, types = NULL) => {
      setAttribute(self, '_exceptions', types)
    },
    '__exit__(self, exctype, excinst, exctb)': (self = NULL, type = NULL) =>
      truth(given(type) && isTruthy(invoke(moduleAttr('builtins', 'issubclass'), type, attr(self, '_exceptions')))),
  })
  const nullcontext = manager('nullcontext', {
    '__init__(self, enter_result=None)': (self = NULL, value = NULL) => {
      setAttribute(self, 'enter_result', value)
    },
    '__enter__(self)': (self = NULL) => attr(self, 'enter_result'),
    '__exit__(self, *excinfo)': () => none(),
  })
  const closing = manager('closing', {
    '__init__(self, thing)': (self = NULL, thing = NULL) => {
      setAttribute(self, 'thing', thing)
    },
    '__enter__(self)': (self = NULL) => attr(self, 'thing'),
    '__exit__(self, *exc_info)': (self = NULL) => {
      method(attr(self, 'thing'), 'close')
    },
  })
  const generated = manager('_GeneratorContextManager', {
    '__init__(self, gen)': (self = NULL, gen = NULL) => {
      setAttribute(self, 'gen', gen)
    },
    '__enter__(self)': (self = NULL) => method(attr(self, 'gen'), '__next__'),
    '__exit__(self, typ, value, traceback)': (self = NULL, type = NULL, value = NULL) => {
      const gen = attr(self, 'gen')
      if (given(type)) method(gen, 'throw', given(value) ? value : type)
      else if (invoke(moduleAttr('builtins', 'next'), gen, T.host_function) !== T.host_function)
        raise(E.RuntimeError, "generator didn't stop")
      return truth(false)
    },
  })
  const start: Body = (func = NULL, gen = NULL, args = NULL, kwargs = NULL) =>
    invoke(gen, invokeWith(func, itemsOf(args), kwargs))
  return {
    ...contents({ suppress, nullcontext, closing, AbstractContextManager: abc(), _GeneratorContextManager: generated }),
    ...functions('contextlib', {
      'contextmanager(func)': (func = NULL) =>
        invoke(moduleAttr('functools', 'partial'), fn('start(func, gen, *args, **kwds)', start), func, generated),
    }),
  }
}

function pairs(mapping: Readonly<Record<string, string>>, shape: (name: string) => Address): Address {
  return dict(Object.entries(mapping).map(([key, value]) => [shape(key), shape(value)] as const))
}
export function compatPickleModule(): Record<string, Address> {
  const two = (name: string) => tuple(...name.split(' ').map(text))
  return contents({
    IMPORT_MAPPING: pairs(importMapping, text),
    NAME_MAPPING: pairs(nameMapping, two),
    REVERSE_IMPORT_MAPPING: pairs(reverseImportMapping, text),
    REVERSE_NAME_MAPPING: pairs(reverseNameMapping, two),
  })
}

export function signalModule(): Record<string, Address> {
  const numbers = {
    SIGHUP: 1,
    SIGINT: 2,
    SIGQUIT: 3,
    SIGKILL: 9,
    SIGUSR1: 10,
    SIGSEGV: 11,
    SIGUSR2: 12,
    SIGPIPE: 13,
    SIGALRM: 14,
    SIGTERM: 15,
    SIGCHLD: 17,
    SIG_DFL: 0,
    SIG_IGN: 1,
    NSIG: 65,
    SIG_BLOCK: 0,
    SIG_UNBLOCK: 1,
    SIG_SETMASK: 2,
  }
  const handlers = dict()
  return {
    ...contents({
      ...Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, int(value)])),
      _handlers: handlers,
    }),
    ...functions('signal', {
      'getsignal(signalnum, /)': (signal = NULL) => method(handlers, 'get', signal, int(0)),
      'signal(signalnum, handler, /)': (signal = NULL, handler = NULL) => {
        const old = method(handlers, 'get', signal, int(0))
        method(handlers, '__setitem__', signal, handler)
        return old
      },
      'set_wakeup_fd(fd, *, warn_on_full_buffer=True)': () => int(-1),
      'siginterrupt(signalnum, flag, /)': () => none(),
      'default_int_handler(signalnum, frame, /)': () => raise(E.KeyboardInterrupt, ''),
    }),
  }
}

const keywords =
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  )

export function keywordModule(): Record<string, Address> {
  return {
    ...contents({ kwlist: list(keywords.map(text)), softkwlist: list(['_', 'case', 'match'].map(text)) }),
    ...functions('keyword', {
      'iskeyword(s)': (s = NULL) => truth(isStr(s) && keywords.includes(readStr(s))),
      'issoftkeyword(s)': (s = NULL) => truth(isStr(s) && ['_', 'case', 'match'].includes(readStr(s))),
    }),
  }
}

export function stringModule(): Record<string, Address> {
  const lower = 'abcdefghijklmnopqrstuvwxyz'
  const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
  const whitespace = ' \t\n\r\v\f'
  const all = {
    ascii_lowercase: lower,
    ascii_uppercase: lower.toUpperCase(),
    ascii_letters: lower + lower.toUpperCase(),
    digits: '0123456789',
    hexdigits: '0123456789abcdefABCDEF',
    octdigits: '01234567',
    punctuation,
    whitespace,
    printable: `0123456789${lower}${lower.toUpperCase()}${punctuation}${whitespace}`,
  }
  return contents(Object.fromEntries(Object.entries(all).map(([key, value]) => [key, text(value)])))
}

/** Functions to be called at the end, last first. */
export function atexitModule(): Record<string, Address> {
  const waiting = list([])
  const run = () => {
    for (const entry of items(waiting).toReversed()) {
      const [func = NULL, args = NULL, kwargs = NULL] = itemsOf(entry)
      invokeWith(func, itemsOf(args), kwargs)
    }
    method(waiting, 'clear')
  }
  return {
    ...builtins('atexit', {
      'register(func, /, *args, **kwargs)': (func = NULL, args = NULL, kwargs = NULL) => {
        method(waiting, 'append', tuple(func, args, kwargs))
        return func
      },
      'unregister(func, /)': (func = NULL) => {
        const kept = items(waiting).filter((entry) => itemsOf(entry)[0] !== func)
        method(waiting, 'clear')
        for (const entry of kept) method(waiting, 'append', entry)
      },
      '_run_exitfuncs()': () => {
        run()
      },
      '_clear()': () => method(waiting, 'clear'),
      '_ncallbacks()': () => method(waiting, '__len__'),
    }),
    ...contents({ _waiting: waiting }),
  }
}

/** A module of one exception and of functions that other modules ask for. */
export function jsonDecoderModule(): Record<string, Address> {
  const error: Address = newClass({
    name: 'JSONDecodeError',
    module: 'json.decoder',
    bases: [E.ValueError],
    methods: {
      '__init__(self, msg, doc, pos)': (self = NULL, message = NULL, document = NULL, position = NULL) => {
        const before = readStr(document).slice(0, numberOf(position))
        const line = before.split('\n').length
        const column = numberOf(position) - before.lastIndexOf('\n')
        const shown = text(`${textOf(message)}: line ${line} column ${column} (char ${numberOf(position)})`)
        invoke(attr(E.ValueError, '__init__'), self, shown)
        for (const [key, value] of Object.entries({
          msg: message,
          doc: document,
          pos: position,
          lineno: int(line),
          colno: int(column),
        }))
          setAttribute(self, key, value)
      },
    },
  })
  return contents({ JSONDecodeError: error })
}

export function asyncioEvents(): Record<string, Address> {
  const none_: Body = () => none()
  return {
    ...functions('asyncio.events', {
      'get_running_loop()': () => raise(E.RuntimeError, 'no running event loop'),
      '_get_running_loop()': none_,
      'get_event_loop()': () => raise(E.RuntimeError, 'There is no current event loop'),
      'get_event_loop_policy()': () => raise(E.RuntimeError, 'this host has no event loop'),
      'new_event_loop()': () => raise(E.NotImplementedError, 'this host has no event loop'),
      '_set_running_loop(loop)': none_,
    }),
    ...contents({ AbstractEventLoop: newClass({ name: 'AbstractEventLoop', module: 'asyncio.events' }) }),
  }
}
