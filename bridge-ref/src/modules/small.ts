/** Modules of which extensions use a few functions each. */
import { type Address, NULL } from '../memory/address.ts'
import { E, none, S } from '../memory/statics.ts'
import { raise } from '../runtime/errors.ts'
import { isStr, itemsOf } from '../runtime/object.ts'
import { readStr } from '../runtime/str.ts'
import { abcMeta, register } from './abc.ts'
import { importMapping, nameMapping, reverseImportMapping, reverseNameMapping } from './compat-pickle-names.ts'
import { newClass } from './kit/classes.ts'
import { type Body, builtins, contents, functions } from './kit/functions.ts'
import {
  attr,
  dict,
  int,
  invoke,
  invokeWith,
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
/** The scanner of the binary, under both of its names. */
export function jsonScannerModule(): Record<string, Address> {
  const scanner = moduleAttr('_json', 'make_scanner')
  return contents({ make_scanner: scanner, c_make_scanner: scanner })
}

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
