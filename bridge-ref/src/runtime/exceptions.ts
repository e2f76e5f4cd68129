/** The exception hierarchy, as data, and what its classes do. */
import { callInt } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { flag, L } from '../memory/layouts.ts'
import { E, none, S } from '../memory/statics.ts'
import { readPointer, readU8, writePointer, writeU8 } from '../memory/views.ts'
import { freeObject, untrack } from './allocation.ts'
import { args, describeType, type GetSet, newStaticType } from './define.ts'
import { dictGetName, dictSize, newDict } from './dict.ts'
import { isException, newTupleOf, raise, setContext } from './errors.ts'
import { addNote, giveTraceback } from './exception-notes.ts'
import { exceptionPickling } from './exception-reduce.ts'
import { allocInstance } from './instances.ts'
import { readInt } from './int.ts'
import { collect } from './iteration.ts'
import { isInstance, isInt, isTuple, itemsOf, repr, reprText, sizeOf, str, takeText, typeName } from './object.ts'
import { newRef, typeOf, xdecref, xnewRef } from './refcount.ts'
import { newTuple, tupleItem } from './sequence.ts'
import { newStr } from './str.ts'
import { syntaxErrorFields, syntaxErrorStr } from './syntax-error.ts'
import { ownerSlots } from './types/function-types.ts'
import { initUnicodeError, isUnicodeError, unicodeErrorPositions } from './unicode-error-fields.ts'
import { decodeErrorStr, encodeErrorStr, translateErrorStr } from './unicode-error-text.ts'

const X = L.PyBaseExceptionObject
const owned = [X.dict, X.args, X.notes, X.traceback, X.context, X.cause]

/** Class, base, and the fields it adds behind its base's struct, with the name of each attribute. */
const hierarchy = `
BaseException -
 SystemExit BaseException code:72
 KeyboardInterrupt BaseException
 GeneratorExit BaseException
 Exception BaseException
 BaseExceptionGroup BaseException message:72 exceptions:80
 StopIteration Exception value:72
 StopAsyncIteration Exception
 ArithmeticError Exception
 FloatingPointError ArithmeticError
 OverflowError ArithmeticError
 ZeroDivisionError ArithmeticError
 AssertionError Exception
 AttributeError Exception obj:72 name:80
 BufferError Exception
 EOFError Exception
 ImportError Exception msg:72 name:80 path:88
 ModuleNotFoundError ImportError
 LookupError Exception
 IndexError LookupError
 KeyError LookupError
 MemoryError Exception
 NameError Exception name:72
 UnboundLocalError NameError
 OSError Exception errno:72 strerror:80 filename:88 filename2:96
 BlockingIOError OSError
 ChildProcessError OSError
 ConnectionError OSError
 BrokenPipeError ConnectionError
 ConnectionAbortedError ConnectionError
 ConnectionRefusedError ConnectionError
 ConnectionResetError ConnectionError
 FileExistsError OSError
 FileNotFoundError OSError
 InterruptedError OSError
 IsADirectoryError OSError
 NotADirectoryError OSError
 PermissionError OSError
 ProcessLookupError OSError
 TimeoutError OSError
 ReferenceError Exception
 RuntimeError Exception
 NotImplementedError RuntimeError
 RecursionError RuntimeError
 SyntaxError Exception msg:72 filename:80 lineno:88 offset:96 text:120 end_lineno:104 end_offset:112 print_file_and_line:128
 IndentationError SyntaxError
 TabError IndentationError
 SystemError Exception
 TypeError Exception
 ValueError Exception
 UnicodeError ValueError
 UnicodeDecodeError UnicodeError encoding:72 object:80 reason:104
 UnicodeEncodeError UnicodeError encoding:72 object:80 reason:104
 UnicodeTranslateError UnicodeError object:80 reason:104
 Warning Exception
 DeprecationWarning Warning
 PendingDeprecationWarning Warning
 RuntimeWarning Warning
 SyntaxWarning Warning
 UserWarning Warning
 FutureWarning Warning
 ImportWarning Warning
 UnicodeWarning Warning
 BytesWarning Warning
 ResourceWarning Warning
 EncodingWarning Warning`

