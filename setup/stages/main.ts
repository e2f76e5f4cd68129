/** `main.ts check`: format, lint, types, the suite's text, unit tests. `main.ts test`: those, generated files and the suite itself. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chooseBridges, listBridges } from './bridges.ts'
import { runScript } from './child.ts'
import { runConformance } from './conformance.ts'
import { runStages } from './run.ts'
import { runStability } from './stability.ts'
import { Interrupted, type Outcome, outcomeOf, type Row, type Stage } from './stage.ts'
import { renderCounts, renderTable } from './table.ts'
import { runUnitTests } from './unit.ts'

const lint = tool('format and lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'])
const types = tool('types', ['node_modules/typescript/bin/tsc'])
const generated = tool('generated files', ['harness/src/generate.ts', '--check'])
const text = tool("the suite's text", ['harness/src/main.ts', 'lint'])
const unit: Stage = { title: 'unit tests', run: runUnitTests }

const countsPath = join('.proofload', 'test', 'counts')

process.chdir(join(import.meta.dirname, '..', '..'))
try {
  const rows =
    process.argv[2] === 'check' ? await runStages([lint, types, text, unit], console.log) : await runEverything()
  console.log(`\n${renderTable(rows)}`)
  if (rows.some(({ state }) => state === 'failed')) process.exitCode = 1
} catch (error) {
  if (!(error instanceof Interrupted)) throw error
  console.log(`\n${error.message}`)
  process.kill(process.pid, error.signal)
}

async function runEverything(): Promise<Row[]> {
  rmSync(countsPath, { force: true })
  const rows = await runStages([lint, types, generated, text, unit], console.log)
  rows.push(...(await runBridges()))
  mkdirSync(join(countsPath, '..'), { recursive: true })
  // .ci/run prints this line last; it is written only when every stage has had its turn.
  writeFileSync(countsPath, `${renderCounts(rows)}\n`)
  return rows
}

async function runBridges(): Promise<Row[]> {
  let choice: ReturnType<typeof chooseBridges> = { judged: ['bridge-ref'], skipped: [] }
  const found: Stage = {
    title: 'bridges',
    run: async () => {
      choice = chooseBridges(await listBridges())
      return { state: 'ok', passed: 0, failed: 0, skipped: 0, note: choice.judged.join(', ') }
    },
  }
  const rows = await runStages([found], console.log)
  // Before the suite itself: what has changed is what is likeliest to go wrong.
  const stable = [
    { bridge: 'cpython', most: 200, hosts: 8 },
    { bridge: 'bridge-ref', most: 40, hosts: 4 },
  ].filter(({ bridge }) => choice.judged.some((name) => name === bridge || name.startsWith(`${bridge}@`)))
  const gates = stable.map(({ bridge, ...bounds }): Stage => {
    return { title: `stability of what changed, ${bridge}`, run: () => runStability(bridge, bounds) }
  })
  const judged = choice.judged.map((name): Stage => ({ title: name, run: () => runConformance(name) }))
  const skipped = choice.skipped.map(({ name, why }): Stage => {
    const outcome: Outcome = { state: 'skipped', passed: 0, failed: 0, skipped: 0, note: why }
    return { title: name, run: () => Promise.resolve(outcome) }
  })
  return [...rows, ...(await runStages([...gates, ...judged, ...skipped], console.log))]
}

function tool(title: string, args: readonly string[]): Stage {
  return { title, run: async () => outcomeOf({ passed: 0, failed: 0, skipped: 0 }, await runScript(args)) }
}
