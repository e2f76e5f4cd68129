/**
 * Addresses of what exists once per process: the shim's data symbols, and types that C has no symbol for.
 * Filled at start; read-only afterwards.
 */
import { type DataName, dataNames } from '../../generated/data.ts'
import { type ApiName, prototypes } from '../../generated/prototypes.ts'
import type { Address } from './address.ts'
import { readPointer } from './views.ts'

type ExceptionName = DataName extends infer D ? (D extends `PyExc_${infer N}` ? N : never) : never

/** Types without a C symbol. */
const hiddenTypes = [
  'list_iterator',
  'list_reverseiterator',
  'tuple_iterator',
  'str_iterator',
  'bytes_iterator',
  'bytearray_iterator',
  'set_iterator',
  'dict_keyiterator',
  'dict_valueiterator',
  'dict_itemiterator',
  'managedbuffer',
  'memory_iterator',
  'method_wrapper',
  'weakproxy',
  'weakcallableproxy',
  'generic_alias',
  'host_function',
  'frame',
  'range_iterator',
  'ellipsis',
  'NotImplementedType',
  'NoneType',
] as const
type HiddenType = (typeof hiddenTypes)[number]

/** Address of each data symbol. */
export const S = {} as Record<DataName, Address>
/** Address of each exception's type object: what the pointer variable `PyExc_X` holds. */
export const E = {} as Record<ExceptionName, Address>
export const T = {} as Record<HiddenType, Address>

/** `table` is the shim's array of data addresses, in the order of the generated names. */
export function connectStatics(table: Address): void {
  dataNames.forEach((name, index) => {
    S[name] = readPointer(table, index * 8)
  })
}

export function exceptionNames(): ExceptionName[] {
  return dataNames.flatMap((name) => (name.startsWith('PyExc_') ? [name.slice(6) as ExceptionName] : []))
}

export function isExceptionName(name: string): name is ExceptionName {
  return (E as Record<string, Address | undefined>)[name] !== undefined
}

export function none(): Address {
  return S._Py_NoneStruct
}

const functionAddresses = new Map<string, Address>()

/** `table` is the shim's array of the addresses of its functions: what `&PyObject_Free` is in an extension. */
export function connectFunctions(table: Address): void {
  Object.keys(prototypes).forEach((name, index) => {
    functionAddresses.set(name, readPointer(table, index * 8))
  })
}

/** The address that extensions see for a function of the API. */
export function apiAddress(name: ApiName): Address {
  const found = functionAddresses.get(name)
  if (found === undefined) throw new Error(`the shim does not export ${name}`)
  return found
}
