/** Methods whose arguments have names. */
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import type { Method } from './define.ts'
import { dictEntries, dictSize } from './dict.ts'
import { raise } from './errors.ts'
import { readStr } from './str.ts'

export interface Signature {
  name: string
  /** All parameters in order. */
  names: readonly string[]
  /** How many must be given. */
  least: number
  /** How many may be given without their name; default all. */
  positional?: number
  kind?: 'class' | 'static'
}

/** `run` gets a value, borrowed, for each name; NULL for what was not given. */
export function named(signature: Signature, run: (self: Address, ...values: Address[]) => Address): Method {
  const { least, names, kind } = signature
  return {
    least,
    most: names.length,
    run,
    withKeywords: (self, args, kwargs) => run(self, ...bindArguments(signature, args, kwargs)),
    ...(kind === undefined ? {} : { kind }),
  }
}

export function bindArguments(signature: Signature, args: readonly Address[], kwargs: Address): Address[] {
  const { name, names, least } = signature
  checkCount(signature, args.length, kwargs === NULL ? 0 : dictSize(kwargs))
  const values = names.map((_, i) => args[i] ?? NULL)
  for (const [key, value] of kwargs === NULL ? [] : dictEntries(kwargs)) {
    const place = names.indexOf(readStr(key))
    if (place < 0) raise(E.TypeError, `'${readStr(key)}' is an invalid keyword argument for ${name}()`)
    if (place < args.length)
      raise(E.TypeError, `argument for ${name}() given by name ('${names[place]}') and position (${place + 1})`)
    values[place] = value
  }
  const missing = values.findIndex((value, i) => i < least && value === NULL)
  if (missing >= 0) raise(E.TypeError, `${name}() missing required argument '${names[missing]}' (pos ${missing + 1})`)
  return values
}

function checkCount({ name, names, least, positional = names.length }: Signature, given: number, byName: number): void {
  if (given <= positional && given + byName <= names.length) return
  const tooMany = positional < names.length && given > positional
  const most = tooMany ? positional : names.length
  const bound = least === most ? 'exactly' : 'at most'
  const what = tooMany ? ' positional' : ''
  raise(
    E.TypeError,
    `${name}() takes ${bound} ${most}${what} argument${most === 1 ? '' : 's'} (${given + byName} given)`,
  )
}
