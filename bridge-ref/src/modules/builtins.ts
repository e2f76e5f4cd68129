/** Functions of `builtins`. Its types and exceptions are there from the start. */
import { callPointer, callWord } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { apiAddress, E, none, S } from '../memory/statics.ts'
import { bytesOf } from '../runtime/bytes.ts'
import { indexValue } from '../runtime/conversion.ts'
import { dictSetName } from '../runtime/dict.ts'
import { raise } from '../runtime/errors.ts'
import { builtinsModule } from '../runtime/host-modules.ts'
import { checked, checkedInt } from '../runtime/indicator.ts'
import { newInt } from '../runtime/int.ts'
import { nextOrStop } from '../runtime/iteration.ts'
import { lookupSpecial } from '../runtime/lookup.ts'
import { moduleDict } from '../runtime/modules.ts'
import { GT, hash, isStr, itemsOf, LT, nameOf, repr, richCompareBool, slotFor, typeName } from '../runtime/object.ts'
import { binaryOperation, powerOperation } from '../runtime/operators.ts'
import { typeOf } from '../runtime/refcount.ts'
import { codePoint, newStrOf, readStr, strLength } from '../runtime/str.ts'
import { newCallIterator } from '../runtime/types/iterator-types.ts'
import { instanceCheck, subclassCheck } from '../runtime/types/type-type.ts'
import { type Body, builtins } from './kit/functions.ts'
import { own } from './kit/scope.ts'
import {
  attr,
  attrOr,
  given,
  int,
  invoke,
  isTruthy,
  iter,
  method,
  moduleAttr,
  next,
  numberOf,
  record,
  setAttribute,
  text,
  textOf,
  truth,
} from './kit/values.ts'

function needCompiler(what: string): Body {
  return () => raise(E.NotImplementedError, `${what} needs a Python compiler, and this host has none`)
}

/** A C function of this bridge's own API, by its name. */
export function api(name: Parameters<typeof apiAddress>[0], a = 0, b = 0, c = 0): Address {
  return own(checked(callPointer(apiAddress(name), a, b, c)))
}

const attributes: Record<string, Body> = {
  'getattr(object, name, default=, /)': (o = NULL, key = NULL, instead = NULL) => {
    if (!isStr(key)) raise(E.TypeError, `attribute name must be string, not '${nameOf(key)}'`)
    return instead === NULL ? attr(o, readStr(key)) : attrOr(o, readStr(key), instead)
  },
  'hasattr(obj, name, /)': (o = NULL, key = NULL) => {
    if (!isStr(key)) raise(E.TypeError, `attribute name must be string, not '${nameOf(key)}'`)
    return truth(attrOr(o, readStr(key), NULL) !== NULL)
  },
  'setattr(obj, name, value, /)': (o = NULL, key = NULL, value = NULL) => {
    if (!isStr(key)) raise(E.TypeError, `attribute name must be string, not '${nameOf(key)}'`)
    setAttribute(o, readStr(key), value)
  },
  'delattr(obj, name, /)': (o = NULL, key = NULL) => {
    if (!isStr(key)) raise(E.TypeError, `attribute name must be string, not '${nameOf(key)}'`)
    setAttribute(o, readStr(key), NULL)
  },
  'dir(object=, /)': (o = NULL) => {
    if (o === NULL) raise(E.SystemError, 'frame does not exist')
    return invoke(sorted(), method(o, '__dir__'))
  },
  'vars(object=, /)': (o = NULL) => {
    if (o === NULL) raise(E.SystemError, 'frame does not exist')
    const found = attrOr(o, '__dict__', NULL)
    return found === NULL ? raise(E.TypeError, 'vars() argument must have __dict__ attribute') : found
  },
}

function sorted(): Address {
  return moduleAttr('builtins', 'sorted')
}

