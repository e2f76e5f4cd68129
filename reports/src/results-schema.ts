/** Schema of results.json, the report that scripts read; `docs/results.md` explains it. */
import { z } from 'zod'
import { event } from '#harness/src/record/events.ts'
import { verdict } from '#harness/src/record/verdict.ts'

export const resultsVersion = 1

const count = z.int().min(0)
// The plan is the first event's: its levels are the only list of them that reports may see.
const { level } = event.options[0].shape.cases.element.shape

export const results = z
  .object({
    schema: z.literal(resultsVersion),
    suite: z.object({
      version: z.string().describe('Version of suites/INTERPRETING.md, by which the verdicts are to be read.'),
      cases: count.describe('Cases of the suite.'),
    }),
    variant: z
      .array(z.string())
      .describe('Options that make a run of the same variant, such as `--stress gc`; empty for an ordinary run.'),
    bridges: z.array(
      z.object({
        name: z.string(),
        version: z.string().nullable().describe('Version of the implementation; null when the bridge did not start.'),
        totals: z.record(verdict, count).describe('Cases by verdict.'),
        unexpected: count.describe('Cases that were not as expected.'),
      }),
    ),
    cases: z
      .array(
        z.object({
          id: z.string().describe('area/topic/name'),
          bridge: z.string(),
          verdict,
          expected: verdict.describe('`pass`, or what the known failures of the bridge say.'),
          level,
          behaviour: z.string().nullable(),
          durationMs: z.number(),
          difference: z.string().nullable().describe('What was not as expected, in a sentence for a person.'),
        }),
      )
      .describe(
        'One entry for each case and bridge that has a verdict. A case that an interrupted run did not reach has none.',
      ),
  })
  .describe('results.json of Proofload')

export type Results = z.infer<typeof results>
