/** The Python driver on every Python of this machine: what it answers. */
import fc from 'fast-check'
import { type Observation, reply, type WireStep } from '../../src/bridge/protocol.ts'
import { compareValues } from '../../src/run/compare.ts'
import type { Value } from '../../src/suite/value.ts'
import { anyValue } from '../../test/arbitrary-value.ts'
import { bytes, call, calling, everyPython, Host, host, object, ref, type } from './test-host.ts'

const onEvery = everyPython(process.env)

/** Host operation, arguments, result. An exception is given by its type's name. */
const operations: [Parameters<typeof host>[0], Value[], Value | { raises: string }][] = [
  ['value', [[1, 'x']], [1, 'x']],
  ['call', [type('int'), '12'], 12],
  ['call', [calling({ raises: { type: 'KeyError', args: [1] } })], { raises: 'KeyError' }],
  ['getattr', [{ $complex: ['1.0', '2.0'] }, 'imag'], { $float: '2.0' }],
  ['setattr', [calling({}), 'x', 1], null],
  ['delattr', [1, 'x'], { raises: 'AttributeError' }],
  ['getitem', [[1, 2], -1], 2],
  ['setitem', [[1], 0, 2], null],
  ['delitem', [{ $dict: [] }, 1], { raises: 'KeyError' }],
  ['len', ['abc'], 3],
  ['contains', [[1, 2], 2], true],
  ['next', [[]], { raises: 'TypeError' }],
  ['list', [{ $tuple: [1] }], [1]],
  ['repr', [['x']], "['x']"],
  ['str', [{ $float: '1.5' }], '1.5'],
  ['hash', [7], 7],
  ['bool', [[]], false],
  ['int', ['7'], 7],
  ['float', [7], { $float: '7.0' }],
  ['index', [5], 5],
  ['eq', [1, { $float: '1.0' }], true],
  ['lt', [1, 2], true],
  ['add', [[1], [2]], [1, 2]],
  ['sub', [5, 7], -2],
  ['mul', ['ab', 2], 'abab'],
  ['neg', [5], -5],
  ['operator', ['~', 5], -6],
  ['operator', ['abs', -5], 5],
  ['operator', ['/', 1, 2], { $float: '0.5' }],
  ['operator', ['|', 5, 2], 7],
  ['operator', ['+=', [1], { $tuple: [2] }], [1, 2]],
  ['operator', ['divmod', 7, 2], { $tuple: [3, 1] }],
  ['operator', ['**', 2, 5, 7], 4],
  ['operator', ['>=', 2, 3], false],
  ['type', [[]], type('list')],
  ['typename', [{ $tracked: 1 }], 'Tracked'],
  ['isinstance', [true, type('int')], true],
  ['memoryview', [bytes('abc')], object('memoryview')],
  ['bytes', [{ $bytearray: '6162' }], bytes('ab')],
  ['raise', [type('KeyError')], { raises: 'KeyError' }],
  ['raise', [{ $exception: { type: 'OSError', args: [1, 'x'] } }], { raises: 'PermissionError' }],
]

onEvery('says who it is and what it can do', async (t, python) => {
  await using started = new Host(python.facts)
  const answer = await started.ask({ do: 'hello', protocol: 1 })
  if (!('hello' in answer)) return t.fail()
  const { capabilities, ...hello } = answer.hello
  const { implementation, version, python: language } = python.facts
  t.like(hello, { protocol: 1, implementation, version, python: language, pid: started.process.pid })
  t.is(capabilities.includes('refcounts'), python.isCPython && !python.facts.freeThreaded)
  for (const capability of ['threads', 'unraisablehook', 'recursion', 'compile'])
    t.true(capabilities.includes(capability))
  t.is(capabilities.includes('subinterpreters'), python.isCPython)
})

onEvery('any value goes through the host and through C and comes back equal', async (t, python) => {
  await using started = await python.start()
  const values = fc.array(anyValue, { minLength: 1, maxLength: 8 })
  const comesBack = fc.asyncProperty(values, async (sent) => {
    const steps = sent.flatMap((value) => [host('value', value), call('echo', value)])
    const seen = await started.observe(...steps)
    const equal = (one: Observation, index: number) =>
      'returned' in one && compareValues(sent[Math.floor(index / 2)] ?? null, one.returned) === null
    return seen.length === steps.length && seen.every(equal)
  })
  await t.notThrowsAsync(async () => await fc.assert(comesBack, { numRuns: 60 }))
})

