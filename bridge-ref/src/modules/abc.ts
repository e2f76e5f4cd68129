/** `abc` and `_abc`: abstract base classes. */
import { type Address, NULL } from '../memory/address.ts'
import { flag, L } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { readPointer, writeU32 } from '../memory/views.ts'
import { flagsOf } from '../runtime/allocation.ts'
import { dictEntries, dictGetName } from '../runtime/dict.ts'
import { isSubtype, raise } from '../runtime/errors.ts'
import { isType, itemsOf, sizeOf } from '../runtime/object.ts'
import { typeOf } from '../runtime/refcount.ts'
import { listAppend } from '../runtime/sequence.ts'
import { readStr } from '../runtime/str.ts'
import { subclassesOf } from '../runtime/type-ready.ts'
import { newClass } from './kit/classes.ts'
import { contents, functions } from './kit/functions.ts'
import {
  attr,
  attrOr,
  invoke,
  invokeWith,
  isTruthy,
  items,
  list,
  method,
  setAttribute,
  text,
  truth,
  tuple,
} from './kit/values.ts'

let metaclass = NULL
let registrations = 0

/** `abc.ABCMeta`. */
export function abcMeta(): Address {
  metaclass ||= newClass({
    name: 'ABCMeta',
    module: 'abc',
    bases: [S.PyType_Type],
    methods: {
      '__new__(mcls, name, bases, namespace, /, **kwargs)': (
        mcls = NULL,
        name = NULL,
        bases = NULL,
        namespace = NULL,
        kwargs = NULL,
      ) => {
        const cls = invokeWith(attr(S.PyType_Type, '__new__'), [mcls, name, bases, namespace], kwargs)
        initAbstract(cls)
        return cls
      },
      '__init__(cls, name, bases, namespace, /, **kwargs)': () => undefined,
      'register(cls, subclass)': (cls = NULL, subclass = NULL) => register(cls, subclass),
      '__instancecheck__(cls, instance)': (cls = NULL, o = NULL) => instanceCheck(cls, o),
      '__subclasscheck__(cls, subclass)': (cls = NULL, subclass = NULL) => truth(subclassCheck(cls, subclass)),
      '_abc_registry_clear(cls)': (cls = NULL) => {
        method(attr(cls, '_abc_impl'), 'clear')
      },
      '_abc_caches_clear(cls)': () => undefined,
    },
  })
  return metaclass
}

/** Finds the abstract methods of a class, and gives it a registry of its own. */
function initAbstract(cls: Address): void {
  const own = dictEntries(readPointer(cls, L.PyTypeObject.tp_dict))
  const names = own.filter(([, value]) => isAbstract(value)).map(([key]) => readStr(key))
  for (const base of itemsOf(attr(cls, '__bases__'))) {
    const inherited = attrOr(base, '__abstractmethods__', NULL)
    if (inherited === NULL) continue
    for (const key of items(inherited)) {
      const value = attrOr(cls, readStr(key), NULL)
      if (value !== NULL && isAbstract(value)) names.push(readStr(key))
    }
  }
  setAttribute(cls, '__abstractmethods__', invoke(S.PyFrozenSet_Type, list([...new Set(names)].map(text))))
  setAttribute(cls, '_abc_impl', list([]))
  const collection = own.find(([key]) => readStr(key) === '__abc_tpflags__')
  if (collection !== undefined) setAttribute(cls, '__abc_tpflags__', NULL)
}

function isAbstract(value: Address): boolean {
  const mark = attrOr(value, '__isabstractmethod__', NULL)
  return mark !== NULL && isTruthy(mark)
}

export function register(cls: Address, subclass: Address): Address {
  if (!isType(subclass)) raise(E.TypeError, 'Can only register classes')
  if (subclassCheck(cls, subclass)) return subclass
  if (subclassCheck(subclass, cls)) raise(E.RuntimeError, 'Refusing to create an inheritance cycle')
  listAppend(attr(cls, '_abc_impl'), subclass)
  registrations++
  const collection = flagsOf(cls) & (flag.SEQUENCE | flag.MAPPING)
  if (collection !== 0) writeU32(subclass, L.PyTypeObject.tp_flags, flagsOf(subclass) | collection)
  return subclass
}

