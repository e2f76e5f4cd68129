/** `numpy.core._internal`: what the C code of arrays and dtypes asks Python for. */
import { type Address, NULL } from '../../memory/address.ts'
import { E, none } from '../../memory/statics.ts'
import { functions } from '../../modules/kit/functions.ts'
import {
  attr,
  given,
  int,
  invoke,
  isTruthy,
  items,
  list,
  method,
  numberOf,
  record,
  reprOf,
  text,
  textOf,
  truth,
  tuple,
} from '../../modules/kit/values.ts'
import { dictEntries } from '../../runtime/dict.ts'
import { raise } from '../../runtime/errors.ts'
import { equal, isTuple, itemsOf, nameOf } from '../../runtime/object.ts'
import { absentClass } from '../kit.ts'
import { callWith, um } from './kit.ts'
import { dtypeOfFormat } from './pep3118.ts'

const fieldOf = (dtype: Address, name: Address): Address[] =>
  itemsOf(method(attr(dtype, 'fields'), '__getitem__', name))

/** `dtype.descr`: as `__array_interface__` has it. */
function description(dtype: Address): Address {
  if (given(attr(dtype, 'fields'))) return structDescription(dtype)
  const shaped = attr(dtype, 'subdtype')
  if (given(shaped)) {
    const [base = NULL, shape = NULL] = itemsOf(shaped)
    return tuple(description(base), shape)
  }
  const metadata = attr(dtype, 'metadata')
  const own = attr(dtype, 'str')
  return given(metadata) && isTruthy(metadata) ? tuple(own, method(metadata, 'copy')) : own
}

function structDescription(dtype: Address): Address {
  const found: Address[] = []
  let end = 0
  const gap = (upTo: number): void => {
    if (upTo > end) found.push(tuple(text(''), text(`|V${upTo - end}`)))
    end = Math.max(end, upTo)
  }
  for (const name of itemsOf(attr(dtype, 'names'))) {
    const [type = NULL, offset = NULL, title] = fieldOf(dtype, name)
    if (numberOf(offset) < end) {
      raise(E.ValueError, 'dtype.descr is not defined for types with overlapping or out-of-order fields')
    }
    gap(numberOf(offset))
    const label = title === undefined ? name : tuple(title, name)
    const shaped = attr(type, 'subdtype')
    const [base = NULL, shape = NULL] = given(shaped) ? itemsOf(shaped) : []
    found.push(base === NULL ? tuple(label, description(type)) : tuple(label, description(base), shape))
    end += numberOf(attr(type, 'itemsize'))
  }
  gap(numberOf(attr(dtype, 'itemsize')))
  return list(found)
}

const format =
  /(?<order1>[<>|=]?)(?<repeats> *[(]?[ ,0-9]*[)]? *)(?<order2>[<>|=]?)(?<code>[A-Za-z0-9.?]*(?:\[[a-zA-Z0-9,.]+\])?)/y

/** `'i4, (2,3)f8'`: the dtypes between commas. */
function commaString(source: string): Address {
  const found: Address[] = []
  for (let at = 0; at < source.length; ) {
    format.lastIndex = at
    const parts = format.exec(source)
    at = format.lastIndex
    const rest = /^(\s*,\s*|\s+$)/.exec(source.slice(at))?.[0] ?? ''
    if (parts === null || (rest === '' && at < source.length)) {
      raise(E.ValueError, `format number ${found.length + 1} of "${source}" is not recognized`)
    }
    at += rest.length
    const { order1 = '', order2 = '', repeats = '', code = '' } = parts.groups ?? {}
    if (order1 !== '' && order2 !== '' && order1 !== order2) {
      raise(E.ValueError, `inconsistent byte-order specification ${order1} and ${order2}`)
    }
    const order = order2 || order1
    const item = text(`${'|=<'.includes(order) ? '' : order}${code}`)
    found.push(repeats === '' ? item : tuple(item, repeatsOf(repeats)))
  }
  return list(found)
}
function repeatsOf(source: string): Address {
  const numbers = (source.match(/\d+/g) ?? []).map(Number)
  return source.includes('(') && (source.includes(',') || numbers.length !== 1)
    ? tuple(...numbers.map((n) => int(n)))
    : int(numbers[0] ?? 1)
}

