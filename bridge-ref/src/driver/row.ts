/** Runs one row of a call table; INTERPRETING.md section 6. */
import type { RowReply } from '#harness/src/bridge/protocol.ts'
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { S } from '../memory/statics.ts'
import { readPointer } from '../memory/views.ts'
import { call } from '../runtime/call.ts'
import { dictEntries } from '../runtime/dict.ts'
import { isException, takeException } from '../runtime/errors.ts'
import { pending } from '../runtime/indicator.ts'
import { readInt } from '../runtime/int.ts'
import { getAttrName } from '../runtime/lookup.ts'
import { itemsOf, sizeOf, typeName } from '../runtime/object.ts'
import { decref, typeOf } from '../runtime/refcount.ts'
import { readStr, strLength } from '../runtime/str.ts'
import { setItems } from '../runtime/types/set-types.ts'
import { noted } from './noted.ts'
import type { Probe } from './probe.ts'
import { Scenario } from './scenario.ts'
import { seen } from './seen.ts'
import { collectUnderStress } from './stress.ts'
import { encode, make, type Wire } from './values.ts'

const breaches = [null, null, 'sentinel-without-exception', 'exception-without-sentinel'] as const

type Shown = Pick<RowReply, 'outcome' | 'out' | 'breach' | 'after'>
type Residue = RowReply['residue']

/** One call with guards on its arguments, and what forgets these and tells the residue. */
export function guardedCall(
  probe: Probe,
  name: string,
  wires: readonly Wire[],
): { shown: Shown; forget: () => Residue } {
  const around = new Scenario(probe)
  const args = wires.map((wire) => make(wire, around))
  const places: string[] = []
  args.forEach((arg, i) => {
    guard(probe, arg, `arg${i}`, places)
  })
  const shown = outcome(probe, name, args)
  const after = args.map((arg) => encode(arg, probe.module))
  const forget = () => {
    for (const arg of args) decref(arg)
    return residues(probe, places)
  }
  return { shown: { ...shown, after }, forget }
}

/** The same without guards or report, for the slope. */
export function plainCall(probe: Probe, name: string, wires: readonly Wire[]): void {
  const around = new Scenario(probe)
  const args = wires.map((wire) => make(wire, around))
  const fn = getAttrName(probe.module, name)
  try {
    noted.items(args, 'argument')
    const result = call(fn, args)
    note(itemsOf(result))
    decref(result)
  } catch (error) {
    if (error !== pending) throw error
    decref(takeException())
  } finally {
    for (const o of [...args, fn]) decref(o)
  }
}

function note([, value = NULL, ...outs]: Address[]): void {
  noted.item(value, 'result')
  for (let i = 0; i + 1 < outs.length; i += 2) noted.item(outs[i + 1] ?? NULL, readStr(outs[i] ?? NULL))
}

function outcome(probe: Probe, name: string, args: readonly Address[]): Pick<Shown, 'outcome' | 'out' | 'breach'> {
  const fn = getAttrName(probe.module, name)
  try {
    collectUnderStress()
    const result = call(fn, args)
    const [code = NULL, value = NULL, ...outs] = itemsOf(result)
    const number = Number(readInt(code))
    const out: Record<string, Wire> = {}
    for (let i = 0; i + 1 < outs.length; i += 2)
      out[readStr(outs[i] ?? NULL)] = encode(outs[i + 1] ?? NULL, probe.module)
    const returned: Shown['outcome'] = number === 1 ? { absent: true } : { returned: encode(value, probe.module) }
    decref(result)
    return { outcome: returned, out, breach: breaches[number] ?? null }
  } catch (error) {
    if (error !== pending) throw error
    const exception = takeException()
    const raised = seen(exception, probe.module)
    decref(exception)
    return { outcome: { raised }, out: {}, breach: null }
  } finally {
    decref(fn)
  }
}

/** Guards what is reachable from an argument and notes the places. */
function guard(probe: Probe, o: Address, place: string, places: string[]): void {
  for (const [inner, at] of reachable(o, place)) guard(probe, inner, at, places)
  if (!isGuardable(o)) return
  decref(probe.ask('__guard__', o))
  places.push(place)
}

function reachable(o: Address, place: string): [Address, string][] {
  const type = typeOf(o)
  if (type === S.PyList_Type || type === S.PyTuple_Type) return itemsOf(o).map((item, i) => [item, `${place}[${i}]`])
  if (type === S.PySet_Type || type === S.PyFrozenSet_Type)
    return setItems(o).map((item, i) => [item, `${place}.items[${i}]`])
  if (type === S.PyDict_Type) {
    return dictEntries(o).flatMap(([key, value], i): [Address, string][] => [
      // CPython's dicts do not show their str keys to a traversal.
      ...(typeOf(key) === S.PyUnicode_Type ? [] : [[key, `${place}.keys[${i}]`] as [Address, string]]),
      [value, `${place}.values[${i}]`],
    ])
  }
  if (type !== S.PySlice_Type) return []
  const F = L.PySliceObject
  return (['start', 'stop', 'step'] as const).map((part) => [readPointer(o, F[part]), `${place}.${part}`])
}

function isGuardable(o: Address): boolean {
  const type = typeOf(o)
  if (type === S.PyLong_Type) {
    const value = readInt(o)
    return value < -5 || value > 256
  }
  if (type === S.PyTuple_Type) return sizeOf(o) > 0
  if (type === S.PyFrozenSet_Type) return setItems(o).length > 0
  if (type === S.PyUnicode_Type) return strLength(o) > 1
  if (type === S.PyBytes_Type) return sizeOf(o) > 1
  const always = [
    S.PyList_Type,
    S.PyDict_Type,
    S.PySet_Type,
    S.PyByteArray_Type,
    S.PySlice_Type,
    S.PyFloat_Type,
    S.PyComplex_Type,
  ]
  return always.includes(type) || isException(o) || ['Tracked', 'function'].includes(typeName(type))
}

function residues(probe: Probe, places: readonly string[]): Residue {
  if (places.length === 0) return {}
  if (counts(probe, 1).some((count) => count !== 0)) probe.settle()
  const left = counts(probe, 0)
  return Object.fromEntries(
    places.map((place, i): [string, number] => [place, left[i] ?? 0]).filter(([, n]) => n !== 0),
  )
}
function counts(probe: Probe, keep: 0 | 1): number[] {
  const flag = make(keep, new Scenario(probe))
  const list = probe.ask('__residue__', flag)
  decref(flag)
  const numbers = itemsOf(list).map((o) => Number(readInt(o)))
  decref(list)
  return numbers
}
