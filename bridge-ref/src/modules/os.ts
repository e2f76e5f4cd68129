/** `os`, `posix`, `os.path`, `stat` and `errno` over Node. */
import {
  accessSync,
  chmodSync,
  closeSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  realpathSync,
  renameSync,
  rmdirSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { constants, cpus } from 'node:os'
import { posix } from 'node:path'
import { type Address, NULL } from '../memory/address.ts'
import { E, none, S } from '../memory/statics.ts'
import { readBufferBytes } from '../runtime/buffer.ts'
import { raise } from '../runtime/errors.ts'
import { importModule } from '../runtime/imports.ts'
import { isStr, itemsOf, nameOf } from '../runtime/object.ts'
import { typeOf } from '../runtime/refcount.ts'
import { decodeBytes, encodeText } from '../runtime/text-codecs.ts'
import { abc } from './abc.ts'
import { raiseOs } from './io-store.ts'
import { newClass } from './kit/classes.ts'
import { type Body, contents, functions } from './kit/functions.ts'
import { structClass, structOf } from './kit/named-tuple.ts'
import { own } from './kit/scope.ts'
import {
  attrOr,
  bytes,
  dict,
  float,
  given,
  int,
  invoke,
  list,
  method,
  numberOf,
  text,
  textOf,
  truth,
  tuple,
} from './kit/values.ts'

/** A path given as str, bytes or with `__fspath__`; results are of its kind. */
function pathOf(o: Address): { path: string; like: (value: string) => Address } {
  const plain = fsPath(o)
  if (isStr(plain)) return { path: textOf(plain), like: text }
  return {
    path: textOf(own(decodeBytes(readBufferBytes(plain), 'utf-8', 'surrogateescape'))),
    like: (value) => bytes(Buffer.from(value)),
  }
}
function fsPath(o: Address): Address {
  if (isStr(o) || typeOf(o) === S.PyBytes_Type) return o
  const convert = attrOr(typeOf(o), '__fspath__', NULL)
  if (convert === NULL) raise(E.TypeError, `expected str, bytes or os.PathLike object, not ${nameOf(o)}`)
  return invoke(convert, o)
}

/** A system call, whose failure is an OSError that names the path. */
function attempt<R>(path: Address, call: () => R): R {
  try {
    return call()
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) raiseOs(error, path === NULL ? undefined : path)
    throw error
  }
}
function onPath(call: (path: string) => void): Body {
  return (o = NULL) => {
    attempt(o, () => call(pathOf(o).path))
  }
}

const statFields = [
  'st_mode',
  'st_ino',
  'st_dev',
  'st_nlink',
  'st_uid',
  'st_gid',
  'st_size',
  'st_atime',
  'st_mtime',
  'st_ctime',
] as const
let statClass = NULL

function statResult(path: Address, follow: boolean): Address {
  const name = pathOf(path).path
  const s = attempt(path, () => (follow ? statSync(name) : lstatSync(name)))
  const seconds = (ms: number) => int(Math.floor(ms / 1000))
  const values = [
    int(s.mode),
    int(s.ino),
    int(s.dev),
    int(s.nlink),
    int(s.uid),
    int(s.gid),
    int(s.size),
    seconds(s.atimeMs),
    seconds(s.mtimeMs),
    seconds(s.ctimeMs),
  ]
  return structOf(statClass, values)
}

