/**
 * Makes this process a faulted host; node's --import runs it before src/main.ts. What PROOFLOAD_FAULT names is put into the shim
 * (a fault of a function of the API, tools/fault-text.ts) or into a source as it is loaded (one written by hand). An unfaulted
 * host never sees this file.
 */
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bridgeFolder } from '../tools/build.ts'
import { buildFaultedShim } from '../tools/fault-build.ts'
import { chooseShim, chosenFault } from '../tools/options.ts'

await start(chosenFault())

async function start(id: string): Promise<void> {
  if (id === '' || id.startsWith('@')) {
    chooseShim(await buildFaultedShim())
    return
  }
  const { patchedText, writtenFaults } = await import('./written.ts')
  const fault = writtenFaults().find((one) => one.id === id)
  if (fault === undefined) {
    chooseShim(await buildFaultedShim())
    return
  }
  const { file } = fault
  const path = join(bridgeFolder, file)
  const text = patchedText(fault, readFileSync(path, 'utf8'))
  if (file.endsWith('.c')) {
    chooseShim(await buildFaultedShim({ file, text }))
    return
  }
  const url = pathToFileURL(path).href
  registerHooks({
    load: (asked, context, next) =>
      asked === url ? { format: 'module-typescript', source: text, shortCircuit: true } : next(asked, context),
  })
}
