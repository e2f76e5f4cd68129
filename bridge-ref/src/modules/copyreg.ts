/** `copyreg`, and how objects say what they are made of (`__reduce_ex__`). */
import { type Address, NULL } from '../memory/address.ts'
import { flag, L } from '../memory/layouts.ts'
import { E, none, S } from '../memory/statics.ts'
import { readPointer, readSize } from '../memory/views.ts'
import { hasFlag } from '../runtime/allocation.ts'
import { dictGetName, dictSize } from '../runtime/dict.ts'
import { isSubtype, raise } from '../runtime/errors.ts'
import { typeLookupName } from '../runtime/lookup.ts'
import { isDict, isList, isStr, isTuple, itemsOf, nameOf, sizeOf } from '../runtime/object.ts'
import { typeOf } from '../runtime/refcount.ts'
import { listAppend } from '../runtime/sequence.ts'
import { readStr } from '../runtime/str.ts'
import { type Body, contents, functions } from './kit/functions.ts'
import { permanent } from './kit/scope.ts'
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
  moduleAttr,
  numberOf,
  setAttribute,
  text,
  tuple,
} from './kit/values.ts'

let dispatchTable = NULL
function table(): Address {
  dispatchTable ||= permanent(dict)
  return dispatchTable
}

/** What a class itself has in `__slots__`, private names mangled. */
function fieldsOf(type: Address): Address[] {
  const slots = dictGetName(readPointer(type, L.PyTypeObject.tp_dict), '__slots__')
  if (slots === NULL) return []
  const owner = readStr(attr(type, '__name__')).replace(/^_+/, '')
  const mangled = (item: Address) => {
    const name = readStr(item)
    return name.startsWith('__') && !name.endsWith('__') && owner !== '' ? text(`_${owner}${name}`) : item
  }
  const fields = isStr(slots) ? [slots] : items(slots)
  return fields.filter((item) => !['__dict__', '__weakref__'].includes(readStr(item))).map(mangled)
}

/** Names of the fields in `__slots__` of a class and its bases, remembered in the class. */
function slotNames(cls: Address): Address {
  const own = dictGetName(readPointer(cls, L.PyTypeObject.tp_dict), '__slotnames__')
  if (own !== NULL) return own
  const names = itemsOf(attr(cls, '__mro__')).flatMap(fieldsOf)
  const found = list(names)
  if (hasFlag(cls, flag.HEAPTYPE)) setAttribute(cls, '__slotnames__', found)
  return found
}

/** `object.__getstate__`: the dict, with the fields when there are any; None when there is nothing. */
export function getState(o: Address, required = false): Address {
  const type = typeOf(o)
  if (required && readSize(type, L.PyTypeObject.tp_itemsize) !== 0) {
    raise(E.TypeError, `cannot pickle '${nameOf(o)}' object`)
  }
  const own = attrOr(o, '__dict__', none())
  const state = given(own) && isDict(own) && dictSize(own) > 0 ? own : none()
  const names = slotNames(type)
  const fields = dict()
  for (const name of itemsOf(names)) {
    const value = attrOr(o, readStr(name), NULL)
    if (value !== NULL) method(fields, '__setitem__', name, value)
  }
  if (required) checkSize(o, own, sizeOf(names))
  return dictSize(fields) === 0 ? state : tuple(state, fields)
}

/** What has fields that neither a dict nor `__slots__` names cannot be taken apart. */
function checkSize(o: Address, own: Address, fields: number): void {
  const T = L.PyTypeObject
  const type = typeOf(o)
  let size = readSize(S.PyBaseObject_Type, T.tp_basicsize) + fields * 8
  if (readSize(type, T.tp_dictoffset) !== 0 || given(own)) size += 8
  if (readSize(type, T.tp_weaklistoffset) !== 0) size += 8
  if (readSize(type, T.tp_basicsize) > size) raise(E.TypeError, `cannot pickle '${nameOf(o)}' object`)
}

function stateOf(o: Address, required: boolean): Address {
  const special = typeLookupName(typeOf(o), '__getstate__')
  const plain = typeLookupName(S.PyBaseObject_Type, '__getstate__')
  return special === plain || special === NULL ? getState(o, required) : method(o, '__getstate__')
}

