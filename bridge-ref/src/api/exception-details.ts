/** The rest of the exception chapter: details of single classes, recursion in `repr`, printing. */
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, none, S } from '../memory/statics.ts'
import { cStringLength, readCString } from '../memory/text.ts'
import { bytesAt, readI32, readPointer, writePointer, writeSize } from '../memory/views.ts'
import { newBytes } from '../runtime/bytes.ts'
import { call, enterRecursion } from '../runtime/call.ts'
import { isException, setContext, setError, takeException } from '../runtime/errors.ts'
import { occurred, restore } from '../runtime/indicator.ts'
import { newInt } from '../runtime/int.ts'
import { getAttrName, setAttr } from '../runtime/lookup.ts'
import { strFromC } from '../runtime/modules.ts'
import { isTuple, newNone, str, takeText, typeName } from '../runtime/object.ts'
import { writeError } from '../runtime/printing.ts'
import { decref, newRef, typeOf, xdecref } from '../runtime/refcount.ts'
import { newStr, name as ownName, readStr } from '../runtime/str.ts'
import { decodeBytes } from '../runtime/text-codecs.ts'
import { frameCode } from '../runtime/traceback.ts'
import { writeUnraisable } from '../runtime/unraisable.ts'
import { badInternalCall } from './list.ts'

const U = L.PyUnicodeErrorObject

export function PyUnicodeDecodeError_Create(
  encoding: Address,
  data: Address,
  length: number,
  start: number,
  end: number,
  reason: Address,
): Address {
  const contents = newBytes(bytesAt(data, length))
  const text = (at: Address) => decodeBytes(bytesAt(at, cStringLength(at)), 'utf-8', 'strict')
  const args = [contents, newInt(start), newInt(end)]
  try {
    args.unshift(text(encoding))
    args.push(text(reason))
    return call(E.UnicodeDecodeError, args)
  } finally {
    for (const o of args) decref(o)
  }
}
function sizeSetter(offset: number): (self: Address, value: number) => number {
  return (self, value) => {
    writeSize(self, offset, value)
    return 0
  }
}
function reasonSetter(self: Address, text: Address): number {
  const reason = strFromC(text)
  const old = readPointer(self, U.reason)
  writePointer(self, U.reason, reason)
  xdecref(old)
  return 0
}
export const PyUnicodeDecodeError_SetStart = sizeSetter(U.start)
export const PyUnicodeEncodeError_SetStart = sizeSetter(U.start)
export const PyUnicodeTranslateError_SetStart = sizeSetter(U.start)
export const PyUnicodeDecodeError_SetEnd = sizeSetter(U.end)
export const PyUnicodeEncodeError_SetEnd = sizeSetter(U.end)
export const PyUnicodeTranslateError_SetEnd = sizeSetter(U.end)
export const PyUnicodeDecodeError_SetReason = reasonSetter
export const PyUnicodeEncodeError_SetReason = reasonSetter
export const PyUnicodeTranslateError_SetReason = reasonSetter

/** Objects whose `repr` runs at the moment. */
const represented: Address[] = []
/** 1 when the object's own `repr` is running already. */
export function Py_ReprEnter(o: Address): number {
  if (represented.includes(o)) return 1
  represented.push(o)
  return 0
}
export function Py_ReprLeave(o: Address): void {
  const at = represented.lastIndexOf(o)
  if (at >= 0) represented.splice(at, 1)
}
/** Counts the call as well, for CPython's macro that comes here when its own count is exhausted. */
export function _Py_CheckRecursiveCall(_state: Address, where: Address): number {
  enterRecursion(readCString(where))
  return 0
}

/** Restores what was fetched; it becomes the context of what is pending when something is. Steals all three. */
export function _PyErr_ChainExceptions(type: Address, value: Address, traceback: Address): void {
  if (type === NULL) return
  if (occurred() === NULL) {
    restore({ type, value, traceback })
    return
  }
  const later = takeException()
  restore({ type, value, traceback })
  setContext(later, takeException())
  setError(typeOf(later), later)
  decref(later)
}
/** A tuple must not be taken for the arguments. */
export function _PyErr_SetKeyError(key: Address): void {
  if (!isTuple(key) && !isException(key)) {
    setError(E.KeyError, key)
    return
  }
  const error = call(E.KeyError, [key])
  setError(E.KeyError, error)
  decref(error)
}
/** The message goes on after "Exception ignored". */
export function _PyErr_WriteUnraisableMsg(message: Address, o: Address): void {
  writeUnraisable(o, message === NULL ? '' : readCString(message))
}