const special: [string, Value][] = [
  ['an int longer than the limit for conversions', { $int: `1${'0'.repeat(6000)}7` }],
  ['the greatest safe integer', Number.MAX_SAFE_INTEGER],
  ['one beyond it', { $int: '9007199254740992' }],
  ['the negative zero', { $float: '-0.0' }],
  ['a complex with all oddities', { $complex: ['-0.0', 'nan'] }],
  ['a lone surrogate', 'a\ud800'],
  ['NUL inside a str', 'a\0b'],
  ['eight containers in one another', nested(8)],
  ['an empty frozenset', { $frozenset: [] }],
]
onEvery('values with something special come back as they were', async (t, python) => {
  await using started = await python.start()
  for (const [what, value] of special)
    t.deepEqual(await started.observe(host('value', value)), [{ returned: value }], what)
  t.deepEqual(await started.observe(host('value', type('probe.Rude'))), [{ returned: type('Rude') }])
})

onEvery('what is too deep, contains itself or is of a type of its own is told by its type', async (t, python) => {
  await using started = await python.start()
  const deep = await started.observe(host('value', nested(9)))
  t.deepEqual(deep, [{ returned: nested(8, object('list')) }])
  const cyclic: WireStep[] = [
    { let: { outer: [1] } },
    host('call', type('list'), [2]),
    { ...host('getattr', ref('outer'), 'append'), as: 'append' },
    call('$append', ref('outer')),
    host('value', ref('outer')),
    { ...host('subclass', type('list'), 'Mine', { $dict: [] }), as: 'Mine' },
    call('$Mine'),
  ]
  const seen = await started.observe(...cyclic)
  t.deepEqual(seen.slice(4), [
    { returned: [1, object('list')] },
    { returned: type('Mine') },
    { returned: object('Mine') },
  ])
})

onEvery('every host operation', async (t, python) => {
  await using started = await python.start()
  for (const [operation, args, expected] of operations) {
    const [seen] = await started.observe(host(operation, ...args))
    if (typeof expected === 'object' && expected !== null && 'raises' in expected) {
      t.is(seen !== undefined && 'raised' in seen ? seen.raised.type : seen, expected.raises, operation)
    } else t.deepEqual(seen, { returned: expected }, operation)
  }
})

onEvery('host operations on what an earlier one made', async (t, python) => {
  await using started = await python.start()
  const seen = await started.observe(
    { ...host('iter', [1]), as: 'items' },
    host('next', ref('items')),
    { ...host('next', ref('items')), raises: true },
    { ...host('memoryview', bytes('abcd')), as: 'view' },
    host('tolist', ref('view')),
    { ...host('cast', ref('view'), 'B', [2, 2]), as: 'grid' },
    host('tobytes', ref('grid')),
    host('release', ref('grid')),
    { let: { method: calling({ returnsArg: 1 }), thing: calling({}) } },
    { ...host('subclass', type('object'), 'Mine', { $dict: [['pick', ref('method')]] }), as: 'Mine' },
    { ...host('call', ref('Mine')), as: 'mine' },
    { ...host('getattr', ref('mine'), 'pick'), as: 'pick' },
    call('$pick', 5),
    { log: '$method' },
    { ...host('weakref', ref('thing')), as: 'weak' },
    { drop: ['thing'] },
    { settle: true },
    call('$weak'),
  )
  const values = seen.map((one) => ('returned' in one ? one.returned : 'raised' in one ? one.raised.type : one))
  t.deepEqual(values.slice(1, 3), [1, 'StopIteration'])
  t.deepEqual([values[4], values[6], values[7]], [[97, 98, 99, 100], bytes('abcd'), null])
  t.is(values[12], 5)
  t.deepEqual(seen[13], { log: [[object('Mine'), 5]] })
  t.is(values[17], null)
})

onEvery('further modules come from the file of the probe, for as long as the case', async (t, python) => {
  await using started = await python.start()
  const seen = await started.observe(
    { ...host('load', 'further'), as: 'first' },
    { ...host('load', 'further'), as: 'again' },
    { ...host('load', 'another'), as: 'other' },
    host('getattr', ref('other'), '__name__'),
    { same: [ref('first'), ref('again')] },
    { ...host('load', 'nowhere'), raises: true },
    host('import', 'further'),
  )
  t.deepEqual(seen.slice(0, 3), Array(3).fill({ returned: object('module') }))
  t.deepEqual(seen.slice(3, 5), [{ returned: 'another' }, { same: true }])
  t.true(seen[5] !== undefined && 'raised' in seen[5] && seen[5].raised.type === 'ImportError')
  t.deepEqual(seen[6], { returned: object('module') })
  const [gone] = await started.observe(host('import', 'further'))
  t.true(gone !== undefined && 'raised' in gone && gone.raised.type === 'ModuleNotFoundError')
})

