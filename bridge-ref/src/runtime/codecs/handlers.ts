/** The standard error handlers as callables: they take an exception and give a replacement and where to go on. */
import { type Address, NULL } from '../../memory/address.ts'
import { L } from '../../memory/layouts.ts'
import { E } from '../../memory/statics.ts'
import { readPointer, readSize } from '../../memory/views.ts'
import { bytesOf, newBytes } from '../bytes.ts'
import { isException, newTupleOf, raise, raiseObject } from '../errors.ts'
import { newInt } from '../int.ts'
import { isInstance, nameOf } from '../object.ts'
import { newRef, typeOf } from '../refcount.ts'
import { codePoints, newStrOf, readStr, strLength } from '../str.ts'
import { newHostFunction } from '../types/small-types.ts'
import { handleDecode, handleEncode, type Replacement } from './errors.ts'

const U = L.PyUnicodeErrorObject
const names = [
  'strict',
  'ignore',
  'replace',
  'xmlcharrefreplace',
  'backslashreplace',
  'namereplace',
  'surrogatepass',
  'surrogateescape',
]
const functions = new Map<string, Address>()

/** New reference. Raises LookupError for a name that is not standard. */
export function handlerFunction(name: string): Address {
  if (!names.includes(name)) raise(E.LookupError, `unknown error handler name '${name}'`)
  let fn = functions.get(name)
  if (fn === undefined) {
    fn = newHostFunction({ call: ([exception = NULL]) => handled(name, exception) })
    functions.set(name, fn)
  }
  return newRef(fn)
}

function refuse(exception: Address): never {
  return raise(E.TypeError, `don't know how to handle ${nameOf(exception)} in error callback`)
}

function handled(name: string, exception: Address): Address {
  if (name === 'strict')
    return isException(exception)
      ? raiseObject(typeOf(exception), exception)
      : raise(E.TypeError, 'codec must pass exception instance')
  const { codes, bytes, next } = replacement(name, exception)
  return newTupleOf([bytes === undefined ? newStrOf(codes) : newBytes(bytes), newInt(next)])
}

function replacement(name: string, exception: Address): Replacement {
  const object = () => readPointer(exception, U.object)
  const range = (length: number) => ({
    start: Math.max(0, Math.min(readSize(exception, U.start), length)),
    end: Math.max(0, Math.min(readSize(exception, U.end), length)),
  })
  if (isInstance(exception, E.UnicodeDecodeError)) {
    if (name === 'xmlcharrefreplace' || name === 'namereplace') refuse(exception)
    const bytes = bytesOf(object()).slice()
    return handleDecode({ ...common(exception, name), bytes, ...range(bytes.length) })
  }
  const translating = isInstance(exception, E.UnicodeTranslateError)
  if (!translating && !isInstance(exception, E.UnicodeEncodeError)) refuse(exception)
  const { start, end } = range(strLength(object()))
  if (translating) {
    if (!['ignore', 'replace', 'backslashreplace'].includes(name)) refuse(exception)
    if (name === 'replace') return { codes: Array.from({ length: end - start }, () => 0xfffd), next: end }
  }
  return handleEncode({
    ...common(exception, name),
    ...(translating ? { codec: '' } : {}),
    text: object(),
    codes: codePoints(object()),
    start,
    end,
  })
}
function common(exception: Address, errors: string) {
  const [encoding, reason] = [readPointer(exception, U.encoding), readPointer(exception, U.reason)]
  return {
    codec: encoding === NULL ? '' : readStr(encoding),
    errors,
    why: reason === NULL ? '' : readStr(reason),
  }
}