/** Writes the exception, with its traceback where it has frames, to the error output. */
export function PyErr_Display(_type: Address, value: Address, _traceback: Address): void {
  if (value !== NULL && value !== none()) writeError(`${tracebackText(value)}${describeException(value)}\n`)
}
export function PyErr_DisplayException(value: Address): void {
  PyErr_Display(NULL, value, NULL)
}
function describeException(exception: Address): string {
  const text = takeText(str(exception))
  const name = typeName(typeOf(exception))
  return text === '' ? name : `${name}: ${text}`
}
function tracebackText(exception: Address): string {
  if (!isException(exception)) return ''
  const lines = tracebackLines(readPointer(exception, L.PyBaseExceptionObject.traceback))
  return lines.length === 0 ? '' : `Traceback (most recent call last):\n${lines.join('')}`
}

/** An entry for each frame; the host's own entries have none. */
function tracebackLines(first: Address): string[] {
  const lines: string[] = []
  for (let at = first; at !== NULL; at = readPointer(at, L.PyTracebackObject.tb_next)) {
    const frame = readPointer(at, L.PyTracebackObject.tb_frame)
    if (frame === NULL) continue
    const text = (offset: number) => readStr(readPointer(frameCode(frame), offset))
    const line = readI32(at, L.PyTracebackObject.tb_lineno)
    lines.push(`  File "${text(L.PyCodeObject.co_filename)}", line ${line}, in ${text(L.PyCodeObject.co_name)}\n`)
  }
  return lines
}
/** To a file of the host's language. */
export function PyTraceBack_Print(traceback: Address, file: Address): number {
  if (traceback === NULL) return 0
  if (typeOf(traceback) !== S.PyTraceBack_Type) badInternalCall()
  const text = newStr(`Traceback (most recent call last):\n${tracebackLines(traceback).join('')}`)
  const write = getAttrName(file, 'write')
  try {
    decref(call(write, [text]))
  } finally {
    decref(write)
    decref(text)
  }
  return 0
}

/** Where a SyntaxError is. Attributes that are missing are given, as CPython does. */
interface Place {
  line: number
  column: number
  endLine?: number
  endColumn?: number
}
function locate(filename: Address, { line, column, endLine = line, endColumn = column }: Place): void {
  if (occurred() === NULL) return
  const error = takeException()
  const put = (key: string, value: Address) => {
    setAttr(error, ownName(key), value)
    decref(value)
  }
  try {
    put('lineno', newInt(line))
    put('offset', column >= 0 ? newInt(column) : newNone())
    // A range that ends where it starts is none.
    const ranged = endColumn >= 0 && (endLine !== line || endColumn !== column)
    put('end_lineno', ranged ? newInt(endLine) : newNone())
    put('end_offset', ranged ? newInt(endColumn) : newNone())
    if (filename !== NULL) put('filename', newRef(filename))
  } finally {
    setError(typeOf(error), error)
    decref(error)
  }
}
export function PyErr_SyntaxLocationObject(filename: Address, line: number, column: number): void {
  locate(filename, { line, column })
}
export function PyErr_RangedSyntaxLocationObject(
  filename: Address,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
): void {
  locate(filename, { line, column, endLine, endColumn })
}
export function PyErr_SyntaxLocationEx(filename: Address, line: number, column: number): void {
  const text =
    filename === NULL ? NULL : decodeBytes(bytesAt(filename, cStringLength(filename)), 'utf-8', 'surrogateescape')
  locate(text, { line, column })
  xdecref(text)
}
export function PyErr_SyntaxLocation(filename: Address, line: number): void {
  PyErr_SyntaxLocationEx(filename, line, -1)
}
