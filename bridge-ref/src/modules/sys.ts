/** `sys` as extensions read it. */
import { writeSync } from 'node:fs'
import { type Address, NULL } from '../memory/address.ts'
import { E, none, S } from '../memory/statics.ts'
import { addHostHook, audit } from '../runtime/audit.ts'
import { recursionLimit, setRecursionLimit } from '../runtime/call.ts'
import { dictGetName, dictSetName, newDict } from '../runtime/dict.ts'
import { except, handledException, raise, raiseObject } from '../runtime/errors.ts'
import { searchFolders } from '../runtime/imports.ts'
import { moduleDict, sysModules } from '../runtime/modules.ts'
import { isExactly, isStr, nameOf } from '../runtime/object.ts'
import { newRef, refcount, typeOf } from '../runtime/refcount.ts'
import { intern, readStr } from '../runtime/str.ts'
import { connectUnraisableHook, tellUnraisable } from '../runtime/unraisable.ts'
import { newClass } from './kit/classes.ts'
import { type Body, builtins } from './kit/functions.ts'
import { struct, structClass, structOf } from './kit/named-tuple.ts'
import { own, scope } from './kit/scope.ts'
import {
  attr,
  attrOr,
  dict,
  float,
  given,
  int,
  invoke,
  list,
  method,
  moduleAttr,
  numberOf,
  text,
  textOf,
  truth,
  tuple,
} from './kit/values.ts'

const version = '3.11.7 (main, Dec  8 2023, 18:56:58) [GCC 12.2.0]'
let switchInterval = 0.005

const functions: Record<string, Body> = {
  'getrefcount(object, /)': (o = NULL) => int(refcount(o)),
  'intern(string, /)': (o = NULL) => {
    if (!isStr(o)) raise(E.TypeError, `intern() argument must be str, not ${nameOf(o)}`)
    if (!isExactly(o, S.PyUnicode_Type)) raise(E.TypeError, `can't intern ${nameOf(o)}`)
    return own(intern(newRef(o)))
  },
  'exc_info()': () => {
    const handled = handledException()
    if (!given(handled)) return tuple(none(), none(), none())
    return tuple(typeOf(handled), handled, attrOr(handled, '__traceback__', none()))
  },
  'exception()': () => handledException() || none(),
  'getsizeof(object, default=)': (o = NULL, instead = NULL) => {
    const size = instead === NULL ? method(o, '__sizeof__') : attrOr(o, '__sizeof__', NULL)
    const bytes = instead === NULL ? size : size === NULL ? instead : invoke(size)
    return int(numberOf(bytes) + 16)
  },
  'getrecursionlimit()': () => int(recursionLimit()),
  'setrecursionlimit(limit, /)': (limit = NULL) => {
    if (numberOf(limit) < 1) raise(E.ValueError, 'recursion limit must be greater or equal than 1')
    setRecursionLimit(numberOf(limit))
  },
  'getdefaultencoding()': () => text('utf-8'),
  'getfilesystemencoding()': () => text('utf-8'),
  'getfilesystemencodeerrors()': () => text('surrogateescape'),
  '_getframe(depth=0, /)': () => raise(E.ValueError, 'call stack is not deep enough'),
  'audit(event, /, *args)': (event = NULL, args = NULL) => {
    if (!isStr(event)) raise(E.TypeError, `audit() argument 1 must be str, not ${nameOf(event)}`)
    audit(event, args)
  },
  'addaudithook(hook)': (hook = NULL) => {
    addHostHook(hook)
  },
  'exit(status=None, /)': (status = NULL) => raiseObject(E.SystemExit, status),
  'gettrace()': () => none(),
  'settrace(function, /)': () => none(),
  'getprofile()': () => none(),
  'setprofile(function, /)': () => none(),
  'getswitchinterval()': () => float(switchInterval),
  'setswitchinterval(interval, /)': (interval = NULL) => {
    switchInterval = Number(textOf(interval))
  },
  'is_finalizing()': () => truth(false),
  'getallocatedblocks()': () => int(0),
  'get_asyncgen_hooks()': () => tuple(none(), none()),
  'get_coroutine_origin_tracking_depth()': () => int(0),
  '_clear_type_cache()': () => none(),
  '_current_frames()': () => dict(),
  'displayhook(object, /)': (o = NULL) => {
    if (given(o)) process.stdout.write(`${textOf(o)}\n`)
  },
  'unraisablehook(unraisable, /)': (report = NULL) => {
    const message = attr(report, 'err_msg')
    tellUnraisable(attr(report, 'exc_value'), attr(report, 'object'), given(message) ? textOf(message) : '')
  },
}