function instanceCheck(cls: Address, o: Address): Address {
  const type = typeOf(o)
  const claimed = attrOr(o, '__class__', type)
  const answer = method(cls, '__subclasscheck__', claimed)
  if (isTruthy(answer) || claimed === type) return answer
  return method(cls, '__subclasscheck__', type)
}

/** Hook, then inheritance, then what was registered here or below. */
function subclassCheck(cls: Address, subclass: Address): boolean {
  if (!isType(subclass)) raise(E.TypeError, 'issubclass() arg 1 must be a class')
  if (dictGetName(readPointer(cls, L.PyTypeObject.tp_dict), '_abc_impl') === NULL) return isSubtype(subclass, cls)
  const answer = method(cls, '__subclasshook__', subclass)
  if (answer !== S._Py_NotImplementedStruct) return isTruthy(answer)
  if (isSubtype(subclass, cls)) return true
  const registered = items(attr(cls, '_abc_impl'))
  return [...registered, ...subclassesOf(cls)].some((other) => below(other, subclass))
}

function below(cls: Address, subclass: Address): boolean {
  return cls === subclass || isTruthy(invoke(attr(typeOf(cls), '__subclasscheck__'), cls, subclass))
}

let base = NULL
/** `abc.ABC`. */
export function abc(): Address {
  base ||= newClass({ name: 'ABC', module: 'abc', metaclass: abcMeta(), fields: [] })
  return base
}

export function abcModule(): Record<string, Address> {
  return {
    ...contents({ ABC: abc(), ABCMeta: abcMeta() }),
    ...functions('abc', {
      'abstractmethod(funcobj)': (fn = NULL) => {
        setAttribute(fn, '__isabstractmethod__', truth(true))
        return fn
      },
      'get_cache_token()': () => invoke(S.PyLong_Type, text(String(registrations))),
      'update_abstractmethods(cls)': (cls = NULL) => cls,
    }),
    ...contents({
      abstractproperty: newClass({
        name: 'abstractproperty',
        module: 'abc',
        bases: [S.PyProperty_Type],
        values: { __isabstractmethod__: truth(true) },
      }),
      abstractclassmethod: newClass({
        name: 'abstractclassmethod',
        module: 'abc',
        bases: [S.PyClassMethod_Type],
        values: { __isabstractmethod__: truth(true) },
      }),
      abstractstaticmethod: newClass({
        name: 'abstractstaticmethod',
        module: 'abc',
        bases: [S.PyStaticMethod_Type],
        values: { __isabstractmethod__: truth(true) },
      }),
    }),
  }
}

export function privateAbcModule(): Record<string, Address> {
  return functions('_abc', {
    'get_cache_token()': () => invoke(S.PyLong_Type, text(String(registrations))),
    '_abc_init(cls, /)': (cls = NULL) => {
      initAbstract(cls)
    },
    '_abc_register(cls, subclass, /)': (cls = NULL, subclass = NULL) => register(cls, subclass),
    '_abc_instancecheck(cls, instance, /)': (cls = NULL, o = NULL) => instanceCheck(cls, o),
    '_abc_subclasscheck(cls, subclass, /)': (cls = NULL, subclass = NULL) => truth(subclassCheck(cls, subclass)),
    '_reset_registry(cls, /)': (cls = NULL) => {
      method(attr(cls, '_abc_impl'), 'clear')
    },
    '_reset_caches(cls, /)': () => undefined,
    '_get_dump(cls, /)': (cls = NULL) => tuple(attr(cls, '_abc_impl'), list([]), list([]), truth(sizeOf(cls) === 0)),
  })
}
