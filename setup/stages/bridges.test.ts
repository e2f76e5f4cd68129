import test from 'ava'
import { chooseBridges } from './bridges.ts'

const found = (name: string) => ({ name, version: '1', available: true, reason: null })
const missing = (name: string, reason?: string) => ({ name, version: null, available: false, reason })

test('every bridge that is available is judged, bridge-ref first', (t) => {
  const { judged, skipped } = chooseBridges([found('cpython@3.8'), found('pypy3'), found('bridge-ref')])
  t.deepEqual(judged, ['bridge-ref', 'cpython@3.8', 'pypy3'])
  t.deepEqual(skipped, [])
})

test('a bridge that is not available is skipped with its reason', (t) => {
  const { judged, skipped } = chooseBridges([found('cpython@3.11'), missing('pypy3', 'pypy3 is not on PATH')])
  t.deepEqual(judged, ['bridge-ref', 'cpython@3.11'])
  t.deepEqual(skipped, [{ name: 'pypy3', why: 'pypy3 is not on PATH' }])
})

test('interpreters that the listing does not name are reported all the same', (t) => {
  const { skipped } = chooseBridges([])
  t.deepEqual(
    skipped.map(({ name }) => name),
    ['cpython', 'pypy3'],
  )
})

test('cpython is not judged again under its versions', (t) => {
  t.deepEqual(chooseBridges([found('cpython'), found('cpython@3.11')]).judged, ['bridge-ref', 'cpython@3.11'])
})
