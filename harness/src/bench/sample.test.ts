import test from 'ava'
import { shuffledRounds } from '../plan/shuffle.ts'
import { calibrate, statisticsOf, takeSamples } from './sample.ts'

test('a sample is the time for one operation, in the order in which it was taken', async (t) => {
  const times = [3000, 1000, 2000]
  t.deepEqual(await takeSamples(() => Promise.resolve(times.shift() ?? 0), 10, 3), [300, 100, 200])
})

test('calibration finds iterations whose time is near the target', async (t) => {
  for (const costNs of [1, 40, 3000, 9_000_000]) {
    const iterations = await calibrate((count) => Promise.resolve(count * costNs), 5_000_000)
    const ns = iterations * costNs
    t.true(ns >= 2_500_000 && (ns <= 10_000_000 || iterations === 1), `${costNs} ns: ${iterations} iterations`)
  }
})

test('a call that was held up does not end calibration', async (t) => {
  for (const heldUp of [1, 2, 3]) {
    let calls = 0
    const iterations = await calibrate((count) => Promise.resolve(count * 40 + (++calls === heldUp ? 50_000_000 : 0)))
    t.true(iterations * 40 >= 2_500_000, `call ${heldUp}: ${iterations} iterations`)
  }
})

test('calibration ends when the clock does not move', async (t) => {
  t.is(await calibrate(() => Promise.resolve(0)), 100_000_000)
})

test('what measuring rejects with comes out of sampling', async (t) => {
  await t.throwsAsync(
    takeSamples(() => Promise.reject(new Error('host ended')), 1, 2),
    { message: /host ended/ },
  )
})

test('statistics are those of the samples, in nanoseconds', async (t) => {
  const statistics = await statisticsOf([100, 200, 300, 400, 1000])
  t.true(Math.abs(statistics.mean - 400) < 1e-6)
  t.true(Math.abs(statistics.p50 - 300) < 1e-6)
  t.true(Math.abs(statistics.mad - 100) < 1e-6)
})

test('every arm is in every round once, and the seed decides the order', (t) => {
  const arms = ['a', 'b', 'c']
  const rounds = [...shuffledRounds(arms, 20, 7)]
  for (const { order } of rounds) t.deepEqual([...order].sort(), arms)
  t.deepEqual(rounds, [...shuffledRounds(arms, 20, 7)])
  t.true(new Set(rounds.map(({ order }) => order.join(''))).size > 3)
})
