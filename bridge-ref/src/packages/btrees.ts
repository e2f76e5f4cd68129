/** `BTrees.Interfaces`: the one class of it that the trees raise. */
import { NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { attr } from '../modules/kit/values.ts'
import { itemsOf } from '../runtime/object.ts'
import { lastingClass, type StandIn } from './kit.ts'

export const btrees: Readonly<Record<string, StandIn>> = {
  'BTrees.Interfaces': {
    make: () => ({
      BTreesConflictError: lastingClass({
        name: 'BTreesConflictError',
        module: 'BTrees.Interfaces',
        bases: [E.ValueError],
        properties: { reason: (self = NULL) => itemsOf(attr(self, 'args')).at(-1) },
      }),
    }),
  },
}
