/** Tuples whose items have names: struct sequences such as `sys.version_info`, and named tuples. */
import { type Address, NULL } from '../../memory/address.ts'
import { S } from '../../memory/statics.ts'
import { permanentCString } from '../../memory/text.ts'
import { newStaticType } from '../../runtime/define.ts'
import { itemsOf } from '../../runtime/object.ts'
import { newRef } from '../../runtime/refcount.ts'
import { tupleItem } from '../../runtime/sequence.ts'
import { describeStruct, isStruct, newStruct, setStructItem } from '../../runtime/struct-sequence.ts'
import { newClass } from './classes.ts'
import type { Body } from './functions.ts'
import { own } from './scope.ts'
import { invoke, reprOf, text, tuple } from './values.ts'

/** Properties that give the items by name. */
export function itemProperties(fields: readonly string[]): Record<string, Body> {
  return Object.fromEntries(fields.map((field, i) => [field, (self = NULL) => tupleItem(self, i)]))
}

/** A struct sequence type; of a closed one only the host makes instances. */
export function structClass(module: string, name: string, fields: readonly string[], closed = false): Address {
  const type = newStaticType()
  describeStruct(type, {
    name: `${module}.${name}`,
    docAt: NULL,
    fields: fields.map((field) => ({ name: field, nameAt: permanentCString(field), docAt: NULL })),
    visible: fields.length,
    closed,
  })
  return type
}

/** What `collections.namedtuple` makes. */
export function namedTupleClass(module: string, name: string, fields: readonly string[]): Address {
  return newClass({
    name,
    module,
    bases: [S.PyTuple_Type],
    fields: [],
    properties: itemProperties(fields),
    methods: {
      '__repr__(self)': (self = NULL) => {
        const shown = itemsOf(self).slice(0, fields.length)
        return text(`${name}(${shown.map((item, i) => `${fields[i]}=${reprOf(item)}`).join(', ')})`)
      },
    },
    values: { _fields: tuple(...fields.map(text)) },
  })
}

export function structOf(cls: Address, values: readonly Address[]): Address {
  if (!isStruct(cls)) return invoke(cls, tuple(...values))
  const made = own(newStruct(cls))
  values.forEach((value, i) => {
    setStructItem(made, i, newRef(value))
  })
  return made
}

/** One value of a class of its own. */
export function struct(module: string, name: string, values: Record<string, Address>, closed = false): Address {
  return structOf(structClass(module, name, Object.keys(values), closed), Object.values(values))
}
export function namedTuple(module: string, name: string, values: Record<string, Address>): Address {
  return structOf(namedTupleClass(module, name, Object.keys(values)), Object.values(values))
}