/** Protocols 0 and 1: a class made in Python over one made in C. */
function reduceOld(self: Address, protocol: number): Address {
  const cls = typeOf(self)
  let base = cls
  while (hasFlag(base, flag.HEAPTYPE) && !definesInC(base)) base = readPointer(base, L.PyTypeObject.tp_base)
  if (base === cls && base !== S.PyBaseObject_Type) raise(E.TypeError, `cannot pickle '${nameOf(self)}' object`)
  const state = base === S.PyBaseObject_Type ? none() : invoke(base, self)
  const args = tuple(cls, base, state)
  const own = attrOr(self, '__dict__', none())
  const given_ =
    typeLookupName(cls, '__getstate__') === typeLookupName(S.PyBaseObject_Type, '__getstate__')
      ? own
      : method(self, '__getstate__')
  if (!given(given_) && itemsOf(slotNames(cls)).length > 0) {
    raise(
      E.TypeError,
      `a class that defines __slots__ without defining __getstate__ cannot be pickled with protocol ${protocol}`,
    )
  }
  const maker = moduleAttr('copyreg', '_reconstructor')
  return given(given_) && isTruthy(given_) ? tuple(maker, args, given_) : tuple(maker, args)
}
function definesInC(type: Address): boolean {
  const make = dictGetName(readPointer(type, L.PyTypeObject.tp_dict), '__new__')
  return make !== NULL && typeOf(make) === S.PyCFunction_Type
}

/** Protocol 2 and later: `cls.__new__` with arguments, then state, list items and dict items. */
function reduceNew(o: Address): Address {
  const cls = typeOf(o)
  if (readPointer(cls, L.PyTypeObject.tp_new) === NULL) raise(E.TypeError, `cannot pickle '${nameOf(o)}' object`)
  const { args, kwargs } = newArguments(o)
  const required = args === NULL && !isList(o) && !isDict(o)
  const maker = given(kwargs) && dictSize(kwargs) > 0 ? '__newobj_ex__' : '__newobj__'
  const rest = args === NULL ? [] : itemsOf(args)
  const call = maker === '__newobj__' ? tuple(cls, ...rest) : tuple(cls, args, kwargs)
  const state = stateOf(o, required)
  return tuple(
    moduleAttr('copyreg', maker),
    call,
    state,
    isList(o) ? iter(o) : none(),
    isDict(o) ? iter(method(o, 'items')) : none(),
  )
}

function newArguments(o: Address): { args: Address; kwargs: Address } {
  if (attrOr(o, '__getnewargs_ex__', NULL) !== NULL) {
    const pair = method(o, '__getnewargs_ex__')
    if (!isTuple(pair)) raise(E.TypeError, `__getnewargs_ex__ should return a tuple, not '${nameOf(pair)}'`)
    const [args = NULL, kwargs = NULL] = itemsOf(pair)
    return { args, kwargs }
  }
  if (attrOr(o, '__getnewargs__', NULL) === NULL) return { args: NULL, kwargs: NULL }
  const args = method(o, '__getnewargs__')
  if (!isTuple(args)) raise(E.TypeError, `__getnewargs__ should return a tuple, not '${nameOf(args)}'`)
  return { args, kwargs: NULL }
}

/** `object.__reduce__` is protocol 0. */
export function reduce(o: Address, protocol: number): Address {
  return protocol >= 2 ? reduceNew(o) : reduceOld(o, protocol)
}
/** `object.__reduce_ex__`: an own `__reduce__` goes first. */
export function reduceEx(o: Address, protocol: Address): Address {
  const own = typeLookupName(typeOf(o), '__reduce__')
  if (own !== NULL && own !== typeLookupName(S.PyBaseObject_Type, '__reduce__')) return method(o, '__reduce__')
  return reduce(o, numberOf(protocol))
}

