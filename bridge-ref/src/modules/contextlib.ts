/** `contextlib`. */
import { type Address, NULL } from '../memory/address.ts'
import { E, none, T } from '../memory/statics.ts'
import { raise } from '../runtime/errors.ts'
import { itemsOf } from '../runtime/object.ts'
import { abc } from './abc.ts'
import { newClass } from './kit/classes.ts'
import { type Body, contents, fn, functions } from './kit/functions.ts'
import { attr, given, invoke, invokeWith, isTruthy, method, moduleAttr, setAttribute, truth } from './kit/values.ts'

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
