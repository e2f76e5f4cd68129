/** A case as the rest of the harness sees it: unfolded, defaults filled in, nothing left to look up in a suite file. */
import type { Bench, Capability, Level, Row, Scenario, Step } from './schema.ts'
import type { Value } from './value.ts'

/** `area/topic/name`; stable over time. Made only by the suite loader. */
export type CaseId = string & { readonly brand: unique symbol }

/** Where in a suite file something stands; lines and columns count from 1. */
export interface Place {
  file: string
  line: number
  column: number
}

interface CaseCommon {
  id: CaseId
  area: string
  topic: string
  title: string
  place: Place
  level: Level
  behaviour: string | null
  docs: string
  why: string | null
  /** The C functions it exercises. */
  api: string[]
  since: string | null
  until: string | null
  versions: string | null
  needs: Capability[]
  /** Real extensions that it imports, by dotted name. */
  modules: string[]
  /** Repetitions for the leak slope; 0 means it is not measured. */
  repeat: number
  timeoutMs: number | null
  isolate: boolean
  /** Name of the probe module: `<area>_<topic>` or `<area>_<topic>_calls`, `-` written `_`. */
  probe: string
}

export interface CallCase extends CaseCommon {
  kind: 'call'
  function: string
  args: Value[]
  /** `then` is by position: `arg0`, `arg1`, … */
  expect: Pick<Row, 'returns' | 'raises' | 'absent' | 'out' | 'then'>
}

export interface ScenarioCase extends CaseCommon {
  kind: 'scenario'
  steps: Step[]
  ends: Scenario['ends'] | null
}

export type Case = CallCase | ScenarioCase

export interface BenchCase extends Omit<CaseCommon, 'repeat' | 'isolate' | 'level' | 'versions'> {
  kind: 'bench'
  /** The real extension that `call` is a function of; null: the probe. */
  import: string | null
  loop: Bench['loop']
  call: string
  args: Value[]
}

/** One probe to build: the source that an author wrote, or the one that is generated for the call tables of a topic. */
export interface Probe {
  name: string
  area: string
  topic: string
  /** Absolute path of the author's C file; `null` for a generated one. */
  source: string | null
  place: Place
  /** C functions it may use: those of its cases. For a generated probe, those it wraps. */
  api: string[]
  /** Does it note its calls for the blame of crashes? Not where only benches would pay for it. */
  traced: boolean
}

export interface Suite {
  /** Of `INTERPRETING.md`; part of every record. */
  version: string
  cases: Case[]
  benches: BenchCase[]
  probes: Probe[]
}
