import { type Address, NULL } from '../memory/address.ts'
import { none, S } from '../memory/statics.ts'
import { slotFor } from '../runtime/object.ts'
import { newNamespace } from '../runtime/types/namespace-type.ts'
import { newMappingProxy } from '../runtime/types/proxy-types.ts'
import { newWeakRef } from '../runtime/weakref.ts'

export function PyDictProxy_New(mapping: Address): Address {
  return newMappingProxy(mapping)
}
export function PyWeakref_NewProxy(o: Address, callback: Address): Address {
  const kind = slotFor(o, 'tp_call') === NULL ? S._PyWeakref_ProxyType : S._PyWeakref_CallableProxyType
  return newWeakRef(o, callback === none() ? NULL : callback, kind)
}
export function _PyNamespace_New(attributes: Address): Address {
  return newNamespace(attributes)
}
