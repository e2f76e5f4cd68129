/** Steps of a series: the piecewise constant function with the least sum of squares and price of its steps. */

/** Values on each side of a step: one or two that differ are outliers. */
export const leastRuns = 4

/** Indices of the first values of new levels. `deviation`: of the values around their level; it sets the price of a step. */
export function steps(values: readonly number[], deviation: number): number[] {
  // That of the Bayesian information criterion as modified for steps (Zhang and Siegmund, Biometrics 2007).
  const price = 3 * deviation ** 2 * Math.log(values.length)
  const squares = squaresOf(values)
  // For each beginning of the series: the least cost, and where its last level begins.
  const cost: number[] = [-price]
  const last: number[] = [0]
  for (let to = 1; to <= values.length; to += 1) {
    let best = Number.POSITIVE_INFINITY
    let begin = 0
    for (let from = 0; from <= to - leastRuns; from += 1) {
      const total = (cost[from] ?? 0) + price + squares(from, to)
      if (total < best) [best, begin] = [total, from]
    }
    cost.push(best)
    last.push(begin)
  }
  const found: number[] = []
  for (let at = last[values.length] ?? 0; at > 0; at = last[at] ?? 0) found.unshift(at)
  return found
}

/** Sum of squares of a part of the series around its mean. */
function squaresOf(values: readonly number[]): (from: number, to: number) => number {
  const sums: [number, number][] = [[0, 0]]
  for (const value of values) {
    const [sum, square] = sums.at(-1) ?? [0, 0]
    sums.push([sum + value, square + value * value])
  }
  return (from, to) => {
    const [[sumTo, squareTo], [sumFrom, squareFrom]] = [sums[to] ?? [0, 0], sums[from] ?? [0, 0]]
    return squareTo - squareFrom - (sumTo - sumFrom) ** 2 / (to - from)
  }
}
