/**
 * The rounds of the throughput gate.
 *
 * A round starts a fresh host for each side and measures every undecided bench in it, so that a slow start is paid once for all. The
 * sides take turns of a few short samples, in random order: what disturbs the machine for longer than a turn hits both. (On a busy
 * machine, pairs made of one turn of 20 ms a side scattered by 8 %, pairs made of ten alternating turns of 1.4 ms by 2.3 %.) Both hosts
 * of a round stay on one processor, another one in another round.
 */
import type { ResolvedBridge } from '../bridge/discover.ts'
import { type Randomness, shuffled } from '../plan/shuffle.ts'
import type { Series } from '../record/bench-events.ts'
import type { RunContext } from '../run/context.ts'
import type { Seat } from '../run/seat.ts'
import { isNarrow, type Rule, samplesPerTurn, turnsPerRound } from '../statistics/gate-rule.ts'
import { roundLogRatio } from '../statistics/paired.ts'
import type { BenchCase } from '../suite/case.ts'
import { Control } from './control.ts'
import { BenchError, measureOnce } from './measure.ts'
import type { Processors } from './processors.ts'
import { calibrate, type Measure, takeSamples } from './sample.ts'

/** The bridge as it was, and as it is. Their names differ. */
export interface Sides<T = ResolvedBridge> {
  base: T
  head: T
}

export const sideNames = ['base', 'head'] as const
type SideName = (typeof sideNames)[number]
/** `second`: of what looked slower in the first rounds, to confirm it, and of what was unclear. */
export type Part = 'first' | 'second'

/** Something that is measured on both sides. */
export interface Subject {
  /** Null: the control. */
  bench: BenchCase | null
  /** Operations in a sample of base. */
  iterations: number
  samples: Sides<Series>
  /** The logarithm of head/base of each round. */
  logRatios: Record<Part, number[]>
  /** With its share of what all benches need together. */
  spentMs: number
  error: { side: SideName; message: string; failed: boolean } | null
}

export interface Gate {
  seats: Sides<Seat>
  rule: Rule
  random: Randomness
  processors: Processors
  /** Path of the control benchmark's program. */
  controlPath: string
  control: Subject
  /** What head does more of each operation, to try the gate: 0.05 is 5 %. */
  planted: (bench: BenchCase) => number
  progress: (state: { part: Part; undecided: number; benches: number }) => void
  round: number
  /** The first round of the present part. */
  partBegan: number
  context: RunContext
}

/** Short, so that most samples fit into one slice of the scheduler's: a few milliseconds on a busy Linux. */
const sampleNs = 700_000

/** The control has a turn for so many benches: a round of many lasts long, and one pair of the control would say little of it. */
const benchesPerControl = 8

export function newSubject(bench: BenchCase | null): Subject {
  const series = (): Series => ({ samples: [], round: [] })
  return {
    bench,
    iterations: 1,
    samples: { base: series(), head: series() },
    logRatios: { first: [], second: [] },
    spentMs: 0,
    error: null,
  }
}

/** Both sides make the same number of operations in a sample: the one that suits base. */
export async function calibrateAll(gate: Gate, subjects: readonly Subject[]): Promise<void> {
  for (const subject of subjects) {
    if (gate.context.stop.aborted) break
    const began = performance.now()
    await attempt(subject, 'base', async () => {
      subject.iterations = await calibrateWarm(measureOf(gate, subject, 'base'))
    })
    subject.spentMs += performance.now() - began
  }
  await gate.seats.base.finish('host')
  // A stopped run ends all its processes, this one too.
  if (gate.context.stop.aborted) return
  using control = startControl(gate)
  gate.control.iterations = await calibrateWarm(control.measure)
}

/** Again after some samples: a compiler may have made it faster by then. */
async function calibrateWarm(measure: Measure): Promise<number> {
  const cold = await calibrate(measure, sampleNs)
  const fastest = Math.min(...(await takeSamples(measure, cold, samplesPerTurn * turnsPerRound)))
  return fastest > 0 ? Math.max(1, Math.round(sampleNs / fastest)) : cold
}

/**
 * Rounds until the interval of each bench is narrow enough or half its budget is spent. `judged` are the logarithms of head/base that
 * the interval is of.
 */
