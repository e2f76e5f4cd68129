/** `enum`: members of a class that are instances of it, made from the names in its body. */
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, none, S, T } from '../memory/statics.ts'
import { readPointer } from '../memory/views.ts'
import { dictEntries, dictGetName } from '../runtime/dict.ts'
import { isSubtype, raise } from '../runtime/errors.ts'
import { equal, isInstance, isInt, isStr, itemsOf, sizeOf, slotFor } from '../runtime/object.ts'
import { typeOf } from '../runtime/refcount.ts'
import { readStr } from '../runtime/str.ts'
import { newClass } from './kit/classes.ts'
import { type Body, contents, functions } from './kit/functions.ts'
import {
  attr,
  attrOr,
  dict,
  given,
  int,
  invoke,
  invokeWith,
  isTruthy,
  items,
  iter,
  list,
  method,
  numberOf,
  reprOf,
  setAttribute,
  text,
  textOf,
  truth,
  tuple,
} from './kit/values.ts'

let enumBase = NULL
let flagBase = NULL
let autoClass = NULL

function isMemberValue(key: string, value: Address): boolean {
  if (/^__.*__$/.test(key) || /^_.*_$/.test(key) || slotFor(value, 'tp_descr_get') !== NULL) return false
  return typeOf(value) !== S.PyProperty_Type && typeOf(value) !== T.host_function
}

/** The type that members are besides being enum members: int, str, … or object. */
function dataType(bases: Address): Address {
  for (const base of itemsOf(bases)) {
    for (const type of itemsOf(attr(base, '__mro__'))) {
      if (type === S.PyBaseObject_Type || isSubtype(type, enumBase) || isSubtype(type, S.PyType_Type)) continue
      if (dictGetName(readPointer(type, L.PyTypeObject.tp_dict), '__new__') !== NULL) return type
    }
  }
  return S.PyBaseObject_Type
}

function nextValue(cls: Address, values: readonly Address[]): Address {
  const numbers = values.filter(isInt).map(numberOf)
  const highest = numbers.length === 0 ? 0 : Math.max(...numbers)
  if (flagBase !== NULL && isSubtype(cls, flagBase))
    return int(highest === 0 ? 1 : 2 ** (Math.floor(Math.log2(highest)) + 1))
  return int(highest + 1)
}

function addMember(cls: Address, key: string, value: Address, data: Address): void {
  const members = attr(cls, '_member_map_')
  const known = items(method(members, 'values')).find((member) => equal(attr(member, '_value_'), value))
  const args = isInstance(value, S.PyTuple_Type) ? itemsOf(value) : [value]
  const own = attrOr(cls, '__new_member__', NULL)
  const member =
    known ??
    (own !== NULL
      ? invoke(own, cls, ...args)
      : data === S.PyBaseObject_Type
        ? invoke(attr(S.PyBaseObject_Type, '__new__'), cls)
        : invoke(attr(data, '__new__'), cls, ...args))
  if (known === undefined) {
    if (attrOr(member, '_value_', NULL) === NULL) setAttribute(member, '_value_', value)
    setAttribute(member, '_name_', text(key))
    setAttribute(member, '_sort_order_', int(numberOf(method(members, '__len__'))))
    method(attr(cls, '_member_names_'), 'append', text(key))
    method(attr(cls, '_member_list_'), 'append', member)
  }
  method(members, '__setitem__', text(key), member)
  invoke(attr(S.PyType_Type, '__setattr__'), cls, text(key), member)
}

function makeEnum(meta: Address, name: Address, bases: Address, namespace: Address, kwargs: Address): Address {
  const entries = dictEntries(namespace)
  const members = entries.filter(
    ([key, value]) => enumBase !== NULL && isStr(key) && isMemberValue(readStr(key), value),
  )
  const rest = dict(entries.filter(([key]) => !members.some(([one]) => one === key)))
  // How Enum itself finds members is no way to make them.
  const own = enumBase === NULL ? none() : method(rest, 'pop', text('__new__'), none())
  if (given(own)) method(rest, '__setitem__', text('__new_member__'), invoke(S.PyStaticMethod_Type, own))
  const cls = invokeWith(attr(S.PyType_Type, '__new__'), [meta, name, bases, rest], kwargs)
  const state = {
    _member_names_: list([]),
    _member_list_: list([]),
    _member_map_: dict(),
    _member_type_: enumBase === NULL ? S.PyBaseObject_Type : dataType(bases),
  }
  for (const [key, value] of Object.entries(state)) setAttributeOf(cls, key, value)
  const values: Address[] = []
  for (const [key, value] of members) {
    const actual = isInstance(value, autoClass) ? nextValue(cls, values) : value
    values.push(actual)
    addMember(cls, readStr(key), actual, state._member_type_)
  }
  return cls
}
function setAttributeOf(cls: Address, key: string, value: Address): void {
  invoke(attr(S.PyType_Type, '__setattr__'), cls, text(key), value)
}

