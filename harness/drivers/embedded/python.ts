/**
 * CPython inside this process: its shared library through koffi, as any program embeds it (docs.python.org/3/extending/embedding.html).
 * An object is its address; 0 is NULL. Functions named `new…` and those that say so give a reference that the caller owes a {@link free}.
 */
import { spawnSync } from 'node:child_process'
import { openSync } from 'node:fs'
import koffi from 'koffi'

export type Obj = number

/** An exception that a call left; owned by whoever catches it. */
export class Raised extends Error {
  readonly exception: Obj

  constructor(exception: Obj) {
    super('a Python exception')
    this.exception = exception
  }
}

const asks =
  'import os, sys, sysconfig; v = sysconfig.get_config_var; print(os.path.join(v("LIBDIR"), v("INSTSONAME"))); print(sys.prefix)'

/** Starts the interpreter whose executable is `path`; it must have been built with a shared library. */
export function startPython(path: string): Python {
  const { stdout, status } = spawnSync(path, ['-I', '-S', '-c', asks], { encoding: 'utf8' })
  const [library = '', home = ''] = stdout.trim().split('\n')
  if (status !== 0 || !library.includes('.so')) throw new Error(`${path} has no shared library to embed: ${library}`)
  process.env['PYTHONHOME'] = home
  return new Python(koffi.load(library, { global: true }))
}

export class Python {
  readonly #library: ReturnType<typeof koffi.load>
  readonly #functions = new Map<string, (...args: (number | Buffer | string)[]) => number>()
  readonly #methods: unknown[] = []
  readonly none: Obj
  readonly builtins: Obj

  constructor(library: ReturnType<typeof koffi.load>) {
    this.#library = library
    this.#function('Py_InitializeEx', 'void', ['int'])(0)
    this.builtins = this.owned('PyImport_ImportModule', 'builtins')
    this.none = this.builtin('None')
  }

