import test from 'ava'
import fc from 'fast-check'
import type { ShardBy } from '../record/shard.ts'
import { type Durations, partOf } from './shard.ts'

const rules: ShardBy[] = ['hash', 'count', 'time']
const durationsOf = (ms: ReadonlyMap<string, number>): Durations => ({ ms, digest: '' })

function parts(ids: readonly string[], count: number, by: ShardBy, ms: ReadonlyMap<string, number> = new Map()) {
  const cases = ids.map((id) => ({ id }))
  return Array.from({ length: count }, (_, at) =>
    partOf(cases, { index: at + 1, count, by }, durationsOf(ms)).map(({ id }) => id),
  )
}

for (const by of rules) {
  test(`parts by ${by} are disjoint, complete and in order, whatever the cases and their durations`, (t) => {
    const suites = fc.uniqueArray(
      fc.record({ id: fc.string(), ms: fc.option(fc.double({ min: 0, max: 1e7, noNaN: true })) }),
      {
        selector: ({ id }) => id,
      },
    )
    t.notThrows(() =>
      fc.assert(
        fc.property(suites, fc.integer({ min: 1, max: 12 }), (cases, count) => {
          const ms = new Map(cases.flatMap((one): [string, number][] => (one.ms === null ? [] : [[one.id, one.ms]])))
          const ids = cases.map(({ id }) => id)
          const all = parts(ids, count, by, ms)
          const sorted = (list: readonly string[]) => list.toSorted()
          const isSubsequence = (part: readonly string[]) =>
            part.join('\0') === ids.filter((id) => part.includes(id)).join('\0')
          return JSON.stringify(sorted(all.flat())) === JSON.stringify(sorted(ids)) && all.every(isSubsequence)
        }),
      ),
    )
  })
}

const many = Array.from({ length: 200 }, (_, index) => `a/b/${index}`)

test('by hash a case keeps its part when others come', (t) => {
  const [before] = parts(many, 3, 'hash')
  const [after] = parts([...many, 'a/b/new'], 3, 'hash')
  t.deepEqual(
    after?.filter((id) => id !== 'a/b/new'),
    before,
  )
  t.true(parts(many, 3, 'hash').every((part) => part.length > 40))
})

test('by count each part has as many as another, or one more', (t) => {
  t.deepEqual(
    parts(many, 7, 'count')
      .map((part) => part.length)
      .sort(),
    [28, 28, 28, 29, 29, 29, 29],
  )
})

test('by time parts differ by no more than their longest case, and a case of unknown duration counts as a usual one', (t) => {
  const ms = new Map(many.slice(10).map((id, index) => [id, index % 20 === 0 ? 500 : 5]))
  const time = (part: readonly string[]) => part.reduce((sum, id) => sum + (ms.get(id) ?? 5), 0)
  const all = parts(many, 3, 'time', ms).map(time)
  t.true(Math.max(...all) - Math.min(...all) <= 520, all.join(', '))
  t.is(parts(many, 3, 'time', ms)[0]?.[0], 'a/b/0')
})
