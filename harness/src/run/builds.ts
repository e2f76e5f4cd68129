/** The builds that a plan needs: some at once, in the order in which the plan comes to them, while the first cases run already. */
import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import type { ResolvedBridge } from '../bridge/discover.ts'
import { HarnessError } from '../errors.ts'
import { type BuildJob, type BuildSetup, ProbeBuilder } from '../probe/build.ts'
import type { ProbeTarget } from '../probe/target.ts'
import type { RunEvent } from '../record/events.ts'
import type { Probe } from '../suite/case.ts'
import type { RunContext } from './context.ts'
import type { Built } from './sitting.ts'

const execute = promisify(execFile)

/** One probe for one bridge. */
export interface Wanted {
  bridge: ResolvedBridge
  probe: Probe['name']
}

interface Job extends BuildJob {
  /** That asked for it first. */
  bridge: string
  result: PromiseWithResolvers<Built>
}

export interface Builds {
  /** Starts all; ends when all are finished or `stop` is aborted. */
  run(jobs: number, emit: (event: RunEvent) => void, stop: AbortSignal): Promise<void>
  built: RunContext['built']
}

/** With `limited` there is one build for all bridges. */
export function planBuilds(
  wanted: readonly Wanted[],
  probes: readonly Probe[],
  { limited, ...setup }: BuildSetup & { limited: ProbeTarget | null },
): Builds {
  const builder = new ProbeBuilder(setup)
  const targetOf = (bridge: ResolvedBridge): ProbeTarget => limited ?? bridge
  const jobs = jobsOf(wanted, probes, targetOf)
  return {
    async run(parallel, emit, stop) {
      const queue = jobs.values()
      const build = async (): Promise<void> => {
        for (const job of queue) {
          if (stop.aborted) job.result.resolve({ error: 'the run was stopped' })
          else await buildOne(builder, job, { emit, stop })
        }
      }
      await Promise.all(Array.from({ length: parallel }, build))
    },
    async built(bridge, probe) {
      const job = jobs.get(key(targetOf(bridge).name, probe))
      if (job === undefined) throw new Error(`no build of ${probe} is planned for ${bridge.name}`)
      return await job.result.promise
    },
  }
}

/**
 * Lets a bridge make what it needs, and refuses one that has no headers.
 * Throws `bridge-unavailable` with what the bridge's own command printed.
 */
export async function prepareBridge(bridge: ResolvedBridge, env: NodeJS.ProcessEnv): Promise<void> {
  const { name, prepare, include } = bridge
  const [program, ...args] = prepare ?? []
  if (program !== undefined) {
    try {
      await execute(program, args, { env })
    } catch (cause) {
      throw unprepared(name, cause)
    }
  }
  requireProgram(bridge, env)
  if (include.some((folder) => existsSync(join(folder, 'Python.h')))) return
  throw new HarnessError(
    'bridge-unavailable',
    `bridge ${name} cannot be used: no Python.h in ${include.join(' or ')}`,
    {
      hint: 'name the folder that has it as `include` in the descriptor',
    },
  )
}

/** Only now: what prepares a bridge may build its host. */
function requireProgram({ name, command: [program], environment }: ResolvedBridge, env: NodeJS.ProcessEnv): void {
  const path = environment['PATH'] ?? env['PATH'] ?? ''
  const places = program.includes('/') ? [program] : path.split(delimiter).map((folder) => join(folder, program))
  if (places.some(isProgram)) return
  const why = program.includes('/') ? 'is no program that can be started' : 'is not on PATH'
  throw new HarnessError('bridge-unavailable', `bridge ${name} cannot be used: its program "${program}" ${why}`, {
    hint: 'correct `command` in its descriptor, or install the program',
  })
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function unprepared(name: string, cause: unknown): HarnessError {
  const printed = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : ''
  const hint = printed === '' ? String(cause) : printed
  return new HarnessError(
    'bridge-unavailable',
    `bridge ${name} cannot be used: what its descriptor prepares it with failed`,
    { hint, cause },
  )
}

function jobsOf(
  wanted: readonly Wanted[],
  probes: readonly Probe[],
  targetOf: (bridge: ResolvedBridge) => ProbeTarget,
): Map<string, Job> {
  const byName = new Map(probes.map((probe) => [probe.name, probe]))
  const jobs = new Map<string, Job>()
  for (const { bridge, probe: name } of wanted) {
    const target = targetOf(bridge)
    const probe = byName.get(name)
    if (probe === undefined) throw new Error(`the suite has cases of a probe ${name} and no such probe`)
    if (jobs.has(key(target.name, name))) continue
    const result = Promise.withResolvers<Built>()
    jobs.set(key(target.name, name), { probe, target, bridge: bridge.name, result })
  }
  return jobs
}

async function buildOne(
  builder: ProbeBuilder,
  job: Job,
  { emit, stop }: { emit: (event: RunEvent) => void; stop: AbortSignal },
): Promise<void> {
  const began = performance.now()
  const result = await builder.build(job)
  if (stop.aborted && 'error' in result) {
    // Ctrl-C reaches the compiler as well: its end says nothing about the probe.
    job.result.resolve({ error: 'the run was stopped' })
    return
  }
  const error = 'error' in result ? result.error : null
  if (error !== null && job.target.limitedApi !== undefined && job.probe.source !== null) {
    // A probe with a static type, say: nothing is wrong with it. What is generated always compiles.
    job.result.resolve({
      unfit: `its probe is not for the limited API of ${job.target.limitedApi}: ${compilerWord(error)}`,
    })
    return
  }
  emit({
    event: 'BuildFinished',
    bridge: job.bridge,
    probe: job.probe.name,
    cached: 'cached' in result && result.cached,
    durationMs: Math.round(performance.now() - began),
    error,
  })
  job.result.resolve('error' in result ? { error: result.error } : { path: result.path, outside: result.outside })
}

function key(bridge: string, probe: string): string {
  return `${bridge}\0${probe}`
}

/** What the compiler said first: `variable 'type' has initializer but incomplete type`. */
function compilerWord(error: string): string {
  return /error: (.*)/.exec(error)?.[1] ?? error.split('\n').at(-1) ?? ''
}