const bodies: Record<string, Body> = {
  'pickle(ob_type, pickle_function, constructor_ob=None)': (type = NULL, fn = NULL) => {
    if (!isTruthy(invoke(moduleAttr('builtins', 'callable'), fn)))
      raise(E.TypeError, 'reduction functions must be callable')
    method(table(), '__setitem__', type, fn)
  },
  'constructor(object)': (o = NULL) => {
    if (!isTruthy(invoke(moduleAttr('builtins', 'callable'), o))) raise(E.TypeError, 'constructors must be callable')
  },
  '_reconstructor(cls, base, state)': (cls = NULL, base = NULL, state = NULL) => {
    if (base === S.PyBaseObject_Type) return invoke(attr(S.PyBaseObject_Type, '__new__'), cls)
    const o = invoke(attr(base, '__new__'), cls, state)
    if (attr(base, '__init__') !== attr(S.PyBaseObject_Type, '__init__')) invoke(attr(base, '__init__'), o, state)
    return o
  },
  '_reduce_ex(self, proto)': (self = NULL, protocol = NULL) => reduceOld(self, numberOf(protocol)),
  '__newobj__(cls, *args)': (cls = NULL, args = NULL) => invoke(attr(cls, '__new__'), cls, ...itemsOf(args)),
  '__newobj_ex__(cls, args, kwargs)': (cls = NULL, args = NULL, kwargs = NULL) =>
    invokeWith(attr(cls, '__new__'), [cls, ...itemsOf(args)], kwargs),
  '_slotnames(cls)': (cls = NULL) => slotNames(cls),
  'pickle_complex(c)': (c = NULL) => tuple(S.PyComplex_Type, tuple(attr(c, 'real'), attr(c, 'imag'))),
  'add_extension(module, name, code)': (module = NULL, name = NULL, code = NULL) => addExtension(module, name, code),
  'remove_extension(module, name, code)': (module = NULL, name = NULL, code = NULL) => {
    const key = tuple(module, name)
    const [registry, inverted] = ['_extension_registry', '_inverted_registry'].map((which) =>
      moduleAttr('copyreg', which),
    )
    method(registry ?? NULL, '__delitem__', key)
    method(inverted ?? NULL, '__delitem__', code)
  },
  'clear_extension_cache()': () => method(moduleAttr('copyreg', '_extension_cache'), 'clear'),
}

function addExtension(module: Address, name: Address, code: Address): undefined {
  const number = numberOf(code)
  if (number < 1 || number > 0x7fffffff) raise(E.ValueError, 'code out of range')
  const key = tuple(module, name)
  const registry = moduleAttr('copyreg', '_extension_registry')
  const inverted = moduleAttr('copyreg', '_inverted_registry')
  if (isTruthy(method(registry, '__contains__', key)))
    raise(E.ValueError, `key (${readStr(module)}, ${readStr(name)}) is already registered`)
  if (isTruthy(method(inverted, '__contains__', code))) raise(E.ValueError, `code ${number} is already in use`)
  method(registry, '__setitem__', key, int(number))
  method(inverted, '__setitem__', code, key)
}

export function copyregModule(): Record<string, Address> {
  const made = functions('copyreg', bodies)
  const complex = made['pickle_complex'] ?? NULL
  method(table(), '__setitem__', S.PyComplex_Type, complex)
  return {
    ...made,
    ...contents({
      dispatch_table: table(),
      _extension_registry: dict(),
      _inverted_registry: dict(),
      _extension_cache: dict(),
    }),
  }
}

const atomic = (): Address[] => [
  typeOf(none()),
  S.PyLong_Type,
  S.PyFloat_Type,
  S.PyBool_Type,
  S.PyComplex_Type,
  S.PyBytes_Type,
  S.PyUnicode_Type,
  S.PyType_Type,
  S.PyRange_Type,
  S.PyCFunction_Type,
  S.PyEllipsis_Type,
  typeOf(S._Py_NotImplementedStruct),
  S._PyWeakref_RefType,
  S.PyProperty_Type,
]

