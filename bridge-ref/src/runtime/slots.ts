/** The slots of a type: where each lies, and the C signature and error sentinel of the function in it. */
import type { Signature } from '../ffi/koffi.ts'
import { type Address, NULL, plus } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { readPointer, writePointer } from '../memory/views.ts'

const F = L.PyTypeObject
const H = L.PyHeapTypeObject

/** Pointer field of each suite in a type, and the suite's place in a heap type. */
const suites = {
  type: { field: -1, inHeapType: 0, size: 0 },
  async: { field: F.tp_as_async, inHeapType: H.as_async, size: 32 },
  number: { field: F.tp_as_number, inHeapType: H.as_number, size: 288 },
  mapping: { field: F.tp_as_mapping, inHeapType: H.as_mapping, size: 24 },
  sequence: { field: F.tp_as_sequence, inHeapType: H.as_sequence, size: 80 },
  buffer: { field: F.tp_as_buffer, inHeapType: H.as_buffer, size: 16 },
} as const
export type Suite = keyof typeof suites

export interface Slot {
  suite: Suite
  offset: number
  signature: Signature
  /** Sentinel: 0 for a NULL pointer, -1 for integers, undefined where the slot cannot fail. */
  sentinel: 0 | -1 | undefined
  /** The slot's number in PyType_Slot. */
  id: number
}

const pointer = { sentinel: 0 } as const
const integer = { sentinel: -1 } as const
const silent = { sentinel: undefined } as const

function typeSlot(offset: number, signature: Signature, id: number): Slot {
  const sentinel = signature[0] === 'v' ? silent : signature[0] === 'i' ? integer : pointer
  return { suite: 'type', offset, signature, id, ...sentinel }
}
function numberSlot(offset: number, signature: Signature, id: number): Slot {
  return { suite: 'number', offset, signature, id, ...(signature[0] === 'i' ? integer : pointer) }
}

