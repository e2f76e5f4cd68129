/** Objects that outlive a run, so that the slope can count the references to them; INTERPRETING.md section 5. */
import type { Address } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { none, S } from '../memory/statics.ts'
import { readPointer } from '../memory/views.ts'
import { isException } from '../runtime/errors.ts'
import { readInt } from '../runtime/int.ts'
import { isType, itemsOf, reprText, sizeOf, typeName } from '../runtime/object.ts'
import { decref, newRef, typeOf } from '../runtime/refcount.ts'

const deepest = 3
const longestName = 20

/** What C returned or got that two runs both met. The first run's are held, so that no other takes the place of one. */
class Noted {
  #run = 0
  readonly #first = new Map<Address, string>()
  readonly #again = new Map<Address, string>()

  items(values: readonly Address[], where: string): void {
    if (this.#run > 0) for (const value of values) this.item(value, where)
  }

  item(o: Address, where: string, depth = 0): void {
    if (this.#run === 0) return
    const type = typeOf(o)
    this.#add(type, typeName(type))
    // Another owner would change what a run does; where these leak, something else tells.
    if (isException(o) || type === S.PyMemoryView_Type || typeName(type) === 'Tracked') return
    const name = isType(o) ? typeName(o) : nameByValue(o)
    if (name !== null) this.#add(o, name ?? `${where} (${typeName(type)})`)
    if (depth < deepest) for (const part of partsOf(o)) this.item(part, where, depth + 1)
  }

  #add(o: Address, name: string): void {
    if (this.#run === 2) {
      if (this.#first.has(o)) this.#again.set(o, this.#first.get(o) ?? name)
    } else if (!this.#first.has(o)) this.#first.set(newRef(o), name)
  }

  /** Long-lived objects by name: new references. `once` raises nothing. */
  find(once: () => void): Record<string, Address> {
    try {
      for (this.#run = 1; this.#run <= 2; this.#run++) once()
    } finally {
      this.#run = 0
    }
    const named: Record<string, Address> = {}
    for (const [o, name] of this.#again) {
      let free = name
      for (let number = 2; free in named; number++) free = `${name}, ${number}`
      named[free] = newRef(o)
    }
    const held = [...this.#first.keys()]
    this.#first.clear()
    this.#again.clear()
    for (const o of held) decref(o)
    return named
  }
}

export const noted = new Noted()

/** Undefined for what has no name of its own; null for an integer that is too long to be shared. */
function nameByValue(o: Address): string | null | undefined {
  const type = typeOf(o)
  if (type === S.PyLong_Type && Math.abs(Number(readInt(o))) >= 2 ** 63) return null
  const simple = [S.PyLong_Type, S.PyUnicode_Type, S.PyBytes_Type, S.PyBool_Type].includes(type) || o === none()
  if (!simple && !(type === S.PyTuple_Type && sizeOf(o) === 0)) return undefined
  return reprText(o).slice(0, longestName)
}

function partsOf(o: Address): Address[] {
  const type = typeOf(o)
  if (type === S.PyList_Type || type === S.PyTuple_Type) return itemsOf(o).filter((item) => item !== 0)
  const F = L.PySliceObject
  return type === S.PySlice_Type ? [F.start, F.stop, F.step].map((part) => readPointer(o, part)) : []
}
