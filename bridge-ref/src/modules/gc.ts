/** `gc` over the bridge's cycle collector. */
import { type Address, NULL } from '../memory/address.ts'
import { isFinalized, isInHeap } from '../memory/heap.ts'
import { E, none } from '../memory/statics.ts'
import { tracked } from '../runtime/allocation.ts'
import { raise } from '../runtime/errors.ts'
import { collectGarbage, collectorCounts, collectorEnabled, collectorThresholds, traverse } from '../runtime/gc.ts'
import { oldest } from '../runtime/generations.ts'
import { itemsOf } from '../runtime/object.ts'
import { builtins, contents } from './kit/functions.ts'
import { int, list, numberOf, truth, tuple } from './kit/values.ts'

export function gcModule(): Record<string, Address> {
  return {
    ...builtins('gc', {
      'collect(generation=2)': (generation = NULL) => {
        const chosen = numberOf(generation)
        if (chosen < 0 || chosen > oldest) raise(E.ValueError, 'invalid generation')
        return int(collectGarbage(chosen))
      },
      'enable()': () => {
        collectorEnabled(true)
      },
      'disable()': () => {
        collectorEnabled(false)
      },
      'isenabled()': () => truth(collectorEnabled()),
      'is_tracked(obj, /)': (o = NULL) => truth(tracked.has(o)),
      'is_finalized(obj, /)': (o = NULL) => truth(isInHeap(o) && isFinalized(o)),
      'get_threshold()': () => tuple(...collectorThresholds().map(int)),
      'set_threshold(threshold0, threshold1=, threshold2=, /)': (...next) => {
        collectorThresholds(next.filter((o) => o !== NULL).map(numberOf))
      },
      'get_count()': () => tuple(...collectorCounts().map(int)),
      'get_objects(generation=None)': () => list([...tracked]),
      'get_referents(*objs)': (objects = NULL) => {
        const referents: Address[] = []
        for (const o of itemsOf(objects)) traverse(o, (referred) => referents.push(referred))
        return list(referents)
      },
      'freeze()': () => none(),
      'unfreeze()': () => none(),
    }),
    ...contents({ callbacks: list([]), garbage: list([]) }),
  }
}
