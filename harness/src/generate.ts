/**
 * Writes the generated files of the checkout. `--check` writes nothing and fails when one of them differs.
 * Folders beside `harness` that have files of their own to generate do it in their `tools/generate.ts`.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { protocolJsonSchema } from './bridge/protocol-schema.ts'
import { exitStatus } from './errors.ts'
import { readIds, renderIds } from './lint/ids.ts'
import { suiteJsonSchema } from './suite/json-schema.ts'
import { loadSuite } from './suite/load.ts'

const root = resolve(import.meta.dirname, '../..')
const files = new Map([
  ['suites/suite.schema.json', suiteJsonSchema],
  ['suites/protocol.schema.json', protocolJsonSchema],
  ['suites/ids.txt', () => renderIds(readIds(), loadSuite())],
])

/** Names of the files that are not what they should be. */
export function staleFiles(folder: string = root): string[] {
  return [...files].flatMap(([name, render]) => {
    const path = join(folder, name)
    return existsSync(path) && readFileSync(path, 'utf8') === render() ? [] : [name]
  })
}

export function writeFiles(folder: string = root): void {
  for (const [name, render] of files) writeFileSync(join(folder, name), render())
}

function run(args: readonly string[]): number {
  const check = args.includes('--check')
  const stale = check ? staleFiles() : []
  if (!check) writeFiles()
  for (const name of stale) process.stderr.write(`${name} is not what its source says; run: npm run generate\n`)
  const others = globSync('*/tools/generate.ts', { cwd: root }).toSorted()
  const statuses = others.map((script) => {
    const { status } = spawnSync(process.execPath, [join(root, script), ...args], { stdio: 'inherit', cwd: root })
    if (check && status !== 0) process.stderr.write(`${script} --check failed; run: npm run generate\n`)
    return status ?? exitStatus.fault
  })
  return stale.length === 0 ? Math.max(0, ...statuses) : exitStatus.unexpected
}

if (import.meta.main) process.exitCode = run(process.argv.slice(2))
