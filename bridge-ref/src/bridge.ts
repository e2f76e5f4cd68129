/** Starts the bridge in this process: memory, shim, API table, built-in types. There is one bridge per process. */

import { prototypes } from '../generated/prototypes.ts'
import { sentinels } from '../generated/sentinels.ts'
import { implementations } from './api/table.ts'
import { startEncodingName } from './api/text.ts'
import { connectHeapDealloc } from './api/type.ts'
import { callVoid, connectCalls, rememberOwn } from './boundary/calls.ts'
import { connectEntries } from './boundary/entries.ts'
import { startDealloc, startFast } from './boundary/fast.ts'
import { exportToC, fatal, registerGuarded } from './boundary/guard.ts'
import { startQuarantine, startWatch } from './boundary/watch.ts'
import { configure, type Libc, loadLibc, loadShim, type Shim, stockCallbacks } from './ffi/koffi.ts'
import { type Address, address } from './memory/address.ts'
import { startMemory } from './memory/start.ts'
import { apiAddress, connectFunctions, connectStatics, E } from './memory/statics.ts'
import { permanentCString } from './memory/text.ts'
import { writePointer } from './memory/views.ts'
import { startHostLibrary } from './modules/table.ts'
import { debugMode, fastPaths } from './options.ts'
import { startPackages } from './packages/table.ts'
import { startBuiltins } from './runtime/builtins.ts'
import { startDescriptions } from './runtime/describe.ts'
import { setError } from './runtime/errors.ts'
import { connectSpecs } from './runtime/extension.ts'
import { startFixedObjects } from './runtime/fixed-objects.ts'
import { instanceDealloc } from './runtime/heap-type.ts'
import { occurred } from './runtime/indicator.ts'
import { connectUtf8 } from './runtime/lookup.ts'
import { decref } from './runtime/refcount.ts'
import { newStr } from './runtime/str.ts'
import { raiseEncode } from './runtime/text-codecs.ts'
import { startThreads } from './runtime/threads.ts'
import { newSpec } from './runtime/types/module-spec-type.ts'
import { connectSurrogateError, utf8Of } from './runtime/utf8-cache.ts'

export interface Bridge {
  libc: Libc
  shim: Shim
  /** C functions that nobody implemented. */
  traps: ReadonlySet<string>
  /** Traps called since the last time this was asked. */
  takeTrapped(): string[]
}

/** C code gets this much stack; see `sync_stack_size` in ffi/koffi.ts for the other half. */
const stackBytes = 64 * 2 ** 20

export function startBridge(shimPath: string): Bridge {
  configure()
  const libc = loadLibc()
  libc.raiseStackLimit(stackBytes)
  if (debugMode()) startQuarantine()
  startMemory(libc)
  const shim = loadShim(shimPath)
  connectCalls(shim)
  connectStatics(symbol(shim, 'proofload_data'))
  connectFunctions(symbol(shim, 'proofload_functions'))
  startFixedObjects()
  connectEntries((name) => symbol(shim, name))
  startThreads((name) => symbol(shim, name))
  callVoid(symbol(shim, 'proofload_watch_signals'))
  startDescriptions((name) => symbol(shim, name))
  if (debugMode()) startWatch((name) => symbol(shim, name), fatal)
  const traps = installTable(symbol(shim, 'proofload_table'))
  const trapped = installTrap(symbol(shim, 'proofload_on_trap'))
  startBuiltins()
  startHostLibrary()
  startPackages()
  connectUtf8((o) => utf8Of(o).data)
  connectHeapDealloc(instanceDealloc)
  connectSpecs(newSpec)
  connectSurrogateError((o, at) => raiseEncode('utf-8', o, { start: at, end: at + 1, why: 'surrogates not allowed' }))
  if (fastPaths()) startFast((name) => symbol(shim, name))
  else if (!debugMode()) startDealloc((name) => symbol(shim, name))
  startEncodingName(permanentCString('utf-8'))
  stockCallbacks()
  return {
    libc,
    shim,
    traps,
    takeTrapped: () => trapped.splice(0),
  }
}

function symbol(shim: Shim, name: string): Address {
  return address(shim.symbol(name))
}

/** Fills the table; returns the names whose trap stays. */
function installTable(table: Address): Set<string> {
  const traps = new Set<string>()
  const names = Object.keys(prototypes)
  implementations().forEach((implementation, index) => {
    const signature = implementation === undefined ? null : prototypes[implementation.name]
    if (implementation === undefined || signature === null) {
      traps.add(names[index] ?? '')
      return
    }
    const { name, run } = implementation
    writePointer(table, index * 8, registerGuarded({ name, signature, sentinel: sentinels[name], run }))
    rememberOwn(apiAddress(name), run)
  })
  return traps
}

/** Names of trapped calls, filled as they happen. */
function installTrap(hook: Address): string[] {
  const trapped: string[] = []
  const names = Object.keys(prototypes)
  const run = (index: number): number | bigint => {
    const name = names[index] ?? '?'
    trapped.push(name)
    process.stderr.write(`proofload: the reference bridge does not implement ${name}\n`)
    if (occurred() === 0) {
      const message = newStr(`the bridge lacks ${name}`)
      setError(E.SystemError, message)
      decref(message)
    }
    const sentinel = sentinels[name]
    return typeof sentinel === 'bigint' ? BigInt.asIntN(64, sentinel) : (sentinel ?? 0)
  }
  writePointer(hook, 0, exportToC({ name: 'trap', signature: 'pi', sentinel: 0, run }))
  return trapped
}
