/**
 * The variant of a run: the same cases under other conditions. It stands in the options of the first event, so that runs of
 * different variants cannot be confused; reports show it.
 */
import { z } from 'zod'

export const stress = z.enum(['gc', 'alloc'])
export const order = z.enum(['default', 'random'])

export const variant = z.strictObject({
  /** `gc`: hosts collect as often as they can. `alloc`: the n-th allocation of a case fails, for one n after the other. */
  stress: stress.nullable(),
  order,
  /** Of the random order. */
  seed: z.int().nullable(),
  /** How often each case is run; of a run for stability: in one host. */
  repeat: z.int(),
  /** How often each case is run in fresh hosts besides. */
  fresh: z.int(),
  /** Version of the limited API for which probes are compiled, once for all bridges. */
  limitedApi: z.string().nullable(),
})

export type Variant = z.infer<typeof variant>

export const ordinary: Variant = {
  stress: null,
  order: 'default',
  seed: null,
  repeat: 1,
  fresh: 0,
  limitedApi: null,
}

/** The options that make another run of the same variant; none for an ordinary run. `options` are those of a record's first event. */
export function variantFlags(options: Readonly<Record<string, unknown>>): string[] {
  // A record of benches, or of before there were variants, has none.
  const { stress, order, seed, repeat, fresh, limitedApi } = variant.safeParse(options['variant']).data ?? ordinary
  return [
    ...(stress === null ? [] : [`--stress ${stress}`]),
    ...(order === 'default' ? [] : [`--order ${order} --seed ${seed}`]),
    ...(repeat === 1 ? [] : [`--repeat ${repeat}`]),
    ...(fresh === 0 ? [] : [`--fresh ${fresh}`]),
    ...(limitedApi === null ? [] : [`--limited-api ${limitedApi}`]),
  ]
}
