/** The system chapters: `sys`, files of the host's language, processes. */
import { callVoid } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { allocate, free } from '../memory/heap.ts'
import { flag } from '../memory/layouts.ts'
import { E } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { bytesAt, readPointer, writePointer } from '../memory/views.ts'
import { hasFlag } from '../runtime/allocation.ts'
import { addCHook } from '../runtime/audit.ts'
import { bytesOf } from '../runtime/bytes.ts'
import { call, callSpecial } from '../runtime/call.ts'
import { dictGet, dictGetName, dictSetName, newDict } from '../runtime/dict.ts'
import { except, raise } from '../runtime/errors.ts'
import { occurred } from '../runtime/indicator.ts'
import { readInt } from '../runtime/int.ts'
import { getAttrName } from '../runtime/lookup.ts'
import { moduleDict, sysModules } from '../runtime/modules.ts'
import { isBytes, isInt, isStr, itemsOf, nameOf, repr, sizeOf, str } from '../runtime/object.ts'
import { decref, newRef, typeOf, xdecref } from '../runtime/refcount.ts'
import { listAppend, newListOf } from '../runtime/sequence.ts'
import { newStr } from '../runtime/str.ts'

function sys(): Address {
  return moduleDict(dictGetName(sysModules(), 'sys'))
}

export function _PySys_GetAttr(_state: Address, name: Address): Address {
  return dictGet(sys(), name)
}
/** What `__sizeof__` says, with the collector's head, which lies before the object in CPython. */
export function _PySys_GetSizeOf(o: Address): number {
  const size = callSpecial(o, '__sizeof__')
  if (size === NULL) raise(E.TypeError, `Type ${nameOf(o)} doesn't define __sizeof__`)
  const value = isInt(size) ? Number(readInt(size)) : raise(E.TypeError, 'an integer is required')
  decref(size)
  if (value < 0) raise(E.ValueError, '__sizeof__() should return >= 0')
  return value + (hasFlag(typeOf(o), flag.HAVE_GC) ? collectorHead : 0)
}
const collectorHead = 16

/** Calls what the caller owns. New reference. */
function callAndDrop(method: Address): Address {
  try {
    return call(method, [])
  } finally {
    decref(method)
  }
}

function warnOptions(): Address {
  if (dictGetName(sys(), 'warnoptions') === NULL) {
    const list = newListOf([])
    dictSetName(sys(), 'warnoptions', list)
    decref(list)
  }
  return dictGetName(sys(), 'warnoptions')
}
export function PySys_HasWarnOptions(): number {
  return sizeOf(warnOptions()) > 0 ? 1 : 0
}
export function PySys_AddWarnOptionUnicode(option: Address): void {
  listAppend(warnOptions(), option)
}
export function PySys_ResetWarnOptions(): void {
  const list = newListOf([])
  dictSetName(sys(), 'warnoptions', list)
  decref(list)
}
export function PySys_GetXOptions(): Address {
  if (dictGetName(sys(), '_xoptions') === NULL) {
    const made = newDict()
    dictSetName(sys(), '_xoptions', made)
    decref(made)
  }
  return dictGetName(sys(), '_xoptions')
}

export function PySys_AddAuditHook(run: Address, data: Address): number {
  addCHook(run, data)
  return 0
}

/** Functions that run when the process ends, last added first. */
const atExit: Address[] = []
const mostAtExit = 32
export function Py_AtExit(fn: Address): number {
  if (atExit.length >= mostAtExit) return -1
  if (atExit.length === 0) process.on('exit', () => runAtExit())
  atExit.push(fn)
  return 0
}
function runAtExit(): void {
  for (let fn = atExit.pop(); fn !== undefined; fn = atExit.pop()) callVoid(fn)
}

/** Node runs the exit functions before it ends the process. */
export function Py_Exit(status: number): void {
  process.exit(status & 0xff)
}

/** What the file system calls an object: a str, bytes, or what its `__fspath__` gives. */
export function PyOS_FSPath(o: Address): Address {
  if (isStr(o) || isBytes(o)) return newRef(o)
  const path = callSpecial(o, '__fspath__')
  if (path === NULL) raise(E.TypeError, `expected str, bytes or os.PathLike object, not ${nameOf(o)}`)
  if (isStr(path) || isBytes(path)) return path
  const [owner, given] = [nameOf(o), nameOf(path)]
  decref(path)
  raise(E.TypeError, `expected ${owner}.__fspath__() to return str or bytes, not ${given}`)
}

/** There is nothing to do around a fork: locks and threads of the interpreter do not exist in the child. */
export function PyOS_BeforeFork(): void {
  // Nothing to hold.
}
export const PyOS_AfterFork_Parent: typeof PyOS_BeforeFork = PyOS_BeforeFork
export const PyOS_AfterFork_Child: typeof PyOS_BeforeFork = PyOS_BeforeFork

/** The raw flag is Py_PRINT_RAW. */
export function PyFile_WriteObject(o: Address, file: Address, flags: number): number {
  if (file === NULL) raise(E.TypeError, 'writeobject with NULL file')
  const write = getAttrName(file, 'write')
  let text = NULL
  try {
    text = o === NULL ? newStr('<NULL>') : (flags & 1) !== 0 ? str(o) : repr(o)
    decref(call(write, [text]))
    return 0
  } finally {
    xdecref(text)
    decref(write)
  }
}
/** As in CPython, writes nothing while an exception is pending. */
export function PyFile_WriteString(text: Address, file: Address): number {
  if (occurred() !== NULL) return -1
  const o = newStr(readCString(text))
  try {
    return PyFile_WriteObject(o, file, 1)
  } finally {
    decref(o)
  }
}
export function PyObject_AsFileDescriptor(o: Address): number {
  const number = isInt(o) ? newRef(o) : descriptorOf(o)
  const value = readInt(number)
  decref(number)
  if (typeof value === 'bigint' || value > 0x7fff_ffff || value < -0x8000_0000) {
    raise(E.OverflowError, 'Python int too large to convert to C int')
  }
  if (value < 0) raise(E.ValueError, `file descriptor cannot be a negative integer (${value})`)
  return value
}
function descriptorOf(o: Address): Address {
  const method = except(
    E.AttributeError,
    () => getAttrName(o, 'fileno'),
    () => raise(E.TypeError, 'argument must be an int, or have a fileno() method.'),
  )
  const number = callAndDrop(method)
  if (isInt(number)) return number
  decref(number)
  raise(E.TypeError, 'fileno() returned a non-integer')
}

/** A NULL-terminated array of copies of the items, which must be bytes, in memory of PyMem_Malloc; NULL: an exception. */
export function _PySequence_BytesToCharpArray(sequence: Address): Address {
  const items = itemsOf(sequence)
  const array = allocate((items.length + 1) * 8)
  items.forEach((item, i) => {
    if (!isBytes(item)) raise(E.TypeError, `expected bytes, ${nameOf(item)} found`)
    const contents = bytesOf(item)
    const copy = allocate(contents.length + 1)
    bytesAt(copy, contents.length + 1).set([...contents, 0])
    writePointer(array, i * 8, copy)
  })
  writePointer(array, items.length * 8, NULL)
  return array
}
export function _Py_FreeCharPArray(array: Address): void {
  for (let i = 0; readPointer(array, i * 8) !== NULL; i++) free(readPointer(array, i * 8))
  free(array)
}
