/** What the library promises in docs/bridge-ref-as-a-library.md. */
import test from 'ava'
import { inHost } from './in-host.ts'

test('values keep their kind in both directions', (t) => {
  t.deepEqual(
    inHost(`
      const through = (value) => { m.keep(value); return m.give() }
      print(through(null), through(true), through(7), through(-0) === 0 && 1 / through(-0), through(2.5))
      print(String(through(2n ** 70n)), typeof through(5n), through(2 ** 53), through('é€😀'))
      print(through(bridge.bytes(Buffer.from([1, 2]))).toString('hex'), through(bridge.tuple([1, [2]]))[0])
      print(through([1, 'a']).$type, through([1, 'a']).$repr, through({ a: 1 }).$repr, through(new Map([[1, 2]])).$repr, through(new Set([1])).$repr)
      print([[], through, new Date(0), Symbol, new Uint8Array(2), new Map()].slice(1, -1).map((o) => through(o) === o))
      print(bridge.float(2).$repr, Number(bridge.float(2)))`),
    [
      null,
      true,
      7,
      null,
      2.5,
      '1180591620717411303424',
      'number',
      2 ** 53,
      'é€😀',
      '0102',
      1,
      'list',
      "[1, 'a']",
      "{'a': 1}",
      '{1: 2}',
      '{1}',
      [true, true, true, true],
      '2.0',
      2,
    ],
  )
})

test('deep copies keep shapes, also circular ones', (t) => {
  t.deepEqual(
    inHost(`
      const list = bridge.copy([1, { a: [2] }, new Map([[1, 2]]), new Set(['x'])])
      const copy = list.toJS()
      print(copy[1], [...copy[2]], [...copy[3]], JSON.stringify(bridge.copy({ a: [1] })))
      list.append(list)
      const circular = list.toJS()
      print(circular[4] === circular)
      const own = []
      own.push(own)
      try { bridge.copy(own) } catch (error) { print(error.message) }`),
    [
      { a: [2] },
      [[1, 2]],
      ['x'],
      '{"a":[1]}',
      true,
      'failed to convert a structure that contains itself: pass it with bridge.reference()',
    ],
  )
})

test('a proxy answers as JavaScript expects', (t) => {
  t.deepEqual(
    inHost(`
      const list = bridge.copy([10, 20])
      list[1] = 21
      list.append(30)
      print([...list], list[7], list.length, 0 in list, 9 in list, String(list), list.then, list.nothing)
      delete list[0]
      print(list.toJS(), typeof list, typeof list.append, await list === list)
      const dict = bridge.copy({ a: 1 })
      dict.$set('b', 2)
      print('b' in dict, 'c' in dict, dict.$get('b'), dict.get('zz'), [...dict.items()].length, dict.$length)
      try { dict.$get('zz') } catch (error) { print(error.type, error.message) }
      const node = m.Node()
      node.held = 5
      print(node.held, 'held' in node)
      try { node.other = 1 } catch (error) { print(error.type) }`),
    [
      [10, 21, 30],
      null,
      3,
      true,
      false,
      '[10, 21, 30]',
      null,
      null,
      [21, 30],
      'object',
      'function',
      true,
      true,
      false,
      2,
      null,
      2,
      2,
      'KeyError',
      "'zz'",
      5,
      true,
      'AttributeError',
    ],
  )
})

test('exceptions and errors go both ways and stay the same', (t) => {
  t.deepEqual(
    inHost(`
      try { m.fail() } catch (error) {
        print(error instanceof PythonError, error.type, error.name, error.message, error.traceback, error.exception.$repr)
      }
      for (const thrown of [new RangeError('mine'), 'a text', { an: 'object' }, null]) {
        try { m.call(() => { throw thrown }); print('not thrown') } catch (error) { print(error === thrown) }
      }
      let first
      try { m.call(() => { try { m.fail() } catch (error) { first = error; throw error } }) } catch (error) {
        print(error.exception === first.exception, error.type)
      }
      await bridge.collect()
      print(bridge.ledger().entries)`),
    [
      true,
      'ValueError',
      'ValueError',
      'as asked',
      'ValueError: as asked',
      "ValueError('as asked')",
      true,
      true,
      true,
      true,
      true,
      'ValueError',
      { strong: 0, weak: 0 },
    ],
  )
})

test('C sees JavaScript objects as they are', (t) => {
  t.deepEqual(
    inHost(`
      class Point { constructor() { this.x = 1 } double() { return this.x * 2 } }
      const point = new Point()
      const native = bridge.reference(point)
      print(native === point || native.$type)
      print(native.x, native.double(), String(native), native.$repr)
      native.x = 5
      print(point.x, native.nothing)
      const array = [1, 2, 3]
      const seen = bridge.reference(array)
      print([...seen], seen.$get(-1), seen.$length, seen.$has(2))
      const count = function* () { yield 1; yield 2 }
      print([...bridge.copy([]).__class__(count())])`),
    ['JavaScriptObject', 1, 2, '[object Object]', '<JavaScript Point>', 5, null, [1, 2, 3], 3, 3, true, [1, 2]],
  )
})

test('memory is shared in both directions and given back once', (t) => {
  t.deepEqual(
    inHost(`
      const mine = new Uint8Array([1, 2, 3])
      print(m.sum(mine), m.sum(mine.subarray(1)), m.sum(mine.buffer), m.sum(new DataView(mine.buffer, 2)), m.sum(new Uint8Array(0)))
      try { m.sum(new ArrayBuffer(4, { maxByteLength: 8 })) } catch (error) { print(error.type) }
      const floats = new Float64Array([1.5, 2])
      const view = bridge.memoryview(floats)
      print(view.format, view.shape, view.itemsize, view.tolist().toJS())
      view.release()
      const array = bridge.bytearray(Buffer.from('abc'))
      const shared = bridge.buffer(array, { writable: true })
      shared.array[0] = 65
      print(String(array), shared.format, shared.shape, shared.readonly)
      try { array.append(1) } catch (error) { print(error.type) }
      shared.release()
      shared.release()
      array.append(100)
      print(shared.array.length, String(array))
      ;(() => bridge.buffer(array))()
      await bridge.collect()
      array.append(101)
      print(bridge.buffer(bridge.bytes(Buffer.from('x'))).readonly)`),
    [
      6,
      5,
      6,
      3,
      0,
      'BufferError',
      'd',
      [2],
      8,
      [1.5, 2],
      "bytearray(b'Abc')",
      'B',
      [3],
      false,
      'BufferError',
      0,
      "bytearray(b'Abcd')",
      true,
    ],
  )
})

test('a second start gives the same bridge, and what is not there is said', (t) => {
  t.deepEqual(
    inHost(`
      print(await Bridge.start() === bridge, bridge.import('lifetimes') === m, bridge.import(fixture + '/lifetimes.so') === m)
      try { bridge.import('nothing_of_that_name') } catch (error) { print(error.type, error.message) }
      try { bridge.import('/nowhere/x.so') } catch (error) { print(error.message) }
      print(bridge.module('given', { answer: 42, twice: (x) => 2 * x }).twice(4), bridge.import('given').answer)`),
    [
      true,
      true,
      true,
      'ModuleNotFoundError',
      "No module named 'nothing_of_that_name'",
      'no extension at /nowhere/x.so',
      8,
      42,
    ],
  )
})
