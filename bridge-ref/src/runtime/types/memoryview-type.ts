/** `memoryview`: indexing, casting, lending. */
import { callInt } from '../../boundary/calls.ts'
import { type Address, NULL, plus } from '../../memory/address.ts'
import { flag } from '../../memory/layouts.ts'
import { E, S } from '../../memory/statics.ts'
import {
  bytesAt,
  copyBytes,
  readI32,
  readPointer,
  readSize,
  writeF32,
  writeF64,
  writeI32,
  writeI64,
  writePointer,
  writeSize,
  writeU8,
  writeU16,
} from '../../memory/views.ts'
import { freeObject, untrack } from '../allocation.ts'
import {
  B,
  contiguousBytes,
  contiguousStrides,
  FORMAT,
  formatOf,
  type Geometry,
  geometryOf,
  itemPointer,
  ND,
  STRIDES,
  WRITABLE,
} from '../buffer.ts'
import { codeSize, integerRange, readItem, singleCode } from '../buffer-format.ts'
import { bytesOf, hashBytes, newBytes } from '../bytes.ts'
import { indexSize, indexValue, toDouble } from '../conversion.ts'
import { args, argsBetween, describeType, type GetSet, type Method, type TypeDescription } from '../define.ts'
import { newTupleOf, raise } from '../errors.ts'
import { newInt } from '../int.ts'
import { newIterator } from '../iteration.ts'
import {
  checkAlive,
  isContiguousView,
  M,
  managed,
  memoryViewFromObject,
  newView,
  release,
  releaseManaged,
  viewOf,
} from '../memoryview.ts'
import {
  bool,
  EQ,
  equal,
  isBytes,
  isStr,
  isTrue,
  isTuple,
  itemsOf,
  NE,
  newNone,
  notImplemented,
  slotFor,
} from '../object.ts'
import { decref, newRef, xdecref } from '../refcount.ts'
import { newListOf } from '../sequence.ts'
import { isSlice, sliceIndices } from '../slice.ts'
import { newStr, readStr } from '../str.ts'
import { clearWeakRefs } from '../weakref.ts'
import { hexMethod } from './bytes-methods.ts'

function nested(geometry: Geometry, format: string, indices: readonly number[]): Address {
  if (indices.length === geometry.shape.length) return readItem(itemPointer(geometry, indices), format)
  const extent = geometry.shape[indices.length] ?? 0
  return newListOf(Array.from({ length: extent }, (_, i) => nested(geometry, format, [...indices, i])))
}

function subscript(o: Address, key: Address): Address {
  checkAlive(o)
  const geometry = geometryOf(viewOf(o))
  const format = formatOf(viewOf(o))
  if (geometry.shape.length === 0) {
    if (key === S._Py_EllipsisObject) return newRef(o)
    if (isTuple(key) && itemsOf(key).length === 0) return readItem(geometry.data, format)
    raise(E.TypeError, 'invalid indexing of 0-dim memory')
  }
  if (isSlice(key)) return sliced(o, key, geometry, format)
  if (isTuple(key)) return readItem(itemPointer(geometry, tupleIndices(key, geometry)), format)
  if (slotFor(key, 'nb_index') === NULL) raise(E.TypeError, 'memoryview: invalid slice key')
  checkFlat(geometry)
  return readItem(itemPointer(geometry, [oneIndex(key, geometry.shape[0] ?? 0, 1)]), format)
}

function checkFlat({ shape }: Geometry): void {
  if (shape.length === 0) raise(E.TypeError, 'invalid indexing of 0-dim memory')
  if (shape.length > 1) raise(E.NotImplementedError, 'multi-dimensional sub-views are not implemented')
}

function tupleIndices(key: Address, { shape }: Geometry): number[] {
  const keys = itemsOf(key)
  if (keys.some((k) => slotFor(k, 'nb_index') === NULL)) raise(E.TypeError, 'memoryview: invalid slice key')
  if (keys.length < shape.length) raise(E.NotImplementedError, 'sub-views are not implemented')
  if (keys.length > shape.length)
    raise(E.TypeError, `cannot index ${shape.length}-dimension view with ${keys.length}-element tuple`)
  return keys.map((k, i) => oneIndex(k, shape[i] ?? 0, i + 1))
}
function oneIndex(key: Address, extent: number, dimension: number): number {
  const index = indexSize(key, E.IndexError)
  const at = index < 0 ? index + extent : index
  return at >= 0 && at < extent ? at : raise(E.IndexError, `index out of bounds on dimension ${dimension}`)
}
function sliced(o: Address, key: Address, geometry: Geometry, format: string): Address {
  const { start, step, count } = sliceIndices(key, () => geometry.shape[0] ?? 0)
  const [first = 0, ...rest] = geometry.strides
  const shape = [count, ...geometry.shape.slice(1)]
  return newView(
    readPointer(o, M.mbuf),
    viewOf(o),
    { ...geometry, data: plus(geometry.data, start * first), shape, strides: [first * step, ...rest] },
    format,
  )
}