/** The member of a value; combinations of flags are made when they are first asked for. */
function byValue(cls: Address, value: Address): Address {
  if (typeOf(value) === cls) return value
  const found = items(attr(cls, '_member_list_')).find((member) => equal(attr(member, '_value_'), value))
  if (found !== undefined) return found
  const missing = invoke(attr(cls, '_missing_'), value)
  if (given(missing)) return missing
  if (isSubtype(cls, flagBase) && isInt(value)) return combination(cls, value)
  raise(E.ValueError, `${reprOf(value)} is not a valid ${readStr(attr(cls, '__qualname__'))}`)
}

function combination(cls: Address, value: Address): Address {
  const cache = attrOr(cls, '_pseudo_', NULL)
  const pseudo = cache === NULL ? dict() : cache
  if (cache === NULL) setAttributeOf(cls, '_pseudo_', pseudo)
  const known = method(pseudo, 'get', value)
  if (given(known)) return known
  const data = attr(cls, '_member_type_')
  const member =
    data === S.PyBaseObject_Type ? invoke(attr(data, '__new__'), cls) : invoke(attr(data, '__new__'), cls, value)
  setAttribute(member, '_value_', value)
  const names = items(attr(cls, '_member_list_')).filter(
    (one) => numberOf(attr(one, '_value_')) !== 0 && (numberOf(attr(one, '_value_')) & ~numberOf(value)) === 0,
  )
  setAttribute(
    member,
    '_name_',
    names.length === 0 ? none() : text(names.map((one) => readStr(attr(one, '_name_'))).join('|')),
  )
  method(pseudo, '__setitem__', value, member)
  return member
}

function enumType(): Address {
  return newClass({
    name: 'EnumType',
    module: 'enum',
    bases: [S.PyType_Type],
    methods: {
      '__new__(metacls, cls, bases, classdict, **kwds)': (
        meta = NULL,
        name = NULL,
        bases = NULL,
        namespace = NULL,
        kwargs = NULL,
      ) => makeEnum(meta, name, bases, namespace, kwargs),
      '__init__(cls, *args, **kwds)': () => undefined,
      '__call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1)': (
        cls = NULL,
        value = NULL,
        names = NULL,
        module = NULL,
        _qualname,
        type = NULL,
        start = NULL,
      ) => (given(names) ? functional({ cls, name: value, names, module, type, start }) : byValue(cls, value)),
      '__iter__(cls)': (cls = NULL) => iter(attr(cls, '_member_list_')),
      '__reversed__(cls)': (cls = NULL) => method(attr(cls, '_member_list_'), '__reversed__'),
      '__len__(cls)': (cls = NULL) => int(sizeOf(attr(cls, '_member_names_'))),
      '__bool__(cls)': () => truth(true),
      '__contains__(cls, member)': (cls = NULL, member = NULL) =>
        truth(
          isInstance(member, cls) ||
            items(attr(cls, '_member_list_')).some((one) => equal(attr(one, '_value_'), member)),
        ),
      '__getitem__(cls, name)': (cls = NULL, name = NULL) => method(attr(cls, '_member_map_'), '__getitem__', name),
      '__repr__(cls)': (cls = NULL) =>
        text(`<${isSubtype(cls, flagBase) ? 'flag' : 'enum'} ${reprOf(attr(cls, '__name__'))}>`),
    },
    properties: { __members__: (cls = NULL) => invoke(S.PyDictProxy_Type, attr(cls, '_member_map_')) },
  })
}

interface Functional {
  cls: Address
  name: Address
  names: Address
  module: Address
  type: Address
  start: Address
}

/** `Enum('Name', 'A B C')`. */
function functional({ cls, name, names, module, type, start }: Functional): Address {
  const listed = isStr(names)
    ? readStr(names)
        .replaceAll(',', ' ')
        .split(/\s+/)
        .filter((one) => one !== '')
        .map(text)
    : items(isInstance(names, S.PyDict_Type) ? method(names, 'items') : names)
  const namespace = dict()
  const flags = isSubtype(cls, flagBase)
  for (const [i, item] of listed.entries()) {
    const value = flags ? 2 ** i : numberOf(start) + i
    if (isStr(item)) method(namespace, '__setitem__', item, int(value))
    else method(namespace, '__setitem__', ...itemsOf(item))
  }
  method(namespace, '__setitem__', text('__module__'), given(module) ? module : text('builtins'))
  return invoke(typeOf(cls), name, given(type) ? tuple(type, cls) : tuple(cls), namespace)
}

