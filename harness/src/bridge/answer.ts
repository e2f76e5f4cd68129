/** Reads one line of a host: is it the answer to what was asked? Findings are returned, not thrown. */
import type { z } from 'zod'
import { type Reply, type Request, reply } from './protocol.ts'

export type Read =
  | { reply: Reply }
  /** `id` is the request that the line names, when it names one. */
  | { violation: string; id: number | null }

/** Of a line that is shown to a reader. */
const excerptLength = 120

/** One schema for each kind of reply, by the key that tells it: cheaper than trying all of a union on every line. */
const schemas = new Map<string, z.ZodType<Reply>>(
  reply.options.map((option) => [Object.keys(option.shape).find((key) => key !== 'id') ?? '', option]),
)
const expectedKey: Record<Request['do'], string> = {
  hello: 'hello',
  load: 'loaded',
  case: 'case',
  row: 'row',
  bench: 'bench',
  bye: 'bye',
}

export function readAnswer(line: string, asked: Request | null): Read {
  const message = parseObject(line)
  if (message === null) return { violation: `garbage in the protocol: ${excerpt(line)}`, id: null }
  const id = typeof message['id'] === 'number' ? message['id'] : null
  if (asked === null) return { violation: `answered without being asked: ${excerpt(line)}`, id }
  if (id !== asked.id) return { violation: `answered request ${id} instead of ${asked.id}: ${excerpt(line)}`, id }
  const key = 'failed' in message ? 'failed' : expectedKey[asked.do]
  const parsed = schemas.get(key)?.safeParse(message)
  if (parsed?.success !== true) {
    const issue = parsed?.error.issues[0]
    const where = issue === undefined ? '' : ` at "${issue.path.join('.')}": ${issue.message}`
    return { violation: `the answer to \`${asked.do}\` does not follow the protocol${where}: ${excerpt(line)}`, id }
  }
  const named = subjectOf(message)
  const subject = subjectOf(asked)
  if (named !== null && named !== subject) return { violation: `answered for "${named}" instead of "${subject}"`, id }
  return { reply: parsed.data }
}

/** What a request is about, as its answer must repeat it. */
function subjectOf(message: Readonly<Record<string, unknown>>): string | null {
  const asked = message['do'] === 'load' ? message['probe'] : message['do'] === 'row' ? message['case'] : undefined
  const subject = asked ?? message['case'] ?? message['row'] ?? message['bench'] ?? message['loaded']
  return typeof subject === 'string' ? subject : null
}

function parseObject(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const message: unknown = JSON.parse(line)
    return isObject(message) ? message : null
  } catch {
    // Not JSON: the caller reports it with the line.
    return null
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function excerpt(line: string): string {
  const shown = line.length > excerptLength ? `${line.slice(0, excerptLength)}…` : line
  return JSON.stringify(shown)
}
