/** `property` and `super`. */
import { callPointer } from '../../boundary/calls.ts'
import { type Address, NULL } from '../../memory/address.ts'
import { L } from '../../memory/layouts.ts'
import { E, none, S } from '../../memory/statics.ts'
import { readPointer } from '../../memory/views.ts'
import { args, argsBetween } from '../../runtime/define.ts'
import { dictGet } from '../../runtime/dict.ts'
import { except, isSubtype, raise } from '../../runtime/errors.ts'
import { checked } from '../../runtime/indicator.ts'
import { genericGetAttr } from '../../runtime/lookup.ts'
import { bool, isTrue, isType, itemsOf, newNone, qualifiedName, slotFor, typeName } from '../../runtime/object.ts'
import { newRef, typeOf } from '../../runtime/refcount.ts'
import { newStr, readStr } from '../../runtime/str.ts'
import { result, scope } from '../kit/scope.ts'
import { attr, attrOr, given, invoke, reprOf } from '../kit/values.ts'
import { describeNative, getRef, refGetter, setRef } from './native.ts'

const [getter, setter, deleter, doc, name] = [0, 1, 2, 3, 4]

export function describeProperty(): void {
  describeNative(S.PyProperty_Type, {
    name: 'property',
    refs: 5,
    signature: 'property(fget=None, fset=None, fdel=None, doc=None)',
    fill: (o, get = NULL, set = NULL, remove = NULL, text = NULL) => {
      const functions = [get, set, remove]
      functions.forEach((value, i) => {
        setRef(o, i, given(value) ? value : NULL)
      })
      const fromGetter = !given(text) && given(get)
      const own = fromGetter ? attrOr(get, '__doc__', none()) : text
      setRef(o, doc, own)
      if (fromGetter && typeOf(o) !== S.PyProperty_Type && given(own)) {
        invoke(attr(o, '__setattr__'), newStr('__doc__'), own)
      }
    },
    slots: {
      tp_descr_get: (o: Address, self: Address) => {
        if (self === NULL || self === none()) return newRef(o)
        const get = getRef(o, getter)
        if (get === NULL) return scope(() => refuse(o, self, 'getter'))
        return result(() => invoke(get, self))
      },
      tp_descr_set: (o: Address, self: Address, value: Address) => {
        const fn = getRef(o, value === NULL ? deleter : setter)
        if (fn === NULL) return scope(() => refuse(o, self, value === NULL ? 'deleter' : 'setter'))
        scope(() => (value === NULL ? invoke(fn, self) : invoke(fn, self, value)))
        return 0
      },
    },
    methods: {
      getter: args(1, (o, fn) => copyWith(o, getter, fn)),
      setter: args(1, (o, fn) => copyWith(o, setter, fn)),
      deleter: args(1, (o, fn) => copyWith(o, deleter, fn)),
      __set_name__: argsBetween(2, 2, (o, _owner, key = NULL) => {
        setRef(o, name, key)
        return newNone()
      }),
    },
    getset: {
      fget: refGetter(getter),
      fset: refGetter(setter),
      fdel: refGetter(deleter),
      __doc__: {
        ...refGetter(doc),
        set: (o, value) => {
          setRef(o, doc, value)
          return 0
        },
      },
      __isabstractmethod__: { get: (o) => bool([getter, setter, deleter].some((i) => isAbstract(getRef(o, i)))) },
    },
  })
}

function isAbstract(fn: Address): boolean {
  return (
    fn !== NULL &&
    scope(() =>
      except(
        E.AttributeError,
        () => isTrue(attr(fn, '__isabstractmethod__')),
        () => false,
      ),
    )
  )
}

function refuse(o: Address, self: Address, what: string): never {
  const key = getRef(o, name)
  const which = key === NULL ? 'property' : `property ${reprOf(key)}`
  raise(E.AttributeError, `${which} of '${qualifiedName(typeOf(self))}' object has no ${what}`)
}

function copyWith(o: Address, index: number, fn: Address): Address {
  return result(() => {
    const parts = [getter, setter, deleter, doc].map((i) => (i === index ? fn : getRef(o, i) || none()))
    if (index === getter) parts[doc] = none()
    const copy = invoke(typeOf(o), ...parts)
    setRef(copy, name, getRef(o, name))
    return copy
  })
}

const [thisClass, self, selfClass] = [0, 1, 2]

export function describeSuper(): void {
  describeNative(S.PySuper_Type, {
    name: 'super',
    refs: 3,
    signature: 'super(type=, object=, /)',
    fill: (o, type = NULL, object = NULL) => {
      if (type === NULL) raise(E.RuntimeError, 'super(): no arguments')
      if (!isType(type)) raise(E.TypeError, `super() argument 1 must be a type, not ${typeName(typeOf(type))}`)
      const bound = given(object) ? object : NULL
      setRef(o, selfClass, bound === NULL ? NULL : boundClass(type, bound))
      setRef(o, thisClass, type)
      setRef(o, self, bound)
    },
    slots: {
      tp_getattro: superGetAttr,
      tp_descr_get: (o: Address, object: Address) => {
        if (object === NULL || object === none() || getRef(o, self) !== NULL) return newRef(o)
        return result(() => invoke(typeOf(o), getRef(o, thisClass), object))
      },
      tp_repr: (o: Address) => {
        const type = `<class '${typeName(getRef(o, thisClass))}'>`
        const owner = getRef(o, selfClass)
        return newStr(`<super: ${type}, ${owner === NULL ? 'NULL' : `<${typeName(owner)} object>`}>`)
      },
    },
    getset: {
      __thisclass__: refGetter(thisClass),
      __self__: refGetter(self),
      __self_class__: refGetter(selfClass),
    },
  })
}

/** The class whose order of resolution is walked: the object itself when it is a subclass, else its class. */
function boundClass(type: Address, o: Address): Address {
  if (isType(o) && isSubtype(o, type)) return o
  if (isSubtype(typeOf(o), type)) return typeOf(o)
  const claimed = attrOr(o, '__class__', NULL)
  if (claimed !== NULL && isType(claimed) && isSubtype(claimed, type)) return claimed
  raise(E.TypeError, 'super(type, obj): obj must be an instance or subtype of type')
}

function superGetAttr(o: Address, key: Address): Address {
  const owner = getRef(o, selfClass)
  if (owner === NULL || readStr(key) === '__class__') return genericGetAttr(o, key)
  const order = itemsOf(readPointer(owner, L.PyTypeObject.tp_mro))
  for (const type of order.slice(order.indexOf(getRef(o, thisClass)) + 1)) {
    const found = dictGet(readPointer(type, L.PyTypeObject.tp_dict), key)
    if (found === NULL) continue
    const get = slotFor(found, 'tp_descr_get')
    if (get === NULL) return newRef(found)
    const object = getRef(o, self)
    return checked(callPointer(get, found, object === owner ? NULL : object, owner))
  }
  return genericGetAttr(o, key)
}
