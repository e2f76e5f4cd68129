import { z } from 'zod'
import { readLines } from './child.ts'

const listing = z.array(
  z.object({
    name: z.string(),
    version: z.string().nullish(),
    available: z.boolean(),
    reason: z.string().nullish(),
  }),
)

export type Listed = z.infer<typeof listing>[number]

/** What `proofload bridges` finds on this machine. Throws where it fails or prints something else. */
export async function listBridges(): Promise<Listed[]> {
  const lines: string[] = []
  const ending = await readLines(['harness/src/main.ts', 'bridges', '--json'], (line) => lines.push(line))
  if (ending.code !== 0) throw new Error(`proofload bridges --json ended with ${ending.signal ?? ending.code}`)
  return listing.parse(JSON.parse(lines.join('\n')))
}

/** The bridges to judge and the ones left out, each with the reason. bridge-ref is always judged. */
export function chooseBridges(listed: readonly Listed[]): {
  judged: string[]
  skipped: { name: string; why: string }[]
} {
  // A listing may hold `cpython` as another name for the newest `cpython@X`; judging that twice tells nothing new.
  const hasVersions = listed.some(({ name }) => name.startsWith('cpython@'))
  const others = listed.filter(({ name }) => name !== 'bridge-ref' && !(hasVersions && name === 'cpython'))
  const judged = ['bridge-ref', ...others.filter(({ available }) => available).map(({ name }) => name)]
  const skipped = others
    .filter(({ available }) => !available)
    .map(({ name, reason }) => ({ name, why: reason ?? 'not available' }))
  for (const name of ['cpython', 'pypy3']) {
    if (!others.some((other) => other.name.startsWith(name))) skipped.push({ name, why: 'not found on this machine' })
  }
  return { judged, skipped }
}
