/** Code objects, frames and tracebacks: what C makes to be seen in tracebacks. */
import { type Address, address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { permanentCString, readCString } from '../memory/text.ts'
import { readPointer, writeI32 } from '../memory/views.ts'
import { newBytes } from '../runtime/bytes.ts'
import { type CodeParts, codeBytes, isCode, kind, lineAt, namesOfKind, newCode, newEmptyCode } from '../runtime/code.ts'
import { newDict } from '../runtime/dict.ts'
import { raise } from '../runtime/errors.ts'
import { fetch, restore } from '../runtime/indicator.ts'
import { strFromC } from '../runtime/modules.ts'
import { isBytes, isStr, isTuple, typeName } from '../runtime/object.ts'
import { decref, newRef, typeOf, xnewRef } from '../runtime/refcount.ts'
import { readStr } from '../runtime/str.ts'
import { addTraceback, frameCode, frameLine, frameOffset, interpreterFrame, newFrame } from '../runtime/traceback.ts'
import { frameLocals } from '../runtime/types/frame-types.ts'
import { badInternalCall } from './list.ts'

const I = L._PyInterpreterFrame

export function PyCode_NewEmpty(filename: Address, name: Address, line: number): Address {
  const text = strFromC(name)
  try {
    return newEmptyCode(readCString(filename), readStr(text), line)
  } finally {
    decref(text)
  }
}
/** Parameters of PyCode_NewWithPosOnlyArgs, in order. */
const parameters = [
  'argcount',
  'posonlyargcount',
  'kwonlyargcount',
  'nlocals',
  'stacksize',
  'flags',
  'code',
  'consts',
  'names',
  'varnames',
  'freevars',
  'cellvars',
  'filename',
  'name',
  'qualname',
  'firstlineno',
  'linetable',
  'exceptiontable',
] as const

export function PyCode_NewWithPosOnlyArgs(...given: Address[]): Address {
  const parts = Object.fromEntries(parameters.map((name, i) => [name, given[i] ?? NULL])) as unknown as CodeParts
  const tuples = [parts.consts, parts.names, parts.varnames, parts.freevars, parts.cellvars]
  const texts = [parts.filename, parts.name, parts.qualname]
  const bytes = [parts.code, parts.linetable, parts.exceptiontable]
  const wellFormed =
    tuples.every((o) => o !== NULL && isTuple(o)) &&
    texts.every((o) => o !== NULL && isStr(o)) &&
    bytes.every((o) => o !== NULL && isBytes(o))
  return wellFormed ? newCode(parts) : badInternalCall()
}
export function PyCode_New(argcount: number, ...rest: Address[]): Address {
  return PyCode_NewWithPosOnlyArgs(address(argcount), NULL, ...rest)
}
export function PyCode_Addr2Line(code: Address, offset: number): number {
  return lineAt(code, offset)
}
function needCode(code: Address): void {
  if (!isCode(code)) badInternalCall()
}
export function PyCode_GetCode(code: Address): Address {
  needCode(code)
  return newBytes(codeBytes(code))
}
export function PyCode_GetVarnames(code: Address): Address {
  return namesOfKind(code, kind.local)
}
export function PyCode_GetCellvars(code: Address): Address {
  return namesOfKind(code, kind.cell)
}
export function PyCode_GetFreevars(code: Address): Address {
  return namesOfKind(code, kind.free)
}

export function PyFrame_New(_state: Address, code: Address, globals: Address, locals: Address): Address {
  return newFrame(code, globals, locals)
}
export function PyFrame_GetBack(frame: Address): Address {
  return xnewRef(readPointer(frame, L.PyFrameObject.f_back))
}
export function PyFrame_GetCode(frame: Address): Address {
  return newRef(frameCode(frame))
}
export function PyFrame_GetBuiltins(frame: Address): Address {
  return newRef(readPointer(interpreterFrame(frame), I.f_builtins))
}
export function PyFrame_GetGlobals(frame: Address): Address {
  return newRef(readPointer(interpreterFrame(frame), I.f_globals))
}
export function PyFrame_GetLocals(frame: Address): Address {
  return newRef(frameLocals(frame))
}
/** No frame here belongs to a generator. */
export function PyFrame_GetGenerator(_frame: Address): Address {
  return NULL
}
export function PyFrame_GetLasti(frame: Address): number {
  return frameOffset(frame)
}
export function PyFrame_GetLineNumber(frame: Address): number {
  return frameLine(frame)
}
export function PyFrame_FastToLocalsWithError(frame: Address): number {
  if (frame === NULL) badInternalCall()
  frameLocals(frame)
  return 0
}
export function PyFrame_FastToLocals(frame: Address): void {
  frameLocals(frame)
}
/** Nothing runs in these frames, so there are no fast locals to write to. */
export function PyFrame_LocalsToFast(_frame: Address, _clear: number): void {
  // Nothing to do.
}

export function PyTraceBack_Here(frame: Address): number {
  addTraceback(frame)
  return 0
}
/** Adds an entry for a function of C to the pending exception. */
export function _PyTraceback_Add(name: Address, filename: Address, line: number): void {
  const saved = fetch()
  const [code, globals] = [newEmptyCode(readCString(filename), readCString(name), line), newDict()]
  const frame = newFrame(code, globals, NULL)
  writeI32(frame, L.PyFrameObject.f_lineno, line)
  restore(saved)
  addTraceback(frame)
  for (const o of [code, globals, frame]) decref(o)
}

/** The host's code has no frames. */
export function PyEval_GetFrame(): Address {
  return NULL
}
export function PyThreadState_GetFrame(_state: Address): Address {
  return NULL
}
export function PyEval_GetGlobals(): Address {
  return NULL
}
export function PyEval_GetLocals(): Address {
  return raise(E.SystemError, 'frame does not exist')
}
export function PyEval_GetFuncName(fn: Address): Address {
  return functionName(fn)
}
let functionDescription = NULL
let objectDescription = NULL
/** What follows the name in a message. */
export function PyEval_GetFuncDesc(fn: Address): Address {
  functionDescription ||= permanentCString('()')
  objectDescription ||= permanentCString(' object')
  const called = [S.PyMethod_Type, S.PyFunction_Type, S.PyCFunction_Type, S.PyCMethod_Type]
  return called.includes(typeOf(fn)) ? functionDescription : objectDescription
}

function functionName(fn: Address): Address {
  const type = typeOf(fn)
  if (type === S.PyMethod_Type) return functionName(readPointer(fn, L.PyMethodObject.im_func))
  if (type === S.PyCFunction_Type || type === S.PyCMethod_Type) {
    return readPointer(readPointer(fn, L.PyCFunctionObject.m_ml), L.PyMethodDef.ml_name)
  }
  return permanentCString(typeName(type))
}

/** Code that C makes knows lines and no columns. */
export function PyCode_Addr2Location(
  code: Address,
  offset: number,
  startLine: Address,
  startColumn: Address,
  endLine: Address,
  endColumn: Address,
): number {
  const line = lineAt(code, offset)
  for (const at of [startLine, endLine]) writeI32(at, 0, line)
  for (const at of [startColumn, endColumn]) writeI32(at, 0, -1)
  return 1
}
