/** What `cytoolz` takes from `toolz`, and the signatures that it asks for. */
import { type Address, NULL } from '../memory/address.ts'
import { none, S } from '../memory/statics.ts'
import { type Body, functions } from '../modules/kit/functions.ts'
import { attrOr, given, invoke, setAttribute, text } from '../modules/kit/values.ts'
import { newRef } from '../runtime/refcount.ts'
import { inherited, lastingClass, type StandIn } from './kit.ts'

const module = 'toolz.functoolz'

/** "Not known": what toolz answers for a callable without a signature, and no callable of this host has one. */
const unknown: Body = () => none()

/** A property that has another value on the class. */
function instanceProperty(): Address {
  return lastingClass({
    name: 'InstanceProperty',
    module,
    bases: [S.PyProperty_Type],
    methods: {
      '__init__(self, fget=None, fset=None, fdel=None, doc=None, classval=None)': (self = NULL, ...args) => {
        const [get = NULL, set = NULL, remove = NULL, doc = NULL, value = NULL] = args
        setAttribute(self, 'classval', value)
        inherited(S.PyProperty_Type, '__init__', self, get, set, remove, doc)
      },
      '__get__(self, obj, type=None)': (self = NULL, o = NULL, type = NULL) =>
        given(o) ? inherited(S.PyProperty_Type, '__get__', self, o, type) : attrOr(self, 'classval', none()),
    },
  })
}

function functoolz(): Record<string, Address> {
  const InstanceProperty = instanceProperty()
  return {
    InstanceProperty,
    ...functions(module, {
      'instanceproperty(fget=None, fset=None, fdel=None, doc=None, classval=None)': (get = NULL, ...rest) =>
        given(get) ? invoke(InstanceProperty, get, ...rest) : invoke(InstanceProperty, none(), ...rest),
      'is_arity(n, func, sigspec=None)': unknown,
      'num_required_args(func, sigspec=None)': unknown,
      'has_varargs(func, sigspec=None)': unknown,
      'has_keywords(func, sigspec=None)': unknown,
      'is_valid_args(func, args, kwargs, sigspec=None)': unknown,
      'is_partial_args(func, args, kwargs, sigspec=None)': unknown,
    }),
  }
}

export const toolz: Readonly<Record<string, StandIn>> = {
  'toolz.utils': { make: () => ({ no_default: newRef(text('__no__default__')) }) },
  'toolz.functoolz': { make: functoolz },
  'cytoolz._signatures': { make: () => functions('cytoolz._signatures', { 'signature_or_spec(func)': unknown }) },
}