const iteration: Record<string, Body> = {
  'iter(object, sentinel=, /)': (o = NULL, sentinel = NULL) => {
    if (sentinel === NULL) return iter(o)
    if (slotFor(o, 'tp_call') === NULL) raise(E.TypeError, 'iter(v, w): v must be callable')
    return own(newCallIterator(o, sentinel))
  },
  'next(iterator, default=, /)': (iterator = NULL, instead = NULL) => {
    if (slotFor(iterator, 'tp_iternext') === NULL) raise(E.TypeError, `'${nameOf(iterator)}' object is not an iterator`)
    if (instead === NULL) return own(nextOrStop(iterator))
    const item = next(iterator)
    return item === NULL ? instead : item
  },
  'all(iterable, /)': (iterable = NULL) => truth(!some(iterable, (item) => !isTruthy(item))),
  'any(iterable, /)': (iterable = NULL) => truth(some(iterable, isTruthy)),
  'sum(iterable, /, start=0)': (iterable = NULL, start = NULL) => {
    if (isStr(start)) raise(E.TypeError, "sum() can't sum strings [use ''.join(seq) instead]")
    let total = start
    const iterator = iter(iterable)
    for (let item = next(iterator); item !== NULL; item = next(iterator)) total = own(add(total, item))
    return total
  },
  'min(*args, key=None, default=)': (key = NULL, instead = NULL, args = NULL) =>
    extreme('min', LT, { key, instead, args }),
  'max(*args, key=None, default=)': (key = NULL, instead = NULL, args = NULL) =>
    extreme('max', GT, { key, instead, args }),
  'sorted(iterable, /, *, key=None, reverse=False)': (iterable = NULL, key = NULL, reverse = NULL) => {
    const copy = invoke(S.PyList_Type, iterable)
    api('PyObject_Call', attr(copy, 'sort'), own(api('PyTuple_New', 0)), record({ key, reverse }))
    return copy
  },
  'len(obj, /)': (o = NULL) => {
    const size = slotFor(o, 'mp_length') || slotFor(o, 'sq_length')
    if (size === NULL) raise(E.TypeError, `object of type '${nameOf(o)}' has no len()`)
    return own(newInt(checkedInt(callWord(size, o))))
  },
}

const add = binaryOperation('nb_add', '+')

/** Whether a test holds for an item; looks no further than it. */
function some(iterable: Address, test: (item: Address) => boolean): boolean {
  const iterator = iter(iterable)
  for (let item = next(iterator); item !== NULL; item = next(iterator)) if (test(item)) return true
  return false
}

interface Extreme {
  key: Address
  instead: Address
  args: Address
}

function extreme(name: string, op: number, { key, instead, args }: Extreme): Address {
  const several = itemsOf(args)
  if (several.length === 0) raise(E.TypeError, `${name} expected at least 1 argument, got 0`)
  if (several.length > 1 && instead !== NULL) {
    raise(E.TypeError, `Cannot specify a default for ${name}() with multiple positional arguments`)
  }
  let [best, bestKey] = [NULL, NULL]
  const iterator = iter(several.length > 1 ? args : (several[0] ?? NULL))
  for (let item = next(iterator); item !== NULL; item = next(iterator)) {
    const value = given(key) ? invoke(key, item) : item
    if (best === NULL || richCompareBool(value, bestKey, op)) [best, bestKey] = [item, value]
  }
  if (best !== NULL) return best
  return instead === NULL ? raise(E.ValueError, `${name}() arg is an empty sequence`) : instead
}

const numbers: Record<string, Body> = {
  'abs(x, /)': (o = NULL) => api('PyNumber_Absolute', o),
  'divmod(x, y, /)': (a = NULL, b = NULL) => own(binaryOperation('nb_divmod', 'divmod()')(a, b)),
  'pow(base, exp, mod=None)': (a = NULL, b = NULL, m = NULL) => own(powerOperation(a, b, m)),
  'round(number, ndigits=None)': (o = NULL, digits = NULL) => {
    const special = lookupSpecial(o, '__round__')
    if (special === NULL) raise(E.TypeError, `type ${nameOf(o)} doesn't define __round__ method`)
    return given(digits) ? invoke(own(special), digits) : invoke(own(special))
  },
  'hash(obj, /)': (o = NULL) => int(hash(o)),
  'id(obj, /)': (o = NULL) => int(o),
  'bin(number, /)': (o = NULL) => inBase(o, 2, '0b'),
  'oct(number, /)': (o = NULL) => inBase(o, 8, '0o'),
  'hex(number, /)': (o = NULL) => inBase(o, 16, '0x'),
  'chr(i, /)': (o = NULL) => {
    const code = indexValue(o)
    if (code < 0 || code > 0x10ffff) raise(E.ValueError, 'chr() arg not in range(0x110000)')
    return own(newStrOf([Number(code)]))
  },
  'ord(c, /)': (o = NULL) => {
    const isBytes = typeOf(o) === S.PyBytes_Type
    if (!isBytes && !isStr(o)) raise(E.TypeError, `ord() expected string of length 1, but ${nameOf(o)} found`)
    const length = isBytes ? bytesOf(o).length : strLength(o)
    if (length !== 1) raise(E.TypeError, `ord() expected a character, but string of length ${length} found`)
    return int(isBytes ? (bytesOf(o)[0] ?? 0) : codePoint(o, 0))
  },
}

