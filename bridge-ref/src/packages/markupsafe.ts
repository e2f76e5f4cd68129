/** `markupsafe.Markup`: a str that is safe to be put into HTML, and whose operations escape what they are given. */
import { callPointer } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { E, S } from '../memory/statics.ts'
import type { Body } from '../modules/kit/functions.ts'
import { scope } from '../modules/kit/scope.ts'
import {
  attrOr,
  invoke,
  isTruthy,
  items,
  list,
  method,
  moduleAttr,
  text,
  textOf,
  tuple,
} from '../modules/kit/values.ts'
import { raise } from '../runtime/errors.ts'
import { checked } from '../runtime/indicator.ts'
import { isInstance, isInt, isStr, itemsOf, typeName } from '../runtime/object.ts'
import { newRef, typeOf } from '../runtime/refcount.ts'
import { slotOf } from '../runtime/slots.ts'
import { inherited, lastingClass, needsSource, type StandIn } from './kit.ts'

function hasHtml(o: Address): boolean {
  return attrOr(o, '__html__', NULL) !== NULL
}
function isText(o: Address): boolean {
  return isStr(o) || hasHtml(o)
}

/** `cls.escape(o)`. */
function escaped(cls: Address, o: Address): Address {
  const markup = invoke(moduleAttr('markupsafe', 'escape'), o)
  return typeOf(markup) === cls ? markup : invoke(cls, markup)
}

const fromStr = (self: Address, name: string, ...args: Address[]): Address =>
  invoke(typeOf(self), inherited(S.PyUnicode_Type, name, self, ...args))

/** Methods of str whose text arguments are escaped and whose result is Markup again. */
const escaping = [
  ...['__getitem__', 'capitalize', 'title', 'lower', 'upper', 'replace', 'ljust', 'rjust', 'lstrip', 'rstrip'],
  ...['center', 'strip', 'translate', 'expandtabs', 'swapcase', 'zfill'],
]
/** Methods of str that give a list. */
const splitting = { split: 'sep=None, maxsplit=-1', rsplit: 'sep=None, maxsplit=-1', splitlines: 'keepends=False' }

function wrappers(): Record<string, Body> {
  const bodies: Record<string, Body> = {}
  for (const name of escaping) {
    bodies[`${name}(self, *args)`] = (self = NULL, args = NULL) =>
      fromStr(self, name, ...itemsOf(args).map((arg) => (isText(arg) ? escaped(typeOf(self), arg) : arg)))
  }
  for (const [name, parameters] of Object.entries(splitting)) {
    bodies[`${name}(self, ${parameters})`] = (self = NULL, ...args) => {
      const parts = items(inherited(S.PyUnicode_Type, name, self, ...args))
      return list(parts.map((part) => invoke(typeOf(self), part)))
    }
  }
  for (const name of ['partition', 'rpartition']) {
    bodies[`${name}(self, sep)`] = (self = NULL, sep = NULL) => {
      const parts = itemsOf(inherited(S.PyUnicode_Type, name, self, escaped(typeOf(self), sep)))
      return tuple(...parts.map((part) => invoke(typeOf(self), part)))
    }
  }
  return bodies
}

const multiply: Body = (self = NULL, count = NULL) =>
  isInt(count) ? fromStr(self, '__mul__', count) : S._Py_NotImplementedStruct

const methods: Record<string, Body> = {
  '__html__(self)': (self) => self,
  '__add__(self, other)': (self = NULL, other = NULL) =>
    isText(other) ? fromStr(self, '__add__', escaped(typeOf(self), other)) : S._Py_NotImplementedStruct,
  '__radd__(self, other)': (self = NULL, other = NULL) =>
    isText(other) ? method(escaped(typeOf(self), other), '__add__', self) : S._Py_NotImplementedStruct,
  '__mul__(self, num)': multiply,
  '__rmul__(self, num)': multiply,
  '__mod__(self, arg)': (self = NULL, arg = NULL) => {
    const several = isInstance(arg, S.PyTuple_Type)
    const mapping = !several && !isStr(arg) && attrOr(typeOf(arg), '__getitem__', NULL) !== NULL
    if (mapping)
      raise(E.NotImplementedError, 'Markup % mapping is written in Python, and this host has no Python compiler')
    const safe = (several ? itemsOf(arg) : [arg]).map((one) => (isText(one) ? escaped(typeOf(self), one) : one))
    return fromStr(self, '__mod__', tuple(...safe))
  },
  '__repr__(self)': (self = NULL) =>
    text(`${typeName(typeOf(self))}(${textOf(inherited(S.PyUnicode_Type, '__repr__', self))})`),
  'join(self, seq)': (self = NULL, seq = NULL) =>
    fromStr(self, 'join', list(items(seq).map((item) => escaped(typeOf(self), item)))),
  '__html_format__(self, format_spec)': (self = NULL, spec = NULL) =>
    isTruthy(spec) ? raise(E.ValueError, 'Unsupported format specification for Markup.') : self,
  'format(self, *args, **kwargs)': needsSource('Markup.format'),
  'unescape(self)': (self = NULL) =>
    invoke(moduleAttr('html', 'unescape'), inherited(S.PyUnicode_Type, '__str__', self)),
  'striptags(self)': needsSource('Markup.striptags'),
}

/** What str makes of the first argument, or of what its `__html__` gives. */
function create(cls: Address, args: Address, kwargs: Address): Address {
  const strNew = slotOf(S.PyUnicode_Type, 'tp_new')
  const [base = NULL, ...rest] = itemsOf(args)
  if (base === NULL || typeOf(base) === S.PyUnicode_Type) return checked(callPointer(strNew, cls, args, kwargs))
  return scope(() => {
    const html = attrOr(base, '__html__', NULL)
    return checked(callPointer(strNew, cls, html === NULL ? args : tuple(invoke(html), ...rest), kwargs))
  })
}

function make(): Record<string, Address> {
  const Markup = lastingClass({
    name: 'Markup',
    module: 'markupsafe',
    bases: [S.PyUnicode_Type],
    fields: [],
    create,
    methods: { ...wrappers(), ...methods },
    classMethods: { 'escape(cls, s)': (cls = NULL, s = NULL) => escaped(cls, s) },
  })
  return { Markup: newRef(Markup) }
}

export const markupsafe: Readonly<Record<string, StandIn>> = {
  markupsafe: { make, takes: { 'markupsafe._speedups': ['escape', 'escape_silent', 'soft_str'] } },
}
