/**
 * The lines of `protocol.jsonl`, the recorded protocol of a run: each request and each answer in order, with its host and the try of a
 * case that it belongs to, and between them the events that are no verdict. Together with the suite they give the record again.
 */
import { z } from 'zod'
import { reply } from '../bridge/protocol.ts'
import { ending, event } from '../record/events.ts'
import { verdict } from '../record/verdict.ts'

export const protocolFile = 'protocol.jsonl'
/** Rises when a line changes its meaning. 2: a known failure has `verdicts`, of which there may be several. */
export const protocolVersion = 2

const end = z.strictObject({
  ending,
  signal: z.string().nullable(),
  exitCode: z.int().nullable(),
  late: z.boolean(),
})
const ofTry = { try: z.int() }

const built = z.union([
  z.strictObject({ path: z.literal(''), outside: z.array(z.string()) }),
  z.strictObject({ error: z.string() }),
  z.strictObject({ unfit: z.string() }),
])
const loaded = z.union([
  z.strictObject({ missing: z.array(z.string()) }),
  z.strictObject({ failed: z.string() }),
  z.strictObject({ end }),
])
const farewell = z.strictObject({
  clean: z.boolean(),
  detail: z.string(),
  end: end.nullable(),
  stderr: z.string(),
  peakMemoryBytes: z.int().nullable(),
})
const known = z
  .strictObject({ verdicts: z.tuple([verdict], verdict), reason: z.string(), link: z.string().nullable() })
  .nullable()

/** Of one try, in the order in which they happened. Lines of other tries may stand between them. */
const tryLines = [
  /** Where the probe's file is stays on the machine. */
  z.strictObject({ line: z.literal('built'), ...ofTry, built }),
  z.strictObject({
    line: z.literal('host'),
    ...ofTry,
    host: z.string().nullable(),
    /** Cases that it had answered before. */
    cases: z.int(),
    failure: z.string().nullable(),
  }),
  z.strictObject({ line: z.literal('loaded'), ...ofTry, host: z.string().nullable(), probe: z.string(), loaded }),
  z.strictObject({
    line: z.literal('asked'),
    ...ofTry,
    host: z.string().nullable(),
    question: z.json(),
    timeoutMs: z.number(),
  }),
  z.strictObject({
    line: z.literal('answered'),
    ...ofTry,
    answer: z.union([z.strictObject({ reply }), z.strictObject({ end })]),
    durationMs: z.number(),
  }),
  z.strictObject({ line: z.literal('settled'), ...ofTry, end: end.nullable() }),
  z.strictObject({ line: z.literal('farewell'), ...ofTry, farewell: farewell.nullable() }),
  z.strictObject({ line: z.literal('backtrace'), ...ofTry, backtrace: z.array(z.string()).nullable() }),
] as const
const tryLine = z.discriminatedUnion('line', tryLines)

export const protocolLine = z.discriminatedUnion('line', [
  z.strictObject({ line: z.literal('protocol'), version: z.literal(protocolVersion), run: z.string() }),
  z.strictObject({ line: z.literal('event'), event }),
  z.strictObject({ line: z.literal('try'), ...ofTry, bridge: z.string(), case: z.string(), alone: z.boolean(), known }),
  ...tryLines,
  /** In place of `CaseFinished`: the tries that count, and the verdict that they were given. No tries: it was skipped, for `reason`. */
  z.strictObject({
    line: z.literal('finished'),
    bridge: z.string(),
    case: z.string(),
    tries: z.array(z.int()),
    verdict,
    reason: z.string().nullable(),
    known: z.strictObject({ reason: z.string(), link: z.string().nullable() }).nullable(),
  }),
])

export type ProtocolLine = z.infer<typeof protocolLine>
export type TryLine = z.infer<typeof tryLine>
export type TryStart = Extract<ProtocolLine, { line: 'try' }>
export type FinishedLine = Extract<ProtocolLine, { line: 'finished' }>
