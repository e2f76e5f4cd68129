/** Importing as the `import` statement does it, and what would need a compiler. */
import { type Address, address, NULL } from '../memory/address.ts'
import { E, none } from '../memory/statics.ts'
import { permanentCString, readCString } from '../memory/text.ts'
import { readPointer } from '../memory/views.ts'
import { dictGet, dictGetName, dictSet, dictSetName } from '../runtime/dict.ts'
import { raise, takeException } from '../runtime/errors.ts'
import { importModule, registerBuiltinInit } from '../runtime/imports.ts'
import { clear, pending } from '../runtime/indicator.ts'
import { collect } from '../runtime/iteration.ts'
import { getAttr, getAttrName } from '../runtime/lookup.ts'
import { isModule, moduleDict, strFromC, sysModules } from '../runtime/modules.ts'
import { isDict, isInstance, isStr, isTrue, nameOf, newNone, reprText } from '../runtime/object.ts'
import { decref, newRef } from '../runtime/refcount.ts'
import { newStr, readStr } from '../runtime/str.ts'
import { utf8Of } from '../runtime/utf8-cache.ts'

/** `from . import x` and the like: the name that a relative one stands for. */
function absoluteName(name: string, globals: Address, level: number): string {
  if (globals === NULL) raise(E.KeyError, "'__name__' not in globals")
  if (!isDict(globals)) raise(E.TypeError, 'globals must be a dict')
  let package_ = packageOf(globals)
  if (package_ === '') raise(E.ImportError, 'attempted relative import with no known parent package')
  for (let up = 1; up < level; up++) {
    const dot = package_.lastIndexOf('.')
    if (dot < 0) raise(E.ImportError, 'attempted relative import beyond top-level package')
    package_ = package_.slice(0, dot)
  }
  return name === '' ? package_ : `${package_}.${name}`
}

function packageOf(globals: Address): string {
  const given = dictGetName(globals, '__package__')
  if (given !== NULL && given !== none()) {
    return isStr(given) ? readStr(given) : raise(E.TypeError, 'package must be a string')
  }
  const name = dictGetName(globals, '__name__')
  if (name === NULL) raise(E.KeyError, "'__name__' not in globals")
  if (!isStr(name)) raise(E.TypeError, '__name__ must be a string')
  const text = readStr(name)
  if (dictGetName(globals, '__path__') !== NULL) return text
  return text.includes('.') ? text.slice(0, text.lastIndexOf('.')) : ''
}

/** `from module import a, b`: what is not there may be a module inside. */
function importNames(module: Address, full: string, names: Address): void {
  const wanted = collect(names)
  try {
    for (const name of wanted) {
      if (!isStr(name)) raise(E.TypeError, `Item in \`\`from list'' must be str, not ${nameOf(name)}`)
      if (readStr(name) !== '*' && !hasAttribute(module, name)) importInside(`${full}.${readStr(name)}`)
    }
  } finally {
    for (const name of wanted) decref(name)
  }
}
function hasAttribute(o: Address, key: Address): boolean {
  try {
    decref(getAttr(o, key))
    return true
  } catch (error) {
    if (error !== pending) throw error
    clear()
    return false
  }
}
/** That there is none shows later, when the name is looked up. */
function importInside(full: string): void {
  try {
    decref(importModule(full))
  } catch (error) {
    if (error !== pending) throw error
    const exception = takeException()
    const missing = isInstance(exception, E.ModuleNotFoundError)
    const message = missing ? '' : reprText(exception)
    decref(exception)
    if (!missing) raise(E.ImportError, `${full}: ${message}`)
  }
}

