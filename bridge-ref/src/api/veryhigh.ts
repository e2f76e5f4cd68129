/** Running and compiling Python source, which this host cannot. */
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { raise } from '../runtime/errors.ts'
import { stackEffect } from '../runtime/stack-effect.ts'

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
export const Py_CompileStringFlags: typeof Py_CompileStringExFlags = Py_CompileStringExFlags
export function PyRun_FileExFlags(_file: Address, name: Address): Address {
  return noCompiler(`run ${readCString(name)}`)
}
export const PyRun_File: typeof PyRun_FileExFlags = PyRun_FileExFlags
export const PyRun_FileEx: typeof PyRun_FileExFlags = PyRun_FileExFlags
export const PyRun_FileFlags: typeof PyRun_FileExFlags = PyRun_FileExFlags
export function PyEval_EvalCode(_code: Address): Address {
  return noCompiler('execute a code object')
}
export const PyEval_EvalCodeEx: typeof PyEval_EvalCode = PyEval_EvalCode
export const PyEval_EvalFrame: typeof PyEval_EvalCode = PyEval_EvalCode
export const PyEval_EvalFrameEx: typeof PyEval_EvalCode = PyEval_EvalCode
export const _PyEval_EvalFrameDefault: typeof PyEval_EvalCode = PyEval_EvalCode

const noInstruction = 0x7fffffff
export function PyCompile_OpcodeStackEffectWithJump(opcode: number, argument: number, jump: number): number {
  return stackEffect(opcode, argument, jump) ?? noInstruction
}
export function PyCompile_OpcodeStackEffect(opcode: number, argument: number): number {
  return stackEffect(opcode, argument, -1) ?? noInstruction
}

/** -1 without an exception: it has been printed. */
function printed(what: string): number {
  process.stderr.write(`NotImplementedError: cannot ${what}: this host has no Python compiler\n`)
  return -1
}
export function PyRun_SimpleStringFlags(_source: Address): number {
  return printed('run a string')
}
export const PyRun_SimpleString: typeof PyRun_SimpleStringFlags = PyRun_SimpleStringFlags
export function PyRun_SimpleFileExFlags(_file: Address, name: Address): number {
  return printed(`run ${name === NULL ? 'a file' : readCString(name)}`)
}
export const PyRun_SimpleFile: typeof PyRun_SimpleFileExFlags = PyRun_SimpleFileExFlags
export const PyRun_SimpleFileEx: typeof PyRun_SimpleFileExFlags = PyRun_SimpleFileExFlags
export const PyRun_AnyFile: typeof PyRun_SimpleFileExFlags = PyRun_SimpleFileExFlags
export const PyRun_AnyFileFlags: typeof PyRun_SimpleFileExFlags = PyRun_SimpleFileExFlags
export const PyRun_AnyFileEx: typeof PyRun_SimpleFileExFlags = PyRun_SimpleFileExFlags
export const PyRun_AnyFileExFlags: typeof PyRun_SimpleFileExFlags = PyRun_SimpleFileExFlags
export const PyRun_InteractiveOne: typeof PyRun_SimpleFileExFlags = PyRun_SimpleFileExFlags
export const PyRun_InteractiveOneFlags: typeof PyRun_SimpleFileExFlags = PyRun_SimpleFileExFlags
export const PyRun_InteractiveLoop: typeof PyRun_SimpleFileExFlags = PyRun_SimpleFileExFlags
export const PyRun_InteractiveLoopFlags: typeof PyRun_SimpleFileExFlags = PyRun_SimpleFileExFlags