onEvery('every step shows what it must', async (t, python) => {
  await using started = await python.start()
  const seen = await started.observe(
    { let: { one: { $tracked: 1 }, two: { $tracked: 2 } } },
    { alive: true },
    { same: [ref('one'), ref('one')] },
    { same: [ref('one'), ref('two')] },
    { drop: ['one'] },
    { settle: true },
    { alive: true },
    call('keywords'),
    { call: 'keywords', args: [], kwargs: { key: 1 } },
    { repeat: 3, steps: [call('echo', 1), { ...call('raise_kept_nothing'), raises: true }] },
  )
  t.deepEqual(seen, [
    ...[{ done: true as const }, { alive: 2 }, { same: true }, { same: false }, { done: true as const }],
    ...[
      { done: true as const },
      { alive: 1 },
      { returned: null },
      { returned: { $dict: [['key', 1]] as [Value, Value][] } },
    ],
    { unbound: 'raise_kept_nothing' },
  ])
})

onEvery('a repetition answers once, or with the step that raised', async (t, python) => {
  await using started = await python.start()
  const expected = { ...call('failing', 'x'), raises: true }
  t.deepEqual(await started.observe({ repeat: 3, steps: [expected, call('echo', 1)] }), [{ done: true }])
  const [seen, ...more] = await started.observe({ repeat: 3, steps: [call('failing', 'x')] }, { alive: true })
  t.true(seen !== undefined && 'raised' in seen && seen.raised.type === 'LookupError')
  t.deepEqual(more, [])
})

onEvery('stops at an exception unless one is expected, and at a name that nothing bound', async (t, python) => {
  await using started = await python.start()
  t.is((await started.observe(call('failing', 1), { alive: true })).length, 1)
  t.is((await started.observe({ ...call('failing', 1), raises: true }, { alive: true })).length, 2)
  for (const step of [call('echo', ref('x')), call('$x'), call('no_such_function'), { drop: ['x'] }, { log: '$x' }]) {
    const seen = await started.observe(step, { alive: true })
    t.true(seen.length === 1 && seen[0] !== undefined && 'unbound' in seen[0], JSON.stringify(step))
  }
})

onEvery('a host callable does what it is told, in order', async (t, python) => {
  await using started = await python.start()
  const seen = await started.observe(
    { let: { victim: { $tracked: 1 }, inner: calling({ returns: 'inner' }) } },
    { let: { busy: calling({ drops: ['victim'], settles: true, calls: { fn: '__alive__' } }) } },
    call('call_back', ref('busy')),
    { let: { nested: calling({ calls: { fn: 'call_back', args: [ref('inner'), 1] } }) } },
    call('call_back', ref('nested')),
    { log: '$inner' },
    call('call_back', calling({ returnsArg: 1 }), 'a', 'b'),
    call('call_back', calling({ calls: { fn: '$inner' }, returns: 'mine' })),
    call('call_back', calling({})),
    { ...call('call_back', calling({ raises: { type: 'KeyError', args: ['k', [1]] } })), raises: true },
  )
  const values = seen.map((one) => ('returned' in one ? one.returned : one))
  t.deepEqual([values[2], values[4], values[6], values[7], values[8]], [0, 'inner', 'b', 'mine', null])
  t.deepEqual(seen[5], { log: [[1]] })
  const last = seen[9]
  const raised = last !== undefined && 'raised' in last ? last.raised : null
  t.deepEqual([raised?.type, raised?.args, raised?.cause, raised?.context], ['KeyError', ['k', [1]], null, null])
  t.is(raised?.traceback, true)
})

onEvery('an exception from C alone has no traceback', async (t, python) => {
  await using started = await python.start()
  const [seen] = await started.observe(call('failing', 'x'))
  t.true(seen !== undefined && 'raised' in seen && !seen.raised.traceback && seen.raised.message === 'x')
})

