/** Mistakes of C that can be proved: the guard ends the host with them. */
import type { Address } from './address.ts'

let describe: (at: Address) => string = hex
/** From now on a message says what the address is of, or was. */
export function connectDescription(fn: typeof describe): void {
  describe = fn
}

export class Misuse extends Error {
  constructor(what: string, at: Address) {
    super(`${what}: ${describe(at)}`)
  }
}

export function hex(at: number): string {
  return at < 0 ? `-0x${(-at).toString(16)}` : `0x${at.toString(16)}`
}