export const slots = {
  tp_dealloc: typeSlot(F.tp_dealloc, 'vp', 52),
  tp_getattr: typeSlot(F.tp_getattr, 'ppp', 57),
  tp_setattr: typeSlot(F.tp_setattr, 'ippp', 68),
  tp_repr: typeSlot(F.tp_repr, 'pp', 66),
  tp_hash: { ...typeSlot(F.tp_hash, 'pp', 59), ...integer },
  tp_call: typeSlot(F.tp_call, 'pppp', 50),
  tp_str: typeSlot(F.tp_str, 'pp', 70),
  tp_getattro: typeSlot(F.tp_getattro, 'ppp', 58),
  tp_setattro: typeSlot(F.tp_setattro, 'ippp', 69),
  tp_traverse: typeSlot(F.tp_traverse, 'ippp', 71),
  tp_clear: typeSlot(F.tp_clear, 'ip', 51),
  tp_richcompare: typeSlot(F.tp_richcompare, 'pppi', 67),
  tp_iter: typeSlot(F.tp_iter, 'pp', 62),
  tp_iternext: typeSlot(F.tp_iternext, 'pp', 63),
  tp_descr_get: typeSlot(F.tp_descr_get, 'pppp', 54),
  tp_descr_set: typeSlot(F.tp_descr_set, 'ippp', 55),
  tp_init: typeSlot(F.tp_init, 'ippp', 60),
  tp_alloc: typeSlot(F.tp_alloc, 'ppp', 47),
  tp_new: typeSlot(F.tp_new, 'pppp', 65),
  tp_free: typeSlot(F.tp_free, 'vp', 74),
  tp_is_gc: typeSlot(F.tp_is_gc, 'ip', 61),
  tp_del: typeSlot(F.tp_del, 'vp', 53),
  tp_finalize: typeSlot(F.tp_finalize, 'vp', 80),
  nb_add: numberSlot(0, 'ppp', 7),
  nb_subtract: numberSlot(8, 'ppp', 36),
  nb_multiply: numberSlot(16, 'ppp', 29),
  nb_remainder: numberSlot(24, 'ppp', 34),
  nb_divmod: numberSlot(32, 'ppp', 10),
  nb_power: numberSlot(40, 'pppp', 33),
  nb_negative: numberSlot(48, 'pp', 30),
  nb_positive: numberSlot(56, 'pp', 32),
  nb_absolute: numberSlot(64, 'pp', 6),
  nb_bool: numberSlot(72, 'ip', 9),
  nb_invert: numberSlot(80, 'pp', 27),
  nb_lshift: numberSlot(88, 'ppp', 28),
  nb_rshift: numberSlot(96, 'ppp', 35),
  nb_and: numberSlot(104, 'ppp', 8),
  nb_xor: numberSlot(112, 'ppp', 38),
  nb_or: numberSlot(120, 'ppp', 31),
  nb_int: numberSlot(128, 'pp', 26),
  nb_float: numberSlot(144, 'pp', 11),
  nb_inplace_add: numberSlot(152, 'ppp', 14),
  nb_inplace_subtract: numberSlot(160, 'ppp', 23),
  nb_inplace_multiply: numberSlot(168, 'ppp', 18),
  nb_inplace_remainder: numberSlot(176, 'ppp', 21),
  nb_inplace_power: numberSlot(184, 'pppp', 20),
  nb_inplace_lshift: numberSlot(192, 'ppp', 17),
  nb_inplace_rshift: numberSlot(200, 'ppp', 22),
  nb_inplace_and: numberSlot(208, 'ppp', 15),
  nb_inplace_xor: numberSlot(216, 'ppp', 25),
  nb_inplace_or: numberSlot(224, 'ppp', 19),
  nb_floor_divide: numberSlot(232, 'ppp', 12),
  nb_true_divide: numberSlot(240, 'ppp', 37),
  nb_inplace_floor_divide: numberSlot(248, 'ppp', 16),
  nb_inplace_true_divide: numberSlot(256, 'ppp', 24),
  nb_index: numberSlot(264, 'pp', 13),
  nb_matrix_multiply: numberSlot(272, 'ppp', 75),
  nb_inplace_matrix_multiply: numberSlot(280, 'ppp', 76),
  sq_length: { suite: 'sequence', offset: 0, signature: 'pp', id: 45, ...integer },
  sq_concat: { suite: 'sequence', offset: 8, signature: 'ppp', id: 40, ...pointer },
  sq_repeat: { suite: 'sequence', offset: 16, signature: 'ppp', id: 46, ...pointer },
  sq_item: { suite: 'sequence', offset: 24, signature: 'ppp', id: 44, ...pointer },
  sq_ass_item: { suite: 'sequence', offset: 40, signature: 'ippp', id: 39, ...integer },
  sq_contains: { suite: 'sequence', offset: 56, signature: 'ipp', id: 41, ...integer },
  sq_inplace_concat: { suite: 'sequence', offset: 64, signature: 'ppp', id: 42, ...pointer },
  sq_inplace_repeat: { suite: 'sequence', offset: 72, signature: 'ppp', id: 43, ...pointer },
  mp_length: { suite: 'mapping', offset: 0, signature: 'pp', id: 4, ...integer },
  mp_subscript: { suite: 'mapping', offset: 8, signature: 'ppp', id: 5, ...pointer },
  mp_ass_subscript: { suite: 'mapping', offset: 16, signature: 'ippp', id: 3, ...integer },
  am_await: { suite: 'async', offset: 0, signature: 'pp', id: 77, ...pointer },
  am_aiter: { suite: 'async', offset: 8, signature: 'pp', id: 78, ...pointer },
  am_anext: { suite: 'async', offset: 16, signature: 'pp', id: 79, ...pointer },
  am_send: { suite: 'async', offset: 24, signature: 'ippp', id: 81, ...integer },
  bf_getbuffer: { suite: 'buffer', offset: 0, signature: 'ippi', id: 1, ...integer },
  bf_releasebuffer: { suite: 'buffer', offset: 8, signature: 'vpp', id: 2, ...silent },
} as const satisfies Record<string, Slot>

export type SlotName = keyof typeof slots
export const slotNames: SlotName[] = namesOf(slots)

function namesOf(table: Record<SlotName, Slot>): SlotName[] {
  const found: SlotName[] = []
  for (const name in table) if (isSlotName(name)) found.push(name)
  return found
}
export function isSlotName(name: string): name is SlotName {
  return Object.hasOwn(slots, name)
}

/** The function in a slot of `type`, or NULL. */
export function slotOf(type: Address, slot: SlotName): Address {
  const { suite, offset } = slots[slot]
  if (suite === 'type') return readPointer(type, offset)
  const table = readPointer(type, suites[suite].field)
  return table === NULL ? NULL : readPointer(table, offset)
}

/** Fills a slot; the type must have the slot's suite. */
export function setSlot(type: Address, slot: SlotName, fn: Address): void {
  const { suite, offset } = slots[slot]
  const table = suite === 'type' ? type : readPointer(type, suites[suite].field)
  writePointer(table, offset, fn)
}

export function hasSuite(type: Address, suite: Suite): boolean {
  return suite === 'type' || readPointer(type, suites[suite].field) !== NULL
}

/** Lets the suite pointers of a heap type point into itself. */
export function connectHeapSuites(type: Address): void {
  for (const suite of [suites.async, suites.number, suites.mapping, suites.sequence, suites.buffer]) {
    writePointer(type, suite.field, plus(type, suite.inHeapType))
  }
}

/** Gives a built-in type a suite, made by `make`, unless it has it. */
export function ensureSuite(type: Address, suite: Suite, make: (bytes: number) => Address): void {
  if (!hasSuite(type, suite)) writePointer(type, suites[suite].field, make(suites[suite].size))
}
