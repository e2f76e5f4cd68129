import type { Address } from '../memory/address.ts'
import { bytesAt } from '../memory/views.ts'
import { newBytes } from '../runtime/bytes.ts'
import { unmarshal } from '../runtime/marshal/read.ts'
import { marshal } from '../runtime/marshal/write.ts'

export function PyMarshal_WriteObjectToString(o: Address, version: number): Address {
  return newBytes(marshal(o, version))
}
/** What follows the object is not looked at. */
export function PyMarshal_ReadObjectFromString(data: Address, length: number): Address {
  return unmarshal(bytesAt(data, length).slice()).object
}
