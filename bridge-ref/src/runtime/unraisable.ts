/** Exceptions that nobody can receive: from deallocators, callbacks, finalizers. */
import { writeSync } from 'node:fs'
import { type Address, NULL } from '../memory/address.ts'
import { E, none } from '../memory/statics.ts'
import { except, normalizePending, takeException } from './errors.ts'
import { clear, occurred } from './indicator.ts'
import { reprText, str, takeText, typeName } from './object.ts'
import { decref, typeOf } from './refcount.ts'

/** What is done with such an exception, which came out of `where` (NULL when nobody knows). It borrows both. */
type Hook = (exception: Address, where: Address) => void
let host: Hook | undefined
/** Asks `sys.unraisablehook`, where somebody replaced it; tells whether there was one to ask. */
type Replacement = (exception: Address, where: Address, message: string) => boolean
let replacement: Replacement = () => false

/** What the host does with such exceptions. Default: they are printed. */
export function onUnraisable(next: Hook): void {
  host = next
}
export function connectUnraisableHook(next: Replacement): void {
  replacement = next
}

/** What `sys.unraisablehook` does as long as nobody replaced it. */
export function tellUnraisable(exception: Address, where: Address, message = ''): void {
  if (host !== undefined) host(exception, where)
  else writeSync(2, `${ignoredIn(where, message)}${lastLine(exception)}\n`)
}
function ignoredIn(where: Address, message: string): string {
  const nowhere = where === NULL || where === none()
  if (nowhere) return message === '' ? '' : `${message}:\n`
  return `${message || 'Exception ignored in'}: ${shown(() => reprText(where), 'repr')}\n`
}
/** The last line of what Python prints of an exception. */
export function lastLine(exception: Address): string {
  const text = shown(() => takeText(str(exception)), 'str')
  return text === '' ? typeName(typeOf(exception)) : `${typeName(typeOf(exception))}: ${text}`
}
function shown(text: () => string, what: string): string {
  return except(E.BaseException, text, () => `<exception ${what}() failed>`)
}

/** PyErr_WriteUnraisable: takes the pending exception. `doing` says what was done when it came. */
export function writeUnraisable(where: Address, doing = ''): void {
  if (occurred() === 0) return
  normalizePending()
  const exception = takeException()
  const message = doing === '' ? '' : `Exception ignored ${doing}`
  if (!replacement(exception, where, message)) tellUnraisable(exception, where, message)
  decref(exception)
  clear()
}
