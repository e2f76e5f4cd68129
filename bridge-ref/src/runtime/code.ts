/** Code objects: what C sees of them. There is no compiler and no interpreter, so the instructions are only data. */
import { type Address, NULL, plus } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { S } from '../memory/statics.ts'
import { bytesAt, readI32, readPointer, readSize, writeI32, writePointer, writeSize } from '../memory/views.ts'
import { newZeroedObject } from './allocation.ts'
import { bytesOf, newBytes } from './bytes.ts'
import { newTupleOf } from './errors.ts'
import { itemsOf } from './object.ts'
import { decref, newRef } from './refcount.ts'
import { newTuple } from './sequence.ts'
import { newStr, readStr } from './str.ts'

const C = L.PyCodeObject

/** What `types.CodeType` takes. Objects are borrowed. */
export interface CodeParts {
  argcount: number
  posonlyargcount: number
  kwonlyargcount: number
  stacksize: number
  flags: number
  code: Address
  consts: Address
  names: Address
  varnames: Address
  freevars: Address
  cellvars: Address
  filename: Address
  name: Address
  qualname: Address
  firstlineno: number
  linetable: Address
  exceptiontable: Address
}

/** `CO_FAST_…`: what a name among the locals is. */
export const kind = { local: 0x20, cell: 0x40, free: 0x80 } as const

export function newCode(parts: CodeParts): Address {
  const instructions = bytesOf(parts.code)
  const o = newZeroedObject(S.PyCode_Type, C.size + instructions.length)
  writeSize(o, L.PyVarObject.ob_size, instructions.length / 2)
  bytesAt(plus(o, C.co_code_adaptive), instructions.length).set(instructions)
  for (const field of ['argcount', 'posonlyargcount', 'kwonlyargcount', 'stacksize', 'flags', 'firstlineno'] as const) {
    writeI32(o, C[`co_${field}`], parts[field])
  }
  for (const field of ['consts', 'names', 'filename', 'name', 'qualname', 'linetable', 'exceptiontable'] as const) {
    writePointer(o, C[`co_${field}`], newRef(parts[field]))
  }
  setLocals(o, parts)
  return o
}

/** One list of all names: arguments and locals, cells that are no arguments, free variables. */
function setLocals(o: Address, { varnames, cellvars, freevars }: CodeParts): void {
  const [locals, cells, frees] = [itemsOf(varnames), itemsOf(cellvars), itemsOf(freevars)]
  const cellNames = new Set(cells.map(readStr))
  const localNames = new Set(locals.map(readStr))
  const plainCells = cells.filter((name) => !localNames.has(readStr(name)))
  const kinds = [
    ...locals.map((name) => kind.local | (cellNames.has(readStr(name)) ? kind.cell : 0)),
    ...plainCells.map(() => kind.cell),
    ...frees.map(() => kind.free),
  ]
  writePointer(o, C.co_localsplusnames, newTuple([...locals, ...plainCells, ...frees]))
  writePointer(o, C.co_localspluskinds, newBytes(Uint8Array.from(kinds)))
  writeI32(o, C.co_nlocalsplus, kinds.length)
  writeI32(o, C.co_nlocals, locals.length)
  writeI32(o, C.co_nplaincellvars, plainCells.length)
  writeI32(o, C.co_ncellvars, cells.length)
  writeI32(o, C.co_nfreevars, frees.length)
}

/** New tuple of the names that are of that kind. */
export function namesOfKind(code: Address, wanted: number): Address {
  const kinds = bytesOf(readPointer(code, C.co_localspluskinds))
  const names = itemsOf(readPointer(code, C.co_localsplusnames))
  return newTuple(names.filter((_, i) => ((kinds[i] ?? 0) & wanted) !== 0))
}

export function codeBytes(code: Address): Uint8Array {
  return bytesAt(plus(code, C.co_code_adaptive), readSize(code, L.PyVarObject.ob_size) * 2)
}

/** RESUME, LOAD_ASSERTION_ERROR, RAISE_VARARGS: what CPython's empty code would do. */
const raising = [0x97, 0, 0x4a, 0, 0x82, 1]
/** One entry of the line table: three instructions, no columns, no change of line. */
const oneLine = [0x80 | (13 << 3) | 2, 0]

/** PyCode_NewEmpty. */
export function newEmptyCode(filename: string, name: string, line: number): Address {
  const empty = newTupleOf([])
  const [file, own, none] = [newStr(filename), newStr(name), newBytes(new Uint8Array(0))]
  const [code, linetable] = [newBytes(Uint8Array.from(raising)), newBytes(Uint8Array.from(oneLine))]
  try {
    return newCode({
      argcount: 0,
      posonlyargcount: 0,
      kwonlyargcount: 0,
      stacksize: 1,
      flags: 0,
      code,
      consts: empty,
      names: empty,
      varnames: empty,
      freevars: empty,
      cellvars: empty,
      filename: file,
      name: own,
      qualname: own,
      firstlineno: line,
      linetable,
      exceptiontable: none,
    })
  } finally {
    for (const o of [empty, file, own, none, code, linetable]) decref(o)
  }
}

export interface LineRange {
  start: number
  end: number
  /** Absent: the instructions belong to no line. */
  line: number | undefined
}

/** The line table, an entry each; offsets in bytes. Format: CPython's Objects/locations.md. */
export function codeLines(code: Address): LineRange[] {
  const table = bytesOf(readPointer(code, C.co_linetable))
  const ranges: LineRange[] = []
  let line = readI32(code, C.co_firstlineno)
  let offset = 0
  for (let at = 0; at < table.length; ) {
    const head = table[at] ?? 0
    const form = (head >> 3) & 15
    const length = ((head & 7) + 1) * 2
    line += lineDelta(table, at + 1, form)
    ranges.push({ start: offset, end: offset + length, line: form === 15 ? undefined : line })
    offset += length
    at++
    while (at < table.length && ((table[at] ?? 0) & 0x80) === 0) at++
  }
  return ranges
}

function lineDelta(table: Uint8Array, at: number, form: number): number {
  if (form >= 10 && form <= 12) return form - 10
  if (form !== 13 && form !== 14) return 0
  let value = 0
  for (let i = at, shift = 0; ; i++, shift += 6) {
    const byte = table[i] ?? 0
    value += (byte & 63) << shift
    if ((byte & 64) === 0) break
  }
  return (value & 1) !== 0 ? -(value >> 1) : value >> 1
}

/** PyCode_Addr2Line: -1 where there is none. */
export function lineAt(code: Address, offset: number): number {
  if (offset < 0) return readI32(code, C.co_firstlineno)
  return codeLines(code).find(({ start, end }) => start <= offset && offset < end)?.line ?? -1
}

export function isCode(o: Address): boolean {
  return o !== NULL && readPointer(o, L.PyObject.ob_type) === S.PyCode_Type
}
