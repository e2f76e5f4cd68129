/**
 * Types whose objects only a Python compiler and interpreter can make: they are there to be compared with, and nothing
 * here is an instance of them.
 */
import type { Address } from '../../memory/address.ts'
import { flag } from '../../memory/layouts.ts'
import { S } from '../../memory/statics.ts'
import { describeType } from '../define.ts'
import { ownerSlots } from './function-types.ts'

export function describeRunners(): void {
  // With their sizes in CPython 3.11.
  const runners: [Address, string, number][] = [
    [S.PyFunction_Type, 'function', 152],
    [S.PyGen_Type, 'generator', 144],
    [S.PyCoro_Type, 'coroutine', 144],
    [S.PyAsyncGen_Type, 'async_generator', 144],
  ]
  for (const [type, name, size] of runners) {
    const flags = flag.HAVE_GC | flag.DISALLOW_INSTANTIATION
    describeType(type, { name, size, flags, slots: ownerSlots([]) })
  }
}
