/** Schema of a suite file, `suites/<area>/<topic>.yaml`, after its tags became {@link Value}s. All suite types are inferred here. */
import { z } from 'zod'
import { version } from '../capi/schema.ts'
import { isPattern, value } from './value.ts'

/** `behaviours.md` explains the four; `documented` is the default. */
export const level = z.enum(['documented', 'eventual', 'detail', 'misuse'])

/** What a host may lack. A case that needs one which the bridge does not declare is `skipped`, with this as the reason. */
export const capability = z.enum([
  'threads',
  'subinterpreters',
  'refcounts', // Py_REFCNT is the exact number of owners, as on CPython
  'unraisablehook',
  'recursion', // the host limits recursion and raises RecursionError
  'compile', // the host can compile source text of its language
  'failing-allocation', // the host can be made to refuse memory: PyMem_SetAllocator
  'stable-abi', // the host loads extensions that were compiled for the limited API of CPython
  'cpython-binaries', // the host loads extensions that were compiled for the CPython of its version
])

const name = z.string().regex(/^[A-Za-z_]\w*$/, 'expected a name such as "item"')
const slug = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'expected lower-case words joined by "-"')

/** An ECMAScript regular expression, flag `u`. */
const pattern = z.string().refine(isPattern, {
  error: 'expected a regular expression',
})

/** An exception that must be seen: its exact type, and whatever else is given. `message` is a regular expression. */
const raisesObject = z.strictObject({
  type: z.string(),
  message: pattern.optional(),
  args: z.array(value).optional(),
  get cause() {
    return z.union([z.null(), raises]).optional()
  },
  get context() {
    return z.union([z.null(), raises]).optional()
  },
  /** Must (or must not) carry a traceback. */
  traceback: z.boolean().optional(),
})
export const raises: z.ZodType<Raises> = z.lazy(() => z.union([z.string(), raisesObject])) as z.ZodType<Raises>
export type Raises =
  | string
  | {
      type: string
      message?: string
      args?: z.infer<typeof value>[]
      cause?: Raises | null
      context?: Raises | null
      traceback?: boolean
    }

/** Operations of the host itself on its objects; `INTERPRETING.md` defines each. */
export const hostOperation = z.enum([
  'value', // the argument as it is: reads an object's value
  'call',
  'getattr',
  'setattr',
  'delattr',
  'getitem',
  'setitem',
  'delitem',
  'len',
  'contains',
  'iter',
  'next',
  'list',
  'repr',
  'str',
  'hash',
  'bool',
  'int',
  'float',
  'index',
  'eq',
  'lt',
  'add',
  'sub',
  'mul',
  'neg',
  'operator', // operator(symbol, operands…), such as `@=`
  'type',
  'typename',
  'isinstance',
  'memoryview',
  'bytes',
  'tobytes', // memoryview.tobytes in C order
  'tolist',
  'cast',
  'release',
  'subclass', // subclass(base, name, {attributes}) -> a type made by the host
  'raise', // raises its argument: an exception type or instance
  'weakref',
  'refcount', // the host's own count, only with capability `refcounts`
  'load', // another module of the probe's own file, by its name
  'import', // a real extension of suites/corpus.yaml by its dotted name
])

const outcome = {
  /** Binds the result for later steps as `$name`. The driver keeps it alive until a `drop` step or the end of the case. */
  as: name.optional(),
  returns: value.optional(),
  raises: raises.optional(),
}

const callStep = z.strictObject({
  /** A function of the probe, or `$name` of a bound callable, or `$name.attribute` of a bound object. */
  call: z.string(),
  args: z.array(value).optional(),
  kwargs: z.record(z.string(), value).optional(),
  ...outcome,
})
const hostStep = z.strictObject({ host: hostOperation, args: z.array(value).optional(), ...outcome })
const simpleStep = z.union([
  callStep,
  hostStep,
  z.strictObject({ let: z.record(name, value) }),
  /** The driver forgets these names: whatever else refers to the objects decides about their lives. */
  z.strictObject({ drop: z.array(name).min(1) }),
  /** Collects garbage until nothing moves any more. */
  z.strictObject({ settle: z.literal(true) }),
  /** So many tracked objects of this probe are alive. */
  z.strictObject({ alive: z.int().min(0) }),
  z.strictObject({ same: z.array(value).min(2) }),
  z.strictObject({ different: z.array(value).min(2) }),
  /** The argument lists with which a host callable has been called so far. */
  z.strictObject({ log: z.string().regex(/^\$\w+$/), calls: z.array(z.array(value)) }),
  /** Exceptions that reached the host's hook for unraisable ones since the last such step. Needs `unraisablehook`. */
  z.strictObject({ unraisable: z.array(raises) }),
])
const step = z.union([
  ...simpleStep.options,
  z.strictObject({ repeat: z.int().min(1), steps: z.array(simpleStep).min(1) }),
])

