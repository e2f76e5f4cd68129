/** Discovery over a made-up machine: interpreters are scripts that answer what a real one would. */
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { HarnessError } from '../errors.ts'
import { listBridges, resolveBridges } from './discover.ts'
import type { SearchPlaces } from './interpreters.ts'

const root = mkdtempSync(join(tmpdir(), 'proofload-discover-test-'))
test.after.always(() => rmSync(root, { recursive: true, force: true }))

interface Fake {
  version: string
  implementation?: string
  headers?: boolean
  freeThreaded?: boolean
}

/** An interpreter that notes each time it is started. */
function interpreter(
  path: string,
  { version, implementation = 'cpython', headers = true, freeThreaded = false }: Fake,
): void {
  const include = `${path}.include`
  mkdirSync(include, { recursive: true })
  if (headers) writeFileSync(join(include, 'Python.h'), '')
  const python = implementation === 'cpython' ? version.split('.').slice(0, 2).join('.') : '3.9'
  const facts = {
    implementation,
    version,
    python,
    executable: path,
    include: [include],
    suffix: '.so',
    debug: false,
    freeThreaded,
    dynload: null,
  }
  writeFileSync(path, `#!/bin/sh\necho asked >> '${root}/asked'\necho '${JSON.stringify(facts)}'\n`)
  chmodSync(path, 0o755)
}

const bin = join(root, 'bin')
const pyenv = join(root, 'pyenv')
const pyenvBin = (version: string): string => join(pyenv, 'versions', version, 'bin')
const descriptors = join(root, 'bridges')
for (const folder of [
  bin,
  join(pyenv, 'shims'),
  pyenvBin('3.9.1'),
  pyenvBin('3.13.0t'),
  pyenvBin('3.7.9'),
  descriptors,
]) {
  mkdirSync(folder, { recursive: true })
}
interpreter(join(bin, 'python3.10'), { version: '3.10.2' })
symlinkSync(join(bin, 'python3.10'), join(bin, 'python3'))
interpreter(join(bin, 'python3.12'), { version: '3.12.0', headers: false })
interpreter(join(bin, 'pypy3'), { version: '7.3.11', implementation: 'pypy' })
interpreter(join(pyenv, 'shims', 'python3.8'), { version: '3.8.0' })
interpreter(join(pyenvBin('3.9.1'), 'python3.9'), { version: '3.9.1' })
interpreter(join(pyenvBin('3.13.0t'), 'python3.13t'), { version: '3.13.0', freeThreaded: true })
interpreter(join(pyenvBin('3.7.9'), 'python3.7'), { version: '3.7.9' })
writeFileSync(join(bin, 'python3.11'), '#!/bin/sh\necho broken >&2\nexit 1\n')
chmodSync(join(bin, 'python3.11'), 0o755)

const cpython = `name: cpython
title: CPython
discover: { executables: ["python3.{minor}", python3], implementation: cpython, since: "3.8", versioned: true }
command: ["{python}", ./driver.py]
capabilities: [threads, refcounts]
`
writeFileSync(join(descriptors, 'cpython.yaml'), cpython)
writeFileSync(
  join(descriptors, 'pypy3.yaml'),
  cpython
    .replaceAll('cpython', 'pypy3')
    .replace('implementation: pypy3', 'implementation: pypy')
    .replace('"python3.{minor}", python3', 'pypy3')
    .replace(', versioned: true', ''),
)
writeFileSync(
  join(descriptors, 'graalpy.yaml'),
  cpython.replaceAll('cpython', 'graalpy').replace('"python3.{minor}", python3', 'graalpy'),
)
writeFileSync(
  join(descriptors, 'mine.yaml'),
  `name: mine
title: Mine
command: ["{node}", "{here}/host.mjs"]
python: "3.11"
include: [include]
suffix: .so
capabilities: []
known: mine.known.yaml
`,
)
writeFileSync(join(descriptors, 'mine.known.yaml'), '# none yet\n')

// The system's folders serve the scripts; no interpreter of the machine is in them under these names.
const places: SearchPlaces = {
  path: [bin, join(pyenv, 'shims'), '', '/no/such/folder'],
  pyenvRoot: pyenv,
  cacheFolder: join(root, 'cache'),
}

test('bridges are listed newest first, each once, with the reason why one cannot be used', async (t) => {
  const listings = await listBridges(descriptors, places)
  t.deepEqual(
    listings.map(({ name, aliases, version, available }) => [name, aliases.join(' '), version, available]),
    [
      ['cpython@3.13t', 'cpython cpython@3.13.0t', '3.13.0', true],
      ['cpython@3.12', 'cpython@3.12.0', '3.12.0', false],
      ['cpython@3.10', 'cpython@3.10.2', '3.10.2', true],
      ['cpython@3.9', 'cpython@3.9.1', '3.9.1', true],
      ['cpython@3.7', 'cpython@3.7.9', '3.7.9', false],
      ['graalpy', '', null, false],
      ['mine', '', null, true],
      ['pypy3', 'pypy3@3.9 pypy3@7.3.11', '7.3.11', true],
    ],
  )
  const reasonOf = (name: string): string => listings.find((one) => one.name === name)?.reason ?? ''
  t.regex(reasonOf('cpython@3.12'), /^no Python\.h in .*python3\.12\.include; install it with its headers$/)
  t.regex(reasonOf('cpython@3.7'), /^Python 3\.7 is older than 3\.8, the oldest that cpython is run with$/)
  t.regex(reasonOf('graalpy'), /^no graalpy on PATH or under pyenv$/)
})

