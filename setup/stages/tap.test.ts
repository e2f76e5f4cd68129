import test from 'ava'
import { TapReader } from './tap.ts'

const stream = `TAP version 13
ok 1 - b › passes
ok 2 - b › skips # SKIP
not ok 3 - b › later # TODO
not ok 4 - b › fails
  ---
    name: AssertionError
  ...
ok 5 - b › not ok is only its name
not ok 6 - c.test.ts exited due to SIGSEGV

1..6
# tests 5
# pass 1
# fail 4`

function read(): { reader: TapReader; shown: string[] } {
  const reader = new TapReader()
  const shown = stream.split('\n').filter((line) => reader.read(line))
  return { reader, shown }
}

test('tests are counted as passed, failed and skipped; a file that died is a failure', (t) => {
  t.like(read().reader, { passed: 2, failed: 2, skipped: 2 })
})

test('only what concerns failing tests is shown', (t) => {
  t.deepEqual(read().shown.filter(Boolean), [
    'not ok 4 - b › fails',
    '  ---',
    '    name: AssertionError',
    '  ...',
    'not ok 6 - c.test.ts exited due to SIGSEGV',
  ])
})
