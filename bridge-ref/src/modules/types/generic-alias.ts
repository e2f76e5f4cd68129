/** `list[int]` (`types.GenericAlias`) and `int | str` (`types.UnionType`). */
import { callPointer } from '../../boundary/calls.ts'
import { type Address, NULL } from '../../memory/address.ts'
import { apiAddress, E, none, S } from '../../memory/statics.ts'
import { args } from '../../runtime/define.ts'
import { raise } from '../../runtime/errors.ts'
import { checked } from '../../runtime/indicator.ts'
import { genericGetAttr, getAttr } from '../../runtime/lookup.ts'
import { bool, equal, hash, isTuple, isType, itemsOf, NE, notImplemented, reprText } from '../../runtime/object.ts'
import { typeOf } from '../../runtime/refcount.ts'
import { newTuple } from '../../runtime/sequence.ts'
import { newStr, readStr } from '../../runtime/str.ts'
import { connectUnion, instanceCheck, subclassCheck } from '../../runtime/types/type-type.ts'
import { newClass } from '../kit/classes.ts'
import { own, permanent, result, scope } from '../kit/scope.ts'
import { attr, attrOr, int, invoke, invokeWith, iter, setAttribute, text, truth, tuple } from '../kit/values.ts'
import { describeNative, getRef, refGetter, setRef } from './native.ts'

const [origin, parameters] = [0, 1]
/** Attributes that are the alias's own; all others are its origin's. */
const ownAttributes = [
  '__class__',
  '__origin__',
  '__args__',
  '__parameters__',
  '__mro_entries__',
  '__reduce_ex__',
  '__reduce__',
  '__copy__',
  '__deepcopy__',
  '__unpacked__',
  '__typing_unpacked_tuple_args__',
]

export function describeGenericAlias(): void {
  connectUnion(unionOf)
  const type = S.Py_GenericAliasType
  describeNative(type, {
    name: 'types.GenericAlias',
    refs: 2,
    signature: 'GenericAlias(origin, args, /)',
    fill: (o, of = NULL, given = NULL) => {
      setRef(o, origin, of)
      setRef(o, parameters, isTuple(given) ? given : tuple(given))
    },
    slots: {
      tp_repr: (o: Address) =>
        newStr(`${nameText(getRef(o, origin))}[${itemsOf(getRef(o, parameters)).map(nameText).join(', ') || '()'}]`),
      tp_hash: (o: Address) =>
        Number(hash(getRef(o, origin))) ^ Number(BigInt.asIntN(31, BigInt(hash(getRef(o, parameters))))),
      tp_richcompare: (a: Address, b: Address, op: number) => {
        if (typeOf(b) !== type || op < 2 || op > 3) return notImplemented()
        const same = equal(getRef(a, origin), getRef(b, origin)) && equal(getRef(a, parameters), getRef(b, parameters))
        return bool(same === (op !== NE))
      },
      tp_call: (o: Address, given: Address, kwargs: Address) =>
        result(() => {
          const made = invokeWith(getRef(o, origin), itemsOf(given), kwargs)
          setOriginalClass(made, o)
          return made
        }),
      tp_getattro: (o: Address, key: Address) => {
        const text = readStr(key)
        const special = text.startsWith('__') && text.endsWith('__')
        const mine =
          ownAttributes.includes(text) ||
          (special &&
            !['__name__', '__qualname__', '__module__', '__doc__', '__init__', '__new__', '__mro__'].includes(text))
        return mine ? genericGetAttr(o, key) : getAttr(getRef(o, origin), key)
      },
      tp_iter: (o: Address) => result(() => iter(tuple(o))),
      nb_or: unionOf,
    },
    methods: {
      __mro_entries__: args(1, (o) => newTuple([getRef(o, origin)])),
      __instancecheck__: args(1, () => raise(E.TypeError, 'isinstance() argument 2 cannot be a parameterized generic')),
      __subclasscheck__: args(1, () => raise(E.TypeError, 'issubclass() argument 2 cannot be a parameterized generic')),
      __reduce__: args(0, (o) => result(() => tuple(type, tuple(getRef(o, origin), getRef(o, parameters))))),
    },
    getset: {
      __origin__: refGetter(origin),
      __args__: refGetter(parameters),
      __parameters__: { get: () => newTuple([]) },
      __unpacked__: { get: () => bool(false) },
    },
  })
}