onEvery('unraisable exceptions are told once', async (t, python) => {
  await using started = await python.start()
  const seen = await started.observe(call('unraisable'), call('unraisable'), { unraisable: true }, { unraisable: true })
  const told = seen.map((one) => ('unraisable' in one ? one.unraisable.map(({ message }) => message) : null))
  t.deepEqual(told, [null, null, ['nobody listens', 'nobody listens'], []])
  await started.observe(call('unraisable'))
  t.deepEqual(await started.observe({ unraisable: true }), [{ unraisable: [] }])
})

onEvery('what C prints does not reach the stream', async (t, python) => {
  await using started = await python.start()
  t.deepEqual(await started.observe(call('print'), call('echo', 1)), [{ returned: null }, { returned: 1 }])
})

onEvery('ends with 0 after the end of its input, and after bye', async (t, python) => {
  await using one = await python.start()
  one.process.stdin?.end()
  t.is(await one.ended, 0)
  await using other = await python.start()
  t.deepEqual(await other.ask({ do: 'bye' }), { id: 2, bye: true })
  t.is(await other.ended, 0)
})

onEvery('refuses what it cannot do, and goes on', async (t, python) => {
  await using started = await python.start()
  const refused: unknown[] = [
    { id: 5, do: 'dance' },
    { id: 5, do: 'case', case: 'c', probe: 'nobody', steps: [], repeat: 0 },
    { id: 5, do: 'load', probe: 'nobody', path: '/nowhere/nobody.so' },
    { id: 5, do: 'row', case: 'c', probe: 'driver_test', function: 'nobody', args: [], repeat: 0 },
    { id: 5, do: 'case', case: 'c', probe: 'driver_test', steps: [{ dance: 1 }], repeat: 0 },
    { id: 5, do: 'case', case: 'c', probe: 'driver_test', steps: [host('value', { $set: [[]] })], repeat: 0 },
    { id: 5, do: 'case', case: 'c', probe: 'driver_test', steps: [host('value', type('Nobody'))], repeat: 0 },
    { id: 5, do: 'case', case: 'c', probe: 'driver_test', steps: [host('value', { $odd: 1 } as never)], repeat: 0 },
  ]
  for (const question of refused) {
    const answer = reply.parse(await started.line(JSON.stringify(question)))
    t.true('failed' in answer && answer.id === 5, JSON.stringify(question))
  }
  t.true('failed' in reply.parse(await started.line('garbage')))
  t.deepEqual(await started.observe(call('echo', 1)), [{ returned: 1 }])
})

onEvery('a row shows outcome, out-parameters, arguments and breach', async (t, python) => {
  await using started = await python.start()
  const good = await started.row('good', [[1, 'ab']])
  t.deepEqual(
    [good.outcome, good.after, good.residue, good.breach],
    [{ returned: { $tuple: [[1, 'ab']] } }, [[1, 'ab']], {}, null],
  )
  t.deepEqual((await started.row('outs', [])).out, { pos: 5, value: true })
  t.deepEqual((await started.row('absent', [])).outcome, { absent: true })
  const failing = (await started.row('failing', ['x'])).outcome
  t.is('raised' in failing ? failing.raised.type : '', 'LookupError')
  t.is((await started.row('silent_sentinel', [])).breach, 'sentinel-without-exception')
  t.is((await started.row('loud_result', [])).breach, 'exception-without-sentinel')
  t.deepEqual((await started.row('append', [[1], 2])).after, [[1, 2], 2])
  t.deepEqual((await started.row('good', [{ $null: true }])).after, [{ $null: true }])
})

onEvery("benches in C and in the host's loop take longer when they do more", async (t, python) => {
  await using started = await python.start()
  for (const loop of ['c', 'host'] as const) {
    const common = {
      do: 'bench',
      bench: 'b',
      probe: 'driver_test',
      loop,
      call: loop === 'c' ? 'spin' : 'echo',
      args: loop === 'c' ? [] : [1],
    } as const
    const few = await started.ask({ ...common, iterations: 10 })
    const many = await started.ask({ ...common, iterations: 1_000_000 })
    t.true('ns' in few && 'ns' in many && many.iterations === 1_000_000 && many.ns > few.ns)
  }
})

function nested(depth: number, innermost: Value = []): Value {
  let value: Value = innermost
  for (let level = Array.isArray(innermost) && innermost.length === 0 ? 1 : 0; level < depth; level++) value = [value]
  return value
}
