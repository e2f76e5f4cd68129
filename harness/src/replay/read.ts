/** Reads `protocol.jsonl`. One that is damaged is refused by name: a session with holes is no session. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { HarnessError } from '../errors.ts'
import { recordFile } from '../record/read.ts'
import { type ProtocolLine, protocolFile, protocolLine, protocolVersion } from './lines.ts'

const versioned = z.looseObject({ line: z.literal('protocol'), version: z.int() })

/** `folder`: the output folder of a run. Throws `HarnessError` for what is not a whole recording of this version. */
export function readProtocol(folder: string): ProtocolLine[] {
  const path = join(folder, protocolFile)
  if (!existsSync(path)) {
    throw new HarnessError('protocol-missing', `no ${protocolFile} in ${folder}`, {
      hint: '`proofload run --record-protocol` writes one',
    })
  }
  const lines = readFileSync(path, 'utf8').split('\n')
  const rest = lines.pop() ?? ''
  refuseForeign(path, lines[0] ?? rest)
  const read = lines.map((line, index) => parseLine(line, { path, number: index + 1 }))
  if (rest !== '') throw damaged(path, `breaks off in the middle of line ${lines.length + 1}`)
  return read
}

function refuseForeign(path: string, line: string): void {
  const first = versioned.safeParse(parseJson(line))
  if (!first.success) {
    throw new HarnessError('protocol-foreign', `${path} is not the protocol of a run: its first line does not say so`)
  }
  if (first.data.version === protocolVersion) return
  throw new HarnessError(
    'protocol-version',
    `protocol ${path} has version ${first.data.version}; this Proofload reads ${protocolVersion}`,
    { hint: 'use the Proofload that recorded it' },
  )
}

function parseLine(line: string, { path, number }: { path: string; number: number }): ProtocolLine {
  const json = parseJson(line)
  const parsed = protocolLine.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const detail = json === undefined ? 'no JSON' : `${issue?.path.join('.') || 'line'}: ${issue?.message}`
  throw damaged(path, `is damaged in line ${number}: ${detail}`)
}

function damaged(path: string, what: string): HarnessError {
  const folder = dirname(path)
  const beside = existsSync(join(folder, recordFile))
  return new HarnessError('protocol-damaged', `protocol ${path} ${what}`, {
    hint: beside
      ? `the verdicts that were given are in ${join(folder, recordFile)}: \`proofload report ${folder}\``
      : 'record the run again',
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // No line of a protocol, as the caller says with its number.
    return undefined
  }
}
