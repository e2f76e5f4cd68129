/** `logging` and `traceback`: text for people, on the standard error stream. */
import { type Address, NULL } from '../memory/address.ts'
import { none } from '../memory/statics.ts'
import { isException } from '../runtime/errors.ts'
import { itemsOf } from '../runtime/object.ts'
import { typeOf } from '../runtime/refcount.ts'
import { readStr } from '../runtime/str.ts'
import { newClass } from './kit/classes.ts'
import { type Body, contents, functions } from './kit/functions.ts'
import {
  attr,
  dict,
  given,
  int,
  invoke,
  list,
  method,
  moduleAttr,
  numberOf,
  setAttribute,
  text,
  textOf,
  truth,
} from './kit/values.ts'

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
      NullHandler: newClass({ name: 'NullHandler', module: 'logging' }),
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
