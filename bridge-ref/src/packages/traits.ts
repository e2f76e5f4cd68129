/** The singletons and errors of `traits` that `ctraits` looks up. */
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { given, invoke, reprOf, setAttribute, text, textOf, tuple } from '../modules/kit/values.ts'
import { isTuple } from '../runtime/object.ts'
import { newRef, typeOf } from '../runtime/refcount.ts'
import { lastingClass, type StandIn } from './kit.ts'

function singleton(name: string, shown: string): Address {
  const cls = lastingClass({
    name,
    module: 'traits.trait_base',
    methods: {
      '__repr__(self)': () => text(shown),
      '__reduce_ex__(self, protocol)': (self = NULL) => tuple(typeOf(self), tuple()),
    },
  })
  return newRef(invoke(cls))
}

function errors(): Record<string, Address> {
  const TraitError = lastingClass({
    name: 'TraitError',
    module: 'traits.trait_errors',
    bases: [E.Exception],
    methods: {
      '__init__(self, args=None, name=None, info=None, value=None)': (
        self = NULL,
        args = NULL,
        name = NULL,
        ...rest
      ) => {
        const [info = NULL, value = NULL] = rest
        const message = () =>
          `The '${textOf(name)}' trait must be ${textOf(info)}, but a value of ${reprOf(value)} ${reprOf(typeOf(value))} was specified.`
        const one = given(name) ? text(message()) : args
        setAttribute(self, 'args', isTuple(one) ? one : tuple(one))
      },
    },
  })
  const DelegationError = lastingClass({
    name: 'DelegationError',
    module: 'traits.trait_errors',
    bases: [TraitError],
    methods: { '__init__(self, args)': (self = NULL, args = NULL) => void setAttribute(self, 'args', tuple(args)) },
  })
  return { TraitError, DelegationError }
}

export const traits: Readonly<Record<string, StandIn>> = {
  'traits.trait_base': {
    make: () => ({
      Undefined: singleton('_Undefined', '<undefined>'),
      Uninitialized: singleton('_Uninitialized', '<uninitialized>'),
    }),
  },
  'traits.trait_errors': { make: errors },
}