const files: Record<string, Body> = {
  'stat(path, *, dir_fd=None, follow_symlinks=True)': (path = NULL, _fd, follow = NULL) =>
    statResult(path, follow !== S._Py_FalseStruct),
  'lstat(path, *, dir_fd=None)': (path = NULL) => statResult(path, false),
  'listdir(path=None)': (path = NULL) => {
    const { path: name, like } = given(path) ? pathOf(path) : { path: '.', like: text }
    return list(attempt(path, () => readdirSync(name)).map(like))
  },
  'mkdir(path, mode=511, *, dir_fd=None)': (path = NULL, mode = NULL) => {
    attempt(path, () => mkdirSync(pathOf(path).path, { mode: numberOf(mode) }))
  },
  'makedirs(name, mode=511, exist_ok=False)': (path = NULL, mode = NULL, existing = NULL) => {
    const name = pathOf(path).path
    if (existsSync(name) && existing !== S._Py_TrueStruct)
      raiseOs(Object.assign(new Error('EEXIST'), { errno: -17, code: 'EEXIST' }), path)
    attempt(path, () => mkdirSync(name, { mode: numberOf(mode), recursive: true }))
  },
  'rmdir(path, *, dir_fd=None)': onPath(rmdirSync),
  'unlink(path, *, dir_fd=None)': onPath(unlinkSync),
  'remove(path, *, dir_fd=None)': onPath(unlinkSync),
  'rename(src, dst)': (from = NULL, to = NULL) => {
    attempt(from, () => renameSync(pathOf(from).path, pathOf(to).path))
  },
  'replace(src, dst)': (from = NULL, to = NULL) => {
    attempt(from, () => renameSync(pathOf(from).path, pathOf(to).path))
  },
  'symlink(src, dst)': (from = NULL, to = NULL) => {
    attempt(from, () => symlinkSync(pathOf(from).path, pathOf(to).path))
  },
  'link(src, dst)': (from = NULL, to = NULL) => {
    attempt(from, () => linkSync(pathOf(from).path, pathOf(to).path))
  },
  'readlink(path)': (path = NULL) => pathOf(path).like(attempt(path, () => readlinkSync(pathOf(path).path))),
  'chmod(path, mode)': (path = NULL, mode = NULL) => {
    attempt(path, () => chmodSync(pathOf(path).path, numberOf(mode)))
  },
  'access(path, mode)': (path = NULL, mode = NULL) => {
    try {
      accessSync(pathOf(path).path, numberOf(mode))
      return truth(true)
    } catch {
      return truth(false)
    }
  },
  'open(path, flags, mode=511)': (path = NULL, flags = NULL, mode = NULL) =>
    int(attempt(path, () => openSync(pathOf(path).path, numberOf(flags), numberOf(mode)))),
  'close(fd)': (fd = NULL) => {
    attempt(NULL, () => closeSync(numberOf(fd)))
  },
  'read(fd, length)': (fd = NULL, length = NULL) => {
    const room = new Uint8Array(numberOf(length))
    return bytes(
      room.subarray(
        0,
        attempt(NULL, () => readSync(numberOf(fd), room, 0, room.length, null)),
      ),
    )
  },
  'write(fd, data)': (fd = NULL, data = NULL) =>
    int(attempt(NULL, () => writeSync(numberOf(fd), readBufferBytes(data)))),
  'fspath(path)': (path = NULL) => fsPath(path),
  'fsencode(filename)': (o = NULL) =>
    isStr(fsPath(o)) ? own(encodeText(fsPath(o), 'utf-8', 'surrogateescape')) : fsPath(o),
  'fsdecode(filename)': (o = NULL) =>
    isStr(fsPath(o)) ? fsPath(o) : own(decodeBytes(readBufferBytes(fsPath(o)), 'utf-8', 'surrogateescape')),
}

const processes: Record<string, Body> = {
  'getpid()': () => int(process.pid),
  'getppid()': () => int(process.ppid),
  'getuid()': () => int(process.getuid?.() ?? 0),
  'geteuid()': () => int(process.geteuid?.() ?? 0),
  'getgid()': () => int(process.getgid?.() ?? 0),
  'getegid()': () => int(process.getegid?.() ?? 0),
  'getcwd()': () => text(process.cwd()),
  'getcwdb()': () => bytes(Buffer.from(process.cwd())),
  'chdir(path)': onPath((path) => process.chdir(path)),
  'cpu_count()': () => int(cpus().length),
  'urandom(size, /)': (size = NULL) => bytes(crypto.getRandomValues(new Uint8Array(numberOf(size)))),
  'getenv(key, default=None)': (key = NULL, instead = NULL) => {
    const value = process.env[textOf(key)]
    return value === undefined ? instead : text(value)
  },
  'putenv(name, value, /)': (key = NULL, value = NULL) => {
    process.env[textOf(key)] = textOf(value)
  },
  'kill(pid, signal, /)': (pid = NULL, signal = NULL) => {
    attempt(NULL, () => process.kill(numberOf(pid), numberOf(signal)))
  },
  'strerror(code, /)': (code = NULL) => text(messageOf(numberOf(code))),
  'isatty(fd, /)': () => truth(false),
  'register_at_fork(*, before=None, after_in_child=None, after_in_parent=None)': () => none(),
  '_exit(status)': (status = NULL) => process.exit(numberOf(status)),
  'get_terminal_size(fd=1)': () => tuple(int(80), int(24)),
  'fork()': () => raise(E.OSError, 'this host cannot fork'),
}
function messageOf(code: number): string {
  return Object.entries(constants.errno).find(([, value]) => value === code)?.[0] ?? `Unknown error ${code}`
}

