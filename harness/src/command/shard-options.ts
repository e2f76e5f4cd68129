/** `--shard`, `--shard-by`, `--durations`: which part of the selected cases is meant. */
import { HarnessError } from '../errors.ts'
import type { Part } from '../options.ts'
import { type Durations, durationsIn, partOf } from '../plan/shard.ts'
import { readRecord, recordPath } from '../record/read.ts'
import type { Shard, ShardBy } from '../record/shard.ts'

export interface ShardFlags {
  shard?: Part
  shardBy?: ShardBy
  durations?: string
}

/** Refuses flags that do not go together. Null: everything. */
export function shardOf({ shard, shardBy, durations }: ShardFlags): Shard | null {
  if (shard === undefined) {
    const alone = shardBy !== undefined ? '--shard-by' : durations === undefined ? null : '--durations'
    if (alone === null) return null
    throw new HarnessError('shard-rule', `${alone} says how parts are cut, and there is no --shard`, {
      hint: 'for example --shard 1/3',
    })
  }
  const by = shardBy ?? (durations === undefined ? 'hash' : 'time')
  if (by === 'time' && durations === undefined) {
    throw new HarnessError('shard-rule', '--shard-by time needs the durations of an earlier run', {
      hint: 'name its output folder with --durations; the same for all parts',
    })
  }
  if (by !== 'time' && durations !== undefined) {
    throw new HarnessError('shard-rule', `--durations decides nothing with --shard-by ${by}`, {
      hint: 'leave one of them out',
    })
  }
  return { ...shard, by, of: null, durations: null }
}

export function readDurations({ durations }: ShardFlags): Durations | null {
  return durations === undefined ? null : durationsIn(readRecord(recordPath(durations)).events)
}

/** The part's cases, and what its record says of it. */
export function takePart<T extends { id: string }>(
  selected: readonly T[],
  shard: Shard | null,
  durations: Durations | null,
): { cases: T[]; shard: Shard | null } {
  if (shard === null) return { cases: [...selected], shard }
  const cases = partOf(selected, shard, durations)
  return { cases, shard: { ...shard, of: selected.length, durations: durations?.digest ?? null } }
}

interface Parted {
  shard: Shard | null
  only: string[] | null
}

/** {@link takePart} for a run. The cases of a part by time stand in its record: who resumes it needs no durations. */
export function partOfRun<T extends { id: string }, O extends Parted>(
  options: O,
  selected: readonly T[],
  durations: Durations | null,
): { options: O; cases: T[] } {
  // A resumed part by time: `only` has been applied.
  if (options.shard?.by === 'time' && options.shard.of !== null) return { options, cases: [...selected] }
  const { cases, shard } = takePart(selected, options.shard, durations)
  const only = shard?.by === 'time' ? cases.map(({ id }) => id) : options.only
  return { options: { ...options, shard, only }, cases }
}
