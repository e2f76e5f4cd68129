/** Loads a compiled extension and initialises its module, in one phase or in two (PEP 489). */
import { callPointer } from '../boundary/calls.ts'
import { loadExtension } from '../ffi/koffi.ts'
import { type Address, address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { readPointer, readSize } from '../memory/views.ts'
import { sanitized } from '../options.ts'
import { copyDict, dictEntries, dictRemove, dictSet, dictSetName } from './dict.ts'
import { raise, raiseFrom } from './errors.ts'
import { checked, occurred } from './indicator.ts'
import { setImportAttributes } from './module-spec.ts'
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
import { punycode } from './punycode.ts'
import { decref, typeOf } from './refcount.ts'
import { newStr } from './str.ts'
import { placeCode } from './threads.ts'

/** `PyInit_` and the last part of the name, or `PyInitU_` and that part in Punycode (PEP 489). */
function initSymbol(name: string): string {
  const last = name.slice(name.lastIndexOf('.') + 1)
  const isAscii = [...last].every((character) => character < '\x80')
  return isAscii ? `PyInit_${last}` : `PyInitU_${punycode(last).replaceAll('-', '_')}`
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

/** Set at start: a new ModuleSpec. */
let newSpec: (name: string, path: string) => Address = () => NULL
export function connectSpecs(make: typeof newSpec): void {
  newSpec = make
}

/** The dictionaries that modules with global state had after their initialisation, which runs once in a process. */
const firstContents = new Map<string, { contents: Address; def: Address }>()

/** Runs a `PyInit_…` function. New reference. */
export function initialiseModule(init: Address, name: string, path: string): Address {
  const known = firstContents.get(`${path}\0${name}`)
  if (known !== undefined) return enter(moduleAgain(name, known.contents), { name, path, def: known.def })
  const made = withPackageName(name, () => initialResult(callPointer(init), name))
  if (typeOf(made) === S.PyModuleDef_Type) return initialiseInPhases(made, name, path)
  const def = moduleDef(made)
  if (readSize(def, L.PyModuleDef.m_size) === -1) {
    firstContents.set(`${path}\0${name}`, { contents: copyDict(moduleDict(made)), def })
  }
  return enter(made, { name, path, def })
}

/** What a later import of a module with global state makes: another module, with what was there at first. */
function moduleAgain(name: string, contents: Address): Address {
  const text = newStr(name)
  const module = newModule(text)
  decref(text)
  for (const [key, value] of dictEntries(contents)) dictSet(moduleDict(module), key, value)
  return module
}

/** A module of one phase, which is complete: as the importer finds it. */
function enter(module: Address, { name, path, def }: { name: string; path: string; def: Address }): Address {
  const spec = newSpec(name, path)
  try {
    setImportAttributes(module, spec, { name, path })
  } finally {
    decref(spec)
  }
  addToState(module, def)
  dictSetName(sysModules(), name, module)
  return module
}

/** What an initialisation function may return: a definition that is an object, or a module that was made of one. */
function initialResult(made: Address, name: string): Address {
  // What comes with an exception may be no reference that could be given back.
  if (made !== NULL && occurred() !== NULL) {
    raiseFrom(E.SystemError, `initialization of ${name} raised unreported exception`)
  }
  if (made === NULL && occurred() === NULL) {
    raise(E.SystemError, `initialization of ${name} failed without raising an exception`)
  }
  if (typeOf(checked(made)) === NULL) raise(E.SystemError, `init function of ${name} returned uninitialized object`)
  if (typeOf(made) === S.PyModuleDef_Type || (isModule(made) && moduleDef(made) !== NULL)) return made
  decref(made)
  raise(E.SystemError, `initialization of ${name} did not return an extension module`)
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
  const spec = newSpec(name, path)
  try {
    const module = moduleFromDef(def, spec, text)
    setImportAttributes(module, spec, { name, path })
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
