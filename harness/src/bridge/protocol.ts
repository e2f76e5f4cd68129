/**
 * The messages between harness and host: newline-delimited JSON, one request, one reply, in order.
 * `suites/INTERPRETING.md` is the normative text; `protocolVersion` is its section 3.
 *
 * A driver runs steps and reports what it saw. It never judges, and never learns what is expected.
 */
import { z } from 'zod'
import { hostOperation } from '../suite/schema.ts'
import { value } from '../suite/value.ts'

export const protocolVersion = 1

/** A step without its expectations. `raises: true` tells the driver to go on after an exception; otherwise it stops there. */
const call = z.strictObject({
  call: z.string(),
  args: z.array(value),
  kwargs: z.record(z.string(), value).optional(),
  as: z.string().optional(),
  raises: z.boolean().optional(),
})
const simple = z.union([
  call,
  z.strictObject({
    host: hostOperation,
    args: z.array(value),
    as: z.string().optional(),
    raises: z.boolean().optional(),
  }),
  z.strictObject({ let: z.record(z.string(), value) }),
  z.strictObject({ drop: z.array(z.string()) }),
  z.strictObject({ settle: z.literal(true) }),
  z.strictObject({ alive: z.literal(true) }),
  z.strictObject({ same: z.array(value) }),
  z.strictObject({ log: z.string() }),
  z.strictObject({ unraisable: z.literal(true) }),
])
const wireStep = z.union([...simple.options, z.strictObject({ repeat: z.int(), steps: z.array(simple) })])

/** Which of the allocations that the extension causes is to fail, from 1. Absent: none. */
const failAllocation = z.int().min(1).optional()

export const request = z.discriminatedUnion('do', [
  z.strictObject({ id: z.int(), do: z.literal('hello'), protocol: z.literal(protocolVersion) }),
  z.strictObject({ id: z.int(), do: z.literal('load'), probe: z.string(), path: z.string() }),
  z.strictObject({
    id: z.int(),
    do: z.literal('case'),
    case: z.string(),
    probe: z.string(),
    steps: z.array(wireStep),
    /** Repetitions for the leak slope, in each of two windows; 0: none. */
    repeat: z.int(),
    failAllocation,
  }),
  /** One row of a call table. `fresh`: indices of arguments watched by guards, see INTERPRETING.md. */
  z.strictObject({
    id: z.int(),
    do: z.literal('row'),
    case: z.string(),
    probe: z.string(),
    function: z.string(),
    args: z.array(value),
    repeat: z.int(),
    failAllocation,
  }),
  z.strictObject({
    id: z.int(),
    do: z.literal('bench'),
    bench: z.string(),
    probe: z.string(),
    loop: z.enum(['c', 'host']),
    /** The extension that `call` is a function of, by name; absent: the probe. */
    import: z.string().optional(),
    call: z.string(),
    args: z.array(value),
    iterations: z.int(),
  }),
  z.strictObject({ id: z.int(), do: z.literal('bye') }),
])

/** An exception as a driver saw it. `type` is the type's name without module. */
export interface SeenException {
  type: string
  message: string
  args: z.infer<typeof value>[]
  cause: SeenException | null
  context: SeenException | null
  traceback: boolean
}
const seenException: z.ZodType<SeenException> = z.lazy(() =>
  z.strictObject({
    type: z.string(),
    message: z.string(),
    args: z.array(value),
    cause: seenException.nullable(),
    context: seenException.nullable(),
    traceback: z.boolean(),
  }),
)

/** What one step showed. `unbound`: it needed a name that no earlier step bound. */
const observation = z.union([
  z.strictObject({ returned: value }),
  z.strictObject({ raised: seenException }),
  z.strictObject({ done: z.literal(true) }),
  z.strictObject({ alive: z.int() }),
  z.strictObject({ same: z.boolean() }),
  z.strictObject({ log: z.array(z.array(value)) }),
  z.strictObject({ unraisable: z.array(seenException) }),
  z.strictObject({ unbound: z.string() }),
])

