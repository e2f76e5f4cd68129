/**
 * Reads a record: every line an event, checked. A record that is damaged is refused by name, with what of it can still be used.
 *
 * A killed run leaves whole lines, and at worst a torn last one. Its record is unfinished, not damaged, but only who goes on with the
 * run may take a torn line for that: to everybody else it may as well be a copy that broke off.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { HarnessError } from '../errors.ts'
import { event, type RunEvent, type RunStarted, recordVersion } from './events.ts'

export interface RunRecord {
  started: RunStarted
  events: RunEvent[]
  /** Where the last whole line ends; what follows is torn. */
  bytes: number
}

export interface Salvaged extends RunRecord {
  /** Numbers of the lines that could not be read, from 1. */
  lost: number[]
}

export const recordFile = 'events.jsonl'

const versioned = z.looseObject({ event: z.literal('RunStarted'), record: z.int() })

/** Throws `HarnessError` for what is not a whole record of this version. `torn`: a torn last line is left out, as that of a killed run. */
export function readRecord(path: string, { torn = 'refused' }: { torn?: 'refused' | 'left-out' } = {}): RunRecord {
  const { lines, bytes, rest } = readLines(path)
  const events = lines.map((line, index) => {
    const parsed = parseLine(line, index)
    if ('event' in parsed) return parsed.event
    throw damaged(path, { line: index + 1, detail: parsed.detail, of: lines.length })
  })
  if (rest !== '' && torn === 'refused') throw tornOff(path, lines.length)
  return { started: firstOf(path, events), events, bytes }
}

/** Of a damaged record all lines that are whole. The first line must be one of them: without it nothing is known of the others. */
export function salvageRecord(path: string): Salvaged {
  const { lines, bytes, rest } = readLines(path)
  const parsed = lines.map(parseLine)
  const lost = parsed.flatMap((one, index) => ('event' in one ? [] : [index + 1]))
  const events = parsed.flatMap((one) => ('event' in one ? [one.event] : []))
  return {
    started: firstOf(path, events),
    events,
    bytes,
    lost: [...lost, ...(rest === '' ? [] : [lines.length + 1])],
  }
}

/**
 * The record that a user means by a folder, by its `events.jsonl` under any name, or by a report beside it: `results.json` holds too
 * little to be read as a run.
 */
export function recordPath(argument: string): string {
  if (!existsSync(argument)) {
    throw new HarnessError('record-missing', `record ${argument}: no such file or folder`, {
      hint: 'name the output folder of a run',
    })
  }
  const inside = statSync(argument).isDirectory() ? join(argument, recordFile) : argument
  if (!existsSync(inside)) {
    throw new HarnessError('record-missing', `no ${recordFile} in the folder ${argument}`, {
      hint: 'name the output folder of a run',
    })
  }
  if (statSync(inside).isDirectory()) {
    throw new HarnessError('record-foreign', `${inside} is a folder, not a record`, {
      hint: 'name the output folder of a run',
    })
  }
  if (!/\.(json|xml|html|tap)$/.test(inside)) return inside
  const beside = join(dirname(inside), recordFile)
  throw new HarnessError('record-foreign', `${inside} is a report, not a record`, {
    hint: existsSync(beside)
      ? `name ${beside}, from which it was made`
      : `name the ${recordFile} from which it was made`,
  })
}

interface Lines {
  lines: string[]
  /** Length of the lines. */
  bytes: number
  /** What follows the last line break. */
  rest: string
}

/** Refuses a file that some other program wrote, and a record of a newer Proofload, by name. */
function readLines(path: string): Lines {
  if (!existsSync(path)) {
    throw new HarnessError('record-missing', `record ${path}: no such file`, {
      hint: '`proofload run` writes one into the folder of --out',
    })
  }
  const content = readFileSync(path)
  const bytes = content.lastIndexOf(10) + 1
  const lines = content.toString('utf8', 0, bytes).split('\n').slice(0, -1)
  const rest = content.toString('utf8', bytes)
  const line = lines[0] ?? rest
  const first = versioned.safeParse(parseJson(line))
  if (!first.success) throw line.startsWith('{"event":"RunStarted"') ? headless(path) : notARecord(path)
  if (first.data.record > recordVersion) {
    throw new HarnessError(
      'record-newer',
      `record ${path} has version ${first.data.record}; this Proofload reads up to ${recordVersion}`,
      { hint: 'use the Proofload that wrote it, or a newer one' },
    )
  }
  return { lines, bytes, rest }
}

function firstOf(path: string, [started]: readonly RunEvent[]): RunStarted {
  if (started?.event !== 'RunStarted') throw headless(path)
  return started
}

function notARecord(path: string): HarnessError {
  const isEmpty = statSync(path).size === 0
  return new HarnessError(
    'record-foreign',
    `${path} is not a record of Proofload: ${isEmpty ? 'it is empty' : 'its first line is no RunStarted event'}`,
    { hint: `a run writes its ${recordFile} into the folder of --out; this file is left as it is` },
  )
}

function headless(path: string): HarnessError {
  return new HarnessError('record-damaged', `record ${path}:1 is damaged, and that line says what was run`, {
    hint: 'nothing of it can be used: start a new run',
  })
}

function damaged(path: string, { line, detail, of }: { line: number; detail: string; of: number }): HarnessError {
  const whole = line === of ? '' : `, and perhaps more of lines ${line + 1} to ${of}`
  return new HarnessError('record-damaged', `record ${path}:${line} is damaged: ${detail}`, {
    hint: `lines 1 to ${line - 1} are whole${whole}: ${remedy(path)}`,
  })
}

function tornOff(path: string, whole: number): HarnessError {
  return new HarnessError('record-torn', `record ${path} breaks off in the middle of line ${whole + 1}`, {
    hint: `lines 1 to ${whole} are whole: ${remedy(path)}`,
  })
}

function remedy(path: string): string {
  const shown = basename(path) === recordFile ? dirname(path) : path
  return `\`proofload merge --salvage ${shown} --out DIR\` makes a record of them, \`proofload run --resume --out DIR\` finishes that`
}

function parseLine(line: string, index: number): { event: RunEvent } | { detail: string } {
  const json = parseJson(line)
  if (json === undefined) return { detail: 'no JSON' }
  const parsed = event.safeParse(json)
  if (parsed.success && index > 0 && parsed.data.event === 'RunStarted') return { detail: 'another run begins here' }
  if (parsed.success) return { event: parsed.data }
  const [issue] = parsed.error.issues
  return { detail: `${issue?.path.join('.') || 'event'}: ${issue?.message}` }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // No event, as the caller says with the line's number.
    return undefined
  }
}
