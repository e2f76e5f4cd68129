/** Nothing grows: `npm run lifetimes` does the same with a million calls and a hundred thousand cycles of each kind. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import test from 'ava'
import { inHost } from './in-host.ts'

const tool = join(import.meta.dirname, '../../tools/lifetimes.ts')

test('calls and cycles of every kind leave objects, bytes and table entries level', (t) => {
  t.timeout(600_000)
  const counts = process.env['PROOFLOAD_LIFETIMES'] === 'full' ? [] : ['20000', '5000']
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, ...counts], { encoding: 'utf8' })
  t.is(stderr, '')
  t.is(status, 0, stdout)
  t.log(stdout)
})

test('a native object has one proxy, a JavaScript object one wrapper', (t) => {
  t.deepEqual(
    inHost(`
      const [node, object] = [m.Node(), { a: 1 }]
      node.held = bridge.reference(object)
      print(node.held === object)
      const list = bridge.copy([node, node])
      print(list[0] === list[1], list[0] === node)
      const seen = []
      m.keep(bridge.reference(object)); seen.push(m.give()); m.keep(node); seen.push(m.give())
      print(seen[0] === object, seen[1] === node)`),
    [true, true, true, true, true],
  )
})

test('what C keeps of JavaScript lives until C lets it go', (t) => {
  t.deepEqual(
    inHost(`
      let told = 0
      ;(() => m.keep(() => ++told))()
      await bridge.collect()
      print(bridge.ledger().entries.strong)
      ;(() => m.call(m.give()))()
      await bridge.collect()
      print(told, bridge.ledger().entries)`),
    [1, 1, { strong: 0, weak: 0 }],
  )
})

test('a weak reference of C to a JavaScript object lasts as long as the object', (t) => {
  t.deepEqual(
    inHost(`
      let object = { name: 'here' }
      let gone = 0
      const ref = m.weak(bridge.reference(object))
      const told = m.weak_callback(bridge.reference(object), () => { gone++ })
      await bridge.collect()
      print(bridge.ledger().entries, ref() === object, gone)
      object = undefined
      await bridge.collect()
      print(ref(), gone, bridge.ledger().entries)`),
    [{ strong: 1, weak: 1 }, true, 0, null, 1, { strong: 0, weak: 0 }],
  )
})

test('a disposed proxy gives its reference back at once and refuses to be used', (t) => {
  t.deepEqual(
    inHost(`
      const before = Number(m.finalized())
      const node = m.Node()
      node[Symbol.dispose]()
      print(m.finalized() - before)
      node[Symbol.dispose]()
      try { node.held } catch (error) { print(error.name, error.message) }
      { using other = m.Node() }
      print(m.finalized() - before)`),
    [1, 'ReferenceError', 'this proxy was disposed of', 2],
  )
})

test('a finalizer runs once, also when it brings the object back to life', (t) => {
  t.deepEqual(
    inHost(`
      let back
      ;(() => {
        const node = m.Node()
        node.held = bridge.copy([node])
        node.last = (self) => { back = self }
      })()
      await bridge.collect()
      print(m.finalized(), back.held[0] === back)
      back = undefined
      await bridge.collect()
      print(m.finalized(), bridge.ledger().entries)`),
    [1, true, 1, { strong: 0, weak: 0 }],
  )
})

test('a finalizer that calls JavaScript which the engine took gets a ReferenceError, which nobody receives', (t) => {
  t.deepEqual(
    inHost(
      `
      ;(() => {
        const node = m.Node()
        const last = () => node
        node.last = last
      })()
      await bridge.collect()
      print(m.finalized(), unraisable.map((error) => error.type))`,
    ),
    [1, ['ReferenceError']],
  )
})

test("C's own allocations start collections, unless they are disabled", (t) => {
  t.deepEqual(
    inHost(`
      m.ring(null)
      const before = bridge.ledger().objects
      m.rings(20000)
      print(bridge.ledger().objects - before < 5000)
      m.disable()
      m.rings(20000)
      print(bridge.ledger().objects - before > 40000 - 5000)
      m.enable()
      m.rings(1000)
      await bridge.collect()
      print(bridge.ledger().objects <= before)`),
    [true, true, true],
  )
})
