/**
 * How often the history's change points are wrong, over made-up series of sixty runs: normal noise between runs, one run in twenty an
 * outlier of 5 to 35 %. `npm run history-rates`; the figures stand in `docs/history.md`.
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { defaultFloor } from '../src/history/benches.ts'
import { changePoints } from '../src/history/change-points.ts'

const seeds = Number(process.argv[2] ?? 1000)
const runs = 60
const floor = Math.log1p(defaultFloor)

/** `by` from run `at` on. */
function series(seed: number, noise: number, { length, at, by }: { length: number; at: number; by: number }): number[] {
  const generator = xoroshiro128plus(seed * 7919 + 1)
  const uniform = () => uniformFloat64(generator)
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  return Array.from({ length }, (_, i) => {
    const outlier = uniform() < 0.05 ? Math.log(1.05 + 0.3 * uniform()) : 0
    return (i >= at ? Math.log1p(by) : 0) + noise * normal() + outlier
  })
}

function share(count: number, isSo: (seed: number) => boolean): string {
  const hits = Array.from({ length: count }, (_, seed) => isSo(seed)).filter(Boolean).length
  return `${((100 * hits) / count).toFixed(1)} %`
}

for (const noise of [0.005, 0.01, 0.02]) {
  const none = { length: runs, at: runs, by: 0 }
  print(`noise ${noise * 100} %`)
  print(
    `  a change found where there is none, in ${runs} runs: ${share(seeds, (seed) => changePoints(series(seed, noise, none), floor).length > 0)}`,
  )
  const everSeen = (seed: number): boolean => {
    const values = series(seed, noise, none)
    return values.some((_, i) => changePoints(values.slice(0, i + 1), floor).length > 0)
  }
  print(`  the same, looked at after each of the ${runs}: ${share(Math.ceil(seeds / 5), everSeen)}`)
  for (const by of [0.03, 0.05, 0.1]) {
    const found = [4, 6, 10].map((after) => {
      const isFound = (seed: number): boolean => {
        const points = changePoints(series(seed, noise, { length: 30 + after, at: 30, by }), floor)
        return points.some(({ index }) => Math.abs(index - 30) <= 2)
      }
      return `${after} runs ${share(Math.ceil(seeds / 5), isFound)}`
    })
    print(`  +${by * 100} % found, after ${found.join(', ')}`)
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
