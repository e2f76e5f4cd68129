import test from 'ava'
import { HarnessError } from '../errors.ts'
import { chooseFaults, readFaults } from './faults.ts'

const fault = { id: 'steals:f:item', kind: 'steals', says: 'f takes the reference', function: 'f', switched: true }
const other = { ...fault, id: 'leaks:f:item', kind: 'leaks' }
const printed = (equivalent: object[], faults: object[] = [fault, other]) => JSON.stringify({ faults, equivalent })

test('a fault knows why nobody can see it', (t) => {
  const why = 'what is immortal has no count that could be wrong'
  const faults = readFaults('b', printed([{ faults: ['leaks:*'], why }]))
  t.deepEqual(
    faults.map(({ id, equivalent }) => [id, equivalent]),
    [
      [fault.id, null],
      [other.id, why],
    ],
  )
})

const refused: [string, string, RegExp][] = [
  [
    'an equivalent that names no fault',
    printed([{ faults: ['leaks:g:*'], why: 'there is no such function at all' }]),
    /"leaks:g:\*" names no fault/,
  ],
  ['an equivalent without an argument', printed([{ faults: ['leaks:*'], why: 'so' }]), /cannot be read/],
  ['two faults of one name', printed([], [fault, fault]), /lists the fault steals:f:item twice/],
  ['no faults', printed([], []), /cannot be read/],
  ['no JSON', 'faults: none', /cannot be read/],
]
for (const [what, text, message] of refused) {
  test(`refused: ${what}`, (t) => {
    t.throws(() => readFaults('b', text), { instanceOf: HarnessError, message })
  })
}

test('faults are chosen by name or pattern', (t) => {
  const faults = readFaults('b', printed([]))
  const chosen = (...patterns: string[]) => chooseFaults(faults, patterns).map(({ id }) => id)
  t.deepEqual(chosen(), [fault.id, other.id])
  t.deepEqual(chosen('leaks:*'), [other.id])
  t.deepEqual(chosen('*:f:*', fault.id), [fault.id, other.id])
  t.throws(() => chosen('leaks:*', 'steals:g'), { instanceOf: HarnessError, message: 'no fault steals:g' })
})
