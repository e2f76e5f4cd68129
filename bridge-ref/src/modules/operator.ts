/** `operator` and `_operator`. */
import { type Address, NULL } from '../memory/address.ts'
import { E, S } from '../memory/statics.ts'
import { dictEntries, dictSize } from '../runtime/dict.ts'
import { raise } from '../runtime/errors.ts'
import { EQ, equal, GE, GT, isStr, itemsOf, LE, LT, NE, richCompare } from '../runtime/object.ts'
import { binaryOperation, inPlaceOperation, powerOperation } from '../runtime/operators.ts'
import type { SlotName } from '../runtime/slots.ts'
import { readStr } from '../runtime/str.ts'
import { api } from './builtins.ts'
import { newClass } from './kit/classes.ts'
import { type Body, builtins, contents } from './kit/functions.ts'
import { own } from './kit/scope.ts'
import {
  attr,
  each,
  int,
  invoke,
  invokeWith,
  isTruthy,
  method,
  moduleAttr,
  reprOf,
  setAttribute,
  text,
  truth,
  tuple,
} from './kit/values.ts'

const binary: Record<string, [SlotName, string]> = {
  add: ['nb_add', '+'],
  sub: ['nb_subtract', '-'],
  mul: ['nb_multiply', '*'],
  matmul: ['nb_matrix_multiply', '@'],
  truediv: ['nb_true_divide', '/'],
  floordiv: ['nb_floor_divide', '//'],
  mod: ['nb_remainder', '%'],
  lshift: ['nb_lshift', '<<'],
  rshift: ['nb_rshift', '>>'],
  and_: ['nb_and', '&'],
  or_: ['nb_or', '|'],
  xor: ['nb_xor', '^'],
}
const inPlace: Record<string, SlotName> = {
  add: 'nb_inplace_add',
  sub: 'nb_inplace_subtract',
  mul: 'nb_inplace_multiply',
  matmul: 'nb_inplace_matrix_multiply',
  truediv: 'nb_inplace_true_divide',
  floordiv: 'nb_inplace_floor_divide',
  mod: 'nb_inplace_remainder',
  lshift: 'nb_inplace_lshift',
  rshift: 'nb_inplace_rshift',
  and_: 'nb_inplace_and',
  or_: 'nb_inplace_or',
  xor: 'nb_inplace_xor',
}

function arithmetic(): Record<string, Body> {
  const bodies: Record<string, Body> = {}
  for (const [name, [slot, symbol]] of Object.entries(binary)) {
    const run = binaryOperation(slot, symbol)
    bodies[`${name}(a, b, /)`] = (a = NULL, b = NULL) => own(run(a, b))
    const assign = inPlaceOperation(inPlace[name] ?? slot, slot, `${symbol}=`)
    bodies[`i${name.replace('_', '')}(a, b, /)`] = (a = NULL, b = NULL) => own(assign(a, b))
  }
  for (const [name, op] of Object.entries({ lt: LT, le: LE, eq: EQ, ne: NE, gt: GT, ge: GE })) {
    bodies[`${name}(a, b, /)`] = (a = NULL, b = NULL) => own(richCompare(a, b, op))
  }
  return bodies
}

const others: Record<string, Body> = {
  'pow(a, b, /)': (a = NULL, b = NULL) => own(powerOperation(a, b, S._Py_NoneStruct)),
  'ipow(a, b, /)': (a = NULL, b = NULL) => api('PyNumber_InPlacePower', a, b, S._Py_NoneStruct),
  'neg(a, /)': (a = NULL) => api('PyNumber_Negative', a),
  'pos(a, /)': (a = NULL) => api('PyNumber_Positive', a),
  'abs(a, /)': (a = NULL) => api('PyNumber_Absolute', a),
  'inv(a, /)': (a = NULL) => api('PyNumber_Invert', a),
  'invert(a, /)': (a = NULL) => api('PyNumber_Invert', a),
  'index(a, /)': (a = NULL) => api('PyNumber_Index', a),
  'not_(a, /)': (a = NULL) => truth(!isTruthy(a)),
  'truth(a, /)': (a = NULL) => truth(isTruthy(a)),
  'is_(a, b, /)': (a, b) => truth(a === b),
  'is_not(a, b, /)': (a, b) => truth(a !== b),
  'concat(a, b, /)': (a = NULL, b = NULL) => api('PySequence_Concat', a, b),
  'iconcat(a, b, /)': (a = NULL, b = NULL) => api('PySequence_InPlaceConcat', a, b),
  'contains(a, b, /)': (a = NULL, b = NULL) => method(a, '__contains__', b),
  'countOf(a, b, /)': (a = NULL, b = NULL) => {
    let count = 0
    each(a, (item) => {
      if (equal(item, b)) count++
    })
    return int(count)
  },
  'indexOf(a, b, /)': (a = NULL, b = NULL) => {
    let [at, found] = [0, -1]
    each(a, (item) => {
      if (found < 0 && equal(item, b)) found = at
      at++
    })
    return found < 0 ? raise(E.ValueError, 'sequence.index(x): x not in sequence') : int(found)
  },
  'getitem(a, b, /)': (a = NULL, b = NULL) => api('PyObject_GetItem', a, b),
  'setitem(a, b, c, /)': (a = NULL, b = NULL, c = NULL) => {
    method(a, '__setitem__', b, c)
  },
  'delitem(a, b, /)': (a = NULL, b = NULL) => {
    method(a, '__delitem__', b)
  },
  'length_hint(obj, default=0, /)': (o = NULL, instead = NULL) => {
    const size = moduleAttr('builtins', 'len')
    if (isTruthy(invoke(moduleAttr('builtins', 'hasattr'), o, text('__len__')))) return invoke(size, o)
    if (isTruthy(invoke(moduleAttr('builtins', 'hasattr'), o, text('__length_hint__'))))
      return method(o, '__length_hint__')
    return instead
  },
  '_compare_digest(a, b, /)': (a = NULL, b = NULL) => truth(equal(a, b)),
  'call(obj, /, *args, **kwargs)': (o = NULL, args = NULL, kwargs = NULL) => invokeWith(o, itemsOf(args), kwargs),
}