interface NamedField {
  name: Address
  type: Address
  offset: number
  title: Address
}

/** A dict of fields, `{'name': (type, offset[, title])}`, as the dtype it describes. */
function fieldsDtype(fields: Address, align: Address): Address {
  const found: NamedField[] = dictEntries(fields).flatMap(([name, given_]) => {
    const [type = NULL, offset = NULL, title] = isTuple(given_) ? itemsOf(given_) : []
    if (offset === NULL) raise(E.ValueError, 'entry not a 2- or 3- tuple')
    if (title !== undefined && equal(title, name)) return []
    if (numberOf(offset) < 0) raise(E.ValueError, 'invalid offset.')
    const dtype = callWith(um('dtype'), [type], { align })
    return [{ name, type: dtype, offset: numberOf(offset), title: title ?? none() }]
  })
  found.sort((a, b) => a.offset - b.offset)
  const spec = {
    names: list(found.map(({ name }) => name)),
    formats: list(found.map(({ type }) => type)),
    offsets: list(found.map(({ offset }) => int(offset))),
    titles: list(found.map(({ title }) => title)),
  }
  return invoke(um('dtype'), record(spec), align)
}

/** Struct dtypes with the same names are promoted field by field. */
function promoteFields(a: Address, b: Address): Address {
  const names = attr(a, 'names')
  const same = given(names) && given(attr(b, 'names')) && equal(names, attr(b, 'names'))
  if (!same) raise(E.TypeError, 'invalid type promotion')
  let identical = a === b
  const fields = itemsOf(names).map((name) => {
    const [left = NULL, , title] = fieldOf(a, name)
    const [right = NULL, , otherTitle] = fieldOf(b, name)
    const titles = title === otherTitle || (title !== undefined && otherTitle !== undefined && equal(title, otherTitle))
    if (!titles) raise(E.TypeError, 'invalid type promotion')
    const promoted = invoke(um('promote_types'), left, right)
    identical &&= promoted === left
    return tuple(title === undefined ? name : tuple(title, name), promoted)
  })
  const align = truth(isTruthy(attr(a, 'isalignedstruct')) || isTruthy(attr(b, 'isalignedstruct')))
  const result = callWith(um('dtype'), [list(fields)], { align })
  const unmoved = (name: Address): boolean => equal(fieldOf(a, name)[1] ?? NULL, fieldOf(result, name)[1] ?? NULL)
  const sameSize = equal(attr(result, 'itemsize'), attr(a, 'itemsize'))
  return identical && sameSize && itemsOf(names).every(unmoved) ? a : result
}

function hasObjects(...types: Address[]): boolean {
  return types.some((type) => isTruthy(attr(type, 'hasobject')))
}
function checkGetField(old: Address, wanted: Address, offset: Address): void {
  if (!hasObjects(old, wanted)) return
  if (numberOf(offset) === 0 && equal(old, wanted)) return
  const names = attr(old, 'names')
  const isField = (name: Address): boolean => {
    const [type = NULL, at = NULL] = fieldOf(old, name)
    return equal(at, offset) && equal(type, wanted)
  }
  if (given(names) && itemsOf(names).some(isField)) return
  raise(E.TypeError, 'Cannot get/set field of an object array')
}

/** A sequence of new names, or one name, for the fields of a dtype; the others follow in their order. */
function newNames(dtype: Address, order: Address): Address {
  const old = itemsOf(attr(dtype, 'names'))
  const wanted = nameOf(order) === 'str' ? [order] : items(order)
  const left = [...old]
  for (const name of wanted) {
    const at = left.findIndex((one) => equal(one, name))
    if (at >= 0) left.splice(at, 1)
    else
      raise(
        E.ValueError,
        `${old.some((one) => equal(one, name)) ? 'duplicate' : 'unknown'} field name: ${textOf(name)}`,
      )
  }
  return tuple(...wanted, ...left)
}

