/** Synthetic pairs as a busy machine gives them. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Logarithms of head/base: normal noise around `change`, and one pair in ten far away on either side. */
export function noisyPairs(
  count: number,
  { change, noise, seed }: { change: number; noise: number; seed: number },
): number[] {
  const generator = xoroshiro128plus(seed)
  const uniform = () => uniformFloat64(generator)
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  return Array.from({ length: count }, () => {
    const isDisturbed = uniform() < 0.1
    return Math.log1p(change) + noise * normal() * (isDisturbed ? 10 : 1)
  })
}