const sizes: Record<string, number> = {
  OSError: 112,
  UnicodeDecodeError: 112,
  UnicodeEncodeError: 112,
  UnicodeTranslateError: 112,
}

const errnoTypes: Record<number, keyof typeof E> = {
  1: 'PermissionError',
  2: 'FileNotFoundError',
  3: 'ProcessLookupError',
  4: 'InterruptedError',
  10: 'ChildProcessError',
  11: 'BlockingIOError',
  13: 'PermissionError',
  17: 'FileExistsError',
  20: 'NotADirectoryError',
  21: 'IsADirectoryError',
  32: 'BrokenPipeError',
  103: 'ConnectionAbortedError',
  104: 'ConnectionResetError',
  108: 'BrokenPipeError',
  110: 'TimeoutError',
  111: 'ConnectionRefusedError',
  114: 'BlockingIOError',
  115: 'BlockingIOError',
}

interface Field {
  name: string
  offset: number
}

/** Fields that each class has beyond BaseException's, its bases' included. */
const fieldsOf = new Map<Address, Field[]>()

/** Makes the memory of every exception type and points the `PyExc_…` variables to it. */
export function allocateExceptions(): void {
  const slots: Record<string, Address> = S
  const types: Record<string, Address> = E
  for (const [name] of entries()) {
    const type = newStaticType()
    types[name] = type
    const variable = slots[`PyExc_${name}`]
    if (variable !== undefined) writePointer(variable, 0, type)
  }
  for (const alias of ['EnvironmentError', 'IOError'] as const) {
    types[alias] = E.OSError
    writePointer(S[`PyExc_${alias}`], 0, E.OSError)
  }
}

function entries(): [string, string, Field[]][] {
  return hierarchy
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', base = '-', ...fields] = line.trim().split(' ')
      return [
        name,
        base,
        fields.map((field) => ({ name: field.split(':')[0] ?? '', offset: Number(field.split(':')[1]) })),
      ]
    })
}

export function describeExceptions(): void {
  const types: Record<string, Address> = E
  for (const [name, base, fields] of entries()) {
    const type = types[name] ?? NULL
    const parent = types[base] ?? NULL
    fieldsOf.set(type, [...(fieldsOf.get(parent) ?? []), ...fields])
    structSizes.set(type, structSize(name, type, parent))
    const slots = parent === NULL ? baseSlots : ownSlots(name, type, fields)
    describeType(type, {
      name,
      size: structSizes.get(type) ?? X.size,
      // A type with the flag and without tp_traverse would not inherit the latter.
      flags: flag.BASETYPE | flag.BASE_EXC_SUBCLASS | (slots?.tp_traverse === undefined ? 0 : flag.HAVE_GC),
      dictOffset: X.dict,
      base: parent,
      slots,
      getset: {
        ...(parent === NULL ? baseGetSet : {}),
        ...Object.fromEntries(fields.map((field) => [field.name, fieldAccess(field)])),
        ...unicodeErrorPositions(type),
      },
      ...(parent === NULL ? { methods: baseMethods } : {}),
    })
    if (parent === NULL) writePointer(type, L.PyTypeObject.tp_base, S.PyBaseObject_Type)
  }
}

function structSize(name: string, type: Address, parent: Address): number {
  const ends = fieldsFor(type).map(({ offset }) => offset + 8)
  return Math.max(X.size, ...ends, sizes[name] ?? 0, structSizes.get(parent) ?? 0)
}

/** A type without fields of its own inherits all slots. */
function ownSlots(name: string, type: Address, fields: readonly Field[]): TypeSlots {
  if (fields.length === 0 && special[name] === undefined) return {}
  return { ...lifetimeSlots(fieldsFor(type)), ...special[name] }
}
type TypeSlots = Parameters<typeof describeType>[1]['slots']
const structSizes = new Map<Address, number>()

