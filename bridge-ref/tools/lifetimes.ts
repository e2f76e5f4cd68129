/**
 * Does anything grow? Calls and cycles of every kind, many times; what lives afterwards must be what lived before.
 *
 *     node bridge-ref/tools/lifetimes.ts [CALLS] [CYCLES] [KIND...]      1,000,000 and 100,000 unless given
 *
 * Prints a line for each kind and exits with 1 when one left something behind.
 */
import { join } from 'node:path'
import { Bridge, type Ledger } from '../src/library/index.ts'
import { buildExtension } from './build.ts'

const [calls = '1000000', cycles = '100000', ...chosen] = process.argv.slice(2)
const fixtures = join(import.meta.dirname, '../src/library/fixtures')
const bridge = await Bridge.start({ path: [buildExtension(join(fixtures, 'lifetimes.c'))] })
const module = bridge.import('lifetimes')
const bytes = new Uint8Array(1000)

interface Kind {
  cycle?: boolean
  run: () => unknown
}

const kinds: Record<string, Kind> = {
  'no-op': { run: () => module['noop']() },
  'a new object': { run: () => module['make']() },
  'an exception': { run: caught },
  'a buffer': { run: () => module['sum'](bytes) },
  'a new buffer': { run: () => module['sum'](new Uint8Array(100)) },
  'a new callback': { run: () => module['call'](() => 1) },
  'a cycle in C': { cycle: true, run: () => module['ring'](null) },
  'a cycle in C, proxied': { cycle: true, run: selfContaining },
  'a cycle of JavaScript through C': { cycle: true, run: throughC },
  'a cycle across': { cycle: true, run: across },
}

function caught(): void {
  try {
    module['fail']()
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ValueError')) throw error
  }
}

function selfContaining(): void {
  const list = bridge.copy([])
  list['append'](list)
}

function throughC(): void {
  const object: Record<string, unknown> = {}
  object['list'] = bridge.copy([bridge.reference(object)])
}

/** Two native nodes and two JavaScript objects, each reachable from each other through the other side. */
function across(): void {
  const [first, second]: Record<string, unknown>[] = [{}, {}]
  const [a, b] = [module['Node'](), module['Node']()]
  a.held = bridge.reference(first ?? {})
  b.held = bridge.copy([bridge.reference(second ?? {}), a])
  Object.assign(first ?? {}, { b })
  Object.assign(second ?? {}, { a })
}

function repeat(run: () => unknown, count: number): void {
  for (let i = 0; i < count; i++) run()
}

/** What must be level. */
function figures({ objects, bytes: size, entries, proxies }: Ledger): string {
  return `${objects} objects, ${size} bytes, ${entries.strong}+${entries.weak} entries, ${proxies} proxies`
}

async function settled(): Promise<string> {
  await bridge.collect()
  return figures(bridge.ledger())
}

let level = true
for (const [name, { cycle = false, run }] of Object.entries(kinds)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue
  const count = Number(cycle ? cycles : calls)
  repeat(run, 100)
  const before = await settled()
  const began = performance.now()
  repeat(run, count)
  const us = ((performance.now() - began) * 1000) / count
  const at = figures(bridge.ledger())
  const after = await settled()
  if (before !== after) level = false
  const verdict = before === after ? 'level' : `GREW from ${before}`
  process.stdout.write(`${name}, ${count} times: ${us.toFixed(1)} us; at the end ${at}; then ${after}: ${verdict}\n`)
}
process.exitCode = level ? 0 : 1
