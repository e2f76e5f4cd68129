import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import test from 'ava'
import { parse } from 'yaml'
import { bridgeFolder } from '../tools/build.ts'
import { patchedText, writtenFaults } from './written.ts'

const faults = writtenFaults()
const behaviours = parse(readFileSync(join(bridgeFolder, '../suites/behaviours.yaml'), 'utf8')) as object

test('there are many, in several areas', (t) => {
  t.true(faults.length >= 60)
  t.true(new Set(faults.map(({ area }) => area)).size >= 6)
})

// A source that has changed under a fault shows here, and not as a fault that no host starts with.
for (const fault of faults) {
  test(`${fault.id} changes one place of a source that is still there`, (t) => {
    const text = readFileSync(join(bridgeFolder, fault.file), 'utf8')
    const patched = patchedText(fault, text)
    t.not(patched, text)
    if (fault.file.endsWith('.ts')) t.notThrows(() => stripTypeScriptTypes(patched))
    t.deepEqual(
      fault.breaks.filter((id) => !(id in behaviours)),
      [],
    )
  })
}

test('a place that is not there, or there twice, is refused', (t) => {
  const [fault] = faults
  if (fault === undefined) return t.fail()
  const one = { ...fault, find: 'a  b', put: 'c' }
  t.is(patchedText(one, 'x a\n  b y'), 'x c y')
  t.throws(() => patchedText(one, 'x'), { message: /has it 0 times/ })
  t.throws(() => patchedText(one, 'a b a b'), { message: /has it 2 times/ })
})
