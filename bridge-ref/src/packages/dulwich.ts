/** What `dulwich`'s three binaries look up in its Python part. */
import { type Address, NULL } from '../memory/address.ts'
import { E, none, S } from '../memory/statics.ts'
import type { Body } from '../modules/kit/functions.ts'
import { int, invoke, moduleAttr, reprOf, text, tuple } from '../modules/kit/values.ts'
import { newRef } from '../runtime/refcount.ts'
import { tupleItem } from '../runtime/sequence.ts'
import { inherited, lastingClass, lastingException, type StandIn } from './kit.ts'

function errors(): Record<string, Address> {
  const format = lastingException('dulwich.errors', 'FileFormatException', E.Exception)
  return {
    FileFormatException: format,
    ObjectFormatException: lastingException('dulwich.errors', 'ObjectFormatException', format),
    ApplyDeltaError: lastingException('dulwich.errors', 'ApplyDeltaError', E.Exception),
  }
}

const fields = ['path', 'mode', 'sha']
let treeEntry = NULL

/** A named tuple. */
function entryClass(): Address {
  const properties: Record<string, Body> = {}
  fields.forEach((field, i) => {
    properties[field] = (self = NULL) => tupleItem(self, i)
  })
  return lastingClass({
    name: 'TreeEntry',
    module: 'dulwich.objects',
    bases: [S.PyTuple_Type],
    properties,
    methods: {
      '__new__(cls, path, mode, sha)': (cls = NULL, ...values) =>
        inherited(S.PyTuple_Type, '__new__', cls, tuple(...values)),
      '__repr__(self)': (self = NULL) =>
        text(`TreeEntry(${fields.map((field, i) => `${field}=${reprOf(tupleItem(self, i))}`).join(', ')})`),
    },
    values: { _fields: tuple(...fields.map(text)) },
  })
}

function objects(): Record<string, Address> {
  treeEntry ||= entryClass()
  return { TreeEntry: newRef(treeEntry) }
}

function diffTree(): Record<string, Address> {
  const { TreeEntry = NULL } = objects()
  return {
    _NULL_ENTRY: invoke(TreeEntry, none(), none(), none()),
    _BLOCK_SIZE: int(64),
    defaultdict: newRef(moduleAttr('collections', 'defaultdict')),
  }
}

export const dulwich: Readonly<Record<string, StandIn>> = {
  'dulwich.errors': { make: errors },
  'dulwich.objects': { make: objects },
  'dulwich.diff_tree': { make: diffTree },
}