/** The first line of a ufunc's documentation. */
function signatureText(ufunc: Address): string {
  const [nin, nout] = [numberOf(attr(ufunc, 'nin')), numberOf(attr(ufunc, 'nout'))]
  const numbered = (stem: string, count: number): string =>
    Array.from({ length: count }, (_, i) => `${stem}${i + 1}`).join(', ')
  const inputs = nin === 1 ? 'x' : numbered('x', nin)
  const nones = Array.from({ length: nout }, () => 'None').join(', ')
  const outputs =
    nout === 0 ? ', /, out=()' : nout === 1 ? ', /, out=None' : `[, ${numbered('out', nout)}], / [, out=(${nones})]`
  const options = ", casting='same_kind', order='K', dtype=None, subok=True"
  const more = given(attr(ufunc, 'signature'))
    ? `${options}[, signature, extobj, axes, axis]`
    : `, where=True${options}[, signature, extobj]`
  return `${textOf(attr(ufunc, '__name__'))}(${inputs}${outputs}, *${more})`
}

function refusal(ufunc: Address, how: Address, inputs: readonly Address[], keywords: Address): string {
  const named = dictEntries(keywords)
  const out = named.find(([key]) => textOf(key) === 'out')?.[1]
  const shown = [...inputs.map(reprOf), ...named.map(([key, value]) => `${textOf(key)}=${reprOf(value)}`)]
  const types = [...inputs, ...(out === undefined ? [] : itemsOf(out))].map((o) => `'${nameOf(o).split('.').at(-1)}'`)
  const call = `${reprOf(ufunc)}, ${reprOf(how)}, ${shown.join(', ')}`
  return `operand type(s) all returned NotImplemented from __array_ufunc__(${call}): ${types.join(', ')}`
}

export const internal = (): Record<string, Address> => ({
  _ctypes: absentClass('numpy.core._internal', '_ctypes'),
  ...functions('numpy.core._internal', {
    '_array_descr(descriptor)': (dtype = NULL) => description(dtype),
    '_commastring(astr)': (source = NULL) => commaString(textOf(source)),
    '_usefields(adict, align)': (fields = NULL, align = NULL) => fieldsDtype(fields, align),
    '_promote_fields(dt1, dt2)': (a = NULL, b = NULL) => promoteFields(a, b),
    '_getfield_is_safe(oldtype, newtype, offset)': (old = NULL, wanted = NULL, offset = NULL) => {
      checkGetField(old, wanted, offset)
      return undefined
    },
    '_view_is_safe(oldtype, newtype)': (old = NULL, wanted = NULL) => {
      if (!equal(old, wanted) && hasObjects(old, wanted)) {
        raise(E.TypeError, 'Cannot change data-type for object array.')
      }
      return undefined
    },
    '_newnames(datatype, order)': (dtype = NULL, order = NULL) => newNames(dtype, order),
    '_dtype_from_pep3118(spec)': (spec = NULL) => dtypeOfFormat(textOf(spec)),
    '_ufunc_doc_signature_formatter(ufunc)': (ufunc = NULL) => text(signatureText(ufunc)),
    'array_ufunc_errmsg_formatter(dummy, ufunc, method, *inputs, **kwargs)': (...args) => {
      const [, ufunc = NULL, how = NULL, inputs = NULL, keywords = NULL] = args
      return text(refusal(ufunc, how, itemsOf(inputs), keywords))
    },
    'array_function_errmsg_formatter(public_api, types)': (api = NULL, types = NULL) => {
      const name = `${textOf(attr(api, '__module__'))}.${textOf(attr(api, '__name__'))}`
      const shown = reprOf(list(items(types)))
      return text(`no implementation found for '${name}' on types that implement __array_function__: ${shown}`)
    },
    // There are no types of ctypes in a host that has no ctypes.
    'npy_ctypes_check(cls)': () => truth(false),
  }),
})