export function PyImport_ImportModuleLevelObject(
  name: Address,
  globals: Address,
  _locals: Address,
  names: Address,
  level: number,
): Address {
  if (name === NULL) raise(E.ValueError, 'Empty module name')
  if (!isStr(name)) raise(E.TypeError, 'module name must be a string')
  if (level < 0) raise(E.ValueError, 'level must be >= 0')
  const given = readStr(name)
  if (level === 0 && given === '') raise(E.ValueError, 'Empty module name')
  const full = level > 0 ? absoluteName(given, globals, level) : given
  const module = importModule(full)
  if (names !== NULL && names !== none() && isTrue(names)) {
    importNames(module, full, names)
    return module
  }
  if (!given.includes('.')) return module
  decref(module)
  // `import a.b` gives a: as many parts are cut off as `given` has behind its first.
  const cut = given.length - given.indexOf('.')
  return importModule(full.slice(0, full.length - cut))
}
export function PyImport_ImportModuleLevel(
  name: Address,
  globals: Address,
  locals: Address,
  names: Address,
  level: number,
): Address {
  const text = newStr(readCString(name))
  try {
    return PyImport_ImportModuleLevelObject(text, globals, locals, names, level)
  } finally {
    decref(text)
  }
}

/** A binary that is imported again is, in CPython too, the module that it was. */
export function PyImport_ReloadModule(module: Address): Address {
  if (module === NULL || !isModule(module)) raise(E.TypeError, 'reload() argument must be a module')
  const name = getAttrName(module, '__name__')
  const known = isStr(name) ? dictGet(sysModules(), name) : NULL
  const text = reprText(name).slice(1, -1)
  decref(name)
  return known === module ? newRef(module) : raise(E.ImportError, `module ${text} not in sys.modules`)
}
/** Of the byte code of CPython 3.11. */
export function PyImport_GetMagicNumber(): number {
  return 0x0a0d0da7
}
let tag = NULL
export function PyImport_GetMagicTag(): Address {
  if (tag === NULL) tag = permanentCString('cpython-311')
  return tag
}
export function PyImport_AppendInittab(name: Address, init: Address): number {
  registerBuiltinInit(readCString(name), init)
  return 0
}
export function PyImport_ExtendInittab(table: Address): number {
  for (let at = table; readPointer(at) !== NULL; at = address(at + 16)) {
    registerBuiltinInit(readCString(readPointer(at)), readPointer(at, 8))
  }
  return 0
}
/** There are no frozen modules: 0 says so. */
export function PyImport_ImportFrozenModuleObject(_name: Address): number {
  return 0
}
export function PyImport_ImportFrozenModule(name: Address): number {
  const text = strFromC(name)
  try {
    return PyImport_ImportFrozenModuleObject(text)
  } finally {
    decref(text)
  }
}

function refuseCode(): never {
  raise(E.NotImplementedError, 'cannot execute a code object: this host has no Python interpreter')
}
export function PyImport_ExecCodeModule(_name: Address, _code: Address): Address {
  return refuseCode()
}
export const PyImport_ExecCodeModuleEx: typeof PyImport_ExecCodeModule = PyImport_ExecCodeModule
export const PyImport_ExecCodeModuleObject: typeof PyImport_ExecCodeModule = PyImport_ExecCodeModule
export const PyImport_ExecCodeModuleWithPathnames: typeof PyImport_ExecCodeModule = PyImport_ExecCodeModule

export function _PyImport_SetModule(name: Address, module: Address): number {
  dictSet(sysModules(), name, module)
  return 0
}

/** Adds an attribute and takes over the reference in any case. */
export function _PyModule_Add(module: Address, name: Address, value: Address): number {
  if (value === NULL) throw pending
  try {
    if (!isModule(module)) raise(E.TypeError, 'PyModule_AddObjectRef() first argument must be a module')
    dictSetName(moduleDict(module), readCString(name), value)
  } finally {
    decref(value)
  }
  return 0
}
export function PyModule_GetFilenameObject(module: Address): Address {
  if (!isModule(module)) raise(E.TypeError, 'bad argument type for built-in operation')
  const file = dictGetName(moduleDict(module), '__file__')
  return file !== NULL && isStr(file) ? newRef(file) : raise(E.SystemError, 'module filename missing')
}
export function PyModule_GetFilename(module: Address): Address {
  const file = PyModule_GetFilenameObject(module)
  // The module's dict still owns it, and it owns its UTF-8.
  decref(file)
  return utf8Of(file).data
}

/** There are no path hooks: every folder is looked through by the bridge itself. */
export function PyImport_GetImporter(_path: Address): Address {
  return newNone()
}
