/** events.jsonl -> RunEvent[]. A killed harness may leave a torn last line; anything else that is not an event is refused. */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { event, type RunEvent } from '#harness/src/record/events.ts'

/** Reads a record. Throws an Error that names file and line when a line is not an event of this version. */
export async function readRecord(path: string): Promise<RunEvent[]> {
  const lines = (await readFile(path, 'utf8')).split('\n')
  // What follows the last line break was never finished.
  return lines.slice(0, -1).map((line, index) => parseEvent(line, `${path}:${index + 1}`))
}

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    context.addIssue({ code: 'custom', message: `not JSON: ${error instanceof Error ? error.message : String(error)}` })
    return z.NEVER
  }
})
const line = json.pipe(event)

function parseEvent(text: string, where: string): RunEvent {
  const parsed = line.safeParse(text)
  if (parsed.success) return parsed.data
  throw new Error(`${where}: not an event of this version of the record: ${z.prettifyError(parsed.error)}`)
}
