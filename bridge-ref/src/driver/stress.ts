/** `PROOFLOAD_STRESS=gc`: a collection before each step and call, but not in repetitions, which would take minutes. */
import { settle } from '../runtime/cross-cycles.ts'
import { collectorThresholds } from '../runtime/gc.ts'

let isWanted = false
let isPaused = false

/** By itself the host collects rarely, so that a run sees garbage when its steps ask for it; or as often as can be. */
export function stressCollector(wanted: boolean): void {
  isWanted = wanted
  collectorThresholds([wanted ? 1 : 100_000])
}

export function collectUnderStress(): void {
  if (isWanted && !isPaused) settle()
}

export function withoutStress<T>(work: () => T): T {
  isPaused = true
  try {
    return work()
  } finally {
    isPaused = false
  }
}
