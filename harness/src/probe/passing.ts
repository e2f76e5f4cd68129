/** How a call table passes each parameter of a C function and reads its result; shared by wrappers and the suite's rules. */
import type { CapiFunction } from '../capi/load.ts'
import { type CType, type Parameter, type TypeTexts, typeOf } from '../capi/signature.ts'
import type { Value } from '../suite/value.ts'

type PassingKind =
  | 'object'
  | 'integer'
  /** A `char` or `Py_UCS4`: one character or its number. */
  | 'character'
  | 'floating'
  | 'chars'
  /** Any other pointer: a table can only pass NULL. */
  | 'pointer'
  /** A pointer to a local of the wrapper that the function fills; takes no argument of the row. */
  | 'out'
  /** A pointer to a local that holds the row's argument and is read back. */
  | 'inout'

export interface Passing {
  name: string
  kind: PassingKind
  /** The C type of the wrapper's local. */
  local: CType
  /** Index of the row's argument; -1 for `out`. */
  argument: number
}

/** A reason why no row can call the function, or null. */
export function unpassable(api: CapiFunction, types: TypeTexts): string | null {
  const { signature } = api
  if (signature.variadic) return `${api.name} takes a variable number of arguments`
  if (!['void', 'integer', 'floating', 'object', 'chars'].includes(signature.result.kind)) {
    return `${api.name} returns ${signature.result.text}`
  }
  const passed = passings(api, types)
  const bad = passed.find((passing) => passing === null)
  if (bad === undefined) return null
  const parameter = signature.parameters[passed.indexOf(bad)]
  return `${api.name} takes ${parameter?.type.text} ${parameter?.name}`
}

/** One for each parameter, in order; null where no row can pass it. */
export function passings(api: CapiFunction, types: TypeTexts): (Passing | null)[] {
  let argument = 0
  return api.signature.parameters.map((parameter) => {
    const passing = passingOf(api, parameter, types)
    if (passing === null) return null
    return { ...passing, argument: passing.kind === 'out' ? -1 : argument++ }
  })
}

function passingOf(api: CapiFunction, { name, type }: Parameter, types: TypeTexts): Omit<Passing, 'argument'> | null {
  const isOut = Object.hasOwn(api.out ?? {}, name)
  if (isOut || api.inout?.includes(name)) {
    const local = pointee(type, types)
    return local === null ? null : { name, kind: isOut ? 'out' : 'inout', local }
  }
  switch (type.kind) {
    case 'integer':
      return { name, ...integer(type) }
    case 'object':
    case 'floating':
    case 'chars':
      return { name, kind: type.kind, local: type }
    case 'pointer':
    case 'function':
      return { name, kind: 'pointer', local: type }
    case 'struct':
    case 'void':
      return null
  }
}

function integer(type: CType): Pick<Passing, 'kind' | 'local'> {
  const text = type.text.replace(/^const /, '')
  return { kind: text === 'char' || text === 'Py_UCS4' ? 'character' : 'integer', local: { ...type, text } }
}

function pointee({ text }: CType, types: TypeTexts): CType | null {
  // A struct of the system (`struct stat *`) is none of the API's types, and no local a wrapper could make.
  if (!text.endsWith('*') || text.startsWith('struct ')) return null
  const inner = typeOf(text.slice(0, -1), types)
  return ['integer', 'floating', 'object', 'chars'].includes(inner.kind) ? inner : null
}

/** What a row may give for the parameter instead of `value`; null when the value goes. */
export function refusal({ kind, local }: Passing, value: Value): string | null {
  const rule = rules[kind]
  return rule === undefined || rule.takes(value) ? null : rule.wants(local.text)
}

const rules: Partial<Record<PassingKind, { takes: (value: Value) => boolean; wants: (type: string) => string }>> = {
  integer: { takes: isInteger, wants: (type) => `an integer for ${type}` },
  character: {
    takes: (value) => isInteger(value) || (typeof value === 'string' && [...value].length === 1),
    wants: (type) => `one character or its number for ${type}`,
  },
  floating: {
    takes: (value) => isInteger(value) || isTagged(value, '$float'),
    wants: (type) => `a number for ${type}`,
  },
  chars: {
    takes: (value) => typeof value === 'string' || isTagged(value, '$bytes') || isTagged(value, '$null'),
    wants: (type) => `str, bytes or !null for ${type}`,
  },
  pointer: { takes: (value) => isTagged(value, '$null'), wants: (type) => `!null: a table cannot make a ${type}` },
}

function isInteger(value: Value): boolean {
  return typeof value === 'number' || isTagged(value, '$int')
}

function isTagged(value: Value, tag: string): boolean {
  return typeof value === 'object' && value !== null && tag in value
}
