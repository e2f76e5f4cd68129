/** Modules: the type, making one from a PyModuleDef, and `sys.modules`. */
import { callInt, callPointer, callVoid } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { allocateZeroed, free } from '../memory/heap.ts'
import { flag, L } from '../memory/layouts.ts'
import { apiAddress, E, none, S } from '../memory/statics.ts'
import { cStringLength, readCString } from '../memory/text.ts'
import { bytesAt, readI32, readPointer, readSize, writePointer, writeSize } from '../memory/views.ts'
import { freeObject, newZeroedObject, track, untrack } from './allocation.ts'
import { call } from './call.ts'
import { newCFunction } from './cfunction.ts'
import { describeType } from './define.ts'
import { dictGetName, dictSetName, newDict } from './dict.ts'
import { isSubtype, raise, raiseFrom } from './errors.ts'
import { checked, occurred } from './indicator.ts'
import { allocInstance } from './instances.ts'
import { genericFind, setAttr } from './lookup.ts'
import { isStr, itemsOf } from './object.ts'
import { decref, newRef, setRefcount, typeOf, xdecref } from './refcount.ts'
import { newStr, readStr, name as str } from './str.ts'
import { decodeBytes } from './text-codecs.ts'
import { tableEntries } from './type-dict.ts'
import { clearWeakRefs } from './weakref.ts'

const M = L.PyModuleObject
const D = L.PyModuleDef

/** `sys.modules`: a dict, made at start. */
let modules = NULL
export function startModules(): void {
  modules = newDict()
}
export function sysModules(): Address {
  return modules
}

/** New module with the attributes every module has. */
export function newModule(name: Address): Address {
  const module = newZeroedObject(S.PyModule_Type, M.size)
  initModule(module, name)
  track(module)
  return module
}

function initModule(module: Address, name: Address): void {
  const dict = newDict()
  writePointer(module, M.md_dict, dict)
  writePointer(module, M.md_name, newRef(name))
  dictSetName(dict, '__name__', name)
  for (const key of ['__doc__', '__package__', '__loader__', '__spec__']) dictSetName(dict, key, none())
}

export function isModule(o: Address): boolean {
  const type = typeOf(o)
  return type === S.PyModule_Type || isSubtype(type, S.PyModule_Type)
}
export function moduleDict(module: Address): Address {
  return readPointer(module, M.md_dict)
}
export function moduleDef(module: Address): Address {
  return readPointer(module, M.md_def)
}
export function moduleState(module: Address): Address {
  return readPointer(module, M.md_state)
}

let nextIndex = 1
/** PyModuleDef_Init: makes an object of the static struct. */
export function initModuleDef(def: Address): void {
  if (readSize(def, D.m_index) !== 0) return
  setRefcount(def, Math.max(1, readSize(def, 0)))
  writePointer(def, 8, S.PyModuleDef_Type)
  writeSize(def, D.m_index, nextIndex++)
}

/** The module's name while its init function runs: `package.module`, of which the C code knows only the last part. */
let packageName: string | undefined
export function withPackageName<R>(name: string, body: () => R): R {
  const outer = packageName
  packageName = name
  try {
    return body()
  } finally {
    packageName = outer
  }
}

/** PyModule_Create2. */
export function createModule(def: Address): Address {
  initModuleDef(def)
  if (readPointer(def, D.m_slots) !== NULL) {
    raise(
      E.SystemError,
      `module ${readCString(readPointer(def, D.m_name))}: PyModule_Create is incompatible with m_slots`,
    )
  }
  const size = readSize(def, D.m_size)
  const short = readCString(readPointer(def, D.m_name))
  const full = packageName?.endsWith(`.${short}`) ? packageName : short
  const name = newStr(full)
  const module = newModule(name)
  decref(name)
  if (size > 0) writePointer(module, M.md_state, allocateZeroed(size))
  try {
    fillFromDef(module, def, full)
  } catch (error) {
    decref(module)
    throw error
  }
  writePointer(module, M.md_def, def)
  return module
}

/** Functions and docstring of the definition, for a module or whatever a create slot made in place of one. */
function fillFromDef(module: Address, def: Address, name: string): void {
  const owner = newStr(name)
  try {
    addFunctions(module, owner, readPointer(def, D.m_methods))
  } finally {
    decref(owner)
  }
  if (readPointer(def, D.m_doc) !== NULL) setDocString(module, readPointer(def, D.m_doc))
}

