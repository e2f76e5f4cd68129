/** Importing by name: `sys.modules`, host modules written in TypeScript, binaries on the search path, packages. */
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Address, NULL } from '../memory/address.ts'
import { E, none } from '../memory/statics.ts'
import { call } from './call.ts'
import { dictGetName, dictSetName, newDict } from './dict.ts'
import { raise, setError } from './errors.ts'
import { importExtension, initialiseModule } from './extension.ts'
import { pending } from './indicator.ts'
import { isModule, moduleDict, newModule, sysModules } from './modules.ts'
import { isList, isStr, itemsOf } from './object.ts'
import { decref, newRef } from './refcount.ts'
import { newStr, readStr } from './str.ts'

/** What the file name of an extension for this bridge ends in, most specific first. */
const suffixes = ['.cpython-311-x86_64-linux-gnu.so', '.abi3.so', '.so']

/** Folders in which packages and extensions are looked for, in order, until `sys.path` says so. */
const searchPath: string[] = []
export function addSearchPath(...folders: string[]): void {
  searchPath.push(...folders)
}

export function searchFolders(): readonly string[] {
  return searchPath
}

/** Makes a module and its contents when it is imported first; its values are new references. */
export type HostModule = () => Record<string, Address>

const hostModules = new Map<string, { make: HostModule; complete: ((module: Address) => void) | undefined }>()
/** `complete` runs when the module stands in `sys.modules`: what it imports may import it in turn. */
export function registerHostModule(name: string, make: HostModule, complete?: (module: Address) => void): void {
  hostModules.set(name, { make, complete })
}

/** PyImport_AppendInittab: `PyInit_…` functions that came from C. */
const builtinInits = new Map<string, Address>()
export function registerBuiltinInit(name: string, init: Address): void {
  builtinInits.set(name, init)
}

/** Python names whose module here is a binary of another name. */
const standIns = new Map<string, string>()
export function registerStandIn(name: string, binary: string): void {
  standIns.set(name, binary)
}

/** Names that are modules of a known file, whatever the file is called. */
const files = new Map<string, string>()
export function registerFile(name: string, path: string): void {
  files.set(name, path)
}
export function forgetFile(name: string): void {
  files.delete(name)
}

/** New reference. A dotted name gives the last module, after its packages have been imported. */
export function importModule(name: string): Address {
  const known = dictGetName(sysModules(), name)
  if (known === none()) raiseNotFound(name, `import of ${name} halted; None in sys.modules`)
  if (known !== NULL) return newRef(known)
  if (name === '') raise(E.ValueError, 'Empty module name')
  const dot = name.lastIndexOf('.')
  const parent = dot < 0 ? NULL : importModule(name.slice(0, dot))
  try {
    // Importing the package may have imported the module already.
    const meanwhile = dot < 0 ? NULL : dictGetName(sysModules(), name)
    const module = meanwhile === NULL ? findModule(name) : newRef(meanwhile)
    if (module === NULL) raiseNotFound(name, notFoundText(name, parent))
    if (parent !== NULL && isModule(parent)) dictSetName(moduleDict(parent), name.slice(dot + 1), module)
    return module
  } finally {
    if (parent !== NULL) decref(parent)
  }
}

/** New reference, entered into `sys.modules`; NULL when there is none of that name. */
function findModule(name: string): Address {
  const host = hostModules.get(name)
  if (host !== undefined) {
    const module = newRef(makeHostModule(name, host.make()))
    host.complete?.(module)
    return module
  }
  const init = builtinInits.get(name)
  if (init !== undefined) return initialiseModule(init, name, 'built-in')
  const file = files.get(name)
  if (file !== undefined) return importExtension(file, name)
  const binary = standIns.get(name)
  if (binary !== undefined) {
    const module = importModule(binary)
    dictSetName(sysModules(), name, module)
    return module
  }
  const relative = name.replaceAll('.', '/')
  for (const folder of presentFolders()) {
    for (const suffix of suffixes) {
      const path = join(folder, `${relative}${suffix}`)
      if (existsSync(path)) return importExtension(path, name)
    }
    const path = join(folder, relative)
    if (existsSync(path) && statSync(path).isDirectory()) return newPackage(name)
  }
  return NULL
}

/** What `sys.path` says now; an extension may have changed it. What a caller adds later counts as well. */
function presentFolders(): Iterable<string> {
  const sys = dictGetName(sysModules(), 'sys')
  const path = sys === NULL ? NULL : dictGetName(moduleDict(sys), 'path')
  if (path === NULL || !isList(path)) return searchPath
  return new Set([...itemsOf(path).filter(isStr).map(readStr), ...searchPath])
}

/**
 * A package without its `__init__.py`, which a host without a Python compiler cannot run: empty but for the modules
 * inside that are imported later.
 */
function newPackage(name: string): Address {
  return newRef(makeHostModule(name, {}))
}

function notFoundText(name: string, parent: Address): string {
  const isInPlainModule = parent !== NULL && isModule(parent) && dictGetName(moduleDict(parent), '__path__') === NULL
  const reason = isInPlainModule ? `; '${name.slice(0, name.lastIndexOf('.'))}' is not a package` : ''
  return `No module named '${name}'${reason}`
}

function raiseNotFound(name: string, why: string): never {
  const message = newStr(why)
  const text = newStr(name)
  const kwargs = newDict()
  dictSetName(kwargs, 'name', text)
  const error = call(E.ModuleNotFoundError, [message], kwargs)
  setError(E.ModuleNotFoundError, error)
  for (const o of [message, text, kwargs, error]) decref(o)
  throw pending
}

/** A host module of that name, entered into `sys.modules`; borrowed. */
export function makeHostModule(name: string, contents: Record<string, Address>): Address {
  const text = newStr(name)
  const module = newModule(text)
  for (const [key, value] of Object.entries(contents)) dictSetName(moduleDict(module), key, value)
  dictSetName(sysModules(), name, module)
  decref(text)
  decref(module)
  return module
}
