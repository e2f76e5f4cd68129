/** `code`: attributes, comparison, `replace`. */
import { type Address, NULL } from '../../memory/address.ts'
import { L } from '../../memory/layouts.ts'
import { E, S } from '../../memory/statics.ts'
import { readI32, readPointer } from '../../memory/views.ts'
import { freeObject } from '../allocation.ts'
import { newBytes } from '../bytes.ts'
import { type CodeParts, codeBytes, codeLines, kind, namesOfKind, newCode } from '../code.ts'
import { indexSize } from '../conversion.ts'
import { describeType, type GetSet, type Method } from '../define.ts'
import { dictEntries } from '../dict.ts'
import { newTupleOf, raise } from '../errors.ts'
import { newInt } from '../int.ts'
import { bool, EQ, equal, hash, itemsOf, NE, nameOf, newNone, notImplemented } from '../object.ts'
import { decref, newRef, typeOf, xdecref } from '../refcount.ts'
import { newListOf } from '../sequence.ts'
import { newStr, readStr } from '../str.ts'
import { clearWeakRefs } from '../weakref.ts'

const C = L.PyCodeObject
const numbers = ['argcount', 'posonlyargcount', 'kwonlyargcount', 'stacksize', 'flags', 'firstlineno'] as const
const objects = ['consts', 'names', 'filename', 'name', 'qualname', 'linetable', 'exceptiontable'] as const
const owned = [...objects.map((name) => C[`co_${name}`]), C.co_localsplusnames, C.co_localspluskinds]

/** Every part, with the objects as new references. */
function partsOf(code: Address): { parts: CodeParts; release: () => void } {
  const made = {
    code: newBytes(codeBytes(code)),
    varnames: namesOfKind(code, kind.local),
    cellvars: namesOfKind(code, kind.cell),
    freevars: namesOfKind(code, kind.free),
  }
  const read = <K extends string>(names: readonly K[], get: (name: K) => number) =>
    Object.fromEntries(names.map((name) => [name, get(name)]))
  const parts = {
    ...made,
    ...read(numbers, (name) => readI32(code, C[`co_${name}`])),
    ...read(objects, (name) => readPointer(code, C[`co_${name}`])),
  } as CodeParts
  return { parts, release: () => Object.values(made).forEach(decref) }
}

const replace: Method = {
  least: 0,
  most: 0,
  run: (code) => newRef(code),
  withKeywords: (code, given, kwargs) => {
    if (given.length > 0) raise(E.TypeError, `replace() takes no positional arguments (${given.length} given)`)
    const { parts, release } = partsOf(code)
    const changed: Record<string, number> = { ...parts }
    try {
      for (const [key, value] of kwargs === NULL ? [] : dictEntries(kwargs)) change(changed, readStr(key), value)
      return newCode({ ...parts, ...changed })
    } finally {
      release()
    }
  },
}

function change(parts: Record<string, number>, key: string, value: Address): void {
  const part = key.startsWith('co_') ? key.slice(3) : ''
  if (part === 'nlocals') return
  if (parts[part] === undefined) raise(E.TypeError, `'${key}' is an invalid keyword argument for replace()`)
  if (numbers.some((name) => name === part)) {
    parts[part] = indexSize(value, E.OverflowError)
    return
  }
  const wanted = typeOfPart(part)
  if (typeOf(value) !== wanted) {
    raise(E.TypeError, `replace() argument '${key}' must be ${shortName(wanted)}, not ${nameOf(value)}`)
  }
  parts[part] = value
}

function typeOfPart(part: string): Address {
  if (['code', 'linetable', 'exceptiontable'].includes(part)) return S.PyBytes_Type
  return ['filename', 'name', 'qualname'].includes(part) ? S.PyUnicode_Type : S.PyTuple_Type
}
function shortName(type: Address): string {
  if (type === S.PyBytes_Type) return 'bytes'
  return type === S.PyUnicode_Type ? 'str' : 'tuple'
}

