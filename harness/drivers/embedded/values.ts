/** Values between wire and interpreter: INTERPRETING.md, section 4. */
import type { SeenException } from '../../src/bridge/protocol.ts'
import type { HostCallable, Value } from '../../src/suite/value.ts'
import { type Obj, type Python, Raised } from './python.ts'

/** What was made for an argument, with every object in it that a guard may watch, by its place. */
export interface Made {
  object: Obj
  guardable: [place: string, object: Obj][]
}

const deepest = 8

export class Values {
  readonly #python: Python
  readonly #probe: Obj

  constructor(python: Python, probe: Obj) {
    this.#python = python
    this.#probe = probe
  }

  /** The caller owns the object. */
  make(value: Value, place: string): Made {
    const guardable: Made['guardable'] = []
    return { object: this.#make(value, place, guardable), guardable }
  }

  #make(value: Value, place: string, guardable: Made['guardable']): Obj {
    const python = this.#python
    if (value === null) return python.keep(python.none)
    if (typeof value === 'boolean') return python.keep(python.builtin(value ? 'True' : 'False'))
    if (typeof value === 'number') return this.#watched(python.newInt(String(value)), place, isLarge(value), guardable)
    if (typeof value === 'string') return this.#watched(python.newStr(value), place, [...value].length > 1, guardable)
    if (Array.isArray(value)) return this.#collected('list', value, place, guardable)
    const [[kind, content]] = Object.entries(value) as [[string, never]]
    const make = this.#makers[kind]
    if (make === undefined) throw new Error(`a row has no ${kind}`)
    return make(content, place, guardable)
  }

