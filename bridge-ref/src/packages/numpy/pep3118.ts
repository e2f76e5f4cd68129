/** The dtype that a buffer's format string (PEP 3118) describes. */
import { type Address, NULL } from '../../memory/address.ts'
import { E } from '../../memory/statics.ts'
import { attr, int, invoke, list, numberOf, record, text, tuple } from '../../modules/kit/values.ts'
import { raise } from '../../runtime/errors.ts'
import { reprText } from '../../runtime/object.ts'
import { dtype, um } from './kit.ts'

/** dtype characters of native sizes; of standard sizes where these differ. */
const nativeTypes: Record<string, string> = Object.fromEntries(
  [...'?bBhHiIlLqQefdgO']
    .map((code): [string, string] => [code, code])
    .concat(Object.entries({ c: 'S1', Zf: 'F', Zd: 'D', Zg: 'G', s: 'S', w: 'U', x: 'V' })),
)
const { g: _long, Zg: _longComplex, ...shared } = nativeTypes
const standardTypes: Record<string, string> = {
  ...shared,
  h: 'i2',
  H: 'u2',
  i: 'i4',
  I: 'u4',
  l: 'i4',
  L: 'u4',
  q: 'i8',
  Q: 'u8',
  e: 'f2',
}
const unsupported: Record<string, string> = {
  u: 'UCS-2 strings',
  '&': 'pointers',
  t: 'bitfields',
  X: 'function pointers',
}

interface Struct {
  names: (string | undefined)[]
  formats: Address[]
  offsets: number[]
  size: number
  alignment: number
}

class Reader {
  rest: string
  order = '@'
  constructor(rest: string) {
    this.rest = rest
  }
  take(pattern: RegExp): string {
    const found = pattern.exec(this.rest)?.[0] ?? ''
    this.rest = this.rest.slice(found.length)
    return found
  }
  get native(): boolean {
    return this.order === '@' || this.order === '^'
  }
}

const itemsize = (o: Address): number => numberOf(attr(o, 'itemsize'))
const padding = (size: number, alignment: number): number => (alignment - (size % alignment)) % alignment
const shapeOf = (numbers: readonly number[]): Address => tuple(...numbers.map((n) => int(n)))
const shaped = (value: Address, shape: readonly number[]): Address => invoke(um('dtype'), tuple(value, shapeOf(shape)))

export function dtypeOfFormat(spec: string): Address {
  return readStruct(new Reader(spec), false).value
}

/** One simple item, or a nested struct, with its alignment. */
function readItem(reader: Reader, count: number): Item {
  if (reader.take(/^T\{/) !== '') return { ...readStruct(reader, true), count, pad: false }
  const types = reader.native ? nativeTypes : standardTypes
  const code = reader.take(/^(Z.|[^Z])/s)
  const known = types[code]
  if (known === undefined) {
    const what = unsupported[code]
    if (what !== undefined) raise(E.NotImplementedError, `Unrepresentable PEP 3118 data type '${code}' (${what})`)
    raise(E.ValueError, `Unknown PEP 3118 data type specifier ${reprText(text(code + reader.rest))}`)
  }
  const sized = known === 'U' || known === 'S' || known === 'V'
  const order = reader.native ? '=' : reader.order
  const value = dtype(`${order}${known}${sized ? count : ''}`)
  return { value, alignment: numberOf(attr(value, 'alignment')), count: sized ? 1 : count, pad: code === 'x' }
}

interface Item {
  value: Address
  alignment: number
  count: number
  pad: boolean
}

/** Native alignment: where the item begins, and how much is free behind it. An item that is repeated grows instead. */
function align(item: Item, into: Struct, sizes: readonly number[]): number {
  into.size += padding(into.size, item.alignment)
  into.alignment = leastCommonMultiple(into.alignment, item.alignment)
  const inside = padding(itemsize(item.value), item.alignment)
  if (inside === 0 || (item.count <= 1 && sizes.reduce((all, n) => all * n, 1) <= 1)) return inside
  item.value = padded(item.value, inside)
  return 0
}

/** One field of a struct, behind what is there already. */
function readField(reader: Reader, into: Struct): void {
  const shape = reader.take(/^\([^)]*\)/)
  const sizes = shape === '' ? [] : shape.slice(1, -1).split(',').map(Number)
  const order = reader.take(/^[@=<>^!]/)
  if (order !== '') reader.order = order === '!' ? '>' : order
  const item = readItem(reader, Number(reader.take(/^\d+/) || 1))
  const behind = reader.order === '@' ? align(item, into, sizes) : 0
  if (item.count !== 1) item.value = shaped(item.value, [item.count])
  if (sizes.length > 0) item.value = shaped(item.value, sizes)
  const name = reader.take(/^:[^:]*:/).slice(1, -1)
  if (!item.pad || name !== '') addField(into, name, item.value)
  into.size += itemsize(item.value) + behind
}
function addField(into: Struct, name: string, value: Address): void {
  if (name !== '' && into.names.includes(name))
    raise(E.RuntimeError, `Duplicate field name '${name}' in PEP3118 format`)
  into.names.push(name === '' ? undefined : name)
  into.formats.push(value)
  into.offsets.push(into.size)
}

function readStruct(reader: Reader, nested: boolean): { value: Address; alignment: number } {
  const struct: Struct = { names: [], formats: [], offsets: [], size: 0, alignment: 1 }
  while (reader.rest !== '' && reader.take(/^\}/) === '') readField(reader, struct)
  if (reader.order === '@') struct.size += padding(struct.size, struct.alignment)
  const [only = NULL] = struct.formats
  const plain = struct.names.length === 1 && struct.names[0] === undefined && struct.offsets[0] === 0
  const value = plain && !nested && struct.size === itemsize(only) ? only : structDtype(struct)
  return { value, alignment: struct.alignment }
}

/** Fields without a name get the first free `f0`, `f1`, ... */
function structDtype({ names, formats, offsets, size }: Struct): Address {
  const all = [...names]
  all.forEach((name, i) => {
    let free = 0
    while (all.includes(`f${free}`)) free++
    all[i] = name ?? `f${free}`
  })
  const spec = {
    names: list(all.map((name) => text(name ?? ''))),
    formats: list(formats),
    offsets: list(offsets.map((offset) => int(offset))),
    itemsize: int(size),
  }
  return invoke(um('dtype'), record(spec))
}

function padded(value: Address, more: number): Address {
  return structDtype({ names: ['f0'], formats: [value], offsets: [0], size: itemsize(value) + more, alignment: 1 })
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b]
  while (y !== 0) [x, y] = [y, x % y]
  return (a / x) * b
}