/** A new str of the UTF-8 at a place in C. */
export function strFromC(at: Address): Address {
  return decodeBytes(bytesAt(at, cStringLength(at)), 'utf-8', 'strict')
}

export function setDocString(module: Address, doc: Address): void {
  const text = strFromC(doc)
  try {
    setAttr(module, str('__doc__'), text)
  } finally {
    decref(text)
  }
}

export function addFunctions(module: Address, owner: Address, table: Address): void {
  for (const def of tableEntries(table, L.PyMethodDef.size)) {
    if ((readI32(def, L.PyMethodDef.ml_flags) & 48) !== 0) {
      raise(E.ValueError, 'module functions cannot set METH_CLASS or METH_STATIC')
    }
    const fn = newCFunction(def, module, owner)
    try {
      setAttr(module, str(readCString(readPointer(def))), fn)
    } finally {
      decref(fn)
    }
  }
}

const createSlot = 1
const execSlot = 2

/** Multi-phase initialisation, first half: makes the module, without running its code. */
export function moduleFromDef(def: Address, spec: Address, name: Address): Address {
  initModuleDef(def)
  const create = createSlotOf(def, readStr(name))
  const module = create === NULL ? newModule(name) : created(callPointer(create, spec, def), readStr(name))
  try {
    if (isModule(module)) writePointer(module, M.md_def, def)
    else needNoModule(def, readStr(name))
    fillFromDef(module, def, readStr(name))
  } catch (error) {
    decref(module)
    throw error
  }
  return module
}

/** What is no module object has neither state nor code. */
function needNoModule(def: Address, name: string): void {
  const fields = [D.m_traverse, D.m_clear, D.m_free]
  if (readSize(def, D.m_size) > 0 || fields.some((field) => readPointer(def, field) !== NULL)) {
    raise(E.SystemError, `module ${name} is not a module object, but requests module state`)
  }
  if (slotsOf(def).some(({ id }) => id === execSlot)) {
    raise(E.SystemError, `module ${name} specifies execution slots, but did not create a ModuleType instance`)
  }
}

function createSlotOf(def: Address, name: string): Address {
  if (readSize(def, D.m_size) < 0) {
    raise(E.SystemError, `module ${name}: m_size may not be negative for multi-phase initialization`)
  }
  const slots = slotsOf(def)
  const unknown = slots.find(({ id }) => id < createSlot || id > execSlot)
  if (unknown) raise(E.SystemError, `module ${name} uses unknown slot ID ${unknown.id}`)
  const [create, second] = slots.filter(({ id }) => id === createSlot)
  if (second) raise(E.SystemError, `module ${name} has multiple create slots`)
  return create?.value ?? NULL
}

function created(module: Address, name: string): Address {
  try {
    return checkedStep(module, () => `creation of module ${name}`)
  } catch (error) {
    xdecref(module)
    throw error
  }
}

/** A step of an import that announces failure with NULL. */
function checkedStep(result: Address, what: () => string): Address {
  const error = occurred()
  if (result === NULL && error === NULL) raise(E.SystemError, `${what()} failed without setting an exception`)
  if (result !== NULL && error !== NULL) raiseFrom(E.SystemError, `${what()} raised unreported exception`)
  return checked(result)
}

/** Second half: allocates the state and runs the `Py_mod_exec` slots. */
export function execModule(module: Address, def: Address): void {
  const size = readSize(def, D.m_size)
  if (size >= 0 && moduleState(module) === NULL) writePointer(module, M.md_state, allocateZeroed(Math.max(1, size)))
  for (const { id, value } of slotsOf(def)) {
    if (id !== execSlot) continue
    const done = callInt(value, module) === 0 ? module : NULL
    checkedStep(done, () => `execution of module ${readCString(readPointer(def, D.m_name))}`)
  }
}

function slotsOf(def: Address): { id: number; value: Address }[] {
  const found: { id: number; value: Address }[] = []
  const table = readPointer(def, D.m_slots)
  if (table === NULL) return found
  for (let offset = 0; readI32(table, offset) !== 0; offset += 16) {
    found.push({ id: readI32(table, offset), value: readPointer(table, offset + 8) })
  }
  return found
}

