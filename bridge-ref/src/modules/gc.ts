/** `gc` over the bridge's cycle collector. */
import { type Address, NULL } from '../memory/address.ts'
import { none } from '../memory/statics.ts'
import { tracked } from '../runtime/allocation.ts'
import { collectGarbage, collectorEnabled } from '../runtime/gc.ts'
import { builtins, contents } from './kit/functions.ts'
import { int, list, truth, tuple } from './kit/values.ts'

export function gcModule(): Record<string, Address> {
  return {
    ...builtins('gc', {
      'collect(generation=2)': () => int(collectGarbage()),
      'enable()': () => {
        collectorEnabled(true)
      },
      'disable()': () => {
        collectorEnabled(false)
      },
      'isenabled()': () => truth(collectorEnabled()),
      'is_tracked(obj, /)': (o = NULL) => truth(tracked.has(o)),
      'is_finalized(obj, /)': () => truth(false),
      'get_threshold()': () => tuple(int(700), int(10), int(10)),
      'set_threshold(threshold0, threshold1=, threshold2=, /)': () => none(),
      'get_count()': () => tuple(int(0), int(0), int(0)),
      'get_objects(generation=None)': () => list([...tracked]),
      'freeze()': () => none(),
      'unfreeze()': () => none(),
    }),
    ...contents({ callbacks: list([]), garbage: list([]) }),
  }
}
