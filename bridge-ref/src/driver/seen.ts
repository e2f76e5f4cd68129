/** Exceptions as the driver reports them. */
import type { SeenException } from '#harness/src/bridge/protocol.ts'
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { readPointer } from '../memory/views.ts'
import { clear, fetch, pending, restore } from '../runtime/indicator.ts'
import { itemsOf, str, typeName } from '../runtime/object.ts'
import { decref, typeOf, xdecref } from '../runtime/refcount.ts'
import { readStr } from '../runtime/str.ts'
import { newTraceback } from '../runtime/traceback.ts'
import { encode } from './values.ts'

const X = L.PyBaseExceptionObject
const longestChain = 4

export function seen(exception: Address, probe: Address, depth = 0): SeenException {
  const args = readPointer(exception, X.args)
  const related = (offset: number): SeenException | null => {
    const other = readPointer(exception, offset)
    return other === NULL || depth >= longestChain ? null : seen(other, probe, depth + 1)
  }
  return {
    type: typeName(typeOf(exception)),
    message: messageOf(exception),
    args: args === NULL ? [] : itemsOf(args).map((o) => encode(o, probe)),
    cause: related(X.cause),
    context: related(X.context),
    traceback: readPointer(exception, X.traceback) !== NULL,
  }
}

/** Runs the body of a host callable: what it raises passes through the host, which is one entry of a traceback. */
export function throughHost(body: () => Address): Address {
  try {
    return body()
  } catch (error) {
    if (error === pending) {
      const raised = fetch()
      const traceback = newTraceback(raised.traceback)
      xdecref(raised.traceback)
      restore({ ...raised, traceback })
    }
    throw error
  }
}

function messageOf(exception: Address): string {
  try {
    const text = str(exception)
    const message = readStr(text)
    decref(text)
    return message
  } catch (error) {
    if (error !== pending) throw error
    clear()
    return ''
  }
}