function assign(o: Address, key: Address, value: Address): number {
  checkAlive(o)
  if (readI32(viewOf(o), B.readonly) !== 0) raise(E.TypeError, 'cannot modify read-only memory')
  if (value === NULL) raise(E.TypeError, 'cannot delete memory')
  const geometry = geometryOf(viewOf(o))
  const format = formatOf(viewOf(o))
  if (isSlice(key)) {
    assignSlice(sliced(o, key, geometry, format), value)
    return 0
  }
  const indices =
    geometry.shape.length === 0
      ? []
      : isTuple(key)
        ? tupleIndices(key, geometry)
        : [oneIndex(key, geometry.shape[0] ?? 0, 1)]
  writeItem(itemPointer(geometry, indices), format, value)
  return 0
}
function assignSlice(target: Address, value: Address): void {
  const source = memoryViewFromObject(value)
  const [to, from] = [geometryOf(viewOf(target)), geometryOf(viewOf(source))]
  const same = to.shape.join() === from.shape.join() && formatOf(viewOf(target)) === formatOf(viewOf(source))
  const contents = contiguousBytes(viewOf(source), 'C')
  for (let i = 0; same && i < (to.shape[0] ?? 0); i++) {
    bytesAt(itemPointer(to, [i]), to.itemSize).set(contents.subarray(i * to.itemSize, (i + 1) * to.itemSize))
  }
  decref(source)
  decref(target)
  if (!same) raise(E.ValueError, 'memoryview assignment: lvalue and rvalue have different structures')
}

function writeItem(at: Address, format: string, value: Address): void {
  const code = singleCode(format)
  if (code === undefined) raise(E.NotImplementedError, `memoryview: format ${format} not supported`)
  const range = integerRange(format)
  if (range !== undefined) writeInteger(at, codeSize(code), integerWithin(range, format, value))
  else if (code === 'c') writeU8(at, 0, singleByte(format, value))
  else if (code === '?') writeU8(at, 0, isTrue(value) ? 1 : 0)
  else if (code === 'f') writeF32(at, 0, toDouble(value))
  else writeF64(at, 0, toDouble(value))
}
function integerWithin([least, most]: readonly [bigint, bigint], format: string, value: Address): bigint {
  if (slotFor(value, 'nb_index') === NULL) raise(E.TypeError, `memoryview: invalid type for format '${format}'`)
  const number = BigInt(indexValue(value))
  if (number < least || number > most) raise(E.ValueError, `memoryview: invalid value for format '${format}'`)
  return number
}
function singleByte(format: string, value: Address): number {
  if (!isBytes(value)) raise(E.TypeError, `memoryview: invalid type for format '${format}'`)
  const [byte, ...more] = bytesOf(value)
  if (byte === undefined || more.length > 0) raise(E.ValueError, `memoryview: invalid value for format '${format}'`)
  return byte
}
function writeInteger(at: Address, size: number, value: bigint): void {
  if (size === 1) writeU8(at, 0, Number(BigInt.asUintN(8, value)))
  else if (size === 2) writeU16(at, 0, Number(BigInt.asUintN(16, value)))
  else if (size === 4) writeI32(at, 0, Number(BigInt.asIntN(32, value)))
  else writeI64(at, 0, BigInt.asIntN(64, value))
}

