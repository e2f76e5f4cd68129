/** Files of the host's language, as `io` opens them, and lines of source files. */
import { readFileSync } from 'node:fs'
import { callPointer } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { bytesOf, newBytes } from '../runtime/bytes.ts'
import { call } from '../runtime/call.ts'
import { dictSetName, newDict } from '../runtime/dict.ts'
import { raise } from '../runtime/errors.ts'
import { importModule } from '../runtime/imports.ts'
import { checked } from '../runtime/indicator.ts'
import { newInt } from '../runtime/int.ts'
import { getAttrName } from '../runtime/lookup.ts'
import { bool, isBytes, isStr, newNone } from '../runtime/object.ts'
import { decref } from '../runtime/refcount.ts'
import { newStr, readStr } from '../runtime/str.ts'
import { decodeBytes } from '../runtime/text-codecs.ts'

/** Calls `owner.name` and releases what it was given. */
function send(owner: Address, name: string, args: readonly Address[], kwargs: Address = NULL): Address {
  const method = getAttrName(owner, name)
  try {
    return call(method, args, kwargs)
  } finally {
    for (const o of [method, ...args]) decref(o)
    if (kwargs !== NULL) decref(kwargs)
  }
}
function openFile(args: readonly Address[], kwargs: Address = NULL): Address {
  const io = importModule('io')
  try {
    return send(io, 'open', args, kwargs)
  } finally {
    decref(io)
  }
}
const textOrNone = (text: Address): Address => (text === NULL ? newNone() : newStr(readCString(text)))

export function PyFile_FromFd(
  fd: number,
  _name: Address,
  mode: Address,
  buffering: number,
  encoding: Address,
  errors: Address,
  newline: Address,
  closefd: number,
): Address {
  const options = {
    buffering: newInt(buffering),
    encoding: textOrNone(encoding),
    errors: textOrNone(errors),
    newline: textOrNone(newline),
    closefd: bool(closefd !== 0),
  }
  const kwargs = newDict()
  for (const [key, value] of Object.entries(options)) {
    dictSetName(kwargs, key, value)
    decref(value)
  }
  return openFile([newInt(fd), mode === NULL ? newStr('r') : newStr(readCString(mode))], kwargs)
}

/** `n` > 0: at most so many characters. `n` < 0: one line without its end, and the end of the file raises. */
export function PyFile_GetLine(file: Address, n: number): Address {
  const line = send(file, 'readline', n > 0 ? [newInt(n)] : [])
  if (!isBytes(line) && !isStr(line)) {
    decref(line)
    raise(E.TypeError, 'object.readline() returned non-string')
  }
  return n < 0 ? withoutEnd(line) : line
}
function withoutEnd(line: Address): Address {
  const newline = 0x0a
  try {
    if (isBytes(line)) {
      const bytes = bytesOf(line)
      if (bytes.length === 0) raise(E.EOFError, 'EOF when reading a line')
      return newBytes(bytes.at(-1) === newline ? bytes.slice(0, -1) : bytes)
    }
    const text = readStr(line)
    if (text === '') raise(E.EOFError, 'EOF when reading a line')
    return newStr(text.replace(/\n$/, ''))
  } finally {
    decref(line)
  }
}

let openCode: { hook: Address; data: Address } | undefined
/** Once only. */
export function PyFile_SetOpenCodeHook(hook: Address, data: Address): number {
  if (openCode !== undefined) raise(E.SystemError, 'failed to change existing open_code hook')
  openCode = { hook, data }
  return 0
}
export function PyFile_OpenCodeObject(path: Address): Address {
  if (!isStr(path)) raise(E.TypeError, `'path' must be 'str', not '${isBytes(path) ? 'bytes' : 'object'}'`)
  if (openCode !== undefined) return checked(callPointer(openCode.hook, path, openCode.data))
  return openFile([newStr(readStr(path)), newStr('rb')])
}
export function PyFile_OpenCode(path: Address): Address {
  const text = newStr(readCString(path))
  try {
    return PyFile_OpenCodeObject(text)
  } finally {
    decref(text)
  }
}

/** NULL without an exception where there is no such line. */
function sourceLine(path: string, line: number): Address {
  try {
    const found = readFileSync(path)
    let from = 0
    for (let at = 1; at < line && from >= 0; at++) from = found.indexOf('\n', from) + 1 || -1
    if (line < 1 || from < 0 || from >= found.length) return NULL
    const end = found.indexOf('\n', from)
    return decodeBytes(found.subarray(from, end < 0 ? found.length : end + 1), 'utf-8', 'replace')
  } catch {
    return NULL
  }
}
export function PyErr_ProgramText(path: Address, line: number): Address {
  return path === NULL ? NULL : sourceLine(readCString(path), line)
}
export function PyErr_ProgramTextObject(path: Address, line: number): Address {
  return path === NULL || !isStr(path) ? NULL : sourceLine(readStr(path), line)
}
