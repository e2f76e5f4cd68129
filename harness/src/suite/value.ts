/**
 * Values as they travel: what a suite file says with YAML and tags, and what a driver answers.
 *
 * JSON has no bytes, no tuples, no big integers and cannot tell 1 from 1.0. So a value is JSON with single-key
 * objects whose key starts with `$`. Plain JSON stands for itself: null is None, a boolean is a bool, a string is a
 * str (lone surrogates as JSON escapes), an array is a list, and a number is an int (always a safe integer).
 * `suites/INTERPRETING.md` is the normative text.
 */
import { z } from 'zod'

/** A callable that lives in the host; each key is one thing it does when called, in the order below. */
export interface HostCallable {
  /** Parameter values are recorded either way; a `log` step reads them. */
  drops?: string[]
  settles?: boolean
  /** Re-enters the extension: `fn` is a probe function or `$name`; its result is returned unless `returns` is given. */
  calls?: { fn: string; args?: Value[] }
  raises?: { type: string; args?: Value[] }
  returns?: Value
  /** Returns the argument with this index. */
  returnsArg?: number
}

export type Value =
  | null
  | boolean
  | number
  | string
  | Value[]
  | { $int: string }
  | { $float: string }
  | { $complex: [string, string] }
  | { $bytes: string }
  | { $bytearray: string }
  | { $tuple: Value[] }
  | { $set: Value[] }
  | { $frozenset: Value[] }
  | { $dict: [Value, Value][] }
  | { $slice: [Value, Value, Value] }
  | { $type: string }
  | { $singleton: 'NotImplemented' | 'Ellipsis' }
  | { $ref: string }
  | { $tracked: number }
  | { $null: true }
  | { $host: HostCallable }
  | { $object: { type: string } }
  | { $exception: { type: string; args: Value[] } }
  | Matcher

/** Only in expectations. */
type Matcher = { $any: true } | { $instance: string } | { $like: string }

const hostCallable: z.ZodType<HostCallable> = z.lazy(() =>
  z.strictObject({
    drops: z.array(z.string()).optional(),
    settles: z.boolean().optional(),
    calls: z.strictObject({ fn: z.string(), args: z.array(value).optional() }).optional(),
    raises: z.strictObject({ type: z.string(), args: z.array(value).optional() }).optional(),
    returns: value.optional(),
    returnsArg: z.int().min(0).optional(),
  }),
) as z.ZodType<HostCallable>

export const value: z.ZodType<Value> = z.lazy(() =>
  z.union([
    z.null(),
    z.boolean(),
    z.int(),
    z.string(),
    z.array(value),
    z.strictObject({ $int: z.string().regex(/^-?\d+$/) }),
    z.strictObject({ $float: z.string() }),
    z.strictObject({ $complex: z.tuple([z.string(), z.string()]) }),
    z.strictObject({ $bytes: z.string().regex(/^([0-9a-f]{2})*$/) }),
    z.strictObject({ $bytearray: z.string().regex(/^([0-9a-f]{2})*$/) }),
    z.strictObject({ $tuple: z.array(value) }),
    z.strictObject({ $set: z.array(value) }),
    z.strictObject({ $frozenset: z.array(value) }),
    z.strictObject({ $dict: z.array(z.tuple([value, value])) }),
    z.strictObject({ $slice: z.tuple([value, value, value]) }),
    z.strictObject({ $type: z.string() }),
    z.strictObject({ $singleton: z.enum(['NotImplemented', 'Ellipsis']) }),
    z.strictObject({ $ref: z.string() }),
    z.strictObject({ $tracked: z.int() }),
    z.strictObject({ $null: z.literal(true) }),
    z.strictObject({ $host: hostCallable }),
    z.strictObject({ $object: z.strictObject({ type: z.string() }) }),
    z.strictObject({ $exception: z.strictObject({ type: z.string(), args: z.array(value) }) }),
    z.strictObject({ $any: z.literal(true) }),
    z.strictObject({ $instance: z.string() }),
    z.strictObject({ $like: z.string() }),
  ]),
)

export function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u').source !== ''
  } catch {
    // Only a SyntaxError can come here, and the caller says what it expected.
    return false
  }
}
