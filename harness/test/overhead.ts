/**
 * Measures what the harness adds to a case on CPython, over what the host itself spends: asking, checking that nothing
 * is left behind, judging and recording. `node harness/test/overhead.ts [BRIDGE]`, on a quiet machine, twice: the first
 * run may compile. One job, since that is what a case waits for; cases with a host of their own are left out, since they
 * measure how long an interpreter takes to start.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { resolveBridges } from '../src/bridge/discover.ts'
import { defaultLimits } from '../src/bridge/host.ts'
import { loadCapi } from '../src/capi/load.ts'
import { bridgesFolder } from '../src/command/suites.ts'
import { surroundings } from '../src/options.ts'
import { planRun } from '../src/plan/plan.ts'
import { findCompiler } from '../src/probe/toolchain.ts'
import type { RunEvent } from '../src/record/events.ts'
import { RecordWriter } from '../src/record/write.ts'
import { planBuilds } from '../src/run/builds.ts'
import { dispatch } from '../src/run/dispatch.ts'
import { inSession } from '../src/run/session.ts'
import { loadSuite, ownSuites } from '../src/suite/load.ts'

const [name = 'cpython'] = process.argv.slice(2)
// biome-ignore lint/style/noProcessEnv: this is a program of its own, as main.ts is.
const { env, places } = surroundings(process.env)
const capi = loadCapi(join(ownSuites, 'capi'))
const suite = loadSuite([ownSuites], { capi })
const bridges = await resolveBridges([name], bridgesFolder, places)
const shared = suite.cases.filter(({ isolate, level }) => !isolate && level !== 'misuse')
const plans = planRun(shared, bridges, { isolate: false, ids: [], complete: false, done: () => false })
const setup = { capi, compiler: await findCompiler(env), cacheFolder: places.cacheFolder, env }
const chunks = plans.flatMap((plan) => plan.chunks)
const builds = planBuilds(chunks, suite.probes, setup)
const never = new AbortController().signal
await builds.run(2, () => undefined, never)

const folder = mkdtempSync(join(tmpdir(), 'proofload-overhead-'))
const started: RunEvent = { event: 'RunResumed', run: 'overhead', at: new Date().toISOString() }
using writer = RecordWriter.create(join(folder, 'events.jsonl'), started)
const added: number[] = []
let before: number | null = null
const options = {
  run: `overhead-${process.pid}`,
  timeoutMs: 10_000,
  retries: 0,
  limits: defaultLimits,
  env,
  built: builds.built,
  stop: never,
  emit(event: RunEvent) {
    writer.write(event)
    const now = performance.now()
    const hostMs = event.event === 'CaseFinished' ? event.hostMs : null
    if (hostMs !== null && before !== null) added.push(now - before - hostMs)
    before = hostMs === null ? null : now
  },
}
const cpu = process.cpuUsage()
await inSession(options, (context) => dispatch(plans, { jobs: 1, announced: new Set() }, context))
const { user, system } = process.cpuUsage(cpu)
rmSync(folder, { recursive: true })
const sorted = added.toSorted((a, b) => a - b)
const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(3)
const mean = added.reduce((sum, ms) => sum + ms, 0) / added.length
process.stdout.write(`${bridges[0]?.name}: ${added.length} cases; the harness adds, in ms a case: `)
process.stdout.write(
  `mean ${mean.toFixed(3)}, median ${at(0.5)}, 10 % below ${at(0.1)}, 90 % below ${at(0.9)}, 99 % below ${at(0.99)}; `,
)
// What a busy machine disturbs least.
process.stdout.write(`processor time of the harness itself: ${((user + system) / 1000 / added.length).toFixed(3)}\n`)
