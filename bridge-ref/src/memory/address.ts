/** A place in the process's memory. User space ends below 2^47, so a double holds every address exactly. */
export type Address = number & { readonly brand: 'Address' }

export const NULL = 0 as Address

export function address(value: number): Address {
  return value as Address
}

/** The address `bytes` behind `base`. */
export function plus(base: Address, bytes: number): Address {
  return (base + bytes) as Address
}
