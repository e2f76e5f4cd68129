/** Audit hooks (PEP 578): those of C come before those of the host's language, each kind in the order in which it was added. */
import { callInt } from '../boundary/calls.ts'
import type { Address } from '../memory/address.ts'
import { allocate, free } from '../memory/heap.ts'
import { E } from '../memory/statics.ts'
import { bytesAt } from '../memory/views.ts'
import { call } from './call.ts'
import { takeException } from './errors.ts'
import { pending } from './indicator.ts'
import { isInstance } from './object.ts'
import { decref, newRef } from './refcount.ts'
import { newTuple } from './sequence.ts'
import { newStr, readStr } from './str.ts'

const cHooks: { run: Address; data: Address }[] = []
const hostHooks: Address[] = []

/** A hook that the present ones refuse is not added, which is no error. */
export function addCHook(run: Address, data: Address): void {
  if (isAccepted()) cHooks.push({ run, data })
}
export function addHostHook(hook: Address): void {
  if (isAccepted()) hostHooks.push(newRef(hook))
}

function isAccepted(): boolean {
  if (cHooks.length + hostHooks.length === 0) return true
  const event = newStr('sys.addaudithook')
  const args = newTuple([])
  try {
    audit(event, args)
    return true
  } catch (error) {
    if (error !== pending) throw error
    const exception = takeException()
    const isRefusal = isInstance(exception, E.Exception)
    decref(exception)
    if (isRefusal) return false
    throw error
  } finally {
    decref(event)
    decref(args)
  }
}

/** Tells all hooks; the first that raises ends it. */
export function audit(event: Address, args: Address): void {
  if (cHooks.length > 0) tellC(event, args)
  for (const hook of hostHooks) decref(call(hook, [event, args]))
}

function tellC(event: Address, args: Address): void {
  const text = Buffer.from(`${readStr(event)}\0`)
  const name = allocate(text.length)
  bytesAt(name, text.length).set(text)
  try {
    for (const { run, data } of cHooks) {
      if (callInt(run, name, args, data) < 0) throw pending
    }
  } finally {
    free(name)
  }
}
