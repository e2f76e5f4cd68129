/**
 * The events of a run: what the harness writes as things happen, and all that reports ever read.
 *
 * `events.jsonl` holds one event a line. It is append-only: a killed run keeps what it measured, and `--resume` appends to
 * the same file. No absolute paths of the suite, no environment, so that records of two machines compare.
 */
import { z } from 'zod'
import { level } from '../suite/schema.ts'
import { benchEvents } from './bench-events.ts'
import { machine } from './machine.ts'
import { verdict } from './verdict.ts'

/** 2: benches tell how they were judged, runs their commit. Records of version 1 are read still. */
export const recordVersion = 2

const place = z.strictObject({ file: z.string(), line: z.int(), column: z.int() })

/** The plan of one case, written once at the start so that a report needs no suite. */
const plannedCase = z.strictObject({
  id: z.string(),
  area: z.string(),
  topic: z.string(),
  title: z.string(),
  level,
  behaviour: z.string().nullable(),
  docs: z.string(),
  api: z.array(z.string()),
  place,
  /** The probe it is compiled into, whose C a `SuiteText` has. */
  probe: z.string().nullable().default(null),
  /** What is done and expected, one text a step, in the suites' notation. Of a row of a call table the only one. */
  steps: z.array(z.string()).default([]),
})

/** One step or judgement that was not as expected, ready to be shown. */
const difference = z.strictObject({
  /** Where: `step 3: call setitem`, `returns`, `raises`, `then arg0`, `residue`, `slope`, `exit state`. */
  at: z.string(),
  expected: z.string(),
  seen: z.string(),
})

/** How a host ended when it should not have. */
export const ending = z.strictObject({
  reason: z.enum([
    'signal',
    'exit',
    'timeout',
    'output-limit',
    'memory-limit',
    'protocol',
    'closed-streams',
    'left-process',
  ]),
  /** `SIGSEGV`, `exit status 3`, `no answer within 10000 ms`, … */
  detail: z.string(),
  /** Last C functions the probe called, oldest first. */
  lastCalls: z.array(z.string()),
  /** The step it was in; the first is 1, as in a difference's `at`. */
  step: z.int().nullable(),
  /** Tail of what the host printed to its standard error. */
  stderr: z.string(),
  /**
   * What the native stack of the crash looks like under a debugger, innermost frame first: `PyList_Append (listobject.c:320)`,
   * `PyInit_probe (probe.so)`. No addresses and no folders, so that records compare. Null when nobody looked.
   */
  backtrace: z.array(z.string()).nullable().default(null),
})

/** What was checked out where a bridge's descriptor lies. */
export const commit = z.strictObject({
  /** All forty digits. */
  id: z.string(),
  /** When it was committed, ISO 8601. */
  at: z.string(),
  /** Tracked files differed from it. */
  dirty: z.boolean(),
})

export const event = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.literal('RunStarted'),
    record: z.int().max(recordVersion),
    run: z.string(),
    /** ISO 8601. */
    at: z.string(),
    proofload: z.string(),
    suite: z.strictObject({ version: z.string(), digest: z.string(), cases: z.int() }),
    cases: z.array(plannedCase),
    /** Selection and options that decide what is run; `--resume` refuses another. */
    options: z.record(z.string(), z.json()),
    machine,
    /** By bridge. One that lies in no checkout is not in it, and none of an older record. */
    commits: z.record(z.string(), commit).default({}),
  }),
  /**
   * A text of the suite that cases of the plan refer to by name, once a run: the sentence of a behaviour, the declaration of a C function,
   * the C that is generated to call it, or the C of a probe that somebody wrote.
   */
  z.strictObject({
    event: z.literal('SuiteText'),
    kind: z.enum(['behaviour', 'function', 'wrapper', 'probe']),
    name: z.string(),
    text: z.string(),
  }),
  z.strictObject({ event: z.literal('RunResumed'), run: z.string(), at: z.string() }),
  z.strictObject({
    event: z.literal('BridgeStarted'),
    bridge: z.string(),
    /** Of the implementation: `3.11.7`, `7.3.11`. */
    version: z.string(),
    python: z.string(),
    implementation: z.string(),
    capabilities: z.array(z.string()),
  }),
  /** The bridge could not be run at all: no host, no headers. Its cases get verdict `error`. */
  z.strictObject({ event: z.literal('BridgeFailed'), bridge: z.string(), reason: z.string() }),
  z.strictObject({
    event: z.literal('BuildFinished'),
    bridge: z.string(),
    probe: z.string(),
    cached: z.boolean(),
    durationMs: z.number(),
    /** The compiler's message with the suite file's place; null when it compiled. */
    error: z.string().nullable(),
  }),
  z.strictObject({
    event: z.literal('CaseFinished'),
    bridge: z.string(),
    case: z.string(),
    verdict,
    /** Where a known failure has several verdicts, the one that was seen, if it is among them. */
    expected: verdict,
    /** Decided by verdict, expectation and level; a stale known failure is unexpected too. */
    unexpected: z.boolean(),
    /** From the known-failures file. */
    known: z.strictObject({ reason: z.string(), link: z.string().nullable() }).nullable(),
    /** For `skipped`, `missing`, `error`: why, in a sentence. */
    reason: z.string().nullable(),
    differences: z.array(difference),
    ending: ending.nullable(),
    /** Harness's clock around the request. */
    durationMs: z.number(),
    /** What the host itself spent, by its own clock; null when it did not answer. */
    hostMs: z.number().nullable(),
    /** Verdicts of all tries, first to last. */
    tries: z.array(verdict),
  }),
  /** An entry of the bridge's known failures that names no case of the suite: unexpected, so that the file cannot rot. */
  z.strictObject({
    event: z.literal('KnownFailureUnused'),
    bridge: z.string(),
    /** The entry's pattern as it is written. */
    case: z.string(),
    reason: z.string(),
  }),
  /** A host's end. `clean` is false when it did not end by itself with status 0 after `bye`, although no case is to blame: unexpected. */
  z.strictObject({
    event: z.literal('HostFinished'),
    bridge: z.string(),
    cases: z.int(),
    clean: z.boolean(),
    detail: z.string(),
    peakMemoryBytes: z.int().nullable(),
  }),
  ...benchEvents,
  /** Not written by a killed harness. A resumed run has one for each time it ended. */
  z.strictObject({
    event: z.literal('RunFinished'),
    at: z.string(),
    durationMs: z.number(),
    outcome: z.enum(['complete', 'interrupted', 'bailed']),
  }),
])

export type RunEvent = z.infer<typeof event>
export type Commit = z.infer<typeof commit>
export type Difference = z.infer<typeof difference>
export type Ending = z.infer<typeof ending>
export type CaseFinished = Extract<RunEvent, { event: 'CaseFinished' }>
export type SuiteText = Extract<RunEvent, { event: 'SuiteText' }>
export type RunStarted = Extract<RunEvent, { event: 'RunStarted' }>
