/** Functions of host modules, declared by a Python signature and a body in TypeScript. */
import { exportToC } from '../../boundary/guard.ts'
import { type Address, NULL } from '../../memory/address.ts'
import { allocateZeroed } from '../../memory/heap.ts'
import { L } from '../../memory/layouts.ts'
import { E, none } from '../../memory/statics.ts'
import { permanentCString } from '../../memory/text.ts'
import { readU32, writeI32, writePointer } from '../../memory/views.ts'
import { newCFunction } from '../../runtime/cfunction.ts'
import { raise } from '../../runtime/errors.ts'
import { type HostFunction, hostEntry } from '../../runtime/host-table.ts'
import { itemsOf } from '../../runtime/object.ts'
import { decref, newRef } from '../../runtime/refcount.ts'
import { newStr } from '../../runtime/str.ts'
import { newHostFunction } from '../../runtime/types/small-types.ts'
import { own, result } from './scope.ts'
import { bindArguments, parseSignature, type Signature } from './signature.ts'

/** Arguments are borrowed, one for each parameter; the result may be borrowed or owned by the scope; none is None. */
export type Body = (...args: Address[]) => Address | undefined

function run(signature: Signature, body: Body, args: readonly Address[], kwargs: Address): Address {
  return result(() => body(...bindArguments(signature, args, kwargs)) ?? none())
}

/** A function as Python code defines it: it binds as a method and has attributes. */
export function fn(source: string, body: Body, owner: { module?: string; prefix?: string } = {}): Address {
  const signature = parseSignature(source)
  return own(
    newHostFunction({
      call: (args, kwargs) => run(signature, body, args, kwargs),
      name: signature.name,
      qualifiedName: `${owner.prefix ?? ''}${signature.name}`,
      module: owner.module,
    }),
  )
}

const varargsWithKeywords = 3

/** A function as C code defines it (`builtin_function_or_method`). */
function builtin(source: string, body: Body, module = 'builtins'): Address {
  const signature = parseSignature(source)
  const def = allocateZeroed(L.PyMethodDef.size * 2)
  writePointer(def, L.PyMethodDef.ml_name, permanentCString(signature.name))
  const call = (_self: Address, args: Address, kwargs: Address) => run(signature, body, itemsOf(args), kwargs)
  const pointer = exportToC({ name: `${module}.${signature.name}`, signature: 'pppp', sentinel: 0, run: call })
  writePointer(def, L.PyMethodDef.ml_meth, pointer)
  writeI32(def, L.PyMethodDef.ml_flags, varargsWithKeywords)
  const name = newStr(module)
  const made = newCFunction(def, NULL, name)
  decref(name)
  return own(made)
}

/** Functions by name, for a module's contents; new references. */
export function functions(module: string, bodies: Record<string, Body>): Record<string, Address> {
  return named(bodies, (source, body) => fn(source, body, { module }))
}
export function builtins(module: string, bodies: Record<string, Body>): Record<string, Address> {
  return named(bodies, (source, body) => builtin(source, body, module))
}
function named(bodies: Record<string, Body>, make: (source: string, body: Body) => Address): Record<string, Address> {
  return Object.fromEntries(
    Object.entries(bodies).map(([source, body]) => [source.slice(0, source.indexOf('(')), make(source, body)]),
  )
}

interface Box extends HostFunction {
  data: unknown
}

/** A native object that holds a JavaScript value for as long as it lives. */
export function box(data: unknown): Address {
  const entry: Box = { data, call: () => raise(E.TypeError, 'this object is not callable') }
  return own(newHostFunction(entry))
}
export function unbox<T>(o: Address): T {
  return (hostEntry(readU32(o, 16)) as Box).data as T
}

/** Contents of a module: fresh references to what may be borrowed. */
export function contents(entries: Record<string, Address>): Record<string, Address> {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, newRef(value)]))
}
