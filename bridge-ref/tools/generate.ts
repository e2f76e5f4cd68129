/**
 * Writes bridge-ref/generated from suites/capi. `--check` writes nothing and fails when a file would differ.
 *
 *     node bridge-ref/tools/generate.ts [--check]
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { renderHeaders } from '#harness/src/capi/header.ts'
import { loadCapi } from '#harness/src/capi/load.ts'
import { implementations } from '../src/api/table.ts'
import { exportedOf } from './exported.ts'
import { dataText, prototypeText, sentinelText } from './prototype-text.ts'
import { shimText } from './shim-text.ts'
import { statusText } from './status-text.ts'

const bridge = dirname(import.meta.dirname)
const notice =
  'DO NOT EDIT. Generated from suites/capi by bridge-ref/tools/generate.ts: node bridge-ref/tools/generate.ts'

/** Contents of bridge-ref/generated, and of the page about it, by path relative to bridge-ref. */
export function generatedFiles(capiFolder: string, shimFolder: string): Map<string, string> {
  const capi = loadCapi(capiFolder)
  const exported = exportedOf(capi, shimFolder)
  const files = new Map([
    ['generated/shim.c', shimText(capi, exported, `/* ${notice} */`)],
    ['generated/prototypes.ts', prototypeText(exported, `// ${notice}`)],
    ['generated/sentinels.ts', sentinelText(exported, capi.types, `// ${notice}`)],
    ['generated/data.ts', dataText(exported, `// ${notice}`)],
  ])
  for (const [name, text] of renderHeaders(capi)) files.set(join('generated/include', name), `/* ${notice} */\n${text}`)
  const sources = { capi, exported, inTypeScript: inTypeScript(), reasons: readReasons(), needed: readNeeded() }
  files.set('../docs/api-status.md', statusText(sources, notice))
  return files
}

function inTypeScript(): Set<string> {
  return new Set(implementations().flatMap((one) => (one === undefined ? [] : [one.name])))
}

/** bridge-ref/api-gaps.yaml: reason -> functions; here by function. */
function readReasons(): Map<string, string> {
  const gaps = z
    .record(z.string(), z.array(z.string()))
    .parse(parse(readFileSync(join(bridge, 'api-gaps.yaml'), 'utf8')) ?? {})
  return new Map(Object.entries(gaps).flatMap(([reason, names]) => names.map((name) => [name, reason] as const)))
}

/** suites/corpus.symbols.tsv: symbol, number of modules; see tools/corpus-symbols.ts. */
function readNeeded(): Map<string, number> {
  const lines = readFileSync(join(bridge, '../suites/corpus.symbols.tsv'), 'utf8').trim().split('\n').slice(1)
  return new Map(lines.map((line) => line.split('\t')).map(([name, count]) => [name ?? '', Number(count)]))
}

function run(check: boolean): number {
  const files = generatedFiles(join(bridge, '../suites/capi'), join(bridge, 'shim'))
  const stale = [...files].filter(([name, text]) => {
    const path = join(bridge, name)
    return !existsSync(path) || readFileSync(path, 'utf8') !== text
  })
  for (const [name, text] of stale) {
    const path = join(bridge, name)
    if (check)
      process.stderr.write(`${relative(join(bridge, '..'), path)} is not what suites/capi and the sources say\n`)
    else {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text)
    }
  }
  return check && stale.length > 0 ? 1 : 0
}

if (import.meta.main) process.exitCode = run(process.argv.includes('--check'))