function dealloc(module: Address): void {
  untrack(module)
  clearWeakRefs(module)
  const def = moduleDef(module)
  const state = moduleState(module)
  const release = def === NULL ? NULL : readPointer(def, D.m_free)
  if (release !== NULL && (readSize(def, D.m_size) <= 0 || state !== NULL)) callVoid(release, module)
  xdecref(readPointer(module, M.md_dict))
  xdecref(readPointer(module, M.md_name))
  if (state !== NULL) free(state)
  freeObject(module)
}

function traverse(module: Address, visit: Address, arg: number): number {
  const def = moduleDef(module)
  const own = def === NULL ? NULL : readPointer(def, D.m_traverse)
  if (own !== NULL && (readSize(def, D.m_size) <= 0 || moduleState(module) !== NULL)) {
    const stop = callInt(own, module, visit, arg)
    if (stop !== 0) return stop
  }
  const dict = moduleDict(module)
  return dict === NULL ? 0 : callInt(visit, dict, arg)
}

function clear(module: Address): number {
  const def = moduleDef(module)
  const own = def === NULL ? NULL : readPointer(def, D.m_clear)
  if (own !== NULL && (readSize(def, D.m_size) <= 0 || moduleState(module) !== NULL)) callInt(own, module)
  const dict = moduleDict(module)
  writePointer(module, M.md_dict, NULL)
  xdecref(dict)
  return 0
}

function getAttribute(module: Address, key: Address): Address {
  const found = genericFind(module, key)
  if (found !== NULL) return found
  const getter = moduleDict(module) === NULL ? NULL : dictGetName(moduleDict(module), '__getattr__')
  if (getter !== NULL) return call(getter, [key])
  const name = moduleDict(module) === NULL ? NULL : dictGetName(moduleDict(module), '__name__')
  const who = name !== NULL && isStr(name) ? `module '${readStr(name)}'` : 'module'
  raise(E.AttributeError, `${who} has no attribute '${readStr(key)}'`)
}

export function describeModules(): void {
  describeType(S.PyModule_Type, {
    name: 'module',
    size: M.size,
    flags: flag.BASETYPE | flag.HAVE_GC,
    dictOffset: M.md_dict,
    weakListOffset: M.md_weaklist,
    slots: {
      tp_dealloc: dealloc,
      tp_traverse: traverse,
      tp_clear: clear,
      tp_getattro: getAttribute,
      tp_setattro: apiAddress('PyObject_GenericSetAttr'),
      tp_repr: (module: Address) => newStr(`<module '${nameText(module)}'>`),
      tp_new: (type: Address) => allocInstance(type),
      tp_init: (module: Address, given: Address) => {
        const [name] = itemsOf(given)
        if (name === undefined) raise(E.TypeError, "module() missing required argument 'name' (pos 1)")
        initModule(module, name)
        return 0
      },
      tp_alloc: apiAddress('PyType_GenericAlloc'),
      tp_free: apiAddress('PyObject_GC_Del'),
    },
    getset: { __dict__: { get: (module) => newRef(moduleDict(module)) } },
  })
  describeType(S.PyModuleDef_Type, { name: 'moduledef', size: D.size, slots: {} })
}

function nameText(module: Address): string {
  const name = moduleDict(module) === NULL ? NULL : dictGetName(moduleDict(module), '__name__')
  return name !== NULL && isStr(name) ? readStr(name) : '?'
}

/** Modules initialised in one phase, by definition: what PyState_FindModule finds. The table owns a reference. */
const states = new Map<Address, Address>()
export function needSinglePhase(def: Address, what: string): void {
  if (readPointer(def, D.m_slots) !== NULL) raise(E.SystemError, `${what} called on module with slots`)
}
export function addToState(module: Address, def: Address): void {
  const old = states.get(def)
  states.set(def, newRef(module))
  if (old !== undefined) decref(old)
}
/** Borrowed, or NULL. */
export function findInState(def: Address): Address {
  return states.get(def) ?? NULL
}
export function removeFromState(def: Address): void {
  const module = states.get(def)
  states.delete(def)
  if (module !== undefined) decref(module)
}
