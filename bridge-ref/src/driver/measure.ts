/** Exit state and leak slope of a case. */
import type { ExitState, Slope } from '#harness/src/bridge/protocol.ts'
import { type Address, NULL } from '../memory/address.ts'
import { heapUse } from '../memory/heap.ts'
import { none, S } from '../memory/statics.ts'
import { newTupleOf } from '../runtime/errors.ts'
import { newInt } from '../runtime/int.ts'
import { decref, refcount, xdecref } from '../runtime/refcount.ts'
import { escaped, type Probe } from './probe.ts'
import { takeUnraisable } from './scenario.ts'
import { seen } from './seen.ts'
import { noteTypes } from './values.ts'

/** Forgets, takes the exit state, settles, and looks once more. */
export function leave(probe: Probe, forget: () => void): ExitState {
  let left = escaped(forget)
  const { pending, gil } = probe.clean()
  left = first(left, pending)
  left = first(
    left,
    escaped(() => probe.settle()),
  )
  left = first(left, probe.clean().pending)
  const pendingError = left === NULL ? null : seen(left, probe.module)
  xdecref(left)
  return { pendingError, gilHeld: gil < 0 ? null : gil === 1 }
}

function first(a: Address, b: Address): Address {
  if (a === NULL) return b
  xdecref(b)
  return a
}

interface Reading {
  objects: number
  bytes: number
  tracked: number
  shared: number[]
}

/** What each of two windows of repetitions added. */
export function slopeOf(probe: Probe, repeat: number, once: () => void): Slope | null {
  if (repeat === 0) return null
  const types = typesMet(once)
  const shared = { ...sharedObjects(), ...types }
  const readings = [3, repeat, repeat].map((runs) => {
    for (let i = 0; i < runs; i++) once()
    return read(probe, Object.values(shared))
  })
  for (const type of Object.values(types)) decref(type)
  const windows = (of: (reading: Reading) => number): [number, number] => {
    const [a = 0, b = 0, c = 0] = readings.map(of)
    return [b - a, c - b]
  }
  const changed = Object.keys(shared)
    .map((name, i): [string, [number, number]] => [name, windows((reading) => reading.shared[i] ?? 0)])
    .filter(([, [a, b]]) => a !== 0 || b !== 0)
  return {
    repeat,
    objects: windows((reading) => reading.objects),
    bytes: windows((reading) => reading.bytes),
    tracked: windows((reading) => reading.tracked),
    shared: Object.fromEntries(changed),
  }
}

/** The types in the arguments of a run. New references, which the readings share. */
function typesMet(once: () => void): Record<string, Address> {
  const met = new Map<string, Address>()
  noteTypes(met)
  try {
    once()
  } finally {
    noteTypes(null)
  }
  return Object.fromEntries(met)
}

function sharedObjects(): Record<string, Address> {
  const [zero, one, empty] = [newInt(0), newInt(1), newTupleOf([])]
  for (const o of [zero, one, empty]) decref(o)
  return {
    None: none(),
    True: S._Py_TrueStruct,
    False: S._Py_FalseStruct,
    NotImplemented: S._Py_NotImplementedStruct,
    Ellipsis: S._Py_EllipsisObject,
    '0': zero,
    '1': one,
    '()': empty,
  }
}

function read(probe: Probe, shared: readonly Address[]): Reading {
  probe.settle()
  takeUnraisable()
  const memory = probe.memory()
  const tracked = probe.alive()
  return { objects: heapUse().blocks, bytes: memory, tracked, shared: shared.map(refcount) }
}
