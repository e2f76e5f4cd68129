import test from 'ava'
import { HarnessError } from '../errors.ts'
import type { Durations } from '../plan/shard.ts'
import type { ShardBy } from '../record/shard.ts'
import { partOfRun, type ShardFlags, shardOf } from './shard-options.ts'

const shard = { index: 2, count: 3 }

const rules: [string, ShardFlags, ShardBy | undefined][] = [
  ['nothing means everything', {}, undefined],
  ['by hash where nothing else is said', { shard }, 'hash'],
  ['by time where there are durations', { shard, durations: 'run' }, 'time'],
  ['as it is said', { shard, shardBy: 'count' }, 'count'],
]
for (const [what, flags, by] of rules) {
  test(`a part is cut: ${what}`, (t) => {
    t.is(shardOf(flags)?.by, by)
  })
}

const refused: [string, ShardFlags, RegExp][] = [
  ['a rule without a part', { shardBy: 'count' }, /^--shard-by says how parts are cut, and there is no --shard$/],
  ['durations without a part', { durations: 'run' }, /^--durations says how parts are cut/],
  ['time without durations', { shard, shardBy: 'time' }, /^--shard-by time needs the durations/],
  [
    'durations for another rule',
    { shard, shardBy: 'hash', durations: 'run' },
    /^--durations decides nothing with --shard-by hash$/,
  ],
]
for (const [what, flags, message] of refused) {
  test(`${what} is refused`, (t) => {
    t.throws(() => shardOf(flags), { instanceOf: HarnessError, message })
  })
}

test('who resumes a part by time needs no durations: its cases stand in the options', (t) => {
  const cases = ['a', 'b', 'c', 'd'].map((id) => ({ id }))
  const durations: Durations = {
    ms: new Map([
      ['a', 300],
      ['b', 100],
      ['c', 100],
      ['d', 100],
    ]),
    digest: 'x',
  }
  const asked = { shard: shardOf({ shard: { index: 2, count: 2 }, durations: 'run' }), only: null, retries: 0 }
  const { options, cases: part } = partOfRun(asked, cases, durations)
  t.deepEqual(part, [{ id: 'b' }, { id: 'c' }, { id: 'd' }])
  t.like(options, { only: ['b', 'c', 'd'], shard: { of: 4, durations: 'x' } })
  t.deepEqual(partOfRun(options, part, null), { options, cases: part })
})

test('a part by hash or count says how many cases all parts have', (t) => {
  const cases = ['a', 'b', 'c', 'd'].map((id) => ({ id }))
  const asked = { shard: shardOf({ shard: { index: 1, count: 2 }, shardBy: 'count' }), only: null }
  const { options, cases: part } = partOfRun(asked, cases, null)
  t.deepEqual(part, [{ id: 'a' }, { id: 'b' }])
  t.like(options, { only: null, shard: { of: 4, durations: null } })
})
