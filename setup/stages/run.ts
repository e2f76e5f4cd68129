import { Interrupted, type Outcome, type Row, type Stage } from './stage.ts'
import { renderDuration } from './table.ts'

/** Runs one stage after the other. A failing one does not stop the next; a signal stops them all. */
export async function runStages(stages: readonly Stage[], print: (line: string) => void): Promise<Row[]> {
  const rows: Row[] = []
  for (const { title, run } of stages) {
    print(`\n== ${title}`)
    const started = performance.now()
    const outcome = await run().catch(brokenStage)
    const row = { title, durationMs: performance.now() - started, ...outcome }
    print(`-- ${title}: ${describe(row)}`)
    rows.push(row)
  }
  return rows
}

/** A stage that throws is a failed stage with the error as its note, not the end of the others. */
function brokenStage(error: unknown): Outcome {
  if (error instanceof Interrupted) throw error
  const note = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  return { state: 'failed', passed: 0, failed: 1, skipped: 0, note }
}

function describe({ state, note, durationMs }: Row): string {
  const parts = [state === 'skipped' ? state : `${state} in ${renderDuration(durationMs)}`, note]
  return parts.filter((part) => part !== '').join(', ')
}
