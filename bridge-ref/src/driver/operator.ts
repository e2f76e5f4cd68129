/** The host operation `operator`: an operator by the way it is written. */
import * as numbers from '../api/number.ts'
import { type Address, NULL } from '../memory/address.ts'
import { E, none } from '../memory/statics.ts'
import { raise } from '../runtime/errors.ts'
import { EQ, GE, GT, LE, LT, NE, richCompare } from '../runtime/object.ts'

type Unary = (o: Address) => Address
type Binary = (a: Address, b: Address) => Address

const unary: Record<string, Unary> = {
  '+': numbers.PyNumber_Positive,
  '-': numbers.PyNumber_Negative,
  '~': numbers.PyNumber_Invert,
  abs: numbers.PyNumber_Absolute,
}
const comparisons: Record<string, number> = { '<': LT, '<=': LE, '==': EQ, '!=': NE, '>': GT, '>=': GE }
const binary: Record<string, Binary> = {
  '+': numbers.PyNumber_Add,
  '-': numbers.PyNumber_Subtract,
  '*': numbers.PyNumber_Multiply,
  '/': numbers.PyNumber_TrueDivide,
  '//': numbers.PyNumber_FloorDivide,
  '%': numbers.PyNumber_Remainder,
  '@': numbers.PyNumber_MatrixMultiply,
  '**': (a, b) => numbers.PyNumber_Power(a, b, none()),
  '<<': numbers.PyNumber_Lshift,
  '>>': numbers.PyNumber_Rshift,
  '&': numbers.PyNumber_And,
  '|': numbers.PyNumber_Or,
  '^': numbers.PyNumber_Xor,
  divmod: numbers.PyNumber_Divmod,
  '+=': numbers.PyNumber_InPlaceAdd,
  '-=': numbers.PyNumber_InPlaceSubtract,
  '*=': numbers.PyNumber_InPlaceMultiply,
  '/=': numbers.PyNumber_InPlaceTrueDivide,
  '//=': numbers.PyNumber_InPlaceFloorDivide,
  '%=': numbers.PyNumber_InPlaceRemainder,
  '@=': numbers.PyNumber_InPlaceMatrixMultiply,
  '**=': (a, b) => numbers.PyNumber_InPlacePower(a, b, none()),
  '<<=': numbers.PyNumber_InPlaceLshift,
  '>>=': numbers.PyNumber_InPlaceRshift,
  '&=': numbers.PyNumber_InPlaceAnd,
  '|=': numbers.PyNumber_InPlaceOr,
  '^=': numbers.PyNumber_InPlaceXor,
}

export function operator(symbol: string, operands: Address[]): Address {
  const [a = NULL, b = NULL, c = NULL] = operands
  const comparison = comparisons[symbol]
  if (operands.length === 2 && comparison !== undefined) return richCompare(a, b, comparison)
  if (operands.length === 3 && symbol === '**') return numbers.PyNumber_Power(a, b, c)
  const one = operands.length === 1 ? unary[symbol] : undefined
  const two = operands.length === 2 ? binary[symbol] : undefined
  return one?.(a) ?? two?.(a, b) ?? raise(E.ValueError, `no operator ${symbol} of ${operands.length} operands`)
}
