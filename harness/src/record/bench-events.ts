/** The events of throughput: samples, what else was measured, and how a gate answered. */
import { z } from 'zod'

/** Nanoseconds for one operation, in the order they were taken, each with the round it was taken in. */
export const series = z.strictObject({ samples: z.array(z.number()), round: z.array(z.int()) })

/** One bench on one bridge. */
const benchFinished = z.strictObject({
  event: z.literal('BenchFinished'),
  bridge: z.string(),
  bench: z.string(),
  area: z.string(),
  title: z.string(),
  /** C functions that it measures. */
  api: z.array(z.string()).default([]),
  /** Nanoseconds for one operation, one for each sample, in the order they were taken. */
  samples: z.array(z.number()),
  round: z.array(z.int()),
  iterations: z.int(),
  /** tinybench's statistics over the samples, nanoseconds an operation. */
  statistics: z
    .strictObject({ mean: z.number(), p50: z.number(), p99: z.number(), mad: z.number(), rme: z.number() })
    .nullable(),
  error: z.string().nullable(),
  /** The control benchmark in the same rounds: work that no bridge can influence. Null: it was not measured. */
  control: series.nullable().default(null),
})

/** Kinds of curve, after Barrett et al., "Virtual machine warmup blows hot and cold", OOPSLA 2017. */
const warmupClass = z.enum(['flat', 'warm-up', 'slow-down', 'no-steady-state'])

/** How the time of an operation develops in a fresh host that has a JIT compiler. */
const warmupMeasured = z.strictObject({
  event: z.literal('WarmupMeasured'),
  bridge: z.string(),
  bench: z.string(),
  /** Operations in each sample. */
  iterations: z.int(),
  /** Nanoseconds for one operation, in order, from the host's first. */
  samples: z.array(z.number()),
  class: warmupClass,
  /** Index of the first sample of the steady state; null where there is none. */
  steadyFrom: z.int().nullable(),
  /** Median of the steady state, nanoseconds an operation. */
  steadyNs: z.number().nullable(),
})

const metric = z.enum(['instructions', 'peak-memory', 'voluntary-switches', 'involuntary-switches'])

/** A second metric of one bench on one bridge. */
const metricMeasured = z.strictObject({
  event: z.literal('MetricMeasured'),
  bridge: z.string(),
  bench: z.string(),
  metric,
  /** Instructions for one operation; bytes; switches for a thousand operations. Median of `samples`. */
  value: z.number().nullable(),
  /** In the order they were taken, each from a fresh host. */
  samples: z.array(z.number()),
  /** Why there is no value. */
  reason: z.string().nullable(),
})

/** Time of head divided by that of base: median of the paired ratios, with its 95 % bootstrap interval. */
const comparison = z.strictObject({
  ratio: z.number(),
  low: z.number(),
  high: z.number(),
  /** Rounds that have both. */
  pairs: z.int(),
})

const gateAnswer = z.enum(['slower', 'not-slower', 'cannot-tell'])

/** What the gate says about one bench; `docs/throughput-gate.md` has the rule. */
const benchGated = z.strictObject({
  event: z.literal('BenchGated'),
  bench: z.string(),
  /** The bridge as it was, and as it is: names in `BenchFinished`, whose samples decided. */
  base: z.string(),
  head: z.string(),
  answer: gateAnswer,
  /** Why it cannot tell. */
  reason: z.string().nullable(),
  /** A ratio up to 1 + floor is nobody's business: 0.02 is 2 %. */
  floor: z.number(),
  /** Over all rounds; null with fewer than five pairs. */
  all: comparison.nullable(),
  first: comparison.nullable(),
  /** Second rounds: they confirm what looked slower, or narrow what was unclear; null where neither was needed. */
  second: comparison.nullable(),
  /** Of the first rounds: how probable they are if head is not slower than the floor, as it is and corrected for the number of benches. */
  p: z.number().nullable(),
  adjusted: z.number().nullable(),
  /** Time it took, its share of starting hosts included. */
  seconds: z.number(),
})

/** The control benchmark compared with itself, by the rule that judged the benches: once for each part of the run. */
const gateChecked = z.strictObject({
  event: z.literal('GateChecked'),
  part: z.enum(['first', 'second']),
  ok: z.boolean(),
  reason: z.string().nullable(),
  comparison: comparison.nullable(),
  /** The samples of its two sides. */
  base: series,
  head: series,
})

export const benchEvents = [benchFinished, warmupMeasured, metricMeasured, benchGated, gateChecked] as const

export type WarmupClass = z.infer<typeof warmupClass>
export type Metric = z.infer<typeof metric>
export type GateAnswer = z.infer<typeof gateAnswer>
export type Comparison = z.infer<typeof comparison>
export type Series = z.infer<typeof series>
