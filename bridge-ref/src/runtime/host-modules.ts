/** The modules that exist before any extension: `builtins` and `sys`. */
import type { Address } from '../memory/address.ts'
import { E, exceptionNames, none, S } from '../memory/statics.ts'
import { makeHostModule } from './imports.ts'
import { sysModules } from './modules.ts'
import { typeName } from './object.ts'

let builtins: Address

export function builtinsModule(): Address {
  return builtins
}

/** Types that have a name in `builtins`. */
export function builtinTypes(): Address[] {
  return [
    S.PyBaseObject_Type,
    S.PyType_Type,
    S.PyLong_Type,
    S.PyBool_Type,
    S.PyFloat_Type,
    S.PyComplex_Type,
    S.PyUnicode_Type,
    S.PyBytes_Type,
    S.PyByteArray_Type,
    S.PyTuple_Type,
    S.PyList_Type,
    S.PyDict_Type,
    S.PySet_Type,
    S.PyFrozenSet_Type,
    S.PySlice_Type,
    S.PyMemoryView_Type,
    S.PyRange_Type,
    S.PyStaticMethod_Type,
    S.PyClassMethod_Type,
  ]
}

export function startHostModules(): void {
  const contents: Record<string, Address> = {}
  for (const type of builtinTypes()) contents[typeName(type)] = type
  for (const name of exceptionNames()) contents[name] = E[name]
  contents['None'] = none()
  contents['NotImplemented'] = S._Py_NotImplementedStruct
  contents['Ellipsis'] = S._Py_EllipsisObject
  contents['True'] = S._Py_TrueStruct
  contents['False'] = S._Py_FalseStruct
  builtins = makeHostModule('builtins', contents)
  makeHostModule('sys', { modules: sysModules() })
}
