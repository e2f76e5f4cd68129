/** Compares a bridge as it is (head) with a bridge as it was (base), bench by bench, by the rule of `statistics/gate-rule.ts`. */
import { median } from 'simple-statistics'
import { type Extensions, skipReason } from '../plan/applicability.ts'
import { randomness } from '../plan/shuffle.ts'
import type { Series } from '../record/bench-events.ts'
import { BridgeState } from '../run/bridge-state.ts'
import type { RunContext } from '../run/context.ts'
import { Seat } from '../run/seat.ts'
import { answerOf, type First, judgeControl, judgeFirst, type Rule } from '../statistics/gate-rule.ts'
import { comparePairs } from '../statistics/paired.ts'
import type { BenchCase } from '../suite/case.ts'
import {
  calibrateAll,
  type Gate,
  measurePart,
  newSubject,
  type Part,
  type Sides,
  type Subject,
  sideNames,
} from './gate-round.ts'
import { type MetricGroup, measureMetrics } from './metrics.ts'
import { Processors } from './processors.ts'
import { statisticsOf } from './sample.ts'
import { measureWarmup } from './warmup.ts'

export interface GateOptions {
  rule: Rule
  /** Of the order. */
  seed: number
  extensions: Extensions
  /** Path of the control benchmark's program. */
  controlPath: string
  /** Measure the curve of each bench in a fresh host, where there is a JIT. */
  warmup: boolean
  metrics: readonly MetricGroup[]
  /** What head does more of each operation, to try the gate: 0.05 is 5 %. Default: nothing. */
  planted?: (bench: BenchCase) => number
  /** Called after every round. */
  progress?: (state: { part: Part; undecided: number; benches: number }) => void
}

interface Judged {
  first: First
  refusals: Record<Part, string | null>
}

/** Emits a `BenchGated` for each bench that base can run; one that head cannot is told from no pass. Answers how many failed on head alone. */
export async function runGate(
  benches: readonly BenchCase[],
  sides: Sides,
  options: GateOptions,
  context: RunContext,
): Promise<number> {
  const gate = newGate(sides, options, context)
  const meant = benches.map((bench) => ({ bench, ...whyNot(bench, sides, options.extensions) }))
  const subjects = meant.flatMap(({ bench, base, head }) => (base === null && head === null ? newSubject(bench) : []))
  for (const { bench, base, head } of meant) if (base === null && head !== null) lost(gate, bench, head)
  if (subjects.length === 0) return 0
  try {
    await calibrateAll(gate, subjects)
    await measurePart(gate, subjects, 'first', ({ logRatios }) => logRatios.first)
    const refusals: Record<Part, string | null> = { first: checkControl(gate, 'first'), second: null }
    const judged = judgeFirst(
      subjects.map(({ logRatios }) => logRatios.first),
      options.rule,
    )
    const isSuspect = (subject: Subject) => judged[subjects.indexOf(subject)]?.suspect === true
    const again = subjects.filter((_, index) => judged[index]?.again === true)
    if (refusals.first === null && again.length > 0) {
      await measurePart(gate, again, 'second', (subject) => {
        const { first, second } = subject.logRatios
        return isSuspect(subject) ? second : [...first, ...second]
      })
      refusals.second = checkControl(gate, 'second')
    }
    for (const [index, subject] of subjects.entries()) {
      const first = judged[index]
      if (first === undefined) throw new Error('every bench is judged')
      if (context.stop.aborted) break
      await measureMore(gate, subject, options)
      await report(gate, subject, { first, refusals })
    }
  } finally {
    for (const side of sideNames) await gate.seats[side].finish('host')
  }
  return subjects.filter(({ error }) => error?.failed === true && error.side === 'head').length
}

async function measureMore({ seats, context }: Gate, subject: Subject, options: GateOptions): Promise<void> {
  const { bench, samples, error } = subject
  if (bench === null || error !== null) return
  for (const side of sideNames) {
    if (samples[side].samples.length === 0) continue
    const ns = median(samples[side].samples)
    const { state } = seats[side]
    if (options.warmup) await measureWarmup(bench, state, ns, context)
    await measureMetrics({ bench, bridge: state.bridge, ns, groups: options.metrics }, context)
  }
}

