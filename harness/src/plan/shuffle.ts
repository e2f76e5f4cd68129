/** Random orders that a seed gives again. */
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

export type Randomness = ReturnType<typeof xoroshiro128plus>

export function randomness(seed: number): Randomness {
  return xoroshiro128plus(seed)
}

/** `rounds` orders of `items`. The same seed gives the same orders. */
export function* shuffledRounds<T>(
  items: readonly T[],
  rounds: number,
  seed: number,
): Generator<{ round: number; order: T[] }> {
  const generator = randomness(seed)
  for (let round = 0; round < rounds; round += 1) yield { round, order: shuffled(items, generator) }
}

/** One order, by Fisher and Yates; `generator` goes on. */
export function shuffled<T>(items: readonly T[], generator: Randomness): T[] {
  const order = [...items]
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = uniformInt(generator, 0, last)
    const [a, b] = [order[last], order[other]]
    if (a === undefined || b === undefined) throw new Error('an index is out of range')
    order[last] = b
    order[other] = a
  }
  return order
}
