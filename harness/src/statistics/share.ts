/** A share of a number of trials. */

const z = 1.959964

/** With its 95 % interval by Wilson (1927), which holds also where none or all of few trials count. */
export function shareInterval(count: number, trials: number): { share: number; low: number; high: number } {
  if (trials === 0) return { share: 0, low: 0, high: 1 }
  const share = count / trials
  const scale = 1 + z ** 2 / trials
  const middle = (share + z ** 2 / (2 * trials)) / scale
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2))
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
