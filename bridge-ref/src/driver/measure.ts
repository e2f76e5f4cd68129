/** Exit state and leak slope of a case. */
import type { ExitState, Slope } from '#harness/src/bridge/protocol.ts'
import { type Address, NULL } from '../memory/address.ts'
import { heapUse } from '../memory/heap.ts'
import { none, S } from '../memory/statics.ts'
import { newBytes } from '../runtime/bytes.ts'
import { newTupleOf } from '../runtime/errors.ts'
import { newInt } from '../runtime/int.ts'
import { decref, newRef, refcount, xdecref } from '../runtime/refcount.ts'
import { newStr } from '../runtime/str.ts'
import { noted } from './noted.ts'
import { escaped, type Probe } from './probe.ts'
import { takeUnraisable } from './scenario.ts'
import { seen } from './seen.ts'
import { withoutStress } from './stress.ts'
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
  return repeat === 0 ? null : withoutStress(() => measured(probe, repeat, once))
}

function measured(probe: Probe, repeat: number, once: () => void): Slope {
  const shared = sharedObjects(once)
  const readings = [3, repeat, repeat].map((runs) => {
    for (let i = 0; i < runs; i++) once()
    return read(probe, Object.values(shared))
  })
  for (const o of Object.values(shared)) decref(o)
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

/** What outlives a run, by name. New references, which are there before the first reading and stay to the last. */
function sharedObjects(once: () => void): Record<string, Address> {
  const types = new Map<string, Address>()
  noteTypes(types)
  let met: Record<string, Address> = {}
  try {
    met = noted.find(once)
  } finally {
    noteTypes(null)
  }
  const shared: Record<string, Address> = {}
  const known = new Set<Address>()
  for (const [name, o] of [...Object.entries(everywhere()), ...types, ...Object.entries(met)]) {
    if (known.has(o)) decref(o)
    else shared[name in shared ? `${name} of a run` : name] = o
    known.add(o)
  }
  return shared
}

function everywhere(): Record<string, Address> {
  return {
    None: newRef(none()),
    True: newRef(S._Py_TrueStruct),
    False: newRef(S._Py_FalseStruct),
    NotImplemented: newRef(S._Py_NotImplementedStruct),
    Ellipsis: newRef(S._Py_EllipsisObject),
    '0': newInt(0),
    '1': newInt(1),
    '()': newTupleOf([]),
    "''": newStr(''),
    "b''": newBytes(new Uint8Array(0)),
  }
}

function read(probe: Probe, shared: readonly Address[]): Reading {
  probe.settle()
  takeUnraisable()
  const memory = probe.memory()
  const tracked = probe.alive()
  return { objects: heapUse().blocks, bytes: memory, tracked, shared: shared.map(refcount) }
}
