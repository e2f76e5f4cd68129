/** Frames that C makes to be seen in tracebacks, and traceback entries. No frame here ever runs. */
import { type Address, NULL, plus } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { S } from '../memory/statics.ts'
import { readI32, readPointer, writeI32, writePointer, writeU8 } from '../memory/views.ts'
import { newZeroedObject, track } from './allocation.ts'
import { lineAt } from './code.ts'
import { dictGetName } from './dict.ts'
import { fetch, restore } from './indicator.ts'
import { moduleDict, sysModules } from './modules.ts'
import { isDict } from './object.ts'
import { newRef, xdecref, xnewRef } from './refcount.ts'

const F = L.PyFrameObject
const I = L._PyInterpreterFrame
const C = L.PyCodeObject
const T = L.PyTracebackObject
const ownedByFrameObject = 2

/** Where the interpreter's half of a frame lies: behind the object's, as in CPython for a frame that has returned. */
export function interpreterFrame(frame: Address): Address {
  return plus(frame, F._f_frame_data)
}

/** PyFrame_New. `locals` may be NULL. */
export function newFrame(code: Address, globals: Address, locals: Address): Address {
  const o = newZeroedObject(S.PyFrame_Type, F._f_frame_data + I.size)
  const inner = interpreterFrame(o)
  writePointer(o, F.f_frame, inner)
  writeU8(o, F.f_trace_lines, 1)
  writePointer(inner, I.f_globals, newRef(globals))
  writePointer(inner, I.f_builtins, newRef(builtinsOf(globals)))
  writePointer(inner, I.f_locals, xnewRef(locals))
  writePointer(inner, I.f_code, newRef(code))
  writePointer(inner, I.frame_obj, o)
  // Before the first instruction.
  writePointer(inner, I.prev_instr, code + C.co_code_adaptive - 2)
  writeU8(inner, I.owner, ownedByFrameObject)
  track(o)
  return o
}

function builtinsOf(globals: Address): Address {
  const given = isDict(globals) ? dictGetName(globals, '__builtins__') : NULL
  const builtins = given === NULL ? dictGetName(sysModules(), 'builtins') : given
  return isDict(builtins) ? builtins : moduleDict(builtins)
}

export function frameCode(frame: Address): Address {
  return readPointer(interpreterFrame(frame), I.f_code)
}

/** Offset of the last instruction that began, in bytes; -1 before the first. */
export function frameOffset(frame: Address): number {
  const offset = readPointer(interpreterFrame(frame), I.prev_instr) - frameCode(frame) - C.co_code_adaptive
  return offset < 0 ? -1 : offset
}

/** The line that C has written into the frame, or that of the code. */
export function frameLine(frame: Address): number {
  return readI32(frame, F.f_lineno) || lineAt(frameCode(frame), frameOffset(frame))
}

/** A traceback entry. An entry without a frame says only that the exception passed through the host. */
export function newTraceback(next: Address, frame: Address = NULL, offset = -1, line = 0): Address {
  const o = newZeroedObject(S.PyTraceBack_Type, T.size)
  writePointer(o, T.tb_next, xnewRef(next))
  writePointer(o, T.tb_frame, xnewRef(frame))
  writeI32(o, T.tb_lasti, offset)
  writeI32(o, T.tb_lineno, line)
  track(o)
  return o
}

/** PyTraceBack_Here: the pending exception passes through `frame`. */
export function addTraceback(frame: Address): void {
  const pendingError = fetch()
  const { traceback: next } = pendingError
  const traceback = newTraceback(next, frame, frameOffset(frame), frameLine(frame))
  xdecref(next)
  restore({ ...pendingError, traceback })
}
