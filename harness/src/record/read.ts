/** Reads a record: every line an event, checked. A run that was killed may have left its last line torn, and only that. */
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { HarnessError } from '../errors.ts'
import { event, type RunEvent, type RunStarted, recordVersion } from './events.ts'

export interface RunRecord {
  started: RunStarted
  events: RunEvent[]
  /** Where the last whole line ends; what follows is torn. */
  bytes: number
}

const versioned = z.looseObject({ event: z.literal('RunStarted'), record: z.int() })

export function readRecord(path: string): RunRecord {
  if (!existsSync(path)) throw new HarnessError('record-missing', `record ${path}: no such file`)
  const content = readFileSync(path)
  const bytes = content.lastIndexOf(10) + 1
  const lines = content.toString('utf8', 0, bytes).split('\n').slice(0, -1)
  refuseForeign(path, lines[0])
  const events = lines.map((line, index) => parseLine(line, `${path}:${index + 1}`))
  const [started] = events
  if (started?.event !== 'RunStarted') throw notARecord(path)
  return { started, events, bytes }
}

/** Refuses a file that some other program wrote, and a record of a newer Proofload, by name. */
function refuseForeign(path: string, line: string | undefined): void {
  const first = versioned.safeParse(parseJson(line ?? ''))
  if (!first.success) throw notARecord(path)
  if (first.data.record > recordVersion) {
    throw new HarnessError(
      'record-newer',
      `record ${path} has version ${first.data.record}; this Proofload reads up to ${recordVersion}`,
      { hint: 'use a newer Proofload, or another --out' },
    )
  }
}

function notARecord(path: string): HarnessError {
  return new HarnessError(
    'record-foreign',
    `${path} is not a record of Proofload: its first line is no RunStarted event`,
    {
      hint: 'choose another folder with --out',
    },
  )
}

function parseLine(line: string, where: string): RunEvent {
  const parsed = event.safeParse(parseJson(line))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const detail = `${issue?.path.join('.') || 'event'}: ${issue?.message}`
  throw new HarnessError('record-damaged', `record ${where} is damaged: ${detail}`, { hint: 'start a new run' })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The schema refuses undefined, and says where.
    return undefined
  }
}