  #watched(object: Obj, place: string, guarded: boolean, guardable: Made['guardable']): Obj {
    if (guarded) guardable.push([place, object])
    return object
  }

  /** A container of a built-in type from the objects of its items, which it alone owns afterwards. */
  #collected(type: string, items: readonly Value[], place: string, guardable: Made['guardable']): Obj {
    const itemPlace = type.endsWith('set') ? `${place}.items` : place
    const made = items.map((item, index) => this.#make(item, `${itemPlace}[${index}]`, guardable))
    const tuple = this.#python.newTuple(made)
    this.#python.free(...made)
    const guarded = items.length > 0 || type === 'list' || type === 'set'
    if (type === 'tuple') return this.#watched(tuple, place, guarded, guardable)
    const container = this.#python.apply(this.#python.builtin(type), tuple)
    this.#python.free(tuple)
    return this.#watched(container, place, guarded, guardable)
  }

  readonly #makers: Record<string, (content: never, place: string, guardable: Made['guardable']) => Obj> = {
    $int: (digits: string, place, guardable) =>
      this.#watched(this.#python.newInt(digits), place, isLarge(Number(digits)), guardable),
    $float: (text: string, place, guardable) => this.#watched(this.#newFloat(text), place, true, guardable),
    $complex: ([real, imaginary]: [string, string], place, guardable) => {
      const parts = [this.#newFloat(real), this.#newFloat(imaginary)]
      const complex = this.#python.apply(this.#python.builtin('complex'), ...parts)
      this.#python.free(...parts)
      return this.#watched(complex, place, true, guardable)
    },
    $bytes: (hex: string, place, guardable) =>
      this.#watched(this.#fromHex('PyBytes_FromStringAndSize', hex), place, hex.length > 2, guardable),
    $bytearray: (hex: string, place, guardable) =>
      this.#watched(this.#fromHex('PyByteArray_FromStringAndSize', hex), place, true, guardable),
    $tuple: (items: Value[], ...rest) => this.#collected('tuple', items, ...rest),
    $set: (items: Value[], ...rest) => this.#collected('set', items, ...rest),
    $frozenset: (items: Value[], ...rest) => this.#collected('frozenset', items, ...rest),
    $dict: (entries: [Value, Value][], place, guardable) => {
      const dict = this.#python.owned('PyDict_New')
      for (const [index, [key, value]] of entries.entries()) {
        // CPython hides str keys from traversal.
        const keyObject = this.#make(key, `${place}.keys[${index}]`, typeof key === 'string' ? [] : guardable)
        const valueObject = this.#make(value, `${place}.values[${index}]`, guardable)
        this.#python.call('PyDict_SetItem', dict, keyObject, valueObject)
        this.#python.free(keyObject, valueObject)
      }
      return this.#watched(dict, place, true, guardable)
    },
    $slice: (parts: [Value, Value, Value], place, guardable) => {
      const names = ['start', 'stop', 'step']
      const made = parts.map((part, index) => this.#make(part, `${place}.${names[index]}`, guardable))
      const slice = this.#python.apply(this.#python.builtin('slice'), ...made)
      this.#python.free(...made)
      return this.#watched(slice, place, true, guardable)
    },
    $type: (name: string) =>
      name.startsWith('probe.')
        ? this.#python.attribute(this.#probe, name.slice('probe.'.length))
        : this.#python.keep(this.#python.builtin(name)),
    $singleton: (name: string) => this.#python.keep(this.#python.builtin(name)),
    $tracked: (tag: number, place, guardable) => {
      const number = this.#python.newInt(String(tag))
      const tracked = this.#python.applyMethod(this.#probe, '__tracked__', number)
      this.#python.free(number)
      return this.#watched(tracked, place, true, guardable)
    },
    $null: () => this.#python.attribute(this.#probe, '__null__'),
    $host: (host: HostCallable, place, guardable) => this.#watched(this.#newHost(host), place, true, guardable),
    $exception: ({ type, args }: { type: string; args: Value[] }, place, guardable) => {
      const made = args.map((arg) => this.#make(arg, place, []))
      const exception = this.#python.apply(this.#python.builtin(type), ...made)
      this.#python.free(...made)
      return this.#watched(exception, place, true, guardable)
    },
  }

  #newFloat(text: string): Obj {
    const str = this.#python.newStr(text)
    const float = this.#python.owned('PyFloat_FromString', str)
    this.#python.free(str)
    return float
  }

  #fromHex(maker: string, hex: string): Obj {
    const bytes = Buffer.from(hex, 'hex')
    return this.#python.owned(maker, bytes, bytes.length)
  }

  /** A row has no other names and functions that a callable could use: it raises or returns. */
  #newHost({ raises, returns, returnsArg }: HostCallable): Obj {
    const python = this.#python
    return python.newCallable((args) => {
      if (raises !== undefined) {
        throw new Raised(this.make({ $exception: { type: raises.type, args: raises.args ?? [] } }, '').object)
      }
      if (returnsArg !== undefined) return python.owned('PySequence_GetItem', args, returnsArg)
      return this.make(returns ?? null, '').object
    })
  }

  /** The object as it is seen; it stays the caller's. `around`: the containers that it stands in. */
  see(object: Obj, around: readonly Obj[] = []): Value {
    const python = this.#python
    if (object === python.none) return null
    const type = python.typeOf(object)
    const name = python.nameOf(type)
    const isOfBuiltIn =
      python.call('PyObject_HasAttrString', python.builtins, name) === 1 && python.builtin(name) === type
    const see = this.#seers[isOfBuiltIn || singletons[name] !== undefined ? name : '']
    const tooDeep = containers.has(name) && (around.length >= deepest || around.includes(object))
    if (see !== undefined && !tooDeep) return see(object, [...around, object])
    return tooDeep ? { $object: { type: name } } : this.#seeOther(object, name)
  }

  #seeOther(object: Obj, name: string): Value {
    const python = this.#python
    const tag = this.#number('__tag__', object)
    if (tag >= 0) return { $tracked: tag }
    const nothing = python.attribute(this.#probe, '__null__')
    python.free(nothing)
    if (object === nothing) return { $null: true }
    if (python.call('PyObject_IsInstance', object, python.builtin('BaseException')) === 1) {
      const args = python.attribute(object, 'args')
      const seen = this.#seeItems(args, [object])
      python.free(args)
      return { $exception: { type: name, args: seen } }
    }
    const isType = python.call('PyObject_IsInstance', object, python.builtin('type')) === 1
    return isType ? { $type: python.nameOf(object) } : { $object: { type: name } }
  }

  readonly #seers: Record<string, (object: Obj, around: readonly Obj[]) => Value> = {
    bool: (object) => object === this.#python.builtin('True'),
    int: (object) => {
      const digits = this.#python.textOf('PyObject_Str', object)
      return Number.isSafeInteger(Number(digits)) ? Number(digits) : { $int: digits }
    },
    float: (object) => ({ $float: this.#python.textOf('PyObject_Repr', object) }),
    complex: (object) => ({ $complex: [this.#part(object, 'real'), this.#part(object, 'imag')] }),
    str: (object) => this.#python.text(object),
    bytes: (object) => ({ $bytes: this.#python.hex(object) }),
    bytearray: (object) => ({ $bytearray: this.#python.hex(object) }),
    list: (object, around) => this.#seeItems(object, around),
    tuple: (object, around) => ({ $tuple: this.#seeItems(object, around) }),
    set: (object, around) => ({ $set: this.#seeIterated(object, around) }),
    frozenset: (object, around) => ({ $frozenset: this.#seeIterated(object, around) }),
    dict: (object, around) => {
      const items = this.#python.owned('PyDict_Items', object)
      const entries = this.#seeItems(items, around) as { $tuple: [Value, Value] }[]
      this.#python.free(items)
      return { $dict: entries.map(({ $tuple }) => $tuple) }
    },
    slice: (object, around) => {
      const parts = ['start', 'stop', 'step'].map((name) => this.#python.attribute(object, name))
      const seen = parts.map((part) => this.see(part, around)) as [Value, Value, Value]
      this.#python.free(...parts)
      return { $slice: seen }
    },
    type: (object) => ({ $type: this.#python.nameOf(object) }),
    ellipsis: () => ({ $singleton: 'Ellipsis' }),
    NotImplementedType: () => ({ $singleton: 'NotImplemented' }),
  }

  #seeItems(sequence: Obj, around: readonly Obj[]): Value[] {
    const items = this.#python.items(sequence)
    const seen = items.map((item) => this.see(item, around))
    this.#python.free(...items)
    return seen
  }

  #seeIterated(iterable: Obj, around: readonly Obj[]): Value[] {
    const list = this.#python.owned('PySequence_List', iterable)
    const seen = this.#seeItems(list, around)
    this.#python.free(list)
    return seen
  }

  #part(complex: Obj, name: string): string {
    const float = this.#python.attribute(complex, name)
    const text = this.#python.textOf('PyObject_Repr', float)
    this.#python.free(float)
    return text
  }

  /** What a function of the probe's own answers as an int. */
  #number(name: string, ...args: Obj[]): number {
    const result = this.#python.applyMethod(this.#probe, name, ...args)
    const digits = this.#python.textOf('PyObject_Str', result)
    this.#python.free(result)
    return Number(digits)
  }

  /** The exception stays the caller's. This driver has no frames of its own, so any traceback is somebody else's. */
  seeException(exception: Obj): SeenException {
    const python = this.#python
    const parts = ['args', '__cause__', '__context__', '__traceback__'].map((name) => python.attribute(exception, name))
    const [args = 0, cause = 0, context = 0, traceback = 0] = parts
    const seen = {
      type: python.nameOf(python.typeOf(exception)),
      message: python.textOf('PyObject_Str', exception),
      args: this.#seeItems(args, [exception]),
      cause: cause === python.none ? null : this.seeException(cause),
      context: context === python.none ? null : this.seeException(context),
      traceback: traceback !== python.none,
    }
    python.free(...parts)
    return seen
  }
}

/** Types of the built-in module that have no name in it. */
const singletons: Record<string, true> = { ellipsis: true, NotImplementedType: true }
const containers = new Set(['list', 'tuple', 'set', 'frozenset', 'dict', 'slice'])

/** CPython shares the small ones. */
function isLarge(value: number): boolean {
  return value < -5 || value > 256
}