/** Growth over the two windows of repetitions; `null` where the host cannot measure it. */
const slope = z.strictObject({
  /** Repetitions in each window. */
  repeat: z.int(),
  /** Live objects (or allocator blocks) that each window added. */
  objects: z.tuple([z.int(), z.int()]).nullable(),
  /** Bytes in use that each window added. */
  bytes: z.tuple([z.int(), z.int()]).nullable(),
  /** Tracked objects of the probe that each window added. */
  tracked: z.tuple([z.int(), z.int()]),
  /** References to shared objects (None, small integers, types) that each window added; needs exact reference counts. */
  shared: z.record(z.string(), z.tuple([z.int(), z.int()])).nullable(),
})

/** State after the case: what an extension must have put back. */
const exitState = z.strictObject({
  pendingError: seenException.nullable(),
  gilHeld: z.boolean().nullable(),
  /**
   * False: what the case left still goes a little at each collection, as deep garbage does where a collection frees one level of it.
   * It would hide the leaks of later cases, which therefore get another host. Default: true.
   */
  settled: z.boolean().optional(),
})

/** Where the C wrapper of a row saw the error protocol broken. */
const protocolBreach = z.enum(['sentinel-without-exception', 'exception-without-sentinel'])

/** With `failAllocation`: did that allocation take place, and how many tracked objects of the case live after its end? */
const starved = z.strictObject({ failed: z.boolean(), alive: z.int() }).optional()

const failed = z.strictObject({ type: z.string(), message: z.string() })

export const reply = z.union([
  /** The driver itself could not do what was asked (bad request, no such probe). */
  z.strictObject({ id: z.int(), failed }),
  z.strictObject({
    id: z.int(),
    hello: z.strictObject({
      protocol: z.int(),
      driver: z.string(),
      /** `cpython`, `pypy`, `graalpy`, `proofload-bridge-ref`, … */
      implementation: z.string(),
      version: z.string(),
      /** Version of the Python language and C API it follows, `major.minor`. */
      python: z.string(),
      capabilities: z.array(z.string()),
      pid: z.int(),
    }),
  }),
  /** `missing`: C functions the probe names and the bridge does not have. */
  z.strictObject({ id: z.int(), loaded: z.string(), missing: z.array(z.string()) }),
  z.strictObject({
    id: z.int(),
    case: z.string(),
    observations: z.array(observation),
    /** Set when a missing function was called all the same. */
    missing: z.array(z.string()),
    slope: slope.nullable(),
    exit: exitState,
    starved,
    elapsedNs: z.int(),
  }),
  z.strictObject({
    id: z.int(),
    row: z.string(),
    outcome: z.union([
      z.strictObject({ returned: value }),
      z.strictObject({ raised: seenException }),
      z.strictObject({ absent: z.literal(true) }),
    ]),
    out: z.record(z.string(), value),
    /** The arguments' values after the call. */
    after: z.array(value),
    breach: protocolBreach.nullable(),
    /** References that C still owns beyond its guard, per guarded object: path such as `arg1` or `arg0[2]`, and count. 0 is omitted. */
    residue: z.record(z.string(), z.int()).nullable(),
    missing: z.array(z.string()),
    slope: slope.nullable(),
    exit: exitState,
    starved,
    elapsedNs: z.int(),
  }),
  z.strictObject({ id: z.int(), bench: z.string(), ns: z.number(), iterations: z.int() }),
  z.strictObject({ id: z.int(), bye: z.literal(true) }),
])

export type Request = z.infer<typeof request>
export type Reply = z.infer<typeof reply>
export type WireStep = z.infer<typeof wireStep>
export type Observation = z.infer<typeof observation>
export type Slope = z.infer<typeof slope>
export type ExitState = z.infer<typeof exitState>
export type CaseReply = Extract<Reply, { case: string }>
export type RowReply = Extract<Reply, { row: string }>
