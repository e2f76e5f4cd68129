/**
 * Lists the seeded faults of this bridge as JSON, for `proofload coverage --faults`; `faults.list` of the descriptor.
 *
 *     node bridge-ref/tools/fault-list.ts
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { loadCapi } from '#harness/src/capi/load.ts'
import { writtenFaults } from '../faults/written.ts'
import { bridgeFolder } from './build.ts'
import { exportedOf } from './exported.ts'
import { buildFaultedShim } from './fault-build.ts'
import { generatedFaults } from './fault-text.ts'

const equivalents = z.array(z.strictObject({ faults: z.array(z.string()).min(1), why: z.string().min(20) }))

async function run(): Promise<void> {
  const capi = loadCapi(join(bridgeFolder, '../suites/capi'))
  const generated = generatedFaults(capi, exportedOf(capi, join(bridgeFolder, 'shim')))
  const written = writtenFaults()
  const faults = [
    ...generated.map(({ id, kind, function: name, says }) => ({ id, kind, says, function: name, switched: true })),
    ...written.map(({ id, area, says, breaks }) => ({ id, kind: area, says, behaviours: breaks })),
  ]
  const equivalent = equivalents.parse(parse(readFileSync(join(bridgeFolder, 'faults/equivalent.yaml'), 'utf8')) ?? [])
  // Hosts start at the same time later; the shim that they share is built here, once.
  await buildFaultedShim()
  process.stdout.write(`${JSON.stringify({ faults, equivalent })}\n`)
}

await run()
