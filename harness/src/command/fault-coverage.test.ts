/** The command as a user starts it, on the reference bridge. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { readResults } from '../coverage/fault-record.ts'

const main = join(import.meta.dirname, '../main.ts')
const folder = mkdtempSync(join(tmpdir(), 'proofload-faults-'))
test.after.always(() => rmSync(folder, { recursive: true, force: true }))

function faults(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const all = [main, 'coverage', '--faults', '--jobs', '1', '--out', folder, ...args]
  return spawnSync(process.execPath, all, { encoding: 'utf8' })
}

test.serial('a fault of a function and one written by hand are seen by cases, and remembered', (t) => {
  t.timeout(240_000)
  const ids = ['steals:PyList_Append:item', 'buffers:shape-always']
  const chosen = ids.flatMap((id) => ['--fault', id])
  const { status, stdout, stderr } = faults(...chosen)
  t.is(status, 0, stderr)
  t.regex(stdout, /2 of 2 killed/)
  const results = readResults(join(folder, 'bridge-ref.faults.jsonl'))
  t.deepEqual(results.map(({ fault, fate }) => [fault, fate]).toSorted(), ids.map((id) => [id, 'killed']).toSorted())
  t.true(results.every(({ by }) => by !== null && by.case !== ''))
  t.regex(faults(...chosen, '--resume').stdout, /^Seeded faults: 2 of 2 killed/, 'nothing is run again')
})

test.serial('a fault that does not exist is a wrong use', (t) => {
  const { status, stderr } = faults('--fault', 'steals:PyList_Nothing:item')
  t.is(status, 2)
  t.regex(stderr, /no fault steals:PyList_Nothing:item/)
})

test.serial('all are listed, with what is wrong', (t) => {
  const { status, stdout } = faults('--list', '--fault', 'steals:PyList_Append:item')
  t.is(status, 0)
  t.is(stdout, "steals:PyList_Append:item\n    PyList_Append takes the caller's reference to item\n")
})