function inBase(o: Address, base: number, prefix: string): Address {
  const value = BigInt(indexValue(o))
  return text(`${value < 0n ? '-' : ''}${prefix}${(value < 0n ? -value : value).toString(base)}`)
}

const texts: Record<string, Body> = {
  'repr(obj, /)': (o = NULL) => own(repr(o)),
  'ascii(obj, /)': (o = NULL) => api('PyObject_ASCII', o),
  'format(value, format_spec=, /)': (o = NULL, spec = NULL) => api('PyObject_Format', o, spec),
  'print(*args, sep=None, end=None, file=None, flush=False)': (
    sep = NULL,
    end = NULL,
    file = NULL,
    flush = NULL,
    args = NULL,
  ) => {
    const target = given(file) ? file : moduleAttr('sys', 'stdout')
    if (!given(target)) return undefined
    const between = given(sep) ? textOf(sep) : ' '
    const line = itemsOf(args).map(textOf).join(between)
    method(target, 'write', text(line + (given(end) ? textOf(end) : '\n')))
    if (isTruthy(flush)) method(target, 'flush')
    return none()
  },
  'open(file, mode=, buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)': (...given) =>
    invoke(moduleAttr('io', 'open'), given[0] ?? NULL, given[1] || text('r'), ...given.slice(2)),
  'input(prompt=, /)': () => raise(E.EOFError, 'EOF when reading a line'),
}

const classes: Record<string, Body> = {
  'callable(obj, /)': (o = NULL) => truth(slotFor(o, 'tp_call') !== NULL),
  'isinstance(obj, class_or_tuple, /)': (o = NULL, type = NULL) => truth(instanceCheck(o, type)),
  'issubclass(cls, class_or_tuple, /)': (o = NULL, type = NULL) => truth(subclassCheck(o, type)),
  '__import__(name, globals=None, locals=None, fromlist=None, level=0)': (
    key = NULL,
    globals = NULL,
    locals = NULL,
    from = NULL,
    level = NULL,
  ) =>
    own(
      checked(
        callPointer(
          apiAddress('PyImport_ImportModuleLevelObject'),
          key,
          given(globals) ? globals : NULL,
          given(locals) ? locals : NULL,
          given(from) ? from : NULL,
          numberOf(level),
        ),
      ),
    ),
  '__build_class__(func, name, /, *bases, metaclass=None, **kwds)': needCompiler('a class statement'),
  'eval(source, globals=None, locals=None, /)': needCompiler('eval()'),
  'exec(source, globals=None, locals=None, /, *, closure=None)': needCompiler('exec()'),
  'compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)':
    needCompiler('compile()'),
  'globals()': () => {
    const found = callPointer(apiAddress('PyEval_GetGlobals'))
    return found === NULL ? raise(E.SystemError, 'frame does not exist') : found
  },
  'locals()': () => {
    const found = callPointer(apiAddress('PyEval_GetLocals'))
    return found === NULL ? raise(E.SystemError, 'frame does not exist') : found
  },
  'aiter(async_iterable, /)': (o = NULL) => method(o, '__aiter__'),
  'breakpoint(*args, **kws)': () => none(),
}

export function startBuiltinFunctions(): void {
  const namespace = moduleDict(builtinsModule())
  const all = builtins('builtins', { ...attributes, ...iteration, ...numbers, ...texts, ...classes })
  for (const [key, value] of Object.entries(all)) dictSetName(namespace, key, value)
  const types = [
    S.PyProperty_Type,
    S.PySuper_Type,
    S.PyEnum_Type,
    S.PyZip_Type,
    S.PyMap_Type,
    S.PyFilter_Type,
    S.PyReversed_Type,
  ]
  for (const type of types) dictSetName(namespace, typeName(type), type)
  dictSetName(namespace, '__debug__', S._Py_TrueStruct)
  dictSetName(namespace, 'EnvironmentError', E.OSError)
  dictSetName(namespace, 'IOError', E.OSError)
}
