/** `cbor.cbor.Tag`: a tagged value, which the codec in C makes and recognises. */
import { NULL } from '../memory/address.ts'
import { none, S } from '../memory/statics.ts'
import { attr, invoke, isTruthy, method, moduleAttr, reprOf, setAttribute, text, truth } from '../modules/kit/values.ts'
import { typeOf } from '../runtime/refcount.ts'
import { lastingClass, type StandIn } from './kit.ts'

export const cbor: Readonly<Record<string, StandIn>> = {
  'cbor.cbor': {
    make: () => ({
      Tag: lastingClass({
        name: 'Tag',
        module: 'cbor.cbor',
        methods: {
          '__init__(self, tag=None, value=None)': (self = NULL, tag = NULL, value = NULL) => {
            setAttribute(self, 'tag', tag || none())
            setAttribute(self, 'value', value || none())
          },
          '__repr__(self)': (self = NULL) => text(`Tag(${reprOf(attr(self, 'tag'))}, ${reprOf(attr(self, 'value'))})`),
          '__eq__(self, other)': (self = NULL, other = NULL) => {
            if (!isTruthy(invoke(moduleAttr('builtins', 'isinstance'), other, typeOf(self)))) return S._Py_FalseStruct
            const same = (name: string) => isTruthy(method(attr(self, name), '__eq__', attr(other, name)))
            return truth(same('tag') && same('value'))
          },
        },
      }),
    }),
  },
}
