/** `marshal`: all its types but code objects. */
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { readBufferBytes } from '../runtime/buffer.ts'
import { raise } from '../runtime/errors.ts'
import { unmarshal } from '../runtime/marshal/read.ts'
import { marshal } from '../runtime/marshal/write.ts'
import { isBytes, nameOf } from '../runtime/object.ts'
import { builtins } from './kit/functions.ts'
import { own } from './kit/scope.ts'
import { bytes, int, method, numberOf } from './kit/values.ts'

const latest = 4

export function marshalModule(): Record<string, Address> {
  const version = (given: Address) => (given === NULL ? latest : numberOf(given))
  return {
    version: int(latest),
    ...builtins('marshal', {
      'dumps(value, version=, /)': (value = NULL, given = NULL) => bytes(marshal(value, version(given))),
      'dump(value, file, version=, /)': (value = NULL, file = NULL, given = NULL) =>
        method(file, 'write', bytes(marshal(value, version(given)))),
      'loads(bytes, /)': (data = NULL) => own(unmarshal(readBufferBytes(data).slice()).object),
      'load(file, /)': (file = NULL) => {
        const data = method(file, 'read')
        if (!isBytes(data)) raise(E.TypeError, `file.read() returned not bytes but ${nameOf(data)}`)
        const { object, used } = unmarshal(readBufferBytes(data).slice())
        const o = own(object)
        // Only the object is read: what follows is the caller's.
        method(file, 'seek', int(used - readBufferBytes(data).length), int(1))
        return o
      },
    }),
  }
}
