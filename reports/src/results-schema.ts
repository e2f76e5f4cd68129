/** Schema of results.json, the report that scripts read; `docs/results.md` explains it. */
import { z } from 'zod'
import { event } from '#harness/src/record/events.ts'
import { verdict } from '#harness/src/record/verdict.ts'

export const resultsVersion = 1

const count = z.int().min(0)
// The plan is the first event's: its levels are the only list of them that reports may see.
const { level } = event.options[0].shape.cases.element.shape

const ending = z.object({
  reason: z.string().describe('`signal`, `exit`, `timeout`, `memory-limit`, …'),
  detail: z.string().describe('Such as SIGSEGV, or `no answer within 10000 ms`.'),
  step: z.int().nullable().describe('The step that it was in, from 1.'),
  lastCalls: z.array(z.string()).describe('Last functions of the C API that were called, oldest first.'),
  backtrace: z
    .array(z.string())
    .nullable()
    .describe('Native stack, innermost frame first: function, and file and line or library. Null when nobody looked.'),
})
const runOutcome = z.enum(['complete', 'interrupted', 'bailed', 'unfinished'])

export const results = z
  .object({
    schema: z
      .literal(resultsVersion)
      .describe('Rises when a script that reads the file would have to change; a new field does not raise it.'),
    suite: z.object({
      version: z.string().describe('Version of suites/INTERPRETING.md, by which the verdicts are to be read.'),
      cases: count.describe('Cases of the suite; a selection or a part runs fewer.'),
      digest: z
        .string()
        .optional()
        .describe('Of every file that can change a verdict: two runs with the same one ran the same suite.'),
    }),
    outcome: runOutcome
      .optional()
      .describe('How the run ended; `unfinished`: the harness was killed. Only `complete` has all that was planned.'),
    variant: z
      .array(z.string())
      .describe('Options that make a run of the same variant, such as `--stress gc`; empty for an ordinary run.'),
    bridges: z.array(
      z.object({
        name: z.string().describe('As `proofload bridges` lists it, such as cpython@3.11.'),
        version: z.string().nullable().describe('Version of the implementation; null when the bridge did not start.'),
        totals: z.record(verdict, count).describe('Cases by verdict.'),
        unexpected: count.describe('Cases that were not as expected.'),
      }),
    ),
    cases: z
      .array(
        z.object({
          id: z.string().describe('area/topic/name'),
          bridge: z.string().describe('Name of one of `bridges`.'),
          verdict: verdict.describe('suites/INTERPRETING.md, section 9, says what each means.'),
          expected: verdict.describe('`pass`, or what the known failures of the bridge say.'),
          level: level.describe('What the case may rely on: suites/INTERPRETING.md.'),
          behaviour: z.string().nullable().describe('Id in suites/behaviours.yaml of what it is about, or null.'),
          durationMs: z.number().describe("Time of the request in milliseconds, by the harness's clock."),
          difference: z.string().nullable().describe('What was not as expected, in a sentence for a person.'),
          tries: z
            .array(verdict)
            .optional()
            .describe('Verdicts of all tries, first to last; empty for a case that was not tried.'),
          ending: ending
            .nullable()
            .optional()
            .describe('How the host ended when it should not have: null when it did not.'),
        }),
      )
      .describe(
        'One entry for each case and bridge that has a verdict. A case that an interrupted run did not reach has none.',
      ),
  })
  .describe('results.json of Proofload: the verdicts of one run, for scripts. docs/results.md explains it.')

export type Results = z.infer<typeof results>