function versionFields(): Record<string, Address> {
  return { major: int(3), minor: int(11), micro: int(7), releaselevel: text('final'), serial: int(0) }
}

function numbersInfo(): Record<string, Address> {
  return {
    maxsize: int(2n ** 63n - 1n),
    maxunicode: int(0x10ffff),
    hexversion: int(0x030b07f0),
    api_version: int(1013),
    float_info: struct('sys', 'float_info', {
      max: float(Number.MAX_VALUE),
      max_exp: int(1024),
      max_10_exp: int(308),
      min: float(2.2250738585072014e-308),
      min_exp: int(-1021),
      min_10_exp: int(-307),
      dig: int(15),
      mant_dig: int(53),
      epsilon: float(Number.EPSILON),
      radix: int(2),
      rounds: int(1),
    }),
    int_info: struct('sys', 'int_info', {
      bits_per_digit: int(30),
      sizeof_digit: int(4),
      default_max_str_digits: int(4300),
      str_digits_check_threshold: int(640),
    }),
    hash_info: struct('sys', 'hash_info', {
      width: int(64),
      modulus: int(2n ** 61n - 1n),
      inf: int(314159),
      nan: int(0),
      imag: int(1000003),
      algorithm: text('siphash13'),
      hash_bits: int(64),
      seed_bits: int(128),
      cutoff: int(0),
    }),
    thread_info: struct('sys', 'thread_info', {
      name: text('pthread'),
      lock: text('semaphore'),
      version: text('NPTL'),
    }),
  }
}

function flags(): Address {
  const zero = [
    'debug',
    'inspect',
    'interactive',
    'optimize',
    'dont_write_bytecode',
    'no_user_site',
    'no_site',
    'ignore_environment',
    'verbose',
    'bytes_warning',
    'quiet',
  ]
  const values = Object.fromEntries(zero.map((key) => [key, int(0)]))
  const more = {
    hash_randomization: int(1),
    isolated: int(0),
    dev_mode: truth(false),
    utf8_mode: int(0),
    warn_default_encoding: int(0),
    safe_path: truth(false),
    int_max_str_digits: int(4300),
  }
  return struct('sys', 'flags', { ...values, ...more }, true)
}

/** `sys.stdout` and its like: text that goes to a file descriptor at once. */
function streamClass(): (fd: number, mode: string) => Address {
  const cls = newClass({
    name: 'TextIOWrapper',
    module: '_io',
    methods: {
      '__init__(self, fd, name, mode)': (self = NULL, fd = NULL, name = NULL, mode = NULL) => {
        for (const [key, value] of Object.entries({ _fd: fd, name, mode }))
          method(self, '__setattr__', text(key), value)
      },
      'write(self, s)': (self = NULL, s = NULL) => {
        if (!isStr(s)) raise(E.TypeError, `write() argument must be str, not ${nameOf(s)}`)
        const value = readStr(s)
        writeSync(numberOf(attrOr(self, '_fd', none())), value)
        return int([...value].length)
      },
      'writelines(self, lines)': (self = NULL, lines = NULL) => {
        method(self, 'write', method(text(''), 'join', lines))
      },
      'flush(self)': () => none(),
      'close(self)': () => none(),
      'readline(self, size=-1)': () => text(''),
      'read(self, size=-1)': () => text(''),
      'fileno(self)': (self = NULL) => attrOr(self, '_fd', none()),
      'isatty(self)': () => truth(false),
      'readable(self)': (self = NULL) => truth(numberOf(attrOr(self, '_fd', none())) === 0),
      'writable(self)': (self = NULL) => truth(numberOf(attrOr(self, '_fd', none())) > 0),
      'seekable(self)': () => truth(false),
    },
    values: { closed: truth(false), encoding: text('utf-8'), errors: text('strict'), line_buffering: truth(false) },
  })
  const names = ['<stdin>', '<stdout>', '<stderr>']
  return (fd, mode) => invoke(cls, int(fd), text(names[fd] ?? ''), text(mode))
}

