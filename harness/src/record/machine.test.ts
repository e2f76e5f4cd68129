import test from 'ava'
import { fingerprintOf, machine, thisMachine } from './machine.ts'

const one = { os: 'linux 6.1.0', arch: 'x64', cpus: 2, node: '24.1.0', cpu: 'A CPU @ 3 GHz', memoryBytes: 8 * 2 ** 30 }

test('a machine has one fingerprint, whatever Node runs on it and whatever its kernel keeps of the memory', (t) => {
  t.is(fingerprintOf(thisMachine()), fingerprintOf(thisMachine()))
  t.regex(fingerprintOf(one), /^[0-9a-f]{12}$/)
  t.is(fingerprintOf({ ...one, node: '26.0.0' }), fingerprintOf(one))
  t.is(fingerprintOf({ ...one, memoryBytes: one.memoryBytes - 40 * 2 ** 20 }), fingerprintOf(one))
})

const others = {
  cpu: 'another CPU',
  cpus: 4,
  memoryBytes: 16 * 2 ** 30,
  arch: 'arm64',
  os: 'linux 6.2.0',
}
for (const [key, value] of Object.entries(others)) {
  test(`another ${key} is another machine`, (t) => {
    t.not(fingerprintOf({ ...one, [key]: value }), fingerprintOf(one))
  })
}

test('a machine of an older record has no processor and no memory', (t) => {
  t.deepEqual(machine.parse({ os: 'linux 6.1.0', arch: 'x64', cpus: 2, node: '24.1.0' }), {
    ...one,
    cpu: null,
    memoryBytes: null,
  })
})
