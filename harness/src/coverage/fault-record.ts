/** What became of each fault, one line a fault, written as it happens: an interrupted measurement goes on from it. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

/**
 * `invalid`: the host does not start with it. `inapplicable`: the suite has cases that name the function, and all of them need what
 * the bridge does not have, or hold for other versions. In both cases nothing was measured.
 */
const fates = ['killed', 'survived', 'invalid', 'inapplicable'] as const

const faultResult = z.strictObject({
  fault: z.string(),
  kind: z.string(),
  says: z.string(),
  fate: z.enum(fates),
  /** Why no program can see it, if the bridge says so. */
  equivalent: z.string().nullable(),
  /** The case that saw it, its verdict, and what it saw. */
  by: z
    .strictObject({ case: z.string(), level: z.string().optional(), verdict: z.string(), saw: z.string() })
    .nullable(),
  /** Cases that were run with it; none: no case touches what is wrong. */
  tried: z.number(),
  durationMs: z.number(),
})
export type FaultResult = z.infer<typeof faultResult>

export class FaultRecord {
  readonly path: string
  readonly #results = new Map<string, FaultResult>()

  /** `keep` decides which results of an earlier measurement still stand. */
  constructor(path: string, keep: (result: FaultResult) => boolean) {
    this.path = path
    for (const result of readResults(path)) if (keep(result)) this.#results.set(result.fault, result)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, [...this.#results.values()].map(line).join(''))
  }

  get results(): FaultResult[] {
    return [...this.#results.values()]
  }

  has(fault: string): boolean {
    return this.#results.has(fault)
  }

  add(result: FaultResult): void {
    this.#results.set(result.fault, result)
    appendFileSync(this.path, line(result))
  }
}

/** A last line that was not finished is dropped. */
export function readResults(path: string): FaultResult[] {
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1)
  return lines.map((text) => faultResult.parse(JSON.parse(text)))
}

function line(result: FaultResult): string {
  return `${JSON.stringify(result)}\n`
}
