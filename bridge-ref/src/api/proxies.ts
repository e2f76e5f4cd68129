import { type Address, NULL } from '../memory/address.ts'
import { E, S } from '../memory/statics.ts'
import { raise } from '../runtime/errors.ts'
import { nameOf, slotFor } from '../runtime/object.ts'
import { typeOf } from '../runtime/refcount.ts'
import { newNamespace } from '../runtime/types/namespace-type.ts'
import {
  needPickleBuffer,
  newPickleBuffer,
  pickleBufferView,
  releasePickleBuffer,
} from '../runtime/types/pickle-buffer-type.ts'
import { newMappingProxy } from '../runtime/types/proxy-types.ts'
import { calledBack, newWeakRef } from '../runtime/weakref.ts'

export function PyDictProxy_New(mapping: Address): Address {
  return newMappingProxy(mapping)
}
export function PyWeakref_NewProxy(o: Address, callback: Address): Address {
  const kind = slotFor(o, 'tp_call') === NULL ? S._PyWeakref_ProxyType : S._PyWeakref_CallableProxyType
  return newWeakRef(o, calledBack(callback), kind)
}
export function _PyNamespace_New(attributes: Address): Address {
  return newNamespace(attributes)
}

export function PyPickleBuffer_FromObject(source: Address): Address {
  return newPickleBuffer(source)
}
export function PyPickleBuffer_GetBuffer(o: Address): Address {
  return pickleBufferView(needPickleBuffer(needExactly(o)))
}
export function PyPickleBuffer_Release(o: Address): number {
  releasePickleBuffer(needExactly(o))
  return 0
}
function needExactly(o: Address): Address {
  if (typeOf(o) !== S.PyPickleBuffer_Type) raise(E.TypeError, `expected PickleBuffer, ${nameOf(o)} found`)
  return o
}
