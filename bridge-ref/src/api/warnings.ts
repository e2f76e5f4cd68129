import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { decref, xdecref } from '../runtime/refcount.ts'
import { newStr } from '../runtime/str.ts'
import { warn, warnExplicitly, warningCategory } from '../runtime/warnings.ts'

export function PyErr_WarnEx(category: Address, text: Address, _level: number): number {
  const message = newStr(readCString(text))
  try {
    warn(warningCategory(message, category || E.RuntimeWarning), message)
  } finally {
    decref(message)
  }
  return 0
}
export function PyErr_WarnExplicitObject(
  category: Address,
  message: Address,
  filename: Address,
  line: number,
  module: Address,
  registry: Address,
): number {
  warnExplicitly({ category: category || E.RuntimeWarning, message, filename, line, module, registry, source: NULL })
  return 0
}
export function PyErr_WarnExplicit(
  category: Address,
  text: Address,
  filename: Address,
  line: number,
  module: Address,
  registry: Address,
): number {
  const [message, file] = [newStr(readCString(text)), newStr(readCString(filename))]
  const name = module === NULL ? NULL : newStr(readCString(module))
  try {
    return PyErr_WarnExplicitObject(category, message, file, line, name, registry)
  } finally {
    decref(message)
    decref(file)
    xdecref(name)
  }
}
