/**
 * The only file that imports koffi: libraries, calls into C by address, callbacks out of C.
 *
 * Pointers and Py_ssize_t travel as `int64`, which koffi turns into a number (a BigInt above 2^53, which no address
 * reaches but a hash or a `long long` may).
 */
import koffi, { type LibraryHandle } from 'koffi'

/** What a C function of ours returns to JavaScript. */
export type Word = number | bigint

/**
 * A C signature in letters, result first: `p` pointer or signed 64-bit, `u` unsigned 64-bit, `i` int, `w` unsigned int,
 * `d` double, `v` nothing.
 */
export type Signature = string

const letterTypes: Record<string, string> = {
  p: 'int64',
  u: 'uint64',
  i: 'int',
  w: 'uint32',
  d: 'double',
  v: 'void',
}

// biome-ignore lint/suspicious/noExplicitAny: koffi types its functions so; the casts below give them their real types.
type Untyped = (...args: any[]) => any
/** Calls the C function at an address with three or six arguments of pointer size. */
export interface Invoke<R> {
  three: (fn: number, a: number, b: number, c: number) => R
  six: (fn: number, ...args: [number, number, number, number, number, number]) => R
}

export interface Shim {
  /** Address of a symbol that the shim exports. */
  symbol(name: string): number
  callPointer: Invoke<Word>
  callInt: Invoke<number>
  callVoid: Invoke<void>
  /** The same on the native thread for which JavaScript runs, while the JavaScript thread serves all threads. */
  awayPointer: Invoke<Word>
  awayInt: Invoke<number>
  awayVoid: Invoke<void>
}

const prototypes = new Map<Signature, ReturnType<typeof koffi.pointer>>()

export function configure(): void {
  // Nested calls share one C stack; 16 MiB is koffi's maximum and carries some 3,000 levels of C -> JS -> C.
  koffi.config({ sync_stack_size: 16 * 2 ** 20, sync_heap_size: 16 * 2 ** 20 })
}

/** Loads the shim so that extensions loaded later find the C API in it. */
export function loadShim(path: string): Shim {
  const library = koffi.load(path, { global: true })
  loaded.push(library)
  return {
    symbol: (name) => Number(koffi.address(library.symbol(name))),
    callPointer: dispatchers(library, 'call_p', 'int64'),
    callInt: dispatchers(library, 'call_i', 'int'),
    callVoid: dispatchers(library, 'call_v', 'void'),
    awayPointer: dispatchers(library, 'away_p', 'int64'),
    awayInt: dispatchers(library, 'away_i', 'int'),
    awayVoid: dispatchers(library, 'away_v', 'void'),
  }
}

/** Never emptied: koffi unloads a library whose handle is collected, and types and code of extensions live for ever. */
const loaded: LibraryHandle[] = []

/** Loads an extension; `deep`: with its own libraries preferred over those inside the Node binary. */
export function loadExtension(path: string, deep: boolean): (symbol: string) => number {
  const library = koffi.load(path, { deep })
  loaded.push(library)
  return (symbol) => {
    try {
      return Number(koffi.address(library.symbol(symbol)))
    } catch {
      return 0 // koffi throws for a symbol that is not there; the caller tells which are optional.
    }
  }
}

interface Spare {
  pointer: number
  run: (...args: never[]) => unknown
}

/** Signatures of slots and methods: what may be registered while C code is running. */
const stocked = ['pp', 'ppp', 'pppp', 'ppppp', 'pppi', 'pppup', 'ip', 'ipp', 'ippp', 'ippi', 'vp', 'vpp']
const spares = new Map<Signature, Spare[]>()
const spareEach = 32
let toppedUp = false

/**
 * Registers callbacks in advance. koffi notes at registration where its C stack ends, which inside a nested call is where
 * that call began: a callback registered there is, from a shallower call, taken to run on the engine's own stack, and
 * ends in "Maximum call stack size exceeded". To be called when no C code is running; does nothing when nothing was taken.
 */
