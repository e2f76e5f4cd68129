/** Where a point of a history stands, and the interval in which something changed. All of this is plain JSON. */
import type { Arm } from './store.ts'

/** A run of a bridge, as far as it says what was tested. */
export interface Stand {
  run: string
  /** Of the run, ISO 8601. */
  at: string
  version: string | null
  commit: { id: string; at: string | null; dirty: boolean } | null
  /** Digest of the suite. */
  suite: string
}

/** Something changed after `last` and not later than `first`. */
export interface Interval {
  last: Stand
  first: Stand
  /** What else is different at the two ends: the commit may not be to blame. */
  versionChanged: boolean
  suiteChanged: boolean
}

export function standOf({ run, at, version, commit, suite }: Arm): Stand {
  return { run, at, version, commit, suite: suite.digest }
}

export function intervalOf(last: Stand, first: Stand): Interval {
  return {
    last,
    first,
    versionChanged: last.version !== first.version,
    suiteChanged: last.suite !== first.suite,
  }
}

/** Runs of a bridge that are the same variant are one series, whatever seed they drew. */
export function variantKey(variant: readonly string[]): string {
  return variant.map((flag) => flag.replace(/ --seed \d+$/, '')).join(' ')
}

/** Whether two runs tested the same thing: where they differ, it is flaky. Nobody knows what uncommitted changes were. */
export function isSameState(a: Arm, b: Arm): boolean {
  return (
    a.commit !== null &&
    b.commit !== null &&
    !a.commit.dirty &&
    !b.commit.dirty &&
    a.commit.id === b.commit.id &&
    a.version === b.version &&
    a.suite.digest === b.suite.digest &&
    a.fingerprint === b.fingerprint
  )
}
