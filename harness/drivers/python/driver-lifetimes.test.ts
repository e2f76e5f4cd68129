/** The Python driver on every Python of this machine: that it keeps nothing alive, and sees what others keep. */
import fc from 'fast-check'
import type { Slope, WireStep } from '../../src/bridge/protocol.ts'
import { slopeDifferences } from '../../src/run/judge.ts'
import type { Value } from '../../src/suite/value.ts'
import { anyValue } from '../../test/arbitrary-value.ts'
import { bytes, call, calling, everyPython, host, ref, type } from './test-host.ts'

const onEvery = everyPython(process.env)

onEvery('refcount counts the name and what C owns, and nothing of the driver', async (t, python) => {
  await using started = await python.start()
  const seen = await started.observe(
    { let: { one: { $tracked: 1 } } },
    { ...host('refcount', ref('one')), raises: true },
    call('keep', ref('one')),
    { ...host('refcount', ref('one')), raises: true },
    call('let_go'),
  )
  const counts = [seen[1], seen[3]].map((one) => (one !== undefined && 'returned' in one ? one.returned : 'raised'))
  t.deepEqual(counts, python.isCPython ? [1, 2] : ['raised', 'raised'])
})

onEvery('what is dropped dies, whatever was seen of it before', async (t, python) => {
  await using started = await python.start()
  const one = ref('one')
  const uses: WireStep[][] = [
    [call('echo', one), host('value', [one]), { same: [one, one] }],
    [{ ...call('failing', one), raises: true }],
    [{ ...host('raise', { $exception: { type: 'KeyError', args: [one] } }), raises: true }],
    [{ ...call('call_back', calling({ raises: { type: 'KeyError', args: [one] } }), one), raises: true }],
    [{ let: { f: calling({ returnsArg: 0 }) } }, call('call_back', ref('f'), one), { log: '$f' }],
    [call('printed', one)],
    [
      { ...call('keywords', one), raises: true },
      { call: 'keywords', args: [], kwargs: { one } },
    ],
    // C keeps the exception, whose traceback keeps frames; none of the driver's may hold the argument.
    [{ let: { f: calling({ raises: { type: 'KeyError' } }) } }, call('keep_error', ref('f'), one)],
    [{ ...call('call_back', calling({ calls: { fn: 'call_back', args: [one] } }), one), raises: true }],
  ]
  for (const steps of uses) {
    const seen = await started.observe(
      { let: { one: { $tracked: 1 } } },
      ...steps,
      { drop: ['one'] },
      { settle: true },
      { alive: true },
    )
    t.deepEqual(seen.at(-1), { alive: 0 }, JSON.stringify(steps))
    await started.observe(call('let_go'))
  }
})

onEvery(
  'under stress garbage is collected without a step that asks for it, and what is in use is not',
  async (t, python) => {
    // Elsewhere one collection need not be enough.
    if (!python.isCPython) return void t.pass()
    const steps: WireStep[] = [
      { let: { cycle: [], one: { $tracked: 1 } } },
      { host: 'getattr', args: [ref('cycle'), 'append'], as: 'append' },
      call('$append', ref('cycle')),
      call('$append', ref('one')),
      { drop: ['append', 'one'] },
      { alive: true },
      { drop: ['cycle'] },
      { alive: true },
    ]
    for (const [stress, left] of [
      ['gc', 0],
      ['', 1],
    ] as const) {
      await using started = await python.start({ ...process.env, PROOFLOAD_STRESS: stress })
      const seen = await started.observe(...steps)
      t.deepEqual([seen[5], seen[7]], [{ alive: 1 }, { alive: left }], stress)
    }
  },
)