function newGate({ base, head }: Sides, options: GateOptions, context: RunContext): Gate {
  const seat = (bridge: typeof base) => new Seat(new BridgeState(bridge, context, false), context)
  return {
    seats: { base: seat(base), head: seat(head) },
    rule: options.rule,
    random: randomness(options.seed),
    processors: new Processors(),
    controlPath: options.controlPath,
    control: newSubject(null),
    planted: options.planted ?? (() => 0),
    progress: options.progress ?? (() => undefined),
    round: 0,
    partBegan: 0,
    context,
  }
}

/** Why a bench does not apply to a side; null where it does. */
export function whyNot(bench: BenchCase, { base, head }: Sides, extensions: Extensions): Sides<string | null> {
  const reason = (bridge: Sides['base']) => skipReason({ ...bench, versions: null }, bridge, extensions)
  return { base: reason(base), head: reason(head) }
}

/** What base could do and head cannot must not pass for not slower. */
function lost(gate: Gate, bench: BenchCase, why: string): void {
  gate.context.emit({
    event: 'BenchGated',
    bench: bench.id,
    base: gate.seats.base.state.bridge.name,
    head: gate.seats.head.state.bridge.name,
    answer: 'cannot-tell',
    reason: `it no longer applies to head: ${why}`,
    floor: gate.rule.floor,
    all: null,
    first: null,
    second: null,
    p: null,
    adjusted: null,
    seconds: 0,
  })
}

/** Records how the control compares with itself; answers why the part must not be judged, or null. */
function checkControl(gate: Gate, part: Part): string | null {
  const { control, rule, context } = gate
  if (context.stop.aborted) return null
  const reason = judgeControl(control.logRatios[part], rule)
  const comparison = comparePairs(control.logRatios[part])
  const from = part === 'first' ? 0 : gate.partBegan
  const { base, head } = { base: since(control.samples.base, from), head: since(control.samples.head, from) }
  context.emit({ event: 'GateChecked', part, ok: reason === null, reason, comparison, base, head })
  return reason
}

function since({ samples, round }: Series, first: number): Series {
  const from = round.findIndex((one) => one >= first)
  return from < 0 ? { samples: [], round: [] } : { samples: samples.slice(from), round: round.slice(from) }
}

async function report(gate: Gate, subject: Subject, judged: Judged): Promise<void> {
  const { bench, logRatios, error } = subject
  if (bench === null) throw new Error('the control is no bench')
  for (const side of sideNames) await finish(gate, subject, side)
  const all = comparePairs([...logRatios.first, ...logRatios.second])
  const second = comparePairs(logRatios.second)
  const said =
    error === null
      ? answerOf({ ...judged, second, all }, gate.rule)
      : { answer: 'cannot-tell' as const, reason: `${error.side} could not be measured: ${error.message}` }
  gate.context.emit({
    event: 'BenchGated',
    bench: bench.id,
    base: gate.seats.base.state.bridge.name,
    head: gate.seats.head.state.bridge.name,
    ...said,
    floor: gate.rule.floor,
    all,
    first: judged.first.compared,
    second,
    p: judged.first.p,
    adjusted: judged.first.adjusted,
    seconds: Math.round(subject.spentMs) / 1000,
  })
}

/** Round medians: the samples themselves are in `GateChecked`. */
function byRound({ samples, round }: Series): Series {
  const rounds = Map.groupBy(samples.keys(), (index) => round[index] ?? 0)
  return {
    samples: [...rounds.values()].map((indices) => median(indices.map((index) => samples[index] ?? 0))),
    round: [...rounds.keys()],
  }
}

async function finish(gate: Gate, subject: Subject, side: 'base' | 'head'): Promise<void> {
  const { bench, iterations, error } = subject
  if (bench === null) throw new Error('the control is no bench')
  const { samples, round } = subject.samples[side]
  const control = byRound(gate.control.samples[side])
  gate.context.emit({
    event: 'BenchFinished',
    bridge: gate.seats[side].state.bridge.name,
    bench: bench.id,
    area: bench.area,
    title: bench.title,
    api: bench.api,
    samples,
    round,
    iterations,
    statistics: samples.length > 0 && error === null ? await statisticsOf(samples) : null,
    error: error?.side === side ? error.message : null,
    control,
  })
}
