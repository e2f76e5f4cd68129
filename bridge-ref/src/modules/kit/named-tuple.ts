/** Tuples whose items have names, as `sys.version_info` and `os.stat_result` are. */
import { type Address, NULL } from '../../memory/address.ts'
import { S } from '../../memory/statics.ts'
import { itemsOf } from '../../runtime/object.ts'
import { tupleItem } from '../../runtime/sequence.ts'
import { newClass } from './classes.ts'
import type { Body } from './functions.ts'
import { int, invoke, reprOf, text, tuple } from './values.ts'

/** Properties that give the items by name. */
export function itemProperties(fields: readonly string[]): Record<string, Body> {
  return Object.fromEntries(fields.map((field, i) => [field, (self = NULL) => tupleItem(self, i)]))
}

export function structClass(module: string, name: string, fields: readonly string[]): Address {
  return newClass({
    name,
    module,
    bases: [S.PyTuple_Type],
    fields: [],
    properties: itemProperties(fields),
    methods: {
      '__repr__(self)': (self = NULL) => {
        const shown = itemsOf(self).slice(0, fields.length)
        return text(`${module}.${name}(${shown.map((item, i) => `${fields[i]}=${reprOf(item)}`).join(', ')})`)
      },
    },
    values: { n_fields: int(fields.length), n_sequence_fields: int(fields.length), n_unnamed_fields: int(0) },
  })
}

export function structOf(cls: Address, values: readonly Address[]): Address {
  return invoke(cls, tuple(...values))
}

/** One value of a class of its own. */
export function struct(module: string, name: string, values: Record<string, Address>): Address {
  return structOf(structClass(module, name, Object.keys(values)), Object.values(values))
}