function shallow(o: Address): Address {
  const cls = typeOf(o)
  if (atomic().includes(cls) || isSubtype(cls, S.PyType_Type) || [S.PyTuple_Type, S.PyFrozenSet_Type].includes(cls))
    return o
  if ([S.PyList_Type, S.PyDict_Type, S.PySet_Type, S.PyByteArray_Type].includes(cls)) return method(o, 'copy')
  const special = attrOr(cls, '__copy__', NULL)
  if (special !== NULL) return invoke(special, o)
  return rebuild(o, reduction(o), (part) => part)
}

function reduction(o: Address): Address {
  const registered = method(table(), 'get', typeOf(o))
  return given(registered) ? invoke(registered, o) : method(o, '__reduce_ex__', int(4))
}

/** Makes an object of a reduction, each part as `transform` gives it. */
function rebuild(
  o: Address,
  reduced: Address,
  transform: (part: Address) => Address,
  remember?: (made: Address) => void,
): Address {
  if (isStr(reduced)) return o
  const [callable = NULL, args = NULL, state = NULL, listItems = NULL, dictItems = NULL] = itemsOf(reduced)
  const made = invoke(callable, ...itemsOf(args).map(transform))
  remember?.(made)
  if (given(state)) setState(made, transform(state))
  if (given(listItems)) for (const item of items(listItems)) method(made, 'append', transform(item))
  if (given(dictItems)) {
    for (const pair of items(dictItems)) {
      const [key = NULL, value = NULL] = itemsOf(pair)
      method(made, '__setitem__', transform(key), transform(value))
    }
  }
  return made
}

function setState(o: Address, state: Address): void {
  const setter = attrOr(o, '__setstate__', NULL)
  if (setter !== NULL) {
    invoke(setter, state)
    return
  }
  const [own = state, fields = NULL] = isTuple(state) && sizeOf(state) === 2 ? itemsOf(state) : [state]
  if (given(own)) method(attr(o, '__dict__'), 'update', own)
  if (given(fields))
    for (const pair of items(method(fields, 'items'))) {
      const [key = NULL, value = NULL] = itemsOf(pair)
      setAttribute(o, readStr(key), value)
    }
}

/** A deep copy in the making: the memo maps identities to copies and keeps the originals alive. */
interface Copying {
  again: (part: Address) => Address
  remember: (made: Address) => void
}

function deep(o: Address, memo: Address): Address {
  const known = method(memo, 'get', int(o))
  if (given(known)) return known
  const cls = typeOf(o)
  if (atomic().includes(cls) || isSubtype(cls, S.PyType_Type) || cls === S.PyFunction_Type) return o
  const remember = (made: Address) => {
    method(memo, '__setitem__', int(o), made)
    listAppend(method(memo, 'setdefault', int(memo), list([])), o)
  }
  const copying = { again: (part: Address) => deep(part, memo), remember }
  if (cls === S.PyList_Type) return deepList(o, copying)
  if (cls === S.PyTuple_Type) return deepTuple(o, copying)
  if (cls === S.PyDict_Type) return deepDict(o, copying)
  const special = attrOr(o, '__deepcopy__', NULL)
  const made = special !== NULL ? invoke(special, memo) : rebuild(o, reduction(o), copying.again, remember)
  if (made !== o) remember(made)
  return made
}
function deepList(o: Address, { again, remember }: Copying): Address {
  const made = list([])
  remember(made)
  for (const item of itemsOf(o)) listAppend(made, again(item))
  return made
}
function deepTuple(o: Address, { again, remember }: Copying): Address {
  const parts = itemsOf(o).map(again)
  if (parts.every((part, i) => part === itemsOf(o)[i])) return o
  const made = tuple(...parts)
  remember(made)
  return made
}
function deepDict(o: Address, { again, remember }: Copying): Address {
  const made = dict()
  remember(made)
  for (const pair of items(method(o, 'items'))) {
    const [key = NULL, value = NULL] = itemsOf(pair)
    method(made, '__setitem__', again(key), again(value))
  }
  return made
}

export function copyModule(): Record<string, Address> {
  return functions('copy', {
    'copy(x)': (o = NULL) => shallow(o),
    'deepcopy(x, memo=None)': (o = NULL, memo = NULL) => deep(o, given(memo) ? memo : dict()),
  })
}