function cast(o: Address, format: Address = NULL, shape: Address = NULL): Address {
  checkAlive(o)
  const view = viewOf(o)
  if (!isContiguousView(view, 'C')) raise(E.TypeError, 'memoryview: casts are restricted to C-contiguous views')
  const text = isStr(format) ? readStr(format) : raise(E.TypeError, 'memoryview: format argument must be a string')
  const code = singleCode(text)
  if (code === undefined)
    raise(
      E.ValueError,
      "memoryview: destination format must be a native single character format prefixed with an optional '@'",
    )
  const bytesLike = (f: string) => ['B', 'b', 'c'].includes(singleCode(f) ?? '')
  if (!bytesLike(formatOf(view)) && !bytesLike(text))
    raise(E.TypeError, 'memoryview: cannot cast between two non-byte formats')
  const itemSize = codeSize(code)
  const length = readSize(view, B.len)
  if (length % itemSize !== 0) raise(E.TypeError, 'memoryview: length is not a multiple of itemsize')
  const dimensions =
    shape === NULL ? [length / itemSize] : itemsOf(shape).map((extent) => indexSize(extent, E.ValueError))
  if (dimensions.reduce((a, b) => a * b, itemSize) !== length)
    raise(E.TypeError, 'memoryview: product(shape) * itemsize != buffer size')
  const geometry = {
    data: readPointer(view, B.buf),
    itemSize,
    shape: dimensions,
    strides: contiguousStrides(dimensions, itemSize, 'C'),
    suboffsets: [],
  }
  return newView(readPointer(o, M.mbuf), view, geometry, text)
}

/** Raises BufferError when a view cannot be lent in the form that is asked for. */
function checkRequest(own: Address, flags: number): void {
  const refuse = (why: string): never => raise(E.BufferError, `memoryview: underlying buffer is not ${why}`)
  if ((flags & WRITABLE) !== 0 && readI32(own, B.readonly) !== 0) refuse('writable')
  if ((flags & 0x20) !== 0 && !isContiguousView(own, 'C')) refuse('C-contiguous')
  if ((flags & 0x40) !== 0 && !isContiguousView(own, 'F')) refuse('Fortran contiguous')
  if ((flags & 0x80) !== 0 && !isContiguousView(own, 'A')) refuse('contiguous')
  if ((flags & 0x100) === 0 && readPointer(own, B.suboffsets) !== NULL)
    raise(E.BufferError, 'memoryview: underlying buffer requires suboffsets')
  if ((flags & STRIDES) !== STRIDES && !isContiguousView(own, 'C')) refuse('C-contiguous')
  if ((flags & ND) === 0 && (flags & FORMAT) !== 0)
    raise(E.BufferError, 'memoryview: cannot cast to unsigned bytes if the format flag is present')
}

function reexport(o: Address, view: Address, flags: number): number {
  writePointer(view, B.obj, NULL)
  checkAlive(o)
  const own = viewOf(o)
  checkRequest(own, flags)
  copyBytes(view, own, B.size)
  writePointer(view, B.obj, newRef(o))
  if ((flags & FORMAT) === 0) writePointer(view, B.format, NULL)
  if ((flags & STRIDES) !== STRIDES) writePointer(view, B.strides, NULL)
  if ((flags & ND) === 0) {
    writeI32(view, B.ndim, 1)
    writePointer(view, B.shape, NULL)
  }
  writeSize(o, M.exports, readSize(o, M.exports) + 1)
  return 0
}

function numbers(field: number): GetSet {
  return {
    get: (o) => {
      checkAlive(o)
      const at = readPointer(viewOf(o), field)
      const count = at === NULL ? 0 : readI32(viewOf(o), B.ndim)
      return newTupleOf(Array.from({ length: count }, (_, i) => newInt(readSize(at, i * 8))))
    },
  }
}
function alive(get: (view: Address) => Address): GetSet {
  return {
    get: (o) => {
      checkAlive(o)
      return get(viewOf(o))
    },
  }
}
function toBytes(o: Address, order: string): Address {
  checkAlive(o)
  return newBytes(contiguousBytes(viewOf(o), order === 'F' || order === 'A' ? order : 'C'))
}
function toList(o: Address): Address {
  checkAlive(o)
  return nested(geometryOf(viewOf(o)), formatOf(viewOf(o)), [])
}
function compare(a: Address, b: Address, op: number): Address {
  if ((op !== EQ && op !== NE) || slotFor(b, 'bf_getbuffer') === NULL) return notImplemented()
  const other = memoryViewFromObject(b)
  const [left, right] = [toList(a), toList(other)]
  const same = equal(left, right)
  for (const done of [other, left, right]) decref(done)
  return bool(same === (op === EQ))
}
function length(o: Address): number {
  checkAlive(o)
  return readI32(viewOf(o), B.ndim) === 0 ? 1 : (geometryOf(viewOf(o)).shape[0] ?? 0)
}