const enumMethods: Record<string, Body> = {
  '__new__(cls, value)': (cls = NULL, value = NULL) => byValue(cls, value),
  '__repr__(self)': (self = NULL) =>
    text(
      `<${readStr(attr(typeOf(self), '__name__'))}.${textOf(attr(self, '_name_'))}: ${reprOf(attr(self, '_value_'))}>`,
    ),
  '__str__(self)': (self = NULL) => text(`${readStr(attr(typeOf(self), '__name__'))}.${textOf(attr(self, '_name_'))}`),
  '__format__(self, spec)': (self = NULL, spec = NULL) => method(text(textOf(self)), '__format__', spec),
  '__hash__(self)': (self = NULL) => method(attr(self, '_name_'), '__hash__'),
  '__reduce_ex__(self, proto)': (self = NULL) => tuple(typeOf(self), tuple(attr(self, '_value_'))),
  '__dir__(self)': () => list(['__class__', '__doc__', '__module__', 'name', 'value'].map(text)),
}

function flagMethods(): Record<string, Body> {
  const value = (o: Address) =>
    isInstance(o, flagBase) ? numberOf(attr(o, '_value_')) : isInt(o) ? numberOf(o) : undefined
  const combine =
    (how: (a: number, b: number) => number): Body =>
    (self = NULL, other = NULL) => {
      const [a, b] = [value(self), value(other)]
      return a === undefined || b === undefined ? S._Py_NotImplementedStruct : byValue(typeOf(self), int(how(a, b)))
    }
  const all = (cls: Address) =>
    items(attr(cls, '_member_list_')).reduce((bits, one) => bits | numberOf(attr(one, '_value_')), 0)
  const [or, and, xor] = [combine((a, b) => a | b), combine((a, b) => a & b), combine((a, b) => a ^ b)]
  return {
    '__or__(self, other)': or,
    '__ror__(self, other)': or,
    '__and__(self, other)': and,
    '__rand__(self, other)': and,
    '__xor__(self, other)': xor,
    '__rxor__(self, other)': xor,
    '__invert__(self)': (self = NULL) => byValue(typeOf(self), int(all(typeOf(self)) & ~(value(self) ?? 0))),
    '__bool__(self)': (self = NULL) => truth(isTruthy(attr(self, '_value_'))),
    '__contains__(self, other)': (self = NULL, other = NULL) =>
      truth(((value(self) ?? 0) & (value(other) ?? 0)) === (value(other) ?? 0)),
    '__iter__(self)': (self = NULL) =>
      iter(
        list(
          items(attr(typeOf(self), '_member_list_')).filter((one) => ((value(one) ?? 0) & (value(self) ?? 0)) !== 0),
        ),
      ),
  }
}

export function enumModule(): Record<string, Address> {
  const meta = enumType()
  autoClass = newClass({ name: 'auto', module: 'enum' })
  const description = {
    module: 'enum',
    metaclass: meta,
    properties: {
      name: (self = NULL) => attr(self, '_name_'),
      value: (self = NULL) => attr(self, '_value_'),
    } satisfies Record<string, Body>,
    classMethods: { '_missing_(cls, value)': () => none() } satisfies Record<string, Body>,
  }
  enumBase = newClass({ ...description, name: 'Enum', methods: enumMethods })
  flagBase = newClass({ name: 'Flag', module: 'enum', bases: [enumBase], methods: flagMethods() })
  const plain: Record<string, Body> = {
    '__str__(self)': (self = NULL) => text(textOf(attr(self, '_value_'))),
    '__format__(self, spec)': (self = NULL, spec = NULL) => method(attr(self, '_value_'), '__format__', spec),
  }
  const derived = (label: string, bases: Address[]) => newClass({ name: label, module: 'enum', bases, methods: plain })
  const unique = (cls: Address) => {
    const aliases = items(method(attr(cls, '_member_map_'), 'items')).filter(
      (pair) => textOf(itemsOf(pair)[0] ?? NULL) !== textOf(attr(itemsOf(pair)[1] ?? NULL, 'name')),
    )
    if (aliases.length > 0)
      raise(
        E.ValueError,
        `duplicate values found in ${reprOf(cls)}: ${aliases.map((pair) => `${textOf(itemsOf(pair)[0] ?? NULL)} -> ${textOf(attr(itemsOf(pair)[1] ?? NULL, 'name'))}`).join(', ')}`,
      )
    return cls
  }
  return {
    ...contents({
      EnumType: meta,
      EnumMeta: meta,
      Enum: enumBase,
      Flag: flagBase,
      IntEnum: derived('IntEnum', [S.PyLong_Type, enumBase]),
      StrEnum: derived('StrEnum', [S.PyUnicode_Type, enumBase]),
      IntFlag: derived('IntFlag', [S.PyLong_Type, flagBase]),
      auto: autoClass,
    }),
    ...functions('enum', {
      'unique(enumeration)': (cls = NULL) => unique(cls),
      'property(f)': (f = NULL) => invoke(S.PyProperty_Type, f),
      'member(v)': (v) => v,
      'global_enum(cls, update_str=False)': (cls) => cls,
    }),
  }
}
