/** PyErr_Print: hands the pending exception to `sys.excepthook`. */
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, none } from '../memory/statics.ts'
import { readPointer } from '../memory/views.ts'
import { call } from './call.ts'
import { dictGetName, dictSetName } from './dict.ts'
import { normalizePending, takeException } from './errors.ts'
import { clear, pending } from './indicator.ts'
import { readInt } from './int.ts'
import { getAttrName } from './lookup.ts'
import { moduleDict, sysModules } from './modules.ts'
import { isInstance, isInt, newNone, str, takeText } from './object.ts'
import { decref, newRef, typeOf } from './refcount.ts'
import { newStr } from './str.ts'
import { newHostFunction } from './types/small-types.ts'
import { lastLine } from './unraisable.ts'

function sys(): Address {
  return moduleDict(dictGetName(sysModules(), 'sys'))
}

/** To `sys.stderr`, whatever that is at present; what it raises is lost. */
export function writeError(words: string): void {
  const stream = dictGetName(sys(), 'stderr')
  if (stream === NULL || stream === none()) return
  const text = newStr(words)
  try {
    const write = getAttrName(stream, 'write')
    try {
      decref(call(write, [text]))
    } finally {
      decref(write)
    }
  } catch (error) {
    if (error !== pending) throw error
    clear()
  } finally {
    decref(text)
  }
}

/** `sys.excepthook` of a host that nobody changed. */
export function startExceptHook(): void {
  const hook = newHostFunction({
    call: ([_type, value = NULL]) => {
      process.stderr.write(`${lastLine(value)}\n`)
      return newNone()
    },
  })
  dictSetName(sys(), 'excepthook', hook)
  decref(hook)
}

/** Takes the pending exception; SystemExit ends the process. */
export function printPending(remember: boolean): void {
  normalizePending()
  const exception = takeException()
  if (isInstance(exception, E.SystemExit)) exit(exception)
  const type = typeOf(exception)
  const traceback = readPointer(exception, L.PyBaseExceptionObject.traceback) || none()
  if (remember) {
    dictSetName(sys(), 'last_type', type)
    dictSetName(sys(), 'last_value', exception)
    dictSetName(sys(), 'last_traceback', traceback)
  }
  const hook = dictGetName(sys(), 'excepthook')
  if (hook === NULL) process.stderr.write(`sys.excepthook is missing\n${lastLine(exception)}\n`)
  else callHook(newRef(hook), [type, exception, traceback])
  decref(exception)
}

function callHook(hook: Address, args: readonly Address[]): void {
  try {
    decref(call(hook, args))
  } catch (error) {
    if (error !== pending) throw error
    process.stderr.write('Error in sys.excepthook\n')
    clear()
  } finally {
    decref(hook)
  }
}

function exit(exception: Address): never {
  const code = readPointer(exception, systemExitCode)
  if (code === NULL || code === none()) process.exit(0)
  if (isInt(code)) process.exit(Number(readInt(code)) & 0xff)
  process.stderr.write(`${takeText(str(code))}\n`)
  process.exit(1)
}
const systemExitCode = 72
