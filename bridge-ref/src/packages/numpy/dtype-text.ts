/** `numpy.core._dtype`: dtypes as text. */
import { type Address, NULL } from '../../memory/address.ts'
import { E, none } from '../../memory/statics.ts'
import { functions } from '../../modules/kit/functions.ts'
import { attr, given, invoke, isTruthy, method, numberOf, reprOf, text, textOf } from '../../modules/kit/values.ts'
import { raise } from '../../runtime/errors.ts'
import { itemsOf } from '../../runtime/object.ts'
import { scalarType, um } from './kit.ts'
import { isSubDtype } from './types.ts'

const stems: Record<string, string> = {
  u: 'uint',
  i: 'int',
  c: 'complex',
  f: 'float',
  b: 'bool',
  V: 'void',
  O: 'object',
  M: 'datetime',
  m: 'timedelta',
  S: 'bytes',
  U: 'str',
}

const word = (dtype: Address, key: string): string => textOf(attr(dtype, key))
const size = (dtype: Address): number => numberOf(attr(dtype, 'itemsize'))
const isKind = (dtype: Address, name: string): boolean => isSubDtype(attr(dtype, 'type'), scalarType(name))

function stem(dtype: Address): string {
  const kind = word(dtype, 'kind')
  return stems[kind] ?? raise(E.RuntimeError, `internal dtype error, unknown kind '${kind}'`)
}

/** `[ns]`, `[25s]`, or nothing for a generic unit. */
function unitText(dtype: Address): string {
  const [unit = NULL, count = NULL] = itemsOf(invoke(um('datetime_data'), dtype))
  if (textOf(unit) === 'generic') return ''
  return numberOf(count) === 1 ? `[${textOf(unit)}]` : `[${textOf(count)}${textOf(unit)}]`
}

function order(dtype: Address): string {
  const code = word(dtype, 'byteorder')
  return code === '=' ? '<' : code === '|' ? '' : code
}

function scalarText(dtype: Address, short: boolean): string {
  const kind = word(dtype, 'kind')
  const bytes = size(dtype)
  const isUser = numberOf(attr(dtype, 'isbuiltin')) === 2
  if (isUser) return textOf(attr(attr(dtype, 'type'), '__name__'))
  if (kind === 'b') return short ? "'?'" : "'bool'"
  if (kind === 'O') return "'O'"
  if (kind === 'S' || kind === 'V') return `'${kind}${bytes || ''}'`
  if (kind === 'U') return `'${order(dtype)}U${bytes / 4 || ''}'`
  if (kind === 'M' || kind === 'm') return `'${order(dtype)}${kind}8${unitText(dtype)}'`
  const native = ['=', '|'].includes(word(dtype, 'byteorder'))
  return short || !native ? `'${order(dtype)}${kind}${bytes}'` : `'${stem(dtype)}${8 * bytes}'`
}

interface Field {
  name: Address
  dtype: Address
  offset: number
  title: Address
}
function fieldsOf(dtype: Address): Field[] {
  const fields = attr(dtype, 'fields')
  return itemsOf(attr(dtype, 'names')).map((name) => {
    const [type = NULL, offset = NULL, title = none()] = itemsOf(method(fields, '__getitem__', name))
    return { name, dtype: type, offset: numberOf(offset), title }
  })
}

/** Do the fields follow each other as a list of them would place them? */
function isPacked(dtype: Address): boolean {
  const aligned = isTruthy(attr(dtype, 'isalignedstruct'))
  let [end, widest] = [0, 1]
  for (const field of fieldsOf(dtype)) {
    const alignment = aligned ? numberOf(attr(field.dtype, 'alignment')) : 1
    widest = Math.max(widest, alignment)
    end = Math.ceil(end / alignment) * alignment
    if (field.offset !== end) return false
    end += size(field.dtype)
  }
  return Math.ceil(end / widest) * widest === size(dtype)
}