function lifetimeSlots(fields: readonly Field[]): Parameters<typeof describeType>[1]['slots'] {
  const offsets = [...owned, ...fields.map(({ offset }) => offset)]
  return {
    ...ownerSlots(offsets),
    tp_init: exceptionInit,
    tp_clear: (o: Address) => {
      for (const offset of offsets) {
        const held = readPointer(o, offset)
        writePointer(o, offset, offset === X.args ? newTupleOf([]) : NULL)
        xdecref(held)
      }
      return 0
    },
  }
}

function fieldAccess({ offset }: Field): GetSet {
  return {
    get: (o) => newRef(readPointer(o, offset) || none()),
    set: (o, value) => {
      replace(o, offset, value === NULL ? NULL : newRef(value))
      return 0
    },
  }
}
function replace(o: Address, offset: number, value: Address): void {
  const old = readPointer(o, offset)
  writePointer(o, offset, value)
  xdecref(old)
}

function exceptionNew(type: Address, given: Address): Address {
  const actual = type === E.OSError ? osErrorType(given) : type
  const o = allocInstance(actual)
  replace(o, X.args, newRef(given))
  return o
}

/** OSError chooses its subclass by errno. */
function osErrorType(given: Address): Address {
  const count = sizeOf(given)
  const code = count >= 2 && count <= 5 && isInt(tupleItem(given, 0)) ? Number(readInt(tupleItem(given, 0))) : undefined
  const name = code === undefined ? undefined : errnoTypes[code]
  return name === undefined ? E.OSError : E[name]
}

function exceptionInit(self: Address, given: Address, kwargs: Address): number {
  const type = typeOf(self)
  const takesKeywords =
    isInstance(self, E.ImportError) || isInstance(self, E.AttributeError) || isInstance(self, E.NameError)
  if (kwargs !== NULL && dictSize(kwargs) > 0 && !takesKeywords)
    raise(E.TypeError, `${typeName(type)}() takes no keyword arguments`)
  replace(self, X.args, newRef(given))
  positionalFields(self, given)
  if (kwargs !== NULL && takesKeywords) keywordFields(self, kwargs)
  return 0
}

function positionalFields(self: Address, given: Address): void {
  const items = itemsOf(given)
  if (isInstance(self, E.OSError)) initOSError(self, items)
  else if (isUnicodeError(self)) initUnicodeError(self, items)
  else if (isInstance(self, E.SystemExit)) replace(self, 72, xnewRef(items.length > 1 ? given : (items[0] ?? NULL)))
  else if (isInstance(self, E.SyntaxError)) {
    for (const [offset, value] of syntaxErrorFields(items)) replace(self, offset, value)
  } else if (isInstance(self, E.StopIteration) || isInstance(self, E.ImportError)) {
    replace(self, 72, items[0] === undefined ? NULL : newRef(items[0]))
  }
}

function keywordFields(self: Address, kwargs: Address): void {
  for (const { name, offset } of fieldsFor(typeOf(self))) {
    const value = dictGetName(kwargs, name)
    if (value !== NULL) replace(self, offset, newRef(value))
  }
}

function fieldsFor(type: Address): Field[] {
  for (let t = type; t !== NULL; t = readPointer(t, L.PyTypeObject.tp_base)) {
    const fields = fieldsOf.get(t)
    if (fields) return fields
  }
  return []
}

function initOSError(self: Address, items: readonly Address[]): void {
  if (items.length < 2 || items.length > 5) return
  const O = L.PyOSErrorObject
  const [code = NULL, text = NULL, filename = NULL, , second = NULL] = items
  replace(self, O.myerrno, newRef(code))
  replace(self, O.strerror, newRef(text))
  if (filename === NULL || filename === none()) return
  replace(self, O.filename, newRef(filename))
  if (second !== NULL) replace(self, O.filename2, newRef(second))
  replace(self, X.args, newTuple([code, text]))
}

function exceptionStr(self: Address): Address {
  const given = readPointer(self, X.args)
  const count = given === NULL ? 0 : sizeOf(given)
  if (count === 0) return newStr('')
  return count === 1 ? str(tupleItem(given, 0)) : str(given)
}

function exceptionRepr(self: Address): Address {
  const given = readPointer(self, X.args)
  const inside = sizeOf(given) === 1 ? `(${reprText(tupleItem(given, 0))})` : reprText(given)
  return newStr(typeName(typeOf(self)) + inside)
}

