/** Writes the C file that exports every symbol of the API: functions as jumps through a table, data as zeroes. */
import type { Capi, CapiFunction } from '#harness/src/capi/load.ts'
import { cp311 } from '../src/memory/layouts.ts'
import type { Exported } from './exported.ts'

/** Structs of the layout table whose C name differs, or that no public header declares. */
const undeclared = new Set(['PyModuleObject', 'PyStopIterationObject', 'PyThreadState'])

export function shimText(capi: Capi, exported: Exported, head: string): string {
  return [
    head,
    '#include <stddef.h>',
    '#include <stdint.h>',
    '#include "shim.h"',
    '',
    layoutAsserts(capi),
    '',
    dataText(exported),
    '',
    trapText(exported),
    '',
    tableText(exported),
    '',
    jumpText(exported),
    '',
  ].join('\n')
}

/** The layout table and the header that extensions compile with must agree. */
function layoutAsserts(capi: Capi): string {
  const lines: string[] = []
  for (const [struct, fields] of Object.entries(cp311)) {
    const text = capi.types.get(struct) ?? capi.types.get(`_${struct}`)
    if (undeclared.has(struct) || text === undefined || !text.includes('{')) continue
    const { size, ...offsets } = fields
    lines.push(`_Static_assert(sizeof(${struct}) == ${size}, "${struct}");`)
    for (const [field, offset] of Object.entries(offsets)) {
      if (new RegExp(`\\b${field}\\b`).test(text)) {
        lines.push(`_Static_assert(offsetof(${struct}, ${field}) == ${offset}, "${struct}.${field}");`)
      }
    }
  }
  return lines.join('\n')
}

function dataText({ data }: Exported): string {
  const definitions = data.flatMap(({ c, inC }) => (inC ? [] : [`PROOFLOAD_API ${c};`]))
  const addresses = data.map(({ name }) => `  (void *)&${name},`)
  return [...definitions, '', 'PROOFLOAD_API void *const proofload_data[] = {', ...addresses, '};'].join('\n')
}

/** A trap tells TypeScript its number, which raises and remembers the name; what it returns is the sentinel. */
function trapText({ functions }: Exported): string {
  return functions.map(({ entry }, index) => trapOf(entry, index)).join('\n')
}

function trapOf({ signature }: CapiFunction, index: number): string {
  if (signature.result.kind === 'floating') {
    return `static double trap_${index}(void) { proofload_trapped(${index}); return -1.0; }`
  }
  return `static intptr_t trap_${index}(void) { return proofload_trapped(${index}); }`
}

function tableText({ functions }: Exported): string {
  const names = functions.map(({ entry }) => `  "${entry.name}",`)
  const slots = functions.map((_, index) => `  (void *)trap_${index},`)
  return [
    'PROOFLOAD_API const char *const proofload_names[] = {',
    ...names,
    '};',
    'PROOFLOAD_API void *proofload_table[] = {',
    ...slots,
    '};',
    '/* Which of them must be called with the GIL, for the debug mode. */',
    'const unsigned char proofload_needs_gil[] = {',
    ...functions.map(({ entry }) => `  ${entry.gil ? 1 : 0},`),
    '};',
    `const int proofload_table_size = ${functions.length};`,
    '/* The same without a way around through the dynamic linker, for the jumps. */',
    'extern void *proofload_table_here __attribute__((alias("proofload_table"), visibility("hidden")));',
  ].join('\n')
}

function jumpText({ functions }: Exported): string {
  const jumps = functions.map(
    ({ entry, fast }, index) => `PROOFLOAD_JUMP${fast ? '_FAST' : ''}(${entry.name}, ${index * 8})`,
  )
  const labels = functions.map(({ entry }, index) => `extern char function_${index}[] __asm__("${entry.name}");`)
  const addresses = functions.map((_, index) => `  function_${index},`)
  return [...jumps, ...labels, 'PROOFLOAD_API void *const proofload_functions[] = {', ...addresses, '};'].join('\n')
}