function setOriginalClass(made: Address, alias: Address): void {
  if (attrOr(made, '__dict__', NULL) !== NULL) setAttribute(made, '__orig_class__', alias)
}

function nameText(o: Address): string {
  return scope(() => shownAs(o))
}
function shownAs(o: Address): string {
  if (o === S.PyEllipsis_Type || o === S._Py_EllipsisObject) return '...'
  if (o === typeOf(none()) || o === none()) return 'None'
  if (!isType(o)) return reprText(o)
  const [module, name] = [attr(o, '__module__'), attr(o, '__qualname__')]
  return readStr(module) === 'builtins' ? readStr(name) : `${readStr(module)}.${readStr(name)}`
}

let union = NULL

/** `types.UnionType`. */
export function unionType(): Address {
  union ||= permanent(newUnionType)
  return union
}

function newUnionType(): Address {
  return newClass({
    name: 'UnionType',
    module: 'types',
    fields: ['__args__'],
    methods: {
      '__repr__(self)': (self = NULL) => text(itemsOf(attr(self, '__args__')).map(nameText).join(' | ')),
      '__or__(self, other)': (self = NULL, other = NULL) => own(unionOf(self, other)),
      '__ror__(self, other)': (self = NULL, other = NULL) => own(unionOf(other, self)),
      '__eq__(self, other)': (self = NULL, other = NULL) => {
        if (typeOf(other) !== union) return own(notImplemented())
        const [a, b] = [attr(self, '__args__'), attr(other, '__args__')].map(itemsOf)
        return truth(a?.length === b?.length && (a ?? []).every((one) => b?.some((other) => equal(one, other))))
      },
      '__hash__(self)': (self = NULL) => int(hash(invoke(S.PyFrozenSet_Type, attr(self, '__args__')))),
      '__new__(cls, *args, **kwargs)': () => raise(E.TypeError, "cannot create 'types.UnionType' instances"),
      '__getitem__(self, key)': (self = NULL) => raise(E.TypeError, `${reprText(self)} is not a generic class`),
      '__instancecheck__(self, o)': (self = NULL, o = NULL) =>
        truth(itemsOf(attr(self, '__args__')).some((one) => instanceCheck(o, one))),
      '__subclasscheck__(self, o)': (self = NULL, o = NULL) =>
        truth(itemsOf(attr(self, '__args__')).some((one) => subclassCheck(o, one))),
    },
    values: { __parameters__: tuple(), __module__: text('types') },
  })
}

/** `a | b` of types, aliases, unions and None; anything else is not for us. New reference. */
function unionOf(a: Address, b: Address): Address {
  const usable = (o: Address) => isType(o) || o === none() || typeOf(o) === S.Py_GenericAliasType || typeOf(o) === union
  if (!usable(a) || !usable(b)) return notImplemented()
  const flat = (o: Address): Address[] =>
    o === none() ? [typeOf(o)] : typeOf(o) === union ? itemsOf(attr(o, '__args__')) : [o]
  return result(() => {
    const parts: Address[] = []
    for (const part of [...flat(a), ...flat(b)]) if (!parts.some((one) => equal(one, part))) parts.push(part)
    if (parts.length === 1) return parts[0] ?? none()
    const made = checked(callPointer(apiAddress('PyType_GenericAlloc'), unionType(), 0))
    setAttribute(made, '__args__', tuple(...parts))
    return own(made)
  })
}