function osErrorStr(self: Address): Address {
  const O = L.PyOSErrorObject
  const [code, text, file] = [O.myerrno, O.strerror, O.filename].map((offset) => readPointer(self, offset))
  if (!code || !text) return exceptionStr(self)
  const start = `[Errno ${takeText(str(code))}] ${takeText(str(text))}`
  return newStr(file ? `${start}: ${reprText(file)}` : start)
}

const special: Record<string, Parameters<typeof describeType>[1]['slots']> = {
  KeyError: {
    tp_str: (self: Address) => {
      const given = readPointer(self, X.args)
      return sizeOf(given) === 1 ? repr(tupleItem(given, 0)) : exceptionStr(self)
    },
  },
  OSError: { tp_str: osErrorStr, tp_new: exceptionNew },
  SyntaxError: { tp_str: syntaxErrorStr },
  UnicodeEncodeError: { tp_str: encodeErrorStr },
  UnicodeDecodeError: { tp_str: decodeErrorStr },
  UnicodeTranslateError: { tp_str: translateErrorStr },
  ImportError: {
    tp_str: (self: Address) => {
      const message = readPointer(self, 72)
      return message !== NULL ? str(message) : exceptionStr(self)
    },
  },
}

const baseSlots: Parameters<typeof describeType>[1]['slots'] = {
  tp_repr: exceptionRepr,
  tp_str: exceptionStr,
  tp_new: exceptionNew,
  tp_init: exceptionInit,
  tp_dealloc: (o: Address) => {
    untrack(o)
    for (const offset of owned) xdecref(readPointer(o, offset))
    freeObject(o)
  },
  tp_traverse: (o: Address, visit: Address, arg: number) => {
    for (const offset of owned) {
      const held = readPointer(o, offset)
      const stop = held === NULL ? 0 : callInt(visit, held, arg)
      if (stop !== 0) return stop
    }
    return 0
  },
  tp_clear: (o: Address) => {
    for (const offset of owned) if (offset !== X.args) replace(o, offset, NULL)
    return 0
  },
}

const baseMethods = {
  ...exceptionPickling,
  with_traceback: args(1, (o, traceback) => {
    giveTraceback(o, traceback ?? NULL)
    return newRef(o)
  }),
  add_note: args(1, addNote),
}

const baseGetSet: Record<string, GetSet> = {
  args: {
    get: (o) => newRef(readPointer(o, X.args) || none()),
    set: (o, value) => {
      if (value === NULL) raise(E.TypeError, 'args may not be deleted')
      replace(o, X.args, isTuple(value) ? newRef(value) : newTupleOf(collect(value)))
      return 0
    },
  },
  __traceback__: {
    get: (o) => newRef(readPointer(o, X.traceback) || none()),
    set: (o, value) => {
      giveTraceback(o, value)
      return 0
    },
  },
  __context__: {
    get: (o) => newRef(readPointer(o, X.context) || none()),
    set: (o, value) => {
      setContext(o, exceptionOrNull(value, '__context__'))
      return 0
    },
  },
  __cause__: {
    get: (o) => newRef(readPointer(o, X.cause) || none()),
    set: (o, value) => {
      setCause(o, exceptionOrNull(value, '__cause__'))
      return 0
    },
  },
  __suppress_context__: { get: (o) => newRef(readU8(o, X.suppress_context) ? S._Py_TrueStruct : S._Py_FalseStruct) },
  __dict__: {
    get: (o) => {
      if (readPointer(o, X.dict) === NULL) writePointer(o, X.dict, newDict())
      return newRef(readPointer(o, X.dict))
    },
  },
}

function exceptionOrNull(value: Address, name: string): Address {
  if (value === none()) return NULL
  if (!isException(value))
    raise(E.TypeError, `exception ${name.replaceAll('_', '')} must be None or derive from BaseException`)
  return newRef(value)
}

/** Steals `cause`. */
export function setCause(exception: Address, cause: Address): void {
  replace(exception, X.cause, cause)
  writeU8(exception, X.suppress_context, 1)
}
