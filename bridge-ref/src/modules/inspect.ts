/** `inspect`: what an object is. */
import { type Address, NULL } from '../memory/address.ts'
import { E, none, S, T } from '../memory/statics.ts'
import { raise } from '../runtime/errors.ts'
import { isType, slotFor } from '../runtime/object.ts'
import { typeOf } from '../runtime/refcount.ts'
import { newClass } from './kit/classes.ts'
import { type Body, contents, functions } from './kit/functions.ts'
import { attr, attrOr, given, int, list, truth } from './kit/values.ts'

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
