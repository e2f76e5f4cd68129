/** `numpy.core.numerictypes`: the scalar types under all their names, and the names that `dtype` understands. */
import { type Address, NULL } from '../../memory/address.ts'
import { attr, invoke } from '../../modules/kit/values.ts'
import { dictEntries, dictSetName, newDict } from '../../runtime/dict.ts'
import { isSubtype } from '../../runtime/errors.ts'
import { isType, itemAt, typeName } from '../../runtime/object.ts'
import { readStr } from '../../runtime/str.ts'
import { um } from './kit.ts'

/** Names of scalar types beside their own, by the name in the binary's table. */
const aliases: Record<string, readonly string[]> = {
  BOOL: ['bool8'],
  BYTE: ['byte'],
  UBYTE: ['ubyte'],
  SHORT: ['short'],
  USHORT: ['ushort'],
  INT: ['intc'],
  UINT: ['uintc'],
  LONG: ['int_', 'intp', 'int0'],
  ULONG: ['uint', 'uintp', 'uint0'],
  LONGLONG: ['longlong'],
  ULONGLONG: ['ulonglong'],
  HALF: ['half'],
  FLOAT: ['single'],
  DOUBLE: ['double', 'float_'],
  LONGDOUBLE: ['longdouble', 'longfloat'],
  CFLOAT: ['csingle', 'singlecomplex'],
  CDOUBLE: ['cdouble', 'cfloat', 'complex_'],
  CLONGDOUBLE: ['clongdouble', 'clongfloat', 'longcomplex'],
  STRING: ['string_', 'bytes0'],
  UNICODE: ['unicode_', 'str0'],
  OBJECT: ['object0'],
  VOID: ['void0'],
}

/** Names that only `dtype` understands. */
const dtypeNames: Record<string, string> = {
  bool: 'BOOL',
  int: 'LONG',
  float: 'DOUBLE',
  complex: 'CDOUBLE',
  object: 'OBJECT',
  str: 'UNICODE',
  bytes: 'STRING',
  a: 'STRING',
}

/** Scalar types by the name in the binary's table. Borrowed. */
function tableTypes(): Map<string, Address> {
  const types = new Map<string, Address>()
  for (const [key, entry] of dictEntries(um('typeinfo'))) {
    types.set(readStr(key), isType(entry) ? entry : itemAt(entry, entryTypeIndex(entry)))
  }
  return types
}
/** Entries end with their type. */
function entryTypeIndex(entry: Address): number {
  let index = 0
  while (!isType(itemAt(entry, index))) index++
  return index
}

/** By name: int64, int_, generic, ... Borrowed. */
export function scalarTypes(): Record<string, Address> {
  const found: Record<string, Address> = {}
  for (const [code, type] of tableTypes()) {
    const own = typeName(type)
    // Of two types with one name the one with the smaller letter is meant: int64 is C's long.
    if (found[own] === undefined || code === 'LONG' || code === 'ULONG') found[own] = type
    for (const alias of aliases[code] ?? []) found[alias] = type
  }
  return found
}

const abstract = new Set(
  'generic number integer inexact signedinteger unsignedinteger floating complexfloating flexible character'.split(' '),
)

/** The names that `dtype` understands; a new reference to the dict that the binary has from now on. */
export function connectNames(): Address {
  const names = newDict()
  for (const [key, type] of Object.entries(scalarTypes())) if (!abstract.has(key)) dictSetName(names, key, type)
  const types = tableTypes()
  for (const [key, code] of Object.entries(dtypeNames)) dictSetName(names, key, types.get(code) ?? NULL)
  invoke(um('set_typeDict'), names)
  return names
}

/** A scalar type itself, or the one of what `dtype` makes of the argument. */
function scalarTypeOf(o: Address): Address {
  const generic = scalarTypes()['generic'] ?? NULL
  return isType(o) && isSubtype(o, generic) ? o : attr(invoke(um('dtype'), o), 'type')
}
export function isSubDtype(a: Address, b: Address): boolean {
  return isSubtype(scalarTypeOf(a), scalarTypeOf(b))
}
