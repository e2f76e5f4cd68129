/**
 * Counts how many of the given extension files need each symbol of the C API; docs/api-status.md shows it. The corpus need not
 * be on a machine that generates, so the counts are kept:
 *
 *     node bridge-ref/tools/corpus-symbols.ts FILE… > suites/corpus.symbols.tsv
 */
import { dirname, join } from 'node:path'
import { loadCapi } from '#harness/src/capi/load.ts'
import { undefinedSymbols } from '../src/ffi/elf.ts'

const { functions, data } = loadCapi(join(dirname(import.meta.dirname), '../suites/capi'))
const counts = new Map<string, number>()
for (const file of process.argv.slice(2)) {
  for (const name of undefinedSymbols(file)) {
    if (functions.has(name) || data.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
}
const rows = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map((row) => `${row.join('\t')}\n`)
process.stdout.write(`symbol\tmodules\n${rows.join('')}`)
