/** The seeded faults that a bridge offers: what its descriptor's `faults.list` prints, and the choice among them. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { ResolvedBridge } from '../bridge/discover.ts'
import { HarnessError } from '../errors.ts'

const fault = z.strictObject({
  id: z.string().regex(/^[^\s*]+$/),
  /** Faults of one kind are counted together. */
  kind: z.string(),
  /** What is wrong, in a sentence. */
  says: z.string(),
  /** The C function that has it: the cases that name it are tried first. */
  function: z.string().optional(),
  /** The behaviours that it breaks: their cases are tried first. */
  behaviours: z.array(z.string()).min(1).optional(),
  /** A running host can switch it: the variable is `@FILE` then, and the host has the fault whose id FILE holds, a zero byte behind it. */
  switched: z.boolean().default(false),
})

const faultList = z.strictObject({
  faults: z.array(fault).min(1),
  /** Faults that no program can tell from the bridge without them: patterns of ids, `*` for anything, and the argument. */
  equivalent: z.array(z.strictObject({ faults: z.array(z.string()).min(1), why: z.string().min(20) })),
})

export interface Fault extends z.infer<typeof fault> {
  /** Why no program can see it; null for one that some case should see. */
  equivalent: string | null
}

/** Asks the bridge. Throws a HarnessError when it offers none, or says something that cannot be right. */
export async function listFaults({ name, faults }: ResolvedBridge, env: NodeJS.ProcessEnv): Promise<Fault[]> {
  if (faults === null) {
    throw new HarnessError('no-faults', `bridge ${name} offers no seeded faults`, {
      hint: '`faults` of its descriptor names the command that lists them; harness/src/bridge/descriptor.ts',
    })
  }
  return readFaults(name, await printedBy(name, faults.list, env))
}

async function printedBy(name: string, command: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const [program = '', ...args] = command
  try {
    return (await promisify(execFile)(program, args, { env, maxBuffer: 2 ** 28 })).stdout
  } catch (cause) {
    throw unlisted(name, cause)
  }
}

function unlisted(name: string, cause: unknown): HarnessError {
  const hint = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause)
  return new HarnessError('no-faults', `bridge ${name} cannot list its seeded faults`, { hint, cause })
}

/** @public for its test. */
export function readFaults(bridge: string, printed: string): Fault[] {
  const read = faultList.safeParse(parseJson(printed))
  if (!read.success) {
    throw new HarnessError('faults-invalid', `what bridge ${bridge} lists as its seeded faults cannot be read`, {
      hint: z.prettifyError(read.error),
    })
  }
  const { faults, equivalent } = read.data
  const twice = faults.find(({ id }, index) => faults.findIndex((other) => other.id === id) < index)
  if (twice !== undefined)
    throw new HarnessError('faults-invalid', `bridge ${bridge} lists the fault ${twice.id} twice`)
  const argued = equivalent.flatMap(({ faults: patterns, why }) => patterns.map((pattern) => ({ pattern, why })))
  const unused = argued.find(({ pattern }) => !faults.some(({ id }) => matches(pattern, id)))
  if (unused !== undefined) {
    throw new HarnessError('faults-invalid', `"${unused.pattern}" names no fault of bridge ${bridge}`, {
      hint: 'it is among its equivalent faults: correct the entry, or remove it',
    })
  }
  return faults.map((one) => ({
    ...one,
    equivalent: argued.find(({ pattern }) => matches(pattern, one.id))?.why ?? null,
  }))
}

/** Those that the patterns name; all without a pattern. */
export function chooseFaults(faults: readonly Fault[], patterns: readonly string[]): Fault[] {
  const unknown = patterns.find((pattern) => !faults.some(({ id }) => matches(pattern, id)))
  if (unknown !== undefined) {
    throw new HarnessError('fault-unknown', `no fault ${unknown}`, {
      hint: '`proofload coverage --faults --list` lists them; * stands for anything',
    })
  }
  return faults.filter(({ id }) => patterns.length === 0 || patterns.some((pattern) => matches(pattern, id)))
}

function matches(pattern: string, id: string): boolean {
  if (!pattern.includes('*')) return pattern === id
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  return new RegExp(`^${source}$`).test(id)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
