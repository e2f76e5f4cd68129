/** Which cases of a suite are new or changed since an earlier state of it. Pure. */
import { createHash } from 'node:crypto'
import type { Capi } from '../capi/load.ts'
import type { Case, Suite } from '../suite/case.ts'

/** A suite with what its cases are made of besides: the C API as described, and the probes' sources. */
export interface State {
  suite: Pick<Suite, 'cases' | 'probes'>
  capi: Pick<Capi, 'functions'>
  /** Of an author's probe. */
  source: (path: string) => string
}

export type Change = 'new' | 'changed' | 'probe'

/** `probe`: the case is as it was, and its probe, or the description of the function that it calls, has changed. */
export function changedCases(before: State, now: State): Map<Case['id'], Change> {
  const known = printsOf(before)
  const changes = new Map<Case['id'], Change>()
  for (const [id, print] of printsOf(now)) {
    const old = known.get(id)
    const change = old === undefined ? 'new' : old.own !== print.own ? 'changed' : 'probe'
    if (old?.own !== print.own || old.probe !== print.probe) changes.set(id, change)
  }
  return changes
}

/**
 * At most `most` of the changed cases: new and changed ones first, then a sample of those whose probe has changed, which another
 * change of the same probe draws differently.
 */
export function chooseChanged(changes: ReadonlyMap<Case['id'], Change>, most: number, salt: string): Case['id'][] {
  const ordered = [...changes].map(([id, change]) => ({
    id,
    key: `${change === 'probe' ? 1 : 0}${digest(`${salt}\0${id}`)}`,
  }))
  return ordered
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, most)
    .map(({ id }) => id)
}

function printsOf({ suite, capi, source }: State): Map<Case['id'], { own: string; probe: string }> {
  const sources = new Map(
    suite.probes.map((probe) => [probe.name, probe.source === null ? '' : digest(source(probe.source))]),
  )
  return new Map(
    suite.cases.map((one) => {
      // Where it stands and what is said about it decide nothing.
      const { place: _, title: __, docs: ___, why: ____, behaviour: _____, ...own } = one
      const made = one.kind === 'call' ? JSON.stringify(capi.functions.get(one.function)) : sources.get(one.probe)
      return [one.id, { own: JSON.stringify(own), probe: made ?? '' }]
    }),
  )
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
