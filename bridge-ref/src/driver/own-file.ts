/** Further modules of the file of the probe whose case is running; INTERPRETING.md section 5.3. */
import { type Address, NULL } from '../memory/address.ts'
import { dictGetName, dictRemove } from '../runtime/dict.ts'
import { forgetFile, importModule, registerFile } from '../runtime/imports.ts'
import { sysModules } from '../runtime/modules.ts'
import { decref } from '../runtime/refcount.ts'
import { newStr } from '../runtime/str.ts'

let home = ''
const names = new Set<string>()

/** The file of the probe whose case begins. */
export function enterFile(path: string): void {
  home = path
}

/** New reference. The name can be imported until {@link leaveFile}. */
export function loadFromOwnFile(name: string): Address {
  names.add(name)
  registerFile(name, home)
  return importModule(name)
}

export function leaveFile(): void {
  for (const name of names) {
    forgetFile(name)
    if (dictGetName(sysModules(), name) === NULL) continue
    const key = newStr(name)
    dictRemove(sysModules(), key)
    decref(key)
  }
  names.clear()
}
