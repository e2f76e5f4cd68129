/**
 * Signatures written as in Python: `name(a, b=, /, *rest, key=None, **options)`. A parameter with `=` may be left out;
 * then its argument is NULL, or None or a number or True or False when that is written. `*rest` is a tuple, `**options` a dict.
 */
import { type Address, NULL } from '../../memory/address.ts'
import { E, none } from '../../memory/statics.ts'
import { dictEntries, dictSet, newDict } from '../../runtime/dict.ts'
import { raise } from '../../runtime/errors.ts'
import { newTuple } from '../../runtime/sequence.ts'
import { readStr } from '../../runtime/str.ts'
import { own } from './scope.ts'
import { int, truth } from './values.ts'

interface Parameter {
  name: string
  optional: boolean
  instead: () => Address
  keyword: boolean
  positional: boolean
}

export interface Signature {
  name: string
  parameters: readonly Parameter[]
  rest: boolean
  options: boolean
  /** Only positions, as most functions written in C have it: then mistakes are told in their words. */
  plain: boolean
}

export function parseSignature(source: string): Signature {
  const open = source.indexOf('(')
  const parts = source
    .slice(open + 1, source.lastIndexOf(')'))
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const slash = parts.indexOf('/')
  const star = parts.findIndex((part) => /^\*(?!\*)/.test(part))
  const parameters = parts.flatMap((part, i) =>
    part === '/' || part.startsWith('*') ? [] : [parameter(part, i > slash, star < 0 || i < star)],
  )
  return {
    name: source.slice(0, open),
    parameters,
    rest: star >= 0 && parts[star] !== '*',
    options: parts.some((part) => part.startsWith('**')),
    plain: parameters.every((one) => !one.keyword) && !parts.some((part) => part.startsWith('**')),
  }
}

function parameter(part: string, keyword: boolean, positional: boolean): Parameter {
  const [label = '', value] = part.split('=')
  return { name: label, optional: value !== undefined, instead: defaultOf(value ?? ''), keyword, positional }
}

function defaultOf(value: string): () => Address {
  if (value === '') return () => NULL
  if (value === 'None') return none
  if (value === 'True' || value === 'False') return () => truth(value === 'True')
  return () => int(Number(value))
}

/** One argument for each parameter, then those for `*rest` and `**options`. */
export function bindArguments(signature: Signature, args: readonly Address[], kwargs: Address): Address[] {
  const { parameters, rest, options } = signature
  const keywords = new Map<string, Address>()
  const entries = kwargs === NULL ? [] : dictEntries(kwargs)
  for (const [key, value] of entries) keywords.set(readStr(key), value)
  if (signature.plain) checkPlain(signature, args.length, keywords.size)
  const positions = parameters.filter((one) => one.positional).length
  if (args.length > positions && !rest) refuseCount(signature, args.length, positions)
  let position = 0
  const bound = parameters.map((one) => {
    const byPosition = one.positional ? args[position++] : undefined
    return pick(signature, one, byPosition, keywords)
  })
  const missing = parameters.filter((one, i) => bound[i] === undefined && !one.optional)
  if (missing.length > 0) refuseMissing(signature, missing)
  const values = bound.map((value, i) => value ?? parameters[i]?.instead() ?? NULL)
  if (rest) values.push(own(newTuple(args.slice(positions))))
  if (options) values.push(remaining(entries, keywords))
  else
    for (const key of keywords.keys())
      raise(E.TypeError, `${signature.name}() got an unexpected keyword argument '${key}'`)
  return values
}

function pick(
  signature: Signature,
  one: Parameter,
  byPosition: Address | undefined,
  keywords: Map<string, Address>,
): Address | undefined {
  const byName = one.keyword ? keywords.get(one.name) : undefined
  if (byName === undefined) return byPosition
  if (byPosition !== undefined) raise(E.TypeError, `${signature.name}() got multiple values for argument '${one.name}'`)
  keywords.delete(one.name)
  return byName
}

function remaining(entries: readonly [Address, Address][], left: Map<string, Address>): Address {
  const o = own(newDict())
  for (const [key, value] of entries) if (left.has(readStr(key))) dictSet(o, key, value)
  return o
}

function checkPlain({ name, parameters, rest }: Signature, count: number, keywords: number): void {
  if (keywords > 0) raise(E.TypeError, `${name}() takes no keyword arguments`)
  const most = parameters.length
  const least = parameters.filter((one) => !one.optional).length
  if (count >= least && (count <= most || rest)) return
  if (most === 0) raise(E.TypeError, `${name}() takes no arguments (${count} given)`)
  if (most === 1 && least === 1 && !rest) raise(E.TypeError, `${name}() takes exactly one argument (${count} given)`)
  const bound = least === most && !rest ? '' : count < least ? 'at least ' : 'at most '
  const limit = count < least ? least : most
  raise(E.TypeError, `${name} expected ${bound}${limit} argument${limit === 1 ? '' : 's'}, got ${count}`)
}

function refuseCount({ name, parameters }: Signature, count: number, positions: number): never {
  const least = parameters.filter((one) => one.positional && !one.optional).length
  const range = least === positions ? `${positions}` : `from ${least} to ${positions}`
  const verb = count === 1 ? 'was' : 'were'
  raise(
    E.TypeError,
    `${name}() takes ${range} positional argument${positions === 1 ? '' : 's'} but ${count} ${verb} given`,
  )
}

function refuseMissing({ name }: Signature, missing: readonly Parameter[]): never {
  const positional = missing.filter((one) => one.positional)
  const which = positional.length > 0 ? positional : missing
  const kind = positional.length > 0 ? 'positional' : 'keyword-only'
  const quoted = which.map((one) => `'${one.name}'`)
  const last = quoted.pop() ?? ''
  const listed = quoted.length === 0 ? last : `${quoted.join(', ')}${quoted.length > 1 ? ',' : ''} and ${last}`
  raise(
    E.TypeError,
    `${name}() missing ${which.length} required ${kind} argument${which.length === 1 ? '' : 's'}: ${listed}`,
  )
}
