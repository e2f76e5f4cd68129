/** Ratios of samples that were taken in different runs: nothing pairs them, and only a control benchmark tells how fast the machine was. */
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { mean, median, quantileSorted } from 'simple-statistics'
import { leastPairs, type Ratio, roundMedians, type Samples } from './ratio.ts'

/** Samples of a bench, and of the control benchmark in the same rounds where it was measured. */
export interface Controlled extends Samples {
  control: Samples | null
}

const resamples = 1000
const confidence = 0.95

/**
 * Geometric mean of own/base over benches of two runs. Where both runs measured the control, times are taken as multiples of it, round
 * by round, so that a machine that was slower throughout one run cancels out. The 95 % interval is by bootstrap: rounds of each side
 * are drawn apart, for they have nothing to do with one another. It does not know how two runs differ besides: read it as context.
 * Null without a bench that both sides have samples of.
 */
export function unpairedRatio(benches: readonly { own: Controlled; base: Controlled }[]): Ratio | null {
  const sides = benches.map(({ own, base }) => {
    const isControlled = own.control !== null && base.control !== null
    return [levels(own, isControlled), levels(base, isControlled)] as const
  })
  const measured = sides.filter(([own, base]) => own.length > 0 && base.length > 0)
  if (measured.length === 0) return null
  const rounds = Math.min(...measured.flat().map(({ length }) => length))
  const ratio = Math.exp(mean(measured.map(([own, base]) => Math.log(median(own) / median(base)))))
  if (rounds < leastPairs) return { ratio, low: null, high: null, rounds }
  const generator = xoroshiro128plus(20_240_607)
  const draw = (values: readonly number[]) =>
    median(values.map(() => values[uniformInt(generator, 0, values.length - 1)] ?? Number.NaN))
  const means = Array.from({ length: resamples }, () =>
    mean(measured.map(([own, base]) => Math.log(draw(own) / draw(base)))),
  ).sort((one, other) => one - other)
  const tail = (1 - confidence) / 2
  return {
    ratio,
    low: Math.exp(quantileSorted(means, tail)),
    high: Math.exp(quantileSorted(means, 1 - tail)),
    rounds,
  }
}

/** One number a round: nanoseconds, or multiples of the control. */
function levels({ control, ...samples }: Controlled, isControlled: boolean): number[] {
  const times = roundMedians(samples)
  if (!isControlled || control === null) return [...times.values()]
  const controls = roundMedians(control)
  return [...times].flatMap(([round, time]) => {
    const level = controls.get(round)
    return level === undefined ? [] : [time / level]
  })
}
