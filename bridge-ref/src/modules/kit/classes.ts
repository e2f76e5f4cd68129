/** Classes of host modules, declared in TypeScript and made by calling the metaclass as a `class` statement does. */
import { type Address, NULL } from '../../memory/address.ts'
import { E, none, S } from '../../memory/statics.ts'
import { slotFunction } from '../../runtime/define.ts'
import { except, raiseObject } from '../../runtime/errors.ts'
import { typeOf } from '../../runtime/refcount.ts'
import { setSlot } from '../../runtime/slots.ts'
import { addNewMethod } from '../../runtime/types/type-type.ts'
import { type Body, box, fn, unbox } from './functions.ts'
import { attr, invoke, record, setAttribute, text, tuple } from './values.ts'

export interface ClassDescription {
  name: string
  module: string
  bases?: readonly Address[]
  /** Default: the metatype of the first base. */
  metaclass?: Address
  /** Attributes that live in the instance's struct (`__slots__`); without them instances have a dict. */
  fields?: readonly string[]
  /** `__new__` as C has it, quicker than one among `methods`: the arguments are a tuple and a dict or NULL, the result is a new reference. */
  create?: (cls: Address, args: Address, kwargs: Address) => Address
  /** By signature, `self` first. */
  methods?: Record<string, Body>
  classMethods?: Record<string, Body>
  staticMethods?: Record<string, Body>
  properties?: Record<string, Body | readonly [Body, Body]>
  values?: Record<string, Address>
}

/** A new type, which lives for ever when it is made outside of a scope. */
export function newClass(description: ClassDescription): Address {
  const { name, module, bases = [], fields, values = {} } = description
  const owner = { module, prefix: `${name}.` }
  const namespace: Record<string, Address> = { __module__: text(module), __qualname__: text(name), ...values }
  if (fields) namespace['__slots__'] = tuple(...fields.map(text))
  const put = (bodies: Record<string, Body> | undefined, wrap: (f: Address) => Address) => {
    for (const [source, body] of Object.entries(bodies ?? {})) {
      namespace[source.slice(0, source.indexOf('('))] = wrap(fn(source, body, owner))
    }
  }
  put(description.methods, (f) => f)
  put(description.classMethods, (f) => invoke(S.PyClassMethod_Type, f))
  put(description.staticMethods, (f) => invoke(S.PyStaticMethod_Type, f))
  for (const [key, accessor] of Object.entries(description.properties ?? {})) {
    namespace[key] = property(key, accessor, owner)
  }
  const metaclass = description.metaclass ?? (bases[0] === undefined ? S.PyType_Type : typeOf(bases[0]))
  const type = invoke(metaclass, text(name), tuple(...bases), record(namespace))
  if (description.create) {
    setSlot(type, 'tp_new', slotFunction(`${name}.__new__`, 'tp_new', description.create))
    addNewMethod(type)
  }
  return type
}

function property(
  key: string,
  accessor: Body | readonly [Body, Body],
  owner: { module: string; prefix: string },
): Address {
  const [get, set] = typeof accessor === 'function' ? [accessor, undefined] : accessor
  const getter = fn(`${key}(self)`, get, owner)
  return invoke(S.PyProperty_Type, getter, set === undefined ? none() : fn(`${key}(self, value)`, set, owner))
}

/** An exception class that only has a name. */
export function exceptionClass(module: string, name: string, base: Address): Address {
  return newClass({ name, module, bases: [base] })
}

/** What an iterator does at each step: its next item, or undefined at the end. */
export type Step = () => Address | undefined

/**
 * A class of iterators. `start` gets the instance and its arguments, which live as long as the instance does, and gives
 * its step; references that change are kept with {@link keep}.
 */
export function iteratorClass(
  module: string,
  signature: string,
  start: (self: Address, ...args: Address[]) => Step,
  more: Pick<ClassDescription, 'methods' | 'classMethods'> = {},
): Address {
  const open = signature.indexOf('(')
  const name = signature.slice(0, open)
  return newClass({
    name,
    module,
    fields: ['_step', '_held', '__weakref__'],
    ...more,
    methods: {
      [`__new__(cls, ${signature.slice(open + 1)}`]: (cls = NULL, ...args) => {
        const self = attrCall(cls)
        setAttribute(self, '_held', record(Object.fromEntries(args.map((arg, i) => [`${i}`, arg || none()]))))
        setAttribute(self, '_step', box(start(self, ...args)))
        return self
      },
      '__iter__(self)': (self) => self,
      '__next__(self)': (self = NULL) => {
        const step = except(
          E.AttributeError,
          () => unbox<Step>(attr(self, '_step')),
          () => undefined,
        )
        return step?.() ?? raiseObject(E.StopIteration, NULL)
      },
      ...more.methods,
    },
  })
}

function attrCall(cls: Address): Address {
  return invoke(attr(S.PyBaseObject_Type, '__new__'), cls)
}

/** Keeps a changing reference of an iterator under a name of its choice. */
export function keep(self: Address, key: string, value: Address): Address {
  invoke(attr(attr(self, '_held'), '__setitem__'), text(`_${key}`), value)
  return value
}

/** `object.__new__(cls)`. */
export function newInstance(cls: Address): Address {
  return attrCall(cls)
}