const common = {
  /** Behaviour of `docs/behaviours.md`, such as `OWN1`. */
  behaviour: z
    .string()
    .regex(/^[A-Z]{2,4}\d+$/)
    .optional(),
  level: level.optional(),
  docs: z.url().optional(),
  why: z.string().optional(),
  since: version.optional(),
  until: version.optional(),
  /** Why the case holds only for these versions; required with `since` or `until` unless a function in `api` explains it. */
  versions: z.string().optional(),
  needs: z.array(capability).optional(),
  /** Unfolds into one case per row; `${name}` in the case stands for the row's value. A mapping of lists is their product. */
  each: z.union([z.array(z.record(name, value)).min(1), z.record(name, z.array(value).min(1))]).optional(),
  /** How often the case is repeated to measure its leak slope; 0 switches that off and needs `why`. */
  repeat: z.int().min(0).optional(),
  /** Time limit where the run's default is wrong, in milliseconds. */
  timeoutMs: z.int().positive().optional(),
}

/** One row of a call table: `function, arguments -> outcome`. */
export const row = z.strictObject({
  ...common,
  /** Overrides the id that is made from the arguments. With `each`, contains `${…}`. */
  id: z.string().optional(),
  args: z.array(value),
  returns: value.optional(),
  raises: raises.optional(),
  /** NULL without an exception. */
  absent: z.literal(true).optional(),
  /** Values of out-parameters after the call, by parameter name. */
  out: z.record(name, value).optional(),
  /** Values of arguments after the call: `arg0`, `arg1`, … or the parameter's name. */
  then: z.record(name, value).optional(),
})

export const scenario = z.strictObject({
  ...common,
  id: z.string(),
  title: z.string(),
  /** The C functions whose behaviour the case shows; a bridge that lacks one gets `missing`. Only a case over a real extension has none. */
  api: z.array(z.string()).min(1).optional(),
  /** Runs in a host of its own even without `--isolate`. Level `misuse` always does. */
  isolate: z.boolean().optional(),
  /** How the host must end: at level `misuse` in a step, from which it need not come back; with `isolate: true` after the case. */
  ends: z
    .strictObject({ signal: z.string().optional(), exit: z.int().optional(), stderr: pattern.optional() })
    .optional(),
  steps: z.array(step).min(1),
})

/** A throughput measurement: one operation in a C loop, or a call from the host. */
export const bench = z.strictObject({
  id: slug,
  title: z.string(),
  api: z.array(z.string()),
  behaviour: common.behaviour,
  needs: common.needs,
  since: version.optional(),
  /** `c`: the probe function takes an iteration count and loops itself. `host`: the driver's own loop calls it with `args`. */
  loop: z.enum(['c', 'host']),
  /** The real extension, of suites/corpus.yaml, that `call` is a function of. Default: the probe. */
  import: z.string().optional(),
  call: z.string(),
  args: z.array(value).optional(),
})

export const suiteFile = z.strictObject({
  area: slug,
  topic: slug,
  title: z.string(),
  docs: z.url(),
  /** Default for every case of the file. */
  behaviour: common.behaviour,
  level: level.optional(),
  needs: common.needs,
  calls: z.record(z.string(), z.array(row).min(1)).optional(),
  scenarios: z.array(scenario).min(1).optional(),
  benches: z.array(bench).min(1).optional(),
})

export type Level = z.infer<typeof level>
export type Capability = z.infer<typeof capability>
export type Step = z.infer<typeof step>
export type Row = z.infer<typeof row>
export type Scenario = z.infer<typeof scenario>
export type Bench = z.infer<typeof bench>
