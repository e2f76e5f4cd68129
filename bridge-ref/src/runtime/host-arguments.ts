/** Arguments of functions that the host defines, by position or by name. */
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { dictEntries } from './dict.ts'
import { raise } from './errors.ts'
import { readStr } from './str.ts'

export interface Parameters {
  /** Of the function, for messages. */
  name: string
  /** Names in order; the first `least` must be given. */
  names: readonly string[]
  least: number
  /** How many may be given by position; default: all. */
  positional?: number
}

/** Borrowed values in the order of the names; NULL for one that was not given. */
export function bindArguments(of: Parameters, args: readonly Address[], kwargs: Address): Address[] {
  const { name, names, least, positional = names.length } = of
  if (args.length > positional) {
    const given = `${args.length} given`
    raise(E.TypeError, `${name}() takes at most ${positional} argument${positional === 1 ? '' : 's'} (${given})`)
  }
  const values = names.map((_, i) => args[i] ?? NULL)
  for (const [key, value] of kwargs === NULL ? [] : dictEntries(kwargs)) {
    const at = names.indexOf(readStr(key))
    if (at < 0) raise(E.TypeError, `'${readStr(key)}' is an invalid keyword argument for ${name}()`)
    if (at < args.length) {
      raise(E.TypeError, `argument for ${name}() given by name ('${readStr(key)}') and position (${at + 1})`)
    }
    values[at] = value
  }
  const missing = values.findIndex((value, i) => i < least && value === NULL)
  if (missing >= 0) raise(E.TypeError, `${name}() missing required argument '${names[missing]}' (pos ${missing + 1})`)
  return values
}