/** Functions of the path's text, with a result of the path's kind. */
const pathFunctions: Record<string, Body> = {
  'join(a, *p)': (first = NULL, rest = NULL) => {
    const { path, like } = pathOf(first)
    const joined = itemsOf(rest).reduce((so, part) => {
      const next = pathOf(part).path
      if (next.startsWith('/') || so === '') return next
      return so.endsWith('/') ? so + next : `${so}/${next}`
    }, path)
    return like(joined)
  },
  'exists(path)': (path = NULL) => truth(existsSync(pathOf(path).path)),
  'lexists(path)': (path = NULL) => truth(lstatSync(pathOf(path).path, { throwIfNoEntry: false }) !== undefined),
  'isfile(path)': (path = NULL) => truth(statSync(pathOf(path).path, { throwIfNoEntry: false })?.isFile() ?? false),
  'isdir(s)': (path = NULL) => truth(statSync(pathOf(path).path, { throwIfNoEntry: false })?.isDirectory() ?? false),
  'islink(path)': (path = NULL) =>
    truth(lstatSync(pathOf(path).path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false),
  'isabs(s)': (path = NULL) => truth(pathOf(path).path.startsWith('/')),
  'basename(p)': (o = NULL) => pathOf(o).like(pathOf(o).path.replace(/^.*\//s, '')),
  'dirname(p)': (o = NULL) => pathOf(o).like(directory(pathOf(o).path)),
  'split(p)': (o = NULL) =>
    tuple(pathOf(o).like(directory(pathOf(o).path)), pathOf(o).like(pathOf(o).path.replace(/^.*\//s, ''))),
  'splitext(p)': (o = NULL) => {
    const { path, like } = pathOf(o)
    const [, stem = path, extension = ''] = /^(.*[^/.][^/]*?)(\.[^/.]*)$/s.exec(path) ?? []
    return tuple(like(stem), like(extension))
  },
  'normpath(path)': (o = NULL) => pathOf(o).like(posix.normalize(pathOf(o).path || '.').replace(/(.)\/$/, '$1')),
  'abspath(path)': (o = NULL) => pathOf(o).like(posix.resolve(pathOf(o).path)),
  'realpath(filename, *, strict=False)': (o = NULL) => {
    const { path, like } = pathOf(o)
    return like(existsSync(path) ? realpathSync(path) : posix.resolve(path))
  },
  'relpath(path, start=None)': (o = NULL, start = NULL) =>
    pathOf(o).like(posix.relative(given(start) ? pathOf(start).path : '.', pathOf(o).path) || '.'),
  'expanduser(path)': (o = NULL) => pathOf(o).like(pathOf(o).path.replace(/^~(?=\/|$)/, process.env['HOME'] ?? '~')),
  'expandvars(path)': (o = NULL) =>
    pathOf(o).like(pathOf(o).path.replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, a, b) => process.env[a ?? b] ?? whole)),
  'normcase(s)': (o = NULL) => fsPath(o),
  'getsize(filename)': (o = NULL) => int(attempt(o, () => statSync(pathOf(o).path).size)),
  'getmtime(filename)': (o = NULL) => float(attempt(o, () => statSync(pathOf(o).path).mtimeMs / 1000)),
}
function directory(path: string): string {
  const head = path.slice(0, path.lastIndexOf('/') + 1)
  return /^\/+$/.test(head) ? head : head.replace(/\/+$/, '')
}

export function pathModule(): Record<string, Address> {
  return {
    ...functions('posixpath', pathFunctions),
    ...contents({
      sep: text('/'),
      curdir: text('.'),
      pardir: text('..'),
      pathsep: text(':'),
      extsep: text('.'),
      altsep: none(),
      defpath: text('/bin:/usr/bin'),
      devnull: text('/dev/null'),
    }),
  }
}

const openFlags = {
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
  O_CREAT: 64,
  O_EXCL: 128,
  O_TRUNC: 512,
  O_APPEND: 1024,
  O_NONBLOCK: 2048,
  O_CLOEXEC: 0x80000,
  F_OK: 0,
  R_OK: 4,
  W_OK: 2,
  X_OK: 1,
  SEEK_SET: 0,
  SEEK_CUR: 1,
  SEEK_END: 2,
}

let posixEntries: Record<string, Address> | undefined
export function posixModule(): Record<string, Address> {
  statClass ||= structClass('os', 'stat_result', statFields)
  posixEntries ??= {
    ...functions('posix', { ...files, ...processes }),
    ...Object.fromEntries(Object.entries(openFlags).map(([key, value]) => [key, int(value)])),
    stat_result: statClass,
    error: E.OSError,
  }
  return contents(posixEntries)
}

function pathLike(): Address {
  return newClass({
    name: 'PathLike',
    module: 'os',
    bases: [abc()],
    classMethods: {
      '__subclasshook__(cls, subclass)': (_cls, other = NULL) =>
        attrOr(other, '__fspath__', NULL) === NULL ? S._Py_NotImplementedStruct : truth(true),
      '__class_getitem__(cls, item)': (cls = NULL, item = NULL) => invoke(S.Py_GenericAliasType, cls, item),
    },
  })
}

export function osModule(): Record<string, Address> {
  const environment = dict(Object.entries(process.env).map(([key, value]) => [text(key), text(value ?? '')] as const))
  const path = own(importModule('posixpath'))
  return {
    ...posixModule(),
    ...contents({
      environ: environment,
      path,
      name: text('posix'),
      PathLike: pathLike(),
      sep: text('/'),
      linesep: text('\n'),
      curdir: text('.'),
      pardir: text('..'),
      pathsep: text(':'),
      devnull: text('/dev/null'),
      extsep: text('.'),
      altsep: none(),
    }),
    ...functions('os', {
      'walk(top, topdown=True, onerror=None, followlinks=False)': (top = NULL) =>
        method(list(walk(pathOf(top).path)), '__iter__'),
    }),
  }
}
function walk(top: string): Address[] {
  const entries = readdirSync(top, { withFileTypes: true })
  const names = (folders: boolean) =>
    entries.filter((entry) => entry.isDirectory() === folders).map((entry) => entry.name)
  return [
    tuple(text(top), list(names(true).map(text)), list(names(false).map(text))),
    ...names(true).flatMap((name) => walk(`${top}/${name}`)),
  ]
}

export function errnoModule(): Record<string, Address> {
  const codes = Object.entries(constants.errno)
  return contents({
    ...Object.fromEntries(codes.map(([key, value]) => [key, int(value)])),
    errorcode: dict(codes.map(([key, value]) => [int(value), text(key)] as const)),
  })
}

const modes = {
  S_IFDIR: 0o040000,
  S_IFCHR: 0o020000,
  S_IFBLK: 0o060000,
  S_IFREG: 0o100000,
  S_IFIFO: 0o010000,
  S_IFLNK: 0o120000,
  S_IFSOCK: 0o140000,
}
const bits = {
  S_ISUID: 0o4000,
  S_ISGID: 0o2000,
  S_ISVTX: 0o1000,
  S_IRWXU: 0o700,
  S_IRUSR: 0o400,
  S_IWUSR: 0o200,
  S_IXUSR: 0o100,
  S_IRWXG: 0o70,
  S_IRGRP: 0o40,
  S_IWGRP: 0o20,
  S_IXGRP: 0o10,
  S_IRWXO: 7,
  S_IROTH: 4,
  S_IWOTH: 2,
  S_IXOTH: 1,
}
export function statModule(): Record<string, Address> {
  const tests = Object.entries(modes).map(([key, value]): [string, Body] => [
    `${key.replace('S_IF', 'S_IS')}(mode, /)`,
    (mode = NULL) => truth((numberOf(mode) & 0o170000) === value),
  ])
  const indices = Object.fromEntries(statFields.map((key, i) => [key.toUpperCase(), int(i)]))
  return {
    ...contents({
      ...indices,
      ...Object.fromEntries(Object.entries({ ...modes, ...bits }).map(([key, value]) => [key, int(value)])),
    }),
    ...functions('stat', {
      ...Object.fromEntries(tests),
      'S_IMODE(mode, /)': (mode = NULL) => int(numberOf(mode) & 0o7777),
      'S_IFMT(mode, /)': (mode = NULL) => int(numberOf(mode) & 0o170000),
    }),
  }
}
