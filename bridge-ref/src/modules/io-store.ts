/** Where the bytes of streams are: in memory or in a file. */
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import type { Address } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { raise, raiseObject } from '../runtime/errors.ts'
import { isInt, isStr } from '../runtime/object.ts'
import { int, invoke, method, numberOf, text, textOf } from './kit/values.ts'

/** Where bytes are: in memory or in a file. */
export interface Store {
  read(at: number, count: number): Uint8Array
  write(at: number, data: Uint8Array): void
  size(): number
  truncate(size: number): void
  close(): void
  fd?: number
}

export function memoryStore(initial: Uint8Array): Store & { contents: () => Uint8Array } {
  let data = initial
  let length = initial.length
  const grow = (size: number) => {
    if (size <= data.length) return
    const larger = new Uint8Array(Math.max(size, data.length * 2))
    larger.set(data.subarray(0, length))
    data = larger
  }
  return {
    contents: () => data.subarray(0, length),
    read: (at, count) => data.slice(at, Math.min(length, at + count)),
    write: (at, bytes) => {
      grow(at + bytes.length)
      data.fill(0, length, Math.max(length, at))
      data.set(bytes, at)
      length = Math.max(length, at + bytes.length)
    },
    size: () => length,
    truncate: (size) => {
      length = Math.min(length, size)
    },
    close: () => {
      data = new Uint8Array()
      length = 0
    },
  }
}

function fileStore(fd: number, closes: boolean): Store {
  const isFile = fstatSync(fd).isFile()
  return {
    fd,
    read: (at, count) => {
      const room = new Uint8Array(Math.min(count, isFile ? Math.max(0, fstatSync(fd).size - at) : 65536))
      return room.subarray(0, readSync(fd, room, 0, room.length, isFile ? at : null))
    },
    write: (at, bytes) => {
      writeSync(fd, bytes, 0, bytes.length, isFile ? at : null)
    },
    size: () => fstatSync(fd).size,
    truncate: (size) => ftruncateSync(fd, size),
    close: () => {
      if (closes) closeSync(fd)
    },
  }
}

/** Raises the OSError of a failed system call. */
export function raiseOs(error: unknown, path?: Address): never {
  const { errno = 0, code = '' } = error instanceof Error ? (error as NodeJS.ErrnoException) : {}
  const plain = error instanceof Error ? error.message : String(error)
  const reason = sentences[code] ?? plain.replace(/^[A-Z]+: /, '').replace(/, .*/, '')
  const parts = [int(Math.abs(errno)), text(reason), ...(path === undefined ? [] : [path])]
  raiseObject(E.OSError, invoke(E.OSError, ...parts))
}
const sentences: Record<string, string> = {
  ENOENT: 'No such file or directory',
  EACCES: 'Permission denied',
  EEXIST: 'File exists',
  EISDIR: 'Is a directory',
  ENOTDIR: 'Not a directory',
  ENOTEMPTY: 'Directory not empty',
  EBADF: 'Bad file descriptor',
  EPERM: 'Operation not permitted',
}

/** `closes`: a descriptor that was given ends with the file. */
export function openFile(file: Address, mode: string, closes: boolean): { store: Store; name: Address } {
  const flags = mode.replace(/[bt]/g, '')
  const node = { r: 'r', 'r+': 'r+', w: 'w', 'w+': 'w+', a: 'r+', 'a+': 'r+', x: 'wx', 'x+': 'wx+' }[flags]
  if (node === undefined) raise(E.ValueError, `invalid mode: '${mode}'`)
  const path = isInt(file) || isStr(file) ? file : method(file, '__fspath__')
  try {
    if (isInt(file)) return { store: fileStore(numberOf(file), closes), name: file }
    if (flags.startsWith('a')) closeSync(openSync(textOf(path), 'a'))
    return { store: fileStore(openSync(textOf(path), node), true), name: path }
  } catch (error) {
    if (error instanceof Error && 'code' in error) raiseOs(error, path)
    throw error
  }
}
