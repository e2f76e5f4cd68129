import test from 'ava'
import { countCases } from './results.ts'

const bridge = (totals: Record<string, number>, unexpected: number) => ({ name: 'cpython@3.11', totals, unexpected })
const json = (...bridges: object[]) => JSON.stringify({ schema: 1, bridges, cases: [] })

test('an expected failure counts as passed, an unexpected pass as failed', (t) => {
  t.deepEqual(countCases(json(bridge({ pass: 10, fail: 2, skipped: 3 }, 1))), { passed: 11, failed: 1, skipped: 3 })
})

test('the bridges of one run are added up', (t) => {
  const results = json(bridge({ pass: 1 }, 0), bridge({ pass: 2, crash: 1 }, 1))
  t.deepEqual(countCases(results), { passed: 3, failed: 1, skipped: 0 })
})

const broken = [
  ['no bridges', '{}'],
  ['a negative count', json(bridge({ pass: -1 }, 0))],
  ['half a file', '{"bridges": ['],
] as const
for (const [what, text] of broken) {
  test(`results with ${what} are refused, not counted as nothing`, (t) => {
    t.throws(() => countCases(text))
  })
}
