import test from 'ava'
import { shareInterval } from './share.ts'

// Of Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
const published: [count: number, trials: number, low: number, high: number][] = [
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
]
for (const [count, trials, low, high] of published) {
  test(`the interval of ${count} in ${trials} is the published one`, (t) => {
    const seen = shareInterval(count, trials)
    t.deepEqual(
      [seen.low, seen.high].map((value) => Number(value.toFixed(4))),
      [low, high],
    )
  })
}

test('no trials say nothing', (t) => {
  t.deepEqual(shareInterval(0, 0), { share: 0, low: 0, high: 1 })
})
