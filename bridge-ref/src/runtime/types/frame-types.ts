/** `frame` and `traceback`. */
import { type Address, NULL } from '../../memory/address.ts'
import { flag, L } from '../../memory/layouts.ts'
import { apiAddress, E, none, S } from '../../memory/statics.ts'
import { readI32, readPointer, readU8, writeI32, writePointer, writeU8 } from '../../memory/views.ts'
import { indexSize } from '../conversion.ts'
import { describeType, type GetSet } from '../define.ts'
import { newDict } from '../dict.ts'
import { raise } from '../errors.ts'
import { newInt } from '../int.ts'
import { bool, isTrue, itemsOf, nameOf, newNone } from '../object.ts'
import { newRef, typeOf, xdecref } from '../refcount.ts'
import { newStr, readStr } from '../str.ts'
import { frameCode, frameLine, frameOffset, interpreterFrame, newTraceback } from '../traceback.ts'
import { ownerSlots } from './function-types.ts'

const F = L.PyFrameObject
const I = L._PyInterpreterFrame
const T = L.PyTracebackObject
const data = F._f_frame_data
const owned = [F.f_back, F.f_trace, data + I.f_globals, data + I.f_builtins, data + I.f_locals, data + I.f_code]

/** The locals as a dict, made when there is none; borrowed. */
export function frameLocals(frame: Address): Address {
  const inner = interpreterFrame(frame)
  if (readPointer(inner, I.f_locals) === NULL) writePointer(inner, I.f_locals, newDict())
  return readPointer(inner, I.f_locals)
}

const frameGetSet: Record<string, GetSet> = {
  f_back: { get: (o) => newRef(readPointer(o, F.f_back) || none()) },
  f_code: { get: (o) => newRef(frameCode(o)) },
  f_globals: { get: (o) => newRef(readPointer(interpreterFrame(o), I.f_globals)) },
  f_builtins: { get: (o) => newRef(readPointer(interpreterFrame(o), I.f_builtins)) },
  f_locals: { get: (o) => newRef(frameLocals(o)) },
  f_lasti: { get: (o) => newInt(frameOffset(o)) },
  f_lineno: { get: (o) => (frameLine(o) < 0 ? newNone() : newInt(frameLine(o))) },
  f_trace: {
    get: (o) => newRef(readPointer(o, F.f_trace) || none()),
    set: (o, value) => {
      const old = readPointer(o, F.f_trace)
      writePointer(o, F.f_trace, value === NULL || value === none() ? NULL : newRef(value))
      xdecref(old)
      return 0
    },
  },
  f_trace_lines: {
    get: (o) => bool(readU8(o, F.f_trace_lines) !== 0),
    set: (o, value) => {
      writeU8(o, F.f_trace_lines, isTrue(value) ? 1 : 0)
      return 0
    },
  },
}

function describeFrame(): void {
  describeType(S.PyFrame_Type, {
    name: 'frame',
    size: F._f_frame_data + I.size,
    itemSize: 8,
    flags: flag.HAVE_GC | flag.DISALLOW_INSTANTIATION,
    slots: {
      ...ownerSlots(owned),
      tp_repr: (o: Address) => {
        const text = (offset: number) => readStr(readPointer(frameCode(o), offset))
        const [file, code] = [text(L.PyCodeObject.co_filename), text(L.PyCodeObject.co_name)]
        return newStr(`<frame at 0x${o.toString(16)}, file '${file}', line ${frameLine(o)}, code ${code}>`)
      },
      tp_getattro: apiAddress('PyObject_GenericGetAttr'),
      tp_setattro: apiAddress('PyObject_GenericSetAttr'),
    },
    getset: frameGetSet,
  })
}

function setNext(o: Address, value: Address): number {
  if (value === NULL) raise(E.TypeError, "can't delete tb_next attribute")
  const next = value === none() ? NULL : value
  if (next !== NULL && typeOf(next) !== S.PyTraceBack_Type) {
    raise(E.TypeError, `expected traceback object, got '${nameOf(next)}'`)
  }
  for (let at = next; at !== NULL; at = readPointer(at, T.tb_next)) {
    if (at === o) raise(E.ValueError, 'traceback loop detected')
  }
  const old = readPointer(o, T.tb_next)
  if (next !== NULL) newRef(next)
  writePointer(o, T.tb_next, next)
  xdecref(old)
  return 0
}

function constructTraceback(_type: Address, given: Address): Address {
  const [next = NULL, frame = NULL, offset = NULL, line = NULL] = itemsOf(given)
  if (line === NULL) raise(E.TypeError, "traceback() missing required argument 'tb_lineno' (pos 4)")
  if (next !== none() && typeOf(next) !== S.PyTraceBack_Type) {
    raise(E.TypeError, `expected traceback object or None, got '${nameOf(next)}'`)
  }
  const link = next === none() ? NULL : next
  return newTraceback(link, frame, indexSize(offset, E.OverflowError), indexSize(line, E.OverflowError))
}

const tracebackGetSet: Record<string, GetSet> = {
  tb_next: { get: (o) => newRef(readPointer(o, T.tb_next) || none()), set: setNext },
  tb_frame: { get: (o) => newRef(readPointer(o, T.tb_frame) || none()) },
  tb_lasti: { get: (o) => newInt(readI32(o, T.tb_lasti)) },
  tb_lineno: {
    get: (o) => newInt(readI32(o, T.tb_lineno)),
    set: (o, value) => {
      writeI32(o, T.tb_lineno, indexSize(value, E.OverflowError))
      return 0
    },
  },
}

function describeTraceback(): void {
  describeType(S.PyTraceBack_Type, {
    name: 'traceback',
    size: T.size,
    flags: flag.HAVE_GC,
    slots: {
      ...ownerSlots([T.tb_next, T.tb_frame]),
      tp_new: constructTraceback,
      tp_clear: (o: Address) => {
        const [next, frame] = [readPointer(o, T.tb_next), readPointer(o, T.tb_frame)]
        writePointer(o, T.tb_next, NULL)
        writePointer(o, T.tb_frame, NULL)
        xdecref(next)
        xdecref(frame)
        return 0
      },
    },
    getset: tracebackGetSet,
  })
}

export function describeFrames(): void {
  describeFrame()
  describeTraceback()
}