onEvery('an allocation that is to fail fails in the extension only, once, and is told', async (t, python) => {
  await using started = await python.start()
  const question = (failAllocation: number) => {
    const steps = [call('echo', 1), call('new_list', { $tracked: 1 })]
    return started.ask({ do: 'case', case: 'c', probe: 'driver_test', steps, repeat: 0, failAllocation })
  }
  const first = await question(1)
  if (!python.isCPython) return void t.regex(JSON.stringify(first), /no allocation can be made to fail/)
  t.like(first, { starved: { failed: true, alive: 0 }, exit: { pendingError: null } })
  t.regex(
    JSON.stringify('observations' in first && first.observations),
    /^\[\{"returned":1\},\{"raised":\{"type":"MemoryError"/,
  )
  const last = await question(1000)
  t.like(last, {
    observations: [{ returned: 1 }, { returned: [{ $tracked: 1 }] }],
    starved: { failed: false, alive: 0 },
  })
  t.like(await started.case([call('echo', 1)], 3), { observations: [{ returned: 1 }] })
})

onEvery('what C keeps stays alive until C lets it go', async (t, python) => {
  await using started = await python.start()
  const steps = [call('keep', { $tracked: 1 }), { settle: true as const }, { alive: true as const }]
  const seen = await started.observe(...steps, call('let_go'), { settle: true }, { alive: true })
  t.deepEqual([seen[2], seen[5]], [{ alive: 1 }, { alive: 0 }])
})

onEvery('an exception that a deallocator leaves is reported, and gone in the next case', async (t, python) => {
  await using started = await python.start()
  const left = await started.case([{ ...call('rude'), as: 'rude' }])
  t.is(left.exit.pendingError?.type, 'KeyError')
  t.is((await started.case([{ alive: true }])).exit.pendingError, null)
  await started.case([{ ...call('rude'), as: 'rude' }], 5)
  t.is((await started.case([{ alive: true }])).exit.pendingError, null)
})

const guardable: Value[] = [{ $tracked: 1 }, [1], { $dict: [[1, 2]] }, { $set: [1] }, { $tuple: [[]] }]
/** PyPy gives C a new object for each crossing of these, so that C cannot tell whose reference it leaks. */
const guardableOnCPython: Value[] = [
  ...['ab', { $bytes: '6162' }, 1000, { $float: '1.5' }, { $frozenset: [1] }, { $bytearray: '' }],
  ...[{ $complex: ['1.0', '1.0'] } as Value, { $slice: [1, 2, 3] } as Value, calling({})],
  { $exception: { type: 'KeyError', args: [1] } },
]
onEvery('a residue shows for each argument that C keeps or releases once too often', async (t, python) => {
  await using started = await python.start()
  for (const value of python.isCPython ? [...guardable, ...guardableOnCPython] : guardable) {
    t.deepEqual((await started.row('good', [value])).residue, {}, JSON.stringify(value))
    t.deepEqual((await started.row('failing', [value])).residue, {}, JSON.stringify(value))
    t.deepEqual((await started.row('leaking', [value])).residue, { arg0: 1 }, JSON.stringify(value))
    const over = await started.row('over_releasing', [value], 10)
    t.deepEqual([over.residue, over.slope], [{ arg0: -1 }, null], JSON.stringify(value))
  }
})

onEvery('an argument that another keeps, and a name in a cache, are no residue', async (t, python) => {
  await using started = await python.start()
  t.deepEqual((await started.row('append', [[[5]], ['abc', 1000]])).residue, {})
  for (const attribute of ['append', 'no such attribute']) {
    const looked = await started.row('look_up', [type('list'), attribute], 20)
    t.deepEqual(looked.residue, {})
    t.false(rises(looked.slope), attribute)
  }
})

onEvery('a function that leaks shows its slope, by what it leaks', async (t, python) => {
  await using started = await python.start()
  const tracked = (await started.case([call('leak_tracked')], 20)).slope
  t.deepEqual(tracked?.tracked, [20, 20])
  t.is(tracked?.objects === null, !python.isCPython)
  const list = (await started.row('leaking', [[1, 2]], 20)).slope
  t.true(rises(list))
  const memory = (await started.case([call('leak_memory')], 20)).slope?.bytes
  t.true(memory === null || memory === undefined || memory.every((added) => added >= 20 * 2000))
  const none = (await started.case([call('leak_none')], 20)).slope
  t.deepEqual(none?.shared, python.isCPython ? (python.countsNone ? { None: [20, 20] } : {}) : null)
  const ofType = (await started.row('leaking', [type('probe.Tracked')], 20)).slope
  if (python.countsNone) t.deepEqual(ofType?.shared, { 'probe.Tracked': [20, 20] })
})

/** Names in `shared` and the values that are these objects. */
const sharedValues: [string, Value][] = [
  ['None', null],
  ['True', true],
  ['False', false],
  ['NotImplemented', { $singleton: 'NotImplemented' }],
  ['Ellipsis', { $singleton: 'Ellipsis' }],
  ['0', 0],
  ['1', 1],
  ['77', 77],
  ['()', { $tuple: [] }],
  ["''", ''],
  ["b''", bytes('')],
  ["'a'", 'a'],
  ['dict', type('dict')],
]
onEvery('one reference too many to a shared object shows, unless it is immortal', async (t, python) => {
  if (!python.isCPython || python.facts.freeThreaded) return
  await using started = await python.start()
  for (const [name, value] of sharedValues) {
    // From 3.12 on all of these are immortal.
    const expected = python.countsNone ? { [name]: [20, 20] } : {}
    t.deepEqual((await started.case([call('leak', value)], 20)).slope?.shared, expected, name)
    t.deepEqual((await started.case([call('echo', value)], 20)).slope?.shared, {}, name)
  }
  const sliced = await started.row('leaking', [{ $slice: [7, 'b', null] }], 20)
  t.true(rises(sliced.slope))
  // A part of a slice, which needs no guard to be counted.
  const part = await started.row('leak_stop', [{ $slice: [null, 'b', 7] }], 20)
  t.deepEqual(part.slope?.shared, python.countsNone ? { "'b'": [20, 20] } : {})
  // One that does need it: a guard at its place tells.
  t.deepEqual((await started.row('leak_stop', [{ $slice: [1, 'stop', 3] }])).residue, { 'arg0.stop': 1 })
})

onEvery('one reference too many to what lives longer than a run shows, by where it came from', async (t, python) => {
  if (!python.isCPython || python.facts.freeThreaded) return
  await using started = await python.start()
  const twenty = [20, 20]
  const modules = await started.case([call('leak_modules')], 20)
  t.deepEqual(modules.slope?.shared, { 'result of leak_modules (dict)': twenty })
  t.deepEqual((await started.row('leak_module_row', [], 20)).slope?.shared, { 'result (module)': twenty })
  t.deepEqual((await started.row('leak_out', [], 20)).slope?.shared, { 'value (dict)': twenty })
  const ofArgument = await started.case([call('leak_type', { $tracked: 1 })], 20)
  if (python.countsNone) t.deepEqual(ofArgument.slope?.shared, { Tracked: twenty })
})

onEvery('what does not leak has no slope', async (t, python) => {
  await using started = await python.start()
  const functions = fc.constantFrom('good', 'failing', 'absent', 'loud_result')
  // PyPy really loses 32 bytes for some str that C has seen, so random text is nothing to try there.
  const values = python.isCPython ? anyValue : fc.constantFrom<Value>(...guardable, { $slice: [[], [[]], 'ab'] })
  const level = fc.asyncProperty(values, functions, async (value, called) => {
    const { slope, residue } = await started.row(called, [value], 10)
    return !rises(slope) && Object.keys(residue ?? {}).length === 0
  })
  await fc.assert(level, { numRuns: python.isCPython ? 100 : 15 })
  const steps: WireStep[] = [
    {
      let: {
        one: { $tracked: 1 },
        f: calling({ calls: { fn: 'echo', args: [ref('one')] }, raises: { type: 'KeyError', args: ['x'] } }),
      },
    },
    { ...call('call_back', ref('f'), ['abc', 1000]), raises: true },
    call('keep_error', ref('f'), ref('one')),
    call('let_go'),
    { ...host('subclass', type('probe.Tracked'), 'Mine', { $dict: [] }), raises: true },
    { ...host('subclass', type('list'), 'Mine', { $dict: [['f', ref('f')]] }), as: 'Mine' },
    call('$Mine'),
    { drop: ['one'] },
  ]
  const { slope } = await started.case(steps, 20)
  t.false(rises(slope), JSON.stringify(slope))
})

onEvery('a scenario that was not run to its end has no slope', async (t, python) => {
  await using started = await python.start()
  t.is((await started.case([call('failing', 1), { alive: true }], 5)).slope, null)
})

function rises(slope: Slope | null): boolean {
  return slopeDifferences(slope).rising.length > 0
}