export function stockCallbacks(): void {
  if (toppedUp) return
  toppedUp = true
  for (const signature of stocked) {
    const list = spares.get(signature) ?? []
    spares.set(signature, list)
    while (list.length < spareEach) {
      const spare: Spare = { pointer: 0, run: () => undefined }
      spare.pointer = register(signature, (...args: never[]) => spare.run(...args))
      list.push(spare)
    }
  }
}

/** Makes a C function pointer of a JavaScript function. It lives as long as the process, as the API table does. */
export function registerCallback(signature: Signature, callback: (...args: never[]) => unknown): number {
  const spare = spares.get(signature)?.pop()
  if (spare === undefined) return register(signature, callback)
  toppedUp = false
  spare.run = callback
  return spare.pointer
}

function register(signature: Signature, callback: (...args: never[]) => unknown): number {
  let pointer = prototypes.get(signature)
  if (pointer === undefined) {
    const [result = 'v', ...args] = [...signature].map((letter) => letterTypes[letter] ?? 'void')
    pointer = koffi.pointer(koffi.proto(`signature_${signature}`, result, args))
    prototypes.set(signature, pointer)
  }
  return Number(koffi.register(callback, pointer))
}

export function viewMemory(start: number, length: number): ArrayBuffer {
  return koffi.view(BigInt(start), length)
}

/** Where the bytes of a typed array or buffer lie. They stay there until it is collected or detached. */
export function memoryOf(view: ArrayBufferView | ArrayBufferLike): number {
  // A small typed array lives inside V8's moving heap until its buffer is asked for.
  const buffer = ArrayBuffer.isView(view) ? view.buffer : view
  return Number(koffi.address(buffer)) + (ArrayBuffer.isView(view) ? view.byteOffset : 0)
}

export interface Libc {
  /** Reserves zeroed, unbacked memory; negative on failure. */
  reserve(bytes: number): number
  malloc(bytes: number): number
  realloc(block: number, bytes: number): number
  free(block: number): void
  dup(fd: number): number
  dup2(from: number, to: number): number
  raiseStackLimit(bytes: number): void
}

export function loadLibc(): Libc {
  const libc = koffi.load(null)
  const mmap = typed<(...args: number[]) => number>(
    libc.func('mmap', 'int64', ['int64', 'size_t', 'int', 'int', 'int', 'int64']),
  )
  const getrlimit = libc.func('getrlimit', 'int', ['int', koffi.out(koffi.pointer('uint64', 2))])
  const setrlimit = libc.func('setrlimit', 'int', ['int', koffi.pointer('uint64')])
  const readWrite = 3
  const privateAnonymousNoReserve = 0x4022
  const stackResource = 3
  return {
    reserve: (bytes) => mmap(0, bytes, readWrite, privateAnonymousNoReserve, -1, 0),
    malloc: typed<(bytes: number) => number>(libc.func('malloc', 'int64', ['size_t'])),
    realloc: typed<(block: number, bytes: number) => number>(libc.func('realloc', 'int64', ['int64', 'size_t'])),
    free: typed<(block: number) => void>(libc.func('free', 'void', ['int64'])),
    dup: typed<(fd: number) => number>(libc.func('dup', 'int', ['int'])),
    dup2: typed<(from: number, to: number) => number>(libc.func('dup2', 'int', ['int', 'int'])),
    raiseStackLimit(bytes) {
      const limits = [0n, 0n]
      getrlimit(stackResource, limits)
      setrlimit(stackResource, [BigInt(bytes), BigInt(limits[1] ?? 0)])
    },
  }
}

function dispatchers<R>(library: LibraryHandle, kind: string, result: string): Invoke<R> {
  const of = (count: number): Untyped =>
    library.func(`proofload_${kind}${count}`, result, ['int64', ...Array.from({ length: count }, () => 'int64')])
  return { three: typed(of(3)), six: typed(of(6)) }
}

function typed<F>(fn: Untyped): F {
  return fn as F
}