/** The order of `types.CodeType(…)`. */
const parameters = [
  'argcount',
  'posonlyargcount',
  'kwonlyargcount',
  'nlocals',
  'stacksize',
  'flags',
  'code',
  'consts',
  'names',
  'varnames',
  'filename',
  'name',
  'qualname',
  'firstlineno',
  'linetable',
  'exceptiontable',
  'freevars',
  'cellvars',
] as const

function construct(_type: Address, given: Address): Address {
  const items = itemsOf(given)
  if (items.length < 16) raise(E.TypeError, `code expected at least 16 arguments, got ${items.length}`)
  if (items.length > 18) raise(E.TypeError, `code expected at most 18 arguments, got ${items.length}`)
  const none = newTupleOf([])
  const parts: Record<string, number> = Object.fromEntries(parameters.map((name) => [name, none]))
  try {
    for (const [i, value] of items.entries()) change(parts, `co_${parameters[i]}`, value)
    return newCode(parts as unknown as CodeParts)
  } finally {
    decref(none)
  }
}

const lines: Method = {
  least: 0,
  most: 0,
  run: (code) => {
    const list = newListOf(
      codeLines(code).map(({ start, end, line }) =>
        newTupleOf([newInt(start), newInt(end), line === undefined ? newNone() : newInt(line)]),
      ),
    )
    return list
  },
}

function sameCode(a: Address, b: Address): boolean {
  const [x, y] = [partsOf(a), partsOf(b)]
  try {
    const compared = [...objects, 'code', 'varnames', 'cellvars', 'freevars'] as const
    const objectsEqual = compared
      .filter((name) => name !== 'filename')
      .every((name) => equal(x.parts[name] as Address, y.parts[name] as Address))
    return objectsEqual && numbers.every((name) => x.parts[name] === y.parts[name])
  } finally {
    x.release()
    y.release()
  }
}

const getset: Record<string, GetSet> = {
  ...Object.fromEntries(
    [...numbers, 'nlocals' as const].map((name) => [
      `co_${name}`,
      { get: (o: Address) => newInt(readI32(o, C[`co_${name}`])) },
    ]),
  ),
  ...Object.fromEntries(
    objects.map((name) => [`co_${name}`, { get: (o: Address) => newRef(readPointer(o, C[`co_${name}`])) }]),
  ),
  co_code: { get: (o) => newBytes(codeBytes(o)) },
  co_varnames: { get: (o) => namesOfKind(o, kind.local) },
  co_cellvars: { get: (o) => namesOfKind(o, kind.cell) },
  co_freevars: { get: (o) => namesOfKind(o, kind.free) },
}

export function describeCode(): void {
  describeType(S.PyCode_Type, {
    name: 'code',
    size: C.co_code_adaptive,
    itemSize: 2,
    weakListOffset: C.co_weakreflist,
    slots: {
      tp_new: construct,
      tp_dealloc: (o: Address) => {
        clearWeakRefs(o)
        for (const offset of [...owned, C._co_code]) xdecref(readPointer(o, offset))
        freeObject(o)
      },
      tp_repr: (o: Address) =>
        newStr(
          `<code object ${text(o, C.co_name)} at 0x${o.toString(16)}, file "${text(o, C.co_filename)}", line ${readI32(o, C.co_firstlineno)}>`,
        ),
      tp_hash: (o: Address) => hash(readPointer(o, C.co_name)),
      tp_richcompare: (a: Address, b: Address, op: number) => {
        if ((op !== EQ && op !== NE) || typeOf(b) !== S.PyCode_Type) return notImplemented()
        return bool((a === b || sameCode(a, b)) === (op === EQ))
      },
    },
    methods: { replace, co_lines: lines },
    getset,
  })
}

function text(o: Address, offset: number): string {
  return readStr(readPointer(o, offset))
}
