/** The command as a user starts it, on the reference bridge, with a suite of two functions: what it costs is the build of the faulted shim. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { type Finished, newFolder, proofload } from '../../test/command-line.ts'
import { readResults } from '../coverage/fault-record.ts'

const suite = `
area: containers
topic: list
title: Lists
docs: https://docs.python.org/3/c-api/list.html
behaviour: SLOT7
calls:
  PyList_Append:
    - { args: [[1], !tracked 2], returns: 0, then: { list: [1, !tracked 2] } }
  PyObject_IsTrue:
    - { args: [[]], returns: 0 }
`

const folder = newFolder()
mkdirSync(join(folder, 'suites/containers'), { recursive: true })
writeFileSync(join(folder, 'suites/containers/list.yaml'), suite)
test.after.always(() => rmSync(folder, { recursive: true, force: true }))

function faults(...args: string[]): Promise<Finished> {
  const where = ['--suites', join(folder, 'suites'), '--out', folder]
  return proofload(['coverage', '--faults', '--jobs', '1', ...where, ...args], process.env)
}

test.serial('a fault of a function and one written by hand are seen by cases, and remembered', async (t) => {
  t.timeout(600_000, 'a compiler and three hosts, on a machine that may be busy')
  const ids = ['steals:PyList_Append:item', 'types:truth-ignores-length']
  const chosen = ids.flatMap((id) => ['--fault', id])
  const { status, out } = await faults(...chosen)
  t.is(status, 0, out)
  t.regex(out, /2 of 2 killed/)
  const results = readResults(join(folder, 'bridge-ref.faults.jsonl'))
  t.deepEqual(results.map(({ fault, fate }) => [fault, fate]).toSorted(), ids.map((id) => [id, 'killed']).toSorted())
  t.true(results.every(({ by }) => by?.case.startsWith('containers/list/')))
  t.regex((await faults(...chosen, '--resume')).out, /^Seeded faults: 2 of 2 killed/, 'nothing is run again')
})

test.serial('a fault that does not exist is a wrong use', async (t) => {
  t.timeout(240_000)
  const { status, out } = await faults('--fault', 'steals:PyList_Nothing:item')
  t.is(status, 2)
  t.regex(out, /no fault steals:PyList_Nothing:item/)
})

test.serial('all are listed, with what is wrong', async (t) => {
  t.timeout(240_000)
  const { status, out } = await faults('--list', '--fault', 'steals:PyList_Append:item')
  t.is(status, 0)
  t.is(out, "steals:PyList_Append:item\n    PyList_Append takes the caller's reference to item\n")
})
