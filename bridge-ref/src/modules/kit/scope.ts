/**
 * References of host modules. `own` hands a new reference to the innermost {@link scope}, which drops it at its end, so
 * that code in TypeScript reads like code in Python. Outside every scope (modules being built) what is owned stays.
 */
import type { Address } from '../../memory/address.ts'
import { decref, newRef } from '../../runtime/refcount.ts'

const owned: Address[] = []
let depth = 0

/** Takes over a new reference; the result is good until the scope ends. */
export function own(o: Address): Address {
  if (depth > 0) owned.push(o)
  return o
}

/** Runs `body` and drops what it came to own; its result must not be one of these: see {@link result}. */
export function scope<R>(body: () => R): R {
  const mark = owned.length
  depth++
  try {
    return body()
  } finally {
    depth--
    while (owned.length > mark) {
      const o = owned.pop()
      if (o !== undefined) decref(o)
    }
  }
}

/** The same for a body that gives an object: a new reference to it. */
export function result(body: () => Address): Address {
  return scope(() => newRef(body()))
}

/** Runs `body` as if outside of every scope: for what is made when it is first needed and stays. */
export function permanent<R>(body: () => R): R {
  const outer = depth
  depth = 0
  try {
    return body()
  } finally {
    depth = outer
  }
}
