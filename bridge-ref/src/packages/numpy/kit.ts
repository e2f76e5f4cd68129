/** Short words for NumPy's objects. Results are owned by the scope. */
import { type Address, NULL } from '../../memory/address.ts'
import { own } from '../../modules/kit/scope.ts'
import { attr, invoke, invokeWith, moduleAttr, record, text } from '../../modules/kit/values.ts'
import { isInstance } from '../../runtime/object.ts'
import { binaryOperation } from '../../runtime/operators.ts'

export const binary = 'numpy.core._multiarray_umath'

/** A name of the binary: `array`, `add`, `dtype`. */
export function um(name: string): Address {
  return moduleAttr(binary, name)
}

export type Keywords = Record<string, Address>

/** Keywords that are NULL are left out. */
export function callWith(callable: Address, args: readonly Address[], keywords: Keywords = {}): Address {
  const given = Object.fromEntries(Object.entries(keywords).filter(([, value]) => value !== NULL))
  return Object.keys(given).length === 0 ? invoke(callable, ...args) : invokeWith(callable, args, record(given))
}
export function callMethod(o: Address, name: string, args: readonly Address[], keywords: Keywords = {}): Address {
  return callWith(attr(o, name), args, keywords)
}
export function ufunc(name: string, args: readonly Address[], keywords: Keywords = {}): Address {
  return callWith(um(name), args, keywords)
}
export function reduce(name: string, args: readonly Address[], keywords: Keywords = {}): Address {
  return callMethod(um(name), 'reduce', args, keywords)
}
export function dtype(code: string): Address {
  return invoke(um('dtype'), text(code))
}
export function array(o: Address): Address {
  return invoke(um('asanyarray'), o)
}
export function isArray(o: Address): boolean {
  return o !== NULL && isInstance(o, um('ndarray'))
}
export function scalarType(name: string): Address {
  return moduleAttr('numpy.core.numerictypes', name)
}

const division = binaryOperation('nb_true_divide', '/')
const subtraction = binaryOperation('nb_subtract', '-')
export function divide(a: Address, b: Address): Address {
  return own(division(a, b))
}
export function subtract(a: Address, b: Address): Address {
  return own(subtraction(a, b))
}
