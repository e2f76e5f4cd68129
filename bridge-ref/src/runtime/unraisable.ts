/** Exceptions that nobody can receive: from deallocators, callbacks, finalizers. */
import type { Address } from '../memory/address.ts'
import { normalizePending, takeException } from './errors.ts'
import { clear, occurred } from './indicator.ts'
import { decref } from './refcount.ts'

/** What the host does with such an exception; it borrows both. Default: nothing is kept of it. */
type Hook = (exception: Address, where: Address) => void
let hook: Hook | undefined

export function onUnraisable(next: Hook): void {
  hook = next
}

/** PyErr_WriteUnraisable: takes the pending exception. */
export function writeUnraisable(where: Address): void {
  if (occurred() === 0) return
  normalizePending()
  const exception = takeException()
  hook?.(exception, where)
  decref(exception)
  clear()
}