/** As bytes of the same contents have it; once made it stays, also when the view is released. */
function hashOf(o: Address): number {
  const made = readSize(o, M.hash)
  if (made !== -1) return made
  checkAlive(o)
  const view = viewOf(o)
  if (readI32(view, B.readonly) === 0) raise(E.ValueError, 'cannot hash writable memoryview object')
  if (!['B', 'b', 'c'].includes(singleCode(formatOf(view)) ?? ''))
    raise(E.ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'")
  const hash = hashBytes(contiguousBytes(view, 'C'))
  writeSize(o, M.hash, hash)
  return hash
}

const slots: TypeDescription['slots'] = {
  tp_dealloc: (o: Address) => {
    untrack(o)
    release(o)
    clearWeakRefs(o)
    xdecref(readPointer(o, M.mbuf))
    freeObject(o)
  },
  tp_traverse: (o: Address, visit: Address, arg: number) => callInt(visit, readPointer(o, M.mbuf), arg),
  tp_clear: (o: Address) => {
    // As CPython: one that C still reads from stays.
    if (readSize(o, M.exports) === 0) release(o)
    return 0
  },
  tp_new: (_type: Address, given: Address) =>
    memoryViewFromObject(
      itemsOf(given)[0] ?? raise(E.TypeError, "memoryview() missing required argument 'object' (pos 1)"),
    ),
  tp_repr: (o: Address) => newStr(`<memory at 0x${o.toString(16)}>`),
  tp_richcompare: compare,
  tp_iter: (o: Address) => {
    checkAlive(o)
    if (readI32(viewOf(o), B.ndim) === 0) raise(E.TypeError, 'invalid indexing of 0-dim memory')
    return newIterator(S.PySeqIter_Type, o)
  },
  tp_hash: hashOf,
  sq_length: length,
  mp_length: length,
  sq_item: (o: Address, i: number) => {
    checkAlive(o)
    const geometry = geometryOf(viewOf(o))
    checkFlat(geometry)
    if (i < 0 || i >= (geometry.shape[0] ?? 0)) raise(E.IndexError, 'index out of bounds on dimension 1')
    return readItem(itemPointer(geometry, [i]), formatOf(viewOf(o)))
  },
  mp_subscript: subscript,
  mp_ass_subscript: assign,
  bf_getbuffer: reexport,
  bf_releasebuffer: (o: Address) => writeSize(o, M.exports, readSize(o, M.exports) - 1),
}

const methods: Record<string, Method> = {
  release: args(0, (o) => {
    release(o)
    return newNone()
  }),
  tolist: args(0, toList),
  tobytes: argsBetween(0, 1, (o, order) => toBytes(o, order !== undefined && isStr(order) ? readStr(order) : 'C')),
  cast: argsBetween(1, 2, cast),
  hex: hexMethod((o) => {
    checkAlive(o)
    return contiguousBytes(viewOf(o), 'C')
  }),
  toreadonly: args(0, (o) => {
    const copy = memoryViewFromObject(o)
    writeI32(viewOf(copy), B.readonly, 1)
    return copy
  }),
}

const getset: Record<string, GetSet> = {
  obj: alive((view) => newRef(readPointer(view, B.obj) || S._Py_NoneStruct)),
  nbytes: alive((view) => newInt(readSize(view, B.len))),
  itemsize: alive((view) => newInt(readSize(view, B.itemsize))),
  ndim: alive((view) => newInt(readI32(view, B.ndim))),
  readonly: alive((view) => bool(readI32(view, B.readonly) !== 0)),
  format: alive((view) => newStr(formatOf(view))),
  c_contiguous: alive((view) => bool(isContiguousView(view, 'C'))),
  f_contiguous: alive((view) => bool(isContiguousView(view, 'F'))),
  contiguous: alive((view) => bool(isContiguousView(view, 'A'))),
  shape: numbers(B.shape),
  strides: numbers(B.strides),
  suboffsets: numbers(B.suboffsets),
}

export function describeMemoryView(): void {
  describeType(S._PyManagedBuffer_Type, {
    name: 'managedbuffer',
    size: managed.size,
    flags: flag.HAVE_GC,
    slots: {
      tp_dealloc: (o: Address) => {
        untrack(o)
        releaseManaged(o)
        freeObject(o)
      },
      tp_traverse: (o: Address, visit: Address, arg: number) => {
        const exporter = readPointer(o, managed.master + B.obj)
        return exporter === NULL ? 0 : callInt(visit, exporter, arg)
      },
      tp_clear: (o: Address) => {
        if (readSize(o, managed.exports) === 0) releaseManaged(o)
        return 0
      },
    },
  })
  describeType(S.PyMemoryView_Type, {
    name: 'memoryview',
    size: M.ob_array,
    itemSize: 8,
    flags: flag.HAVE_GC | flag.SEQUENCE,
    weakListOffset: M.weakreflist,
    slots,
    methods,
    getset,
  })
}