function listText(dtype: Address): string {
  const items = fieldsOf(dtype).map((field) => {
    const label = given(field.title) ? `(${reprOf(field.title)}, ${reprOf(field.name)})` : reprOf(field.name)
    const shaped = attr(field.dtype, 'subdtype')
    if (!given(shaped)) return `(${label}, ${construction(field.dtype, { short: true })})`
    const [base = NULL, shape = NULL] = itemsOf(shaped)
    return `(${label}, ${construction(base, { short: true })}, ${textOf(shape)})`
  })
  return `[${items.join(', ')}]`
}

function dictText(dtype: Address, withAlign: boolean): string {
  const fields = fieldsOf(dtype)
  const titles = fields.some((field) => given(field.title))
    ? `], 'titles': [${fields.map((field) => reprOf(field.title)).join(', ')}`
    : ''
  const aligned = withAlign && isTruthy(attr(dtype, 'isalignedstruct')) ? ", 'aligned': True" : ''
  return [
    `{'names': [${fields.map((field) => reprOf(field.name)).join(', ')}`,
    `], 'formats': [${fields.map((field) => construction(field.dtype, { short: true })).join(', ')}`,
    `], 'offsets': [${fields.map((field) => field.offset).join(', ')}${titles}`,
    `], 'itemsize': ${size(dtype)}${aligned}}`,
  ].join('')
}

function structText(dtype: Address, withAlign: boolean): string {
  const asDict = (withAlign && isTruthy(attr(dtype, 'isalignedstruct'))) || !isPacked(dtype)
  const shown = asDict ? dictText(dtype, withAlign) : listText(dtype)
  const type = attr(dtype, 'type')
  return type === scalarType('void') ? shown : `(${word(type, '__module__')}.${word(type, '__name__')}, ${shown})`
}

function subarrayText(dtype: Address): string {
  const [base = NULL, shape = NULL] = itemsOf(attr(dtype, 'subdtype'))
  return `(${construction(base, { short: true })}, ${textOf(shape)})`
}

function construction(dtype: Address, options: { align?: boolean; short?: boolean } = {}): string {
  if (given(attr(dtype, 'fields'))) return structText(dtype, options.align ?? false)
  if (given(attr(dtype, 'subdtype'))) return subarrayText(dtype)
  return scalarText(dtype, options.short ?? false)
}

export function dtypeName(dtype: Address): string {
  const own = textOf(attr(attr(dtype, 'type'), '__name__'))
  if (numberOf(attr(dtype, 'isbuiltin')) === 2) return own
  const kind = word(dtype, 'kind')
  const unsized = 'SUV'.includes(kind) && size(dtype) === 0
  const bits = kind === 'O' || kind === 'b' || unsized ? '' : size(dtype) * 8
  const unit = kind === 'M' || kind === 'm' ? unitText(dtype) : ''
  return `${isKind(dtype, 'void') ? own : stem(dtype)}${bits}${unit}`
}

function plainText(dtype: Address): string {
  if (given(attr(dtype, 'fields'))) return structText(dtype, true)
  if (given(attr(dtype, 'subdtype'))) return subarrayText(dtype)
  const plain = !isKind(dtype, 'flexible') && isTruthy(attr(dtype, 'isnative'))
  return plain ? dtypeName(dtype) : word(dtype, 'str')
}

export const dtypeText = (): Record<string, Address> =>
  functions('numpy.core._dtype', {
    '__str__(dtype)': (dtype = NULL) => text(plainText(dtype)),
    '__repr__(dtype)': (dtype = NULL) => {
      const aligned = isTruthy(attr(dtype, 'isalignedstruct')) ? ', align=True' : ''
      return text(`dtype(${construction(dtype)}${aligned})`)
    },
    '_name_get(dtype)': (dtype = NULL) => text(dtypeName(dtype)),
    '_construction_repr(dtype, include_align=False, short=False)': (dtype = NULL, align = NULL, short = NULL) =>
      text(construction(dtype, { align: isTruthy(align), short: isTruthy(short) })),
  })
