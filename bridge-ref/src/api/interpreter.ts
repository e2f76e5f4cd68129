/** The interpreter as such: version, identity, what is not possible without a Python compiler. */
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { permanentCString } from '../memory/text.ts'
import { dictGetName } from '../runtime/dict.ts'
import { raise } from '../runtime/errors.ts'
import { sysModules } from '../runtime/modules.ts'
import { newRef } from '../runtime/refcount.ts'

/** The CPython whose ABI this is; the shim's `Py_Version` says the same. */
const version = '3.11.7 (proofload reference bridge)'

function text(value: string): () => Address {
  let made = NULL
  return () => {
    if (made === NULL) made = permanentCString(value)
    return made
  }
}
const versionText = text(`${version} [TypeScript]`)
const buildText = text('proofload reference bridge')
const compilerText = text('[TypeScript]')
const platformText = text('linux')
const copyrightText = text('Copyright (c) the authors of Proofload.')

export function Py_GetVersion(): Address {
  return versionText()
}
export function Py_GetBuildInfo(): Address {
  return buildText()
}
export function Py_GetCompiler(): Address {
  return compilerText()
}
export function Py_GetPlatform(): Address {
  return platformText()
}
export function Py_GetCopyright(): Address {
  return copyrightText()
}

/** New reference. */
export function _PyInterpreterState_GetMainModule(_interpreter: Address): Address {
  const main = dictGetName(sysModules(), '__main__')
  return main === NULL ? raise(E.RuntimeError, 'interpreter not initialized') : newRef(main)
}
