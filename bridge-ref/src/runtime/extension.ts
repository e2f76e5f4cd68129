/** Loads a compiled extension and initialises its module, in one phase or in two (PEP 489). */
import { callPointer } from '../boundary/calls.ts'
import { loadExtension } from '../ffi/koffi.ts'
import { type Address, address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { readPointer } from '../memory/views.ts'
import { sanitized } from '../options.ts'
import { dictRemove, dictSetName } from './dict.ts'
import { checkedResult, raise, raiseFrom } from './errors.ts'
import { occurred } from './indicator.ts'
import {
  addToState,
  execModule,
  isModule,
  moduleDef,
  moduleDict,
  moduleFromDef,
  newModule,
  sysModules,
  withPackageName,
} from './modules.ts'
import { decref, newRef, typeOf } from './refcount.ts'
import { newStr } from './str.ts'
import { placeCode } from './threads.ts'

/** `PyInit_` and the last part of the name; a name outside ASCII is spelled in Punycode, which no module here needs. */
function initSymbol(name: string): string {
  return `PyInit_${name.slice(name.lastIndexOf('.') + 1)}`
}

/** The module of the library at `path`, initialised under `name` and entered into `sys.modules`. New reference. */
export function importExtension(path: string, name: string): Address {
  const find = openLibrary(path, name)
  const init = address(find(initSymbol(name)))
  if (init === NULL) {
    raise(E.ImportError, `dynamic module does not define module export function (${initSymbol(name)})`)
  }
  placeCode(path, init)
  return initialiseModule(init, name, path)
}

/** Modules of one phase are initialised once in a process: imported again, they are what they were. */
const initialised = new Map<string, Address>()

/** Runs a `PyInit_…` function. New reference. */
export function initialiseModule(init: Address, name: string, path: string): Address {
  const known = initialised.get(`${path}\0${name}`)
  if (known !== undefined) {
    dictSetName(sysModules(), name, known)
    return newRef(known)
  }
  const made = withPackageName(name, () => initialResult(callPointer(init), name))
  if (typeOf(made) === S.PyModuleDef_Type) return initialiseInPhases(made, name, path)
  setFile(made, path)
  if (moduleDef(made) !== NULL) addToState(made, moduleDef(made))
  dictSetName(sysModules(), name, made)
  initialised.set(`${path}\0${name}`, newRef(made))
  return made
}

/** A definition that comes back although an exception is set is no reference that could be given back. */
function initialResult(made: Address, name: string): Address {
  const isDefinition = made !== NULL && typeOf(made) === S.PyModuleDef_Type
  if (!isDefinition) return checkedResult(made, () => `initialization of ${name}`)
  if (occurred() !== NULL) raiseFrom(E.SystemError, `initialization of ${name} raised unreported exception`)
  return made
}

function openLibrary(path: string, name: string): (symbol: string) => number {
  try {
    return loadExtension(path, !sanitized())
  } catch (error) {
    raise(E.ImportError, `${name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function initialiseInPhases(def: Address, name: string, path: string): Address {
  const text = newStr(name)
  const spec = newSpec(text, path)
  try {
    const module = moduleFromDef(def, spec, text)
    if (isModule(module)) dictSetName(moduleDict(module), '__spec__', spec)
    setFile(module, path)
    dictSetName(sysModules(), name, module)
    try {
      if (isModule(module)) execModule(module, readPointer(module, L.PyModuleObject.md_def))
    } catch (error) {
      dictRemove(sysModules(), text)
      decref(module)
      throw error
    }
    return module
  } finally {
    decref(text)
    decref(spec)
  }
}

/** What a create slot reads of a `ModuleSpec`: name, origin, and that there is no loader. */
function newSpec(name: Address, path: string): Address {
  const spec = newModule(name)
  const origin = newStr(path)
  const dict = moduleDict(spec)
  dictSetName(dict, 'name', name)
  dictSetName(dict, 'origin', origin)
  decref(origin)
  return spec
}

function setFile(module: Address, path: string): void {
  if (!isModule(module)) return
  const file = newStr(path)
  dictSetName(moduleDict(module), '__file__', file)
  decref(file)
}
