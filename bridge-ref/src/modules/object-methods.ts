/** Methods of `object` that need the library: pickling. They are put into its dict, where the class's own methods are. */

import { exportToC } from '../boundary/guard.ts'
import { type Address, NULL } from '../memory/address.ts'
import { allocateZeroed } from '../memory/heap.ts'
import { L } from '../memory/layouts.ts'
import { S } from '../memory/statics.ts'
import { permanentCString } from '../memory/text.ts'
import { readPointer, writeI32, writePointer } from '../memory/views.ts'
import { newMethodDescriptor } from '../runtime/descriptors.ts'
import { dictSetName } from '../runtime/dict.ts'
import { decref } from '../runtime/refcount.ts'
import { getState, reduce, reduceEx } from './copyreg.ts'
import { result } from './kit/scope.ts'

function add(type: Address, name: string, flags: number, run: (self: Address, argument: Address) => Address): void {
  const M = L.PyMethodDef
  const def = allocateZeroed(M.size * 2)
  writePointer(def, M.ml_name, permanentCString(name))
  const body = (self: Address, argument: Address) => result(() => run(self, argument))
  writePointer(def, M.ml_meth, exportToC({ name: `object.${name}`, signature: 'ppp', sentinel: NULL, run: body }))
  writeI32(def, M.ml_flags, flags)
  const descriptor = newMethodDescriptor(type, def)
  dictSetName(readPointer(type, L.PyTypeObject.tp_dict), name, descriptor)
  decref(descriptor)
}
const noArguments = 4
const oneArgument = 8

export function startObjectMethods(): void {
  const object = S.PyBaseObject_Type
  add(object, '__getstate__', noArguments, (self) => getState(self))
  add(object, '__reduce__', noArguments, (self) => reduce(self, 0))
  add(object, '__reduce_ex__', oneArgument, reduceEx)
}
