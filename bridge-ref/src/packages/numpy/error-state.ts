/** `numpy.errstate`, `seterr`, `geterr`: what floating-point errors do. */
import { type Address, NULL } from '../../memory/address.ts'
import { E, none } from '../../memory/statics.ts'
import { type Body, fn, functions } from '../../modules/kit/functions.ts'
import {
  attr,
  given,
  int,
  invoke,
  invokeWith,
  items,
  list,
  method,
  numberOf,
  record,
  setAttribute,
  text,
  textOf,
} from '../../modules/kit/values.ts'
import { dictEntries } from '../../runtime/dict.ts'
import { raise } from '../../runtime/errors.ts'
import { itemsOf } from '../../runtime/object.ts'
import { newRef } from '../../runtime/refcount.ts'
import { readStr } from '../../runtime/str.ts'
import { lastingClass } from '../kit.ts'
import { um } from './kit.ts'

/** Each kind of error has three bits of the mask. */
const shifts: Record<string, number> = { divide: 0, over: 3, under: 6, invalid: 9 }
const reactions = ['ignore', 'warn', 'raise', 'call', 'print', 'log']

/** Buffer size, mask, and what is called. */
function state(): Address[] {
  return items(invoke(um('geterrobj')))
}
function current(): Record<string, Address> {
  const mask = numberOf(state()[1] ?? int(0))
  return Object.fromEntries(
    Object.entries(shifts).map(([kind, shift]) => [kind, text(reactions[(mask >> shift) & 7] ?? 'ignore')]),
  )
}

/** Sets what is given of `all`, `divide`, `over`, `under`, `invalid`; gives what there was. */
function setReactions(wanted: Record<string, Address>): Address {
  const before = record(current())
  const [buffer = NULL, , called = NULL] = state()
  const now = current()
  let mask = 0
  for (const [kind, shift] of Object.entries(shifts)) {
    const one = [wanted[kind], wanted['all'], now[kind]].find((value) => value !== undefined && given(value))
    const index = reactions.indexOf(textOf(one ?? none()))
    if (index < 0) raise(E.KeyError, textOf(one ?? none()))
    mask |= index << shift
  }
  invoke(um('seterrobj'), list([buffer, int(mask), called]))
  return before
}
function named(options: Address): Record<string, Address> {
  return Object.fromEntries(dictEntries(options).map(([key, value]) => [readStr(key), value]))
}

const names = Object.keys(shifts)
const setter: Body = (...args) => {
  const wanted = Object.fromEntries(['all', ...names].map((name, i) => [name, args[i] ?? none()]))
  return setReactions(wanted)
}

export function errorState(): Record<string, Address> {
  const errstate = lastingClass({
    name: 'errstate',
    module: 'numpy',
    methods: {
      '__init__(self, **kwargs)': (self = NULL, options = NULL) => {
        setAttribute(self, 'kwargs', options)
      },
      '__enter__(self)': (self = NULL) => {
        setAttribute(self, 'oldstate', setReactions(named(attr(self, 'kwargs'))))
      },
      // As a decorator; what it wraps lives on.
      '__call__(self, func)': (self = NULL, func = NULL) => {
        const [state_, wrapped] = [newRef(self), newRef(func)]
        return fn('inner(*args, **kwargs)', (args = NULL, options = NULL) => {
          method(state_, '__enter__')
          try {
            return invokeWith(wrapped, itemsOf(args), options)
          } finally {
            method(state_, '__exit__', none(), none(), none())
          }
        })
      },
      '__exit__(self, *exc_info)': (self = NULL) => {
        setReactions(named(attr(self, 'oldstate')))
      },
    },
  })
  return {
    errstate,
    ...functions('numpy', {
      'seterr(all=None, divide=None, over=None, under=None, invalid=None)': setter,
      'geterr()': () => record(current()),
    }),
  }
}