export async function measurePart(
  gate: Gate,
  subjects: readonly Subject[],
  part: Part,
  judged: (subject: Subject) => readonly number[],
): Promise<void> {
  const limitMs = (gate.rule.budget * 1000) / 2
  const spentBefore = new Map(subjects.map((subject) => [subject, part === 'first' ? 0 : subject.spentMs]))
  let active = subjects.filter(({ error }) => error === null)
  gate.partBegan = gate.round
  while (active.length > 0 && !gate.context.stop.aborted) {
    const roundMs = await measureRound(gate, active, part)
    active = active.filter((subject) => {
      // Another round like this one, or a slower one, must fit in.
      const needed = subject.spentMs - (spentBefore.get(subject) ?? 0) + 1.5 * (roundMs.get(subject) ?? 0)
      return subject.error === null && needed <= limitMs && !isNarrow(judged(subject), gate.rule)
    })
    gate.progress({ part, undecided: active.length, benches: subjects.length })
  }
}

/** One pair of fresh hosts. Answers what each bench cost. */
async function measureRound(gate: Gate, subjects: readonly Subject[], part: Part): Promise<Map<Subject, number>> {
  const began = performance.now()
  const { seats } = gate
  const own = new Map<Subject, number>()
  const hosts = await Promise.all(sideNames.map((side) => seats[side].host()))
  {
    using base = startControl(gate)
    using head = startControl(gate)
    const processor = shuffled(gate.processors.usable, gate.random)[0]
    for (const one of [...hosts, base, head]) gate.processors.keep(one?.pid, processor)
    const controls = Array<Subject>(Math.ceil(subjects.length / benchesPerControl)).fill(gate.control)
    for (const subject of shuffled([...subjects, ...controls], gate.random)) {
      if (gate.context.stop.aborted) break
      const turnsBegan = performance.now()
      const measure = (side: SideName): Measure =>
        subject.bench === null ? { base, head }[side].measure : measureOf(gate, subject, side)
      await measureTurns(gate, subject, part, measure)
      own.set(subject, performance.now() - turnsBegan)
    }
  }
  await Promise.all(sideNames.map((side) => seats[side].finish('host')))
  gate.round += 1
  const ofBenches = subjects.reduce((sum, subject) => sum + (own.get(subject) ?? 0), 0)
  const share = (performance.now() - began - ofBenches) / subjects.length
  return new Map(
    subjects.map((subject) => {
      const cost = (own.get(subject) ?? 0) + share
      subject.spentMs += cost
      return [subject, cost]
    }),
  )
}

async function measureTurns(
  { random, round }: Gate,
  subject: Subject,
  part: Part,
  measure: (side: SideName) => Measure,
): Promise<void> {
  const taken: Sides<number[]> = { base: [], head: [] }
  for (let turn = 0; turn < turnsPerRound; turn += 1) {
    for (const side of shuffled(sideNames, random)) {
      await attempt(subject, side, async () => {
        taken[side].push(...(await takeSamples(measure(side), subject.iterations, samplesPerTurn)))
      })
    }
  }
  for (const side of sideNames) {
    subject.samples[side].samples.push(...taken[side])
    subject.samples[side].round.push(...taken[side].map(() => round))
  }
  const logRatio = subject.error === null ? roundLogRatio(taken.base, taken.head, samplesPerTurn) : null
  if (logRatio !== null) subject.logRatios[part].push(logRatio)
}

/** Nothing more once it has failed: a pair needs both. */
async function attempt(subject: Subject, side: SideName, work: () => Promise<void>): Promise<void> {
  if (subject.error !== null) return
  try {
    await work()
  } catch (error) {
    // Anything else is a fault of the harness and must end the run.
    if (!(error instanceof BenchError)) throw error
    subject.error = { side, message: error.message, failed: error.failed }
  }
}

function measureOf(gate: Gate, { bench }: Subject, side: SideName): Measure {
  if (bench === null) throw new Error('the control is no bench')
  const more = side === 'head' ? gate.planted(bench) : 0
  // More work is really done, and counted as if it were not there.
  return (iterations) => measureOnce(bench, Math.round(iterations * (1 + more)), gate.seats[side], gate.context)
}

function startControl({ controlPath, context }: Gate): Control {
  return new Control(controlPath, { ...context.env, PROOFLOAD_RUN: context.run })
}