/** Lets `sys.unraisablehook` have its say when it is not the one that was there from the start. */
function watchUnraisable(sys: Address, original: Address): void {
  const fields = ['exc_type', 'exc_value', 'exc_traceback', 'err_msg', 'object']
  const report = structClass('sys', 'UnraisableHookArgs', fields)
  connectUnraisableHook((exception, where, message) => {
    const hook = dictGetName(sys, 'unraisablehook')
    if (!given(hook) || hook === original) return false
    const told = () => {
      const traceback = attr(exception, '__traceback__')
      invoke(
        hook,
        structOf(report, [typeOf(exception), exception, traceback, message ? text(message) : none(), where || none()]),
      )
    }
    except(
      E.BaseException,
      () => scope(told),
      () => {
        writeSync(2, 'Exception ignored in sys.unraisablehook\n')
      },
    )
    return true
  })
}

export function startSys(): void {
  const sys = moduleDict(dictGetName(sysModules(), 'sys'))
  const put = (entries: Record<string, Address>) => {
    for (const [key, value] of Object.entries(entries)) dictSetName(sys, key, value)
  }
  const newStream = streamClass()
  const streams = { stdin: newStream(0, 'r'), stdout: newStream(1, 'w'), stderr: newStream(2, 'w') }
  put(builtins('sys', functions))
  put(numbersInfo())
  put(streams)
  put({ __stdin__: streams.stdin, __stdout__: streams.stdout, __stderr__: streams.stderr })
  const versionInfo = struct('sys', 'version_info', versionFields(), true)
  const namespace = invoke(moduleAttr('types', 'SimpleNamespace'))
  const facts = {
    name: text('cpython'),
    cache_tag: text('cpython-311'),
    version: versionInfo,
    hexversion: int(0x030b07f0),
    _multiarch: text('x86_64-linux-gnu'),
  }
  for (const [key, value] of Object.entries(facts)) method(namespace, '__setattr__', text(key), value)
  put({ version_info: versionInfo, implementation: namespace, flags: flags() })
  put({
    version: text(version),
    byteorder: text('little'),
    platform: text('linux'),
    platlibdir: text('lib'),
    executable: text(process.execPath),
    _base_executable: text(process.execPath),
    prefix: text('/usr'),
    exec_prefix: text('/usr'),
    base_prefix: text('/usr'),
    base_exec_prefix: text('/usr'),
    abiflags: text(''),
    float_repr_style: text('short'),
    copyright: text('Copyright (c) 2001-2023 Python Software Foundation.\nAll Rights Reserved.'),
    dont_write_bytecode: truth(false),
    pycache_prefix: none(),
    ps1: text('>>> '),
    ps2: text('... '),
  })
  put({
    path: list(searchFolders().map(text)),
    argv: list([text('')]),
    orig_argv: list([text('')]),
    warnoptions: list([]),
    meta_path: list([]),
    path_hooks: list([]),
    path_importer_cache: newDict(),
    _xoptions: newDict(),
    builtin_module_names: tuple(...['_abc', '_io', '_thread', 'builtins', 'sys'].map(text)),
    stdlib_module_names: invoke(S.PyFrozenSet_Type, list([])),
    modules: sysModules(),
  })
  put({ __excepthook__: dictGetName(sys, 'excepthook') || none() })
  for (const key of ['displayhook', 'unraisablehook']) put({ [`__${key}__`]: dictGetName(sys, key) })
  watchUnraisable(sys, dictGetName(sys, 'unraisablehook'))
}
