import { type Address, NULL, plus } from '../memory/address.ts'
import { S } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { readI32, readPointer } from '../memory/views.ts'
import { strFromC } from '../runtime/modules.ts'
import { decref } from '../runtime/refcount.ts'
import { readStr } from '../runtime/str.ts'
import {
  describeStruct,
  newStruct,
  newStructType,
  type StructDescription,
  type StructField,
  setStructItem,
  structItem,
} from '../runtime/struct-sequence.ts'

/** Reads a PyStructSequence_Desc. */
function read(description: Address): StructDescription {
  const fields: StructField[] = []
  const unnamed = readPointer(S.PyStructSequence_UnnamedField)
  let at = readPointer(description, 16)
  for (let nameAt = readPointer(at); nameAt !== NULL; nameAt = readPointer(at)) {
    fields.push({ name: nameAt === unnamed ? undefined : readCString(nameAt), nameAt, docAt: readPointer(at, 8) })
    at = plus(at, 16)
  }
  const name = strFromC(readPointer(description))
  const text = readStr(name)
  decref(name)
  return {
    name: text,
    docAt: readPointer(description, 8),
    fields,
    visible: readI32(description, 24),
  }
}

export function PyStructSequence_InitType2(type: Address, description: Address): number {
  describeStruct(type, read(description))
  return 0
}
export function PyStructSequence_InitType(type: Address, description: Address): void {
  describeStruct(type, read(description))
}
export function PyStructSequence_NewType(description: Address): Address {
  return newStructType(read(description))
}
export function _PyStructSequence_NewType(description: Address, _flags: number): Address {
  return PyStructSequence_NewType(description)
}
export function PyStructSequence_New(type: Address): Address {
  return newStruct(type)
}
export function PyStructSequence_GetItem(o: Address, index: number): Address {
  return structItem(o, index)
}
export function PyStructSequence_SetItem(o: Address, index: number, item: Address): void {
  setStructItem(o, index, item)
}
