/** Which TypeScript function implements which function of the C API. */
import { type ApiName, prototypes } from '../../generated/prototypes.ts'
import type { NativeFunction } from '../boundary/calls.ts'
import * as allocation from './allocation.ts'
import * as arg from './arg.ts'
import * as buffer from './buffer.ts'
import * as bytes from './bytes.ts'
import * as bytesWriter from './bytes-writer.ts'
import * as call from './call.ts'
import * as code from './code.ts'
import * as codec from './codec.ts'
import * as contextvars from './contextvars.ts'
import * as conversion from './conversion.ts'
import * as dict from './dict.ts'
import * as exceptionDetails from './exception-details.ts'
import * as exceptions from './exceptions.ts'
import * as facts from './facts.ts'
import * as file from './file.ts'
import * as float from './float.ts'
import * as functionChapter from './function.ts'
import * as identifier from './identifier.ts'
import * as importChapter from './import.ts'
import * as internal from './internal.ts'
import * as interpreter from './interpreter.ts'
import * as iteration from './iteration.ts'
import * as knownHash from './known-hash.ts'
import * as list from './list.ts'
import * as long from './long.ts'
import * as marshal from './marshal.ts'
import * as moduleChapter from './module.ts'
import * as number from './number.ts'
import * as object from './object.ts'
import * as proxies from './proxies.ts'
import * as refcounting from './refcounting.ts'
import * as sequence from './sequence.ts'
import * as small from './small.ts'
import * as structSequence from './struct-sequence.ts'
import * as sys from './sys.ts'
import * as text from './text.ts'
import * as thread from './thread.ts'
import * as time from './time.ts'
import * as type from './type.ts'
import * as unicode from './unicode.ts'
import * as unicodeCharacters from './unicode-characters.ts'
import * as unicodeCodecs from './unicode-codecs.ts'
import * as unicodeErrors from './unicode-errors.ts'
import * as unicodeWriter from './unicode-writer.ts'
import * as veryhigh from './veryhigh.ts'
import * as warnings from './warnings.ts'

const chapters: Record<string, unknown>[] = [
  contextvars,
  allocation,
  importChapter,
  arg,
  buffer,
  call,
  dict,
  exceptionDetails,
  exceptions,
  codec,
  conversion,
  facts,
  file,
  float,
  identifier,
  iteration,
  knownHash,
  long,
  structSequence,
  code,
  internal,
  interpreter,
  list,
  marshal,
  moduleChapter,
  number,
  object,
  proxies,
  functionChapter,
  time,
  sys,
  veryhigh,
  refcounting,
  sequence,
  small,
  text,
  thread,
  unicode,
  unicodeCharacters,
  unicodeCodecs,
  unicodeErrors,
  unicodeWriter,
  bytes,
  bytesWriter,
  type,
  warnings,
]

export interface Implementation {
  name: ApiName
  run: NativeFunction
}

/** The implementations, in the order of the shim's table; undefined where the trap stays. */
export function implementations(): (Implementation | undefined)[] {
  return Object.keys(prototypes).map((name) => {
    const found = chapters.map((chapter) => chapter[name]).find((candidate) => typeof candidate === 'function')
    return isFunction(found) && isApiName(name) ? { name, run: found } : undefined
  })
}

function isFunction(value: unknown): value is NativeFunction {
  return typeof value === 'function'
}
function isApiName(name: string): name is ApiName {
  return Object.hasOwn(prototypes, name)
}
