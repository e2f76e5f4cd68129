/**
 * The rule by which the throughput gate answers, fixed before anything is measured. Pure; docs/throughput-gate.md explains it and
 * gives its measured error rates.
 */
import type { GateAnswer } from '../record/bench-events.ts'
import { changeText, percentText } from './change-text.ts'
import { adjustForMany, comparePairs, fewestPairs, type Paired, slowerProbability } from './paired.ts'

export interface Rule {
  /** Head may be so much slower than base: 0.02 is 2 %. */
  floor: number
  /** Seconds for one bench, both parts together. */
  budget: number
}

export const defaultFloor = 0.02
export const defaultBudget = 6
/** Samples that a side gives in a row; a turn counts by the best of them. */
export const samplesPerTurn = 2
/** Turns in one round, which is one pair of fresh hosts. */
export const turnsPerRound = 10
/** Of the error rate and of the interval: 2.5 % on the side of slower. */
export const level = 0.025
/** Sampling ends early only at these numbers of pairs, so that no answer is waited for. */
const firstLook = 16
const lookEvery = 8

/** Is the interval narrow enough? Its width decides, never where it lies: the answer must not decide when sampling ends. */
export function isNarrow(logRatios: readonly number[], { floor }: Rule): boolean {
  const pairs = logRatios.length
  if (pairs < firstLook || (pairs - firstLook) % lookEvery !== 0) return false
  const seen = comparePairs(logRatios)
  return seen !== null && Math.log(seen.high / seen.low) / 2 <= Math.log1p(floor) / 3
}

/** What the first rounds say of one bench. */
export interface First {
  compared: Paired | null
  p: number | null
  /** For the number of benches. */
  adjusted: number | null
  /** It looks slower, and has to be measured again. */
  suspect: boolean
  /** Measured again because it is suspect, or not shown to be not slower either. */
  again: boolean
}

/** `benches`: the logarithms of head/base of each, one a round. */
export function judgeFirst(benches: readonly (readonly number[])[], { floor }: Rule): First[] {
  const probabilities = benches.map((logRatios) => slowerProbability(logRatios, floor))
  const known = probabilities.filter((p) => p !== null)
  const adjusted = adjustForMany(known).values()
  return benches.map((logRatios, index) => {
    const p = probabilities[index] ?? null
    const own = p === null ? null : (adjusted.next().value ?? null)
    const compared = comparePairs(logRatios)
    const suspect = own !== null && own <= level
    return { compared, p, adjusted: own, suspect, again: suspect || compared === null || compared.high > 1 + floor }
  })
}

/**
 * Why the control, compared with itself, refuses a part; null when it does not. Its interval may be as wide as the floor to either side,
 * and must not lie beyond half the floor: what else disturbs a bench widens the bench's own interval.
 */
export function judgeControl(logRatios: readonly number[], { floor }: Rule): string | null {
  const seen = comparePairs(logRatios)
  if (seen === null) {
    const { length } = logRatios
    return `the control benchmark has ${length} ${length === 1 ? 'pair' : 'pairs'}, ${fewestPairs} are the fewest: hosts that start slowly need a larger --budget, or more benches to share their starts`
  }
  const half = 1 + floor / 2
  const says = `identical work differs by ${changeText(seen)}`
  if (seen.low > half || seen.high < 1 / half) return `${says}: one side has it harder on this machine`
  const isWide = Math.log(seen.high / seen.low) / 2 > Math.log1p(floor)
  return isWide ? `${says}: the machine is not quiet enough for a floor of ${percentText(floor)}` : null
}

export interface Evidence {
  first: First
  /** Of the second rounds; null where there were none, or too few. */
  second: Paired | null
  /** Over all rounds. */
  all: Paired | null
  /** Why the control refuses a part. */
  refusals: { first: string | null; second: string | null }
}

/** Never a silent pass: "not slower" needs an interval below the floor, and "slower" two that are above it, independently. */
export function answerOf(seen: Evidence, rule: Rule): { answer: GateAnswer; reason: string | null } {
  const { first, second, all, refusals } = seen
  const refusal = refusals.first ?? (first.again ? refusals.second : null)
  if (refusal !== null) return cannotTell(refusal)
  if (all === null)
    return cannotTell(
      `fewer than ${fewestPairs} pairs within the budget of ${rule.budget} s; a larger --budget gives more`,
    )
  const limit = 1 + rule.floor
  if (first.suspect && second !== null && second.low > limit) return { answer: 'slower', reason: null }
  if (all.high <= limit) return { answer: 'not-slower', reason: null }
  return cannotTell(whyUnclear(seen, all, rule))
}

function whyUnclear({ first, second }: Evidence, all: Paired, { floor, budget }: Rule): string {
  const { compared, suspect } = first
  if (suspect && compared !== null) {
    const again = second === null ? `had too few pairs within the budget of ${budget} s` : `say ${changeText(second)}`
    return `the first rounds say ${changeText(compared)}, the second ones ${again}`
  }
  if (all.low > 1 + floor)
    return `${changeText(all)} is above the floor of ${percentText(floor)}, but it did not look so at first`
  return `${changeText(all)} is on both sides of the floor of ${percentText(floor)}`
}

function cannotTell(reason: string): { answer: GateAnswer; reason: string } {
  return { answer: 'cannot-tell', reason }
}