/** One getter gives its value, several a tuple of theirs. */
function several(count: number, each: (index: number) => Address): Address {
  return count === 1 ? each(0) : tuple(...Array.from({ length: count }, (_, i) => each(i)))
}

function getterClass(name: string, get: (o: Address, key: Address) => Address, check: (key: Address) => void): Address {
  return newClass({
    name,
    module: 'operator',
    fields: ['_keys'],
    methods: {
      '__init__(self, key, /, *keys)': (self = NULL, key = NULL, keys = NULL) => {
        const all = [key, ...itemsOf(keys)]
        for (const one of all) check(one)
        setAttribute(self, '_keys', tuple(...all))
      },
      '__call__(self, obj, /)': (self = NULL, o = NULL) => {
        const keys = itemsOf(attr(self, '_keys'))
        return several(keys.length, (i) => get(o, keys[i] ?? NULL))
      },
      '__repr__(self)': (self = NULL) =>
        text(`operator.${name}(${itemsOf(attr(self, '_keys')).map(reprOf).join(', ')})`),
      '__reduce__(self)': (self = NULL) => tuple(attr(self, '__class__'), attr(self, '_keys')),
    },
  })
}

function attrGetter(): Address {
  const path = (o: Address, key: Address) => readStr(key).split('.').reduce(attr, o)
  return getterClass('attrgetter', path, (key) => {
    if (!isStr(key)) raise(E.TypeError, 'attribute name must be a string')
  })
}

function methodCaller(): Address {
  return newClass({
    name: 'methodcaller',
    module: 'operator',
    fields: ['_name', '_args', '_kwargs'],
    methods: {
      '__init__(self, name, /, *args, **kwargs)': (self = NULL, name = NULL, args = NULL, kwargs = NULL) => {
        if (!isStr(name)) raise(E.TypeError, 'method name must be a string')
        setAttribute(self, '_name', name)
        setAttribute(self, '_args', args)
        setAttribute(self, '_kwargs', kwargs)
      },
      '__call__(self, obj, /)': (self = NULL, o = NULL) =>
        invokeWith(attr(o, readStr(attr(self, '_name'))), itemsOf(attr(self, '_args')), attr(self, '_kwargs')),
      '__repr__(self)': (self = NULL) => {
        const keywords = dictEntries(attr(self, '_kwargs')).map(([key, value]) => `${readStr(key)}=${reprOf(value)}`)
        const parts = [attr(self, '_name'), ...itemsOf(attr(self, '_args'))].map(reprOf)
        return text(`operator.methodcaller(${[...parts, ...keywords].join(', ')})`)
      },
      '__reduce__(self)': (self = NULL) => {
        const all = tuple(attr(self, '_name'), ...itemsOf(attr(self, '_args')))
        const cls = attr(self, '__class__')
        if (dictSize(attr(self, '_kwargs')) === 0) return tuple(cls, all)
        const partial = invokeWith(
          moduleAttr('functools', 'partial'),
          [cls, attr(self, '_name')],
          attr(self, '_kwargs'),
        )
        return tuple(partial, attr(self, '_args'))
      },
    },
  })
}

export function operatorModule(): Record<string, Address> {
  const plain = builtins('_operator', { ...arithmetic(), ...others })
  const special = Object.entries(plain).filter(
    ([name]) => !name.startsWith('_') && !/^(is|truth|countOf|indexOf|length|call)/.test(name),
  )
  return {
    ...contents(plain),
    ...contents(Object.fromEntries(special.map(([name, value]) => [`__${name.replace('_', '')}__`, value]))),
    ...contents({
      attrgetter: attrGetter(),
      itemgetter: getterClass(
        'itemgetter',
        (o, key) => api('PyObject_GetItem', o, key),
        () => undefined,
      ),
      methodcaller: methodCaller(),
    }),
  }
}