  /** Calls a function of the C API with words, texts and memory, and answers the word that it returns. */
  call(name: string, ...args: (number | Buffer | string)[]): number {
    const kinds = args.map((arg) => (typeof arg === 'number' ? 'int64' : typeof arg === 'string' ? 'str' : 'void *'))
    return Number(this.#function(name, 'int64', kinds)(...args))
  }

  /** The same for a function that announces an exception with NULL. */
  owned(name: string, ...args: (number | Buffer | string)[]): Obj {
    const result = this.call(name, ...args)
    if (result === 0) throw this.raised()
    return result
  }

  /** The pending exception, which is pending no longer. */
  raised(): Raised {
    const [type, value, traceback] = [[0], [0], [0]]
    this.#fetching('PyErr_Fetch', '_Out_')(type, value, traceback)
    this.#fetching('PyErr_NormalizeException', '_Inout_')(type, value, traceback)
    const [[kind = 0], [exception = 0], [frames = 0]] = [type, value, traceback]
    if (exception === 0) return new Raised(this.keep(this.none))
    if (frames !== 0) this.call('PyException_SetTraceback', exception, frames)
    this.free(kind, frames)
    return new Raised(exception)
  }

  keep(object: Obj): Obj {
    this.#function('Py_IncRef', 'void', ['int64'])(object)
    return object
  }

  free(...objects: readonly Obj[]): void {
    for (const object of objects) this.#function('Py_DecRef', 'void', ['int64'])(object)
  }

  /** New reference. */
  attribute(object: Obj, name: string): Obj {
    return this.owned('PyObject_GetAttrString', object, name)
  }

  /** A built-in name; it lives as long as the interpreter. */
  builtin(name: string): Obj {
    const object = this.attribute(this.builtins, name)
    this.free(object)
    return object
  }

  /** Calls a callable; the arguments stay the caller's, the result is a new reference. */
  apply(callable: Obj, ...args: readonly Obj[]): Obj {
    const tuple = this.newTuple(args)
    try {
      return this.owned('PyObject_CallObject', callable, tuple)
    } finally {
      this.free(tuple)
    }
  }

  applyMethod(object: Obj, name: string, ...args: readonly Obj[]): Obj {
    const method = this.attribute(object, name)
    try {
      return this.apply(method, ...args)
    } finally {
      this.free(method)
    }
  }

  newTuple(items: readonly Obj[]): Obj {
    const tuple = this.owned('PyTuple_New', items.length)
    for (const [index, item] of items.entries()) this.call('PyTuple_SetItem', tuple, index, this.keep(item))
    return tuple
  }

  newInt(digits: string): Obj {
    return this.owned('PyLong_FromString', digits, 0, 10)
  }

  newStr(text: string): Obj {
    const units = Buffer.from(text, 'utf16le')
    return this.owned('PyUnicode_DecodeUTF16', units, units.length, 'surrogatepass', Buffer.from([255, 255, 255, 255]))
  }

  /** Text of a str, lone surrogates kept. */
  text(str: Obj): string {
    const bytes = this.owned('PyUnicode_AsEncodedString', str, 'utf-16-le', 'surrogatepass')
    const text = Buffer.from(this.hex(bytes), 'hex').toString('utf16le')
    this.free(bytes)
    return text
  }

  /** Contents of bytes or of a bytearray. */
  hex(bytes: Obj): string {
    const hex = this.applyMethod(bytes, 'hex')
    const text = this.#function('PyUnicode_AsUTF8', 'str', ['int64'])(hex) as unknown as string
    this.free(hex)
    return text
  }

  /** Text of what a function such as PyObject_Repr gives of the object. */
  textOf(name: string, object: Obj): string {
    const str = this.owned(name, object)
    const text = this.text(str)
    this.free(str)
    return text
  }

  /** The object's type; borrowed, since the object keeps it. */
  typeOf(object: Obj): Obj {
    const type = this.owned('PyObject_Type', object)
    this.free(type)
    return type
  }

  nameOf(type: Obj): string {
    const name = this.attribute(type, '__name__')
    const text = this.text(name)
    this.free(name)
    return text
  }

  items(sequence: Obj): Obj[] {
    const size = this.call('PySequence_Size', sequence)
    return Array.from({ length: size }, (_, index) => this.owned('PySequence_GetItem', sequence, index))
  }

  /** A callable whose calls run `body`, which gets borrowed arguments and answers a new reference. */
  newCallable(body: (args: Obj, kwargs: Obj) => Obj): Obj {
    const entry = koffi.register(
      (_: Obj, args: Obj, kwargs: Obj) => {
        try {
          return body(Number(args), Number(kwargs))
        } catch (error) {
          if (!(error instanceof Raised)) throw error
          this.call('PyErr_SetObject', this.typeOf(error.exception), error.exception)
          this.free(error.exception)
          return 0
        }
      },
      koffi.pointer(
        koffi.proto(
          'int64_t method(int64_t self, int64_t args, int64_t kwargs)'.replace(
            'method',
            `method${this.#methods.length}`,
          ),
        ),
      ),
    )
    // struct PyMethodDef: name, function, METH_VARARGS | METH_KEYWORDS, documentation. It must live as long as the callable.
    const name = Buffer.from('host\0')
    const definition = Buffer.alloc(32)
    definition.writeBigUInt64LE(koffi.address(name), 0)
    definition.writeBigUInt64LE(koffi.address(entry), 8)
    definition.writeInt32LE(3, 16)
    this.#methods.push(name, definition, entry)
    return this.owned('PyCFunction_NewEx', definition, 0, 0)
  }

  /** Ends the interpreter in the ordinary way; whether that went well. */
  finish(): boolean {
    return this.#function('Py_FinalizeEx', 'int', [])() === 0
  }

  #function(name: string, result: string, kinds: string[]): (...args: (number | Buffer | string)[]) => number {
    const key = `${name} ${kinds.join()}`
    const known = this.#functions.get(key)
    if (known !== undefined) return known
    const made = this.#library.func(name, result, kinds)
    this.#functions.set(key, made)
    return made
  }

  #fetching(name: string, direction: '_Out_' | '_Inout_'): (...out: number[][]) => void {
    const parameters = ['type', 'value', 'traceback'].map((one) => `${direction} int64_t *${one}`)
    return this.#library.func(`void ${name}(${parameters.join(', ')})`)
  }
}

/** Copies of the original descriptors 0 and 1: what an extension prints must never reach the stream. */
export function privateStreams(): [number, number] {
  const libc = koffi.load(null)
  const dup = libc.func('int dup(int fd)')
  const dup2 = libc.func('int dup2(int from, int to)')
  const streams: [number, number] = [dup(0), dup(1)]
  dup2(openSync('/dev/null', 'r'), 0)
  dup2(2, 1)
  return streams
}