test.serial('an interpreter is asked once, and again when it has changed', async (t) => {
  const asked = (): number => readFileSync(join(root, 'asked'), 'utf8').split('\n').length
  await listBridges(descriptors, places)
  const before = asked()
  await listBridges(descriptors, places)
  t.is(asked(), before)
  const path = join(bin, 'pypy3')
  appendFileSync(path, '# changed\n')
  utimesSync(path, 1, 1)
  await listBridges(descriptors, places)
  t.is(asked(), before + 1)
})

test('a name stands for the bridge that can be started', async (t) => {
  const [bridge] = await resolveBridges(['cpython@3.9'], descriptors, places)
  t.like(bridge, { name: 'cpython@3.9', version: '3.9.1', python: '3.9', suffix: '.so' })
  t.deepEqual(bridge?.command, [join(pyenvBin('3.9.1'), 'python3.9'), join(descriptors, 'driver.py')])
})

test('without a GIL the bridge has no exact reference counts', async (t) => {
  const [bridge] = await resolveBridges(['cpython'], descriptors, places)
  t.deepEqual(bridge?.capabilities, ['threads'])
})

test('several names for one bridge are one bridge', async (t) => {
  const bridges = await resolveBridges(['cpython', 'cpython@3.13t', 'pypy3', 'pypy3@3.9'], descriptors, places)
  t.deepEqual(
    bridges.map(({ name }) => name),
    ['cpython@3.13t', 'pypy3'],
  )
})

test('a bridge is named by its descriptor, and one interpreter by its path', async (t) => {
  const [mine, old] = await resolveBridges(
    [join(descriptors, 'mine.yaml'), `cpython@${bin}/python3.10`],
    descriptors,
    places,
  )
  t.like(mine, { name: 'mine', known: [] })
  t.deepEqual(mine?.command, [process.execPath, join(descriptors, 'host.mjs')])
  t.deepEqual(mine?.include, [join(descriptors, 'include')])
  t.is(old?.name, 'cpython@3.10.2')
})

const refused: [string, string, RegExp][] = [
  ['an unknown name', 'cpithon', /unknown bridge "cpithon"; did you mean "cpython"\?/],
  ['an interpreter without headers', 'cpython@3.12', /cpython@3\.12 .* cannot be used: no Python\.h in/],
  ['an interpreter that is too old', 'cpython@3.7', /cannot be used: Python 3\.7 is older than 3\.8/],
  ['a bridge that is not installed', 'graalpy', /cannot be used: no graalpy on PATH/],
  ['an interpreter of another implementation', `cpython@${bin}/pypy3`, /it is pypy, not cpython/],
  ['a program that is no interpreter', `cpython@${bin}/python3.11`, /could not be asked/],
  ['a descriptor that there is not', './no.yaml', /bridge descriptor no\.yaml: no such file/],
]
for (const [what, name, message] of refused) {
  test(`${what} is refused by name`, async (t) => {
    await t.throwsAsync(resolveBridges([name], descriptors, places), { instanceOf: HarnessError, message })
  })
}

const descriptor = readFileSync(join(descriptors, 'mine.yaml'), 'utf8').replace('known: mine.known.yaml\n', '')
const broken: [string, string, RegExp, { line: number; column: number } | null][] = [
  ['an unknown key', `${descriptor}speed: fast\n`, /Unrecognized key: "speed"/, { line: 1, column: 1 }],
  ['a wrong type', descriptor.replace('.so', '[1]'), /at "suffix"/, { line: 6, column: 9 }],
  [
    'an unknown capability',
    descriptor.replace('capabilities: []', 'capabilities: [magic]'),
    /at "capabilities\.0"/,
    { line: 7, column: 16 },
  ],
  [
    'no headers',
    descriptor.replace('include: [include]\n', ''),
    /without "discover" it must have "include"/,
    { line: 1, column: 1 },
  ],
  ['text that is no YAML', '{', /bridge descriptor: /, { line: 1, column: 2 }],
  [
    'known failures without a reason',
    `${descriptor}known: broken.known.yaml\n`,
    /known failures at "0\.reason"/,
    { line: 1, column: 3 },
  ],
  [
    'a folder of known failures, one without a reason',
    `${descriptor}known: broken.known\n`,
    /known failures at "0\.reason"/,
    { line: 1, column: 3 },
  ],
]
writeFileSync(join(descriptors, 'broken.known.yaml'), '- { case: a/b/c, verdict: fail }\n')
mkdirSync(join(descriptors, 'broken.known'))
writeFileSync(join(descriptors, 'broken.known', 'a.yaml'), '- { case: a/b/c, verdict: fail }\n')
for (const [what, text, message, place] of broken) {
  test(`a descriptor with ${what} is refused with its place`, async (t) => {
    const path = join(root, 'bridges', `${what.replaceAll(' ', '-')}.yml`)
    writeFileSync(path, text)
    const error = await t.throwsAsync(resolveBridges([path], descriptors, places), {
      instanceOf: HarnessError,
      message,
    })
    t.like(error?.place, place ?? {})
  })
}
