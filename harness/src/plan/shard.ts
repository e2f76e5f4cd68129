/**
 * Parts of a selection for machines that work at once. Whatever the rule, parts are disjoint, and all of them together are the selection.
 *
 * `hash`: by a hash of the id, so that a case stays in its part when others come and go. `count`: runs of consecutive cases, of which
 * each part has as many as another, or one more. `time`: the same by recorded durations. Consecutive cases mostly share their probe, so that
 * with these two few probes are compiled twice.
 */
import { createHash } from 'node:crypto'
import type { RunEvent } from '../record/events.ts'
import type { Shard } from '../record/shard.ts'

export interface Durations {
  /** By case, in milliseconds, over all bridges of the record. */
  ms: ReadonlyMap<string, number>
  /** The same durations have the same. */
  digest: string
}

/** What the harness itself takes for a case, so that those without a duration count too. */
const overheadMs = 1

/** The cases of part `index`, in their order. `durations` are wanted `by` time only. */
export function partOf<T extends { id: string }>(
  cases: readonly T[],
  { index, count, by }: Pick<Shard, 'index' | 'count' | 'by'>,
  durations: Durations | null = null,
): T[] {
  if (by === 'hash') return cases.filter(({ id }) => hashOf(id) % count === index - 1)
  const weights = by === 'count' ? cases.map(() => 1) : weightsOf(cases, durations)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let before = 0
  return cases.filter((_, place) => {
    const weight = weights[place] ?? 0
    // By its middle, so that a long case goes where most of it falls.
    const part = Math.min(Math.floor(((before + weight / 2) / total) * count), count - 1)
    before += weight
    return part === index - 1
  })
}

/** How long each case took in a recorded run. */
export function durationsIn(events: readonly RunEvent[]): Durations {
  const ms = new Map<string, number>()
  for (const event of events) {
    if (event.event === 'CaseFinished') ms.set(event.case, (ms.get(event.case) ?? 0) + event.durationMs)
  }
  const sorted = [...ms].sort(([a], [b]) => (a < b ? -1 : 1))
  return { ms, digest: createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16) }
}

/** A case that the record does not have counts as the median of those that it has. */
function weightsOf(cases: readonly { id: string }[], durations: Durations | null): number[] {
  const ms = durations?.ms ?? new Map<string, number>()
  const known = cases.flatMap(({ id }) => ms.get(id) ?? []).sort((a, b) => a - b)
  const usual = known[Math.floor(known.length / 2)] ?? 0
  return cases.map(({ id }) => (ms.get(id) ?? usual) + overheadMs)
}

function hashOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt32BE(0)
}
