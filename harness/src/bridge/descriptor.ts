/** Schema of a bridge descriptor, `harness/bridges/<name>.yaml` or a path that the user gives. */
import { z } from 'zod'
import { version } from '../capi/schema.ts'
import { verdict } from '../record/verdict.ts'
import { capability } from '../suite/schema.ts'

/** What a descriptor may leave to be filled in. */
const placeholders = ['{node}', '{python}', '{here}']

/** `${HOME}` is for a shell to fill in. */
function unknownPlaceholder(text: string): string | undefined {
  return text.match(/(?<!\$)\{\w+\}/g)?.find((one) => !placeholders.includes(one))
}

/** Call tables, scenarios, benches: the requests `row`, `case` and `bench` of the protocol. */
const runnable = z.enum(['call', 'scenario', 'bench'])

/** A word of a command. */
const word = z.string().refine((text) => unknownPlaceholder(text) === undefined, {
  error: ({ input }) =>
    `unknown placeholder ${unknownPlaceholder(String(input))}; there are ${placeholders.join(', ')}`,
})

/**
 * `{node}` is the running Node, `{python}` the interpreter that was found, `{here}` the descriptor's folder. A path that
 * begins with `./` or `../` is relative to the descriptor. Hosts start in the folder from which the harness was started.
 */
export const descriptor = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9.@-]*$/),
  title: z.string(),
  docs: z.url().optional(),
  /** Finds interpreters; the bridge is then `name` for the newest and `name@X.Y` for each. Absent: the bridge is `command`. */
  discover: z
    .strictObject({
      /** Executables to look for on PATH and under pyenv, such as `python3.{minor}` or `pypy3`; `{minor}` stands for every number. */
      executables: z.array(z.string()).min(1),
      /** `sys.implementation.name` it must report. */
      implementation: z.string(),
      /** Oldest version it works with. */
      since: version,
      /** Records name it `name@X.Y` also when it is the newest, since several are usually installed. Default: `false`. */
      versioned: z.boolean().optional(),
    })
    .optional(),
  /** The host with its driver: program and arguments. */
  command: z.array(word).min(1),
  environment: z.record(z.string(), z.string()).optional(),
  /** Run once before the first host, for a bridge that has to build something; must be quick when nothing changed. */
  prepare: z.array(word).optional(),
  /** Folders with `Python.h`. Absent for discovered interpreters: they are asked. */
  include: z.array(z.string()).optional(),
  /** Suffix of extension files. Absent for discovered interpreters. */
  suffix: z.string().optional(),
  cflags: z.array(z.string()).optional(),
  /** Version of the C API, for `since` and `until`. Absent for discovered interpreters. */
  python: version.optional(),
  capabilities: z.array(capability),
  /** Its host compiles code while it runs: times have a warm-up, and counts of instructions say little. Default: `false`. */
  jit: z.boolean().optional(),
  /**
   * After so many cases a host makes room for another. What probes leave behind (modules, types) every collection of garbage goes
   * through, so that a case that judges lifetimes takes longer and longer. Default: 400.
   */
  casesPerHost: z.int().min(1).optional(),
  /** What its driver can run; cases of another kind are skipped. Default: all three. */
  runs: z.array(runnable).min(1).optional(),
  /**
   * Faults that the bridge can be run with, one at a time, so that `proofload coverage --faults` can measure which of them the suite
   * finds. `list` prints them, `variable` switches one on: harness/src/coverage/faults.ts says how.
   */
  faults: z
    .strictObject({
      list: z.array(word).min(1),
      variable: z.string().regex(/^[A-Z]\w*$/),
      /** The host that can have a fault. Default: `command`. */
      command: z.array(word).min(1).optional(),
    })
    .optional(),
  /** Known failures, beside the descriptor: a file, or a folder with a file for each area. */
  known: z.string().optional(),
})

const knownVerdict = verdict.exclude(['pass', 'skipped', 'flaky'])

/** The known failures of one bridge: each entry with its reason. A case that is not as its entry says is stale and unexpected. */
export const knownFailures = z.array(
  z.strictObject({
    /** Case ids; `*` matches within one segment. */
    case: z.union([z.string(), z.array(z.string()).min(1)]),
    /**
     * A list where the bridge itself does not end the case the same way each time, the usual one first and `pass` perhaps among the
     * others; the reason says what it depends on. Web-platform-tests call such a failure a known intermittent.
     */
    verdict: z.union([
      knownVerdict,
      z
        .tuple([knownVerdict], verdict.exclude(['skipped', 'flaky']))
        .refine(
          (all) => all.length > 1 && new Set(all).size === all.length,
          'a list has two different verdicts at least',
        ),
    ]),
    reason: z.string().min(10),
    link: z.url().optional(),
    /** Versions of the bridge's Python for which the entry holds. */
    since: version.optional(),
    until: version.optional(),
    /** Only in runs with `--stress alloc`, where no other entry counts. */
    stress: z.literal('alloc').optional(),
    /** Only where this extension of the corpus is not on the machine: the bridge has nothing of its own in its place. */
    without: z.string().optional(),
  }),
)

export type Runnable = z.infer<typeof runnable>
export const allRunnable: readonly Runnable[] = runnable.options
export type Descriptor = z.infer<typeof descriptor>
export type KnownFailures = z.infer<typeof knownFailures>
