/** Running and compiling Python source, which this host cannot. */
import type { Address } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { raise } from '../runtime/errors.ts'
import { clear, pending } from '../runtime/indicator.ts'

function noCompiler(what: string): never {
  raise(E.NotImplementedError, `cannot ${what}: this host has no Python compiler`)
}
export function PyRun_StringFlags(source: Address): Address {
  return noCompiler(`run ${JSON.stringify(readCString(source).slice(0, 60))}`)
}
export const PyRun_String: typeof PyRun_StringFlags = PyRun_StringFlags
export function Py_CompileStringExFlags(_source: Address, filename: Address): Address {
  return noCompiler(`compile ${readCString(filename)}`)
}
export const Py_CompileString: typeof Py_CompileStringExFlags = Py_CompileStringExFlags
export function Py_CompileStringObject(_source: Address): Address {
  return noCompiler('compile a string')
}
export function PyRun_FileExFlags(_file: Address, name: Address): Address {
  return noCompiler(`run ${readCString(name)}`)
}
export function PyEval_EvalCode(_code: Address): Address {
  return noCompiler('execute a code object')
}
export const PyEval_EvalCodeEx: typeof PyEval_EvalCode = PyEval_EvalCode
export const PyEval_EvalFrame: typeof PyEval_EvalCode = PyEval_EvalCode
export const PyEval_EvalFrameEx: typeof PyEval_EvalCode = PyEval_EvalCode
export const _PyEval_EvalFrameDefault: typeof PyEval_EvalCode = PyEval_EvalCode

/** -1 without an exception: it has been printed. */
export function PyRun_SimpleStringFlags(source: Address): number {
  try {
    PyRun_StringFlags(source)
  } catch (error) {
    if (error !== pending) throw error
    clear()
    process.stderr.write('NotImplementedError: cannot run a string: this host has no Python compiler\n')
  }
  return -1
}
export const PyRun_SimpleString: typeof PyRun_SimpleStringFlags = PyRun_SimpleStringFlags
