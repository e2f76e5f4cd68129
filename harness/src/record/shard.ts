/** Which part of a selection a run was: it stands in the options of the first event, so that parts can be put together again. */
import { z } from 'zod'

export const shardBy = z.enum(['hash', 'count', 'time'])
export type ShardBy = z.infer<typeof shardBy>

export const shard = z.strictObject({
  /** From 1. */
  index: z.int(),
  count: z.int(),
  by: shardBy.default('hash'),
  /** Cases of all parts together; null until the suite has been read. */
  of: z.int().nullable().default(null),
  /** Digest of the durations by which the parts were balanced: parts by other durations are no parts of one whole. */
  durations: z.string().nullable().default(null),
})
export type Shard = z.infer<typeof shard>
