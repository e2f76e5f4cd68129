/** BenchFinished events -> one row for each bench, one cell for each bridge. The statistics are the harness's. */
import { median } from 'simple-statistics'
import type { RunEvent } from '#harness/src/record/events.ts'
import { geometricMeanOf, pairedLogRatios, type Ratio, ratioOf } from '#harness/src/statistics/ratio.ts'

export interface BenchCell {
  bridge: string
  /** Median over the samples; null when it was not measured. */
  nanoseconds: number | null
  samples: number
  /** To the base bridge; null for the base itself and where no round has both. */
  ratio: Ratio | null
  error: string | null
}

export interface BenchRow {
  id: string
  title: string
  /** C functions that it measures. */
  api: string[]
  /** One for each bridge, in the order of `BenchReport.bridges`. */
  cells: BenchCell[]
}

export interface BenchArea {
  name: string
  rows: BenchRow[]
  /** Geometric mean of the area's ratios for each bridge, over the benches that it and the base have. */
  means: (Ratio | null)[]
}

export interface BenchReport {
  bridges: string[]
  base: string
  areas: BenchArea[]
  /** Over all areas. */
  means: (Ratio | null)[]
}

type BenchFinished = Extract<RunEvent, { event: 'BenchFinished' }>
type Row = BenchRow & { area: string; logRatios: number[][] }

/** Null when the run measured nothing. `base` is one of `names`. */
export function benchReports(
  events: readonly RunEvent[],
  names: readonly string[],
  base: string | null,
): BenchReport | null {
  const finished = events.filter((event) => event.event === 'BenchFinished')
  if (finished.length === 0 || base === null) return null
  const bridges = names.filter((name) => finished.some((event) => event.bridge === name))
  const byBench = Map.groupBy(finished, (event) => event.bench)
  const rows = [...byBench.values()].map((ofBench) => row(ofBench, bridges, base))
  const areas = [...Map.groupBy(rows, (item) => item.area)].map(([name, ofArea]) => ({
    name,
    rows: ofArea.map(({ id, title, api, cells }) => ({ id, title, api, cells })),
    means: means(ofArea, bridges, base),
  }))
  return { bridges, base, areas, means: means(rows, bridges, base) }
}

function row(ofBench: readonly BenchFinished[], bridges: readonly string[], base: string): Row {
  const last = new Map(ofBench.map((event) => [event.bridge, event]))
  const first = ofBench[0]
  const logRatios = bridges.map((bridge) => {
    const own = last.get(bridge)
    const other = last.get(base)
    return own === undefined || other === undefined || own === other ? [] : pairedLogRatios(own, other)
  })
  return {
    id: first?.bench ?? '',
    title: first?.title ?? '',
    api: first?.api ?? [],
    area: first?.area ?? '',
    logRatios,
    cells: bridges.map((bridge, column) => cell(bridge, last.get(bridge), logRatios[column] ?? [])),
  }
}

function cell(bridge: string, finished: BenchFinished | undefined, logRatios: readonly number[]): BenchCell {
  const samples = finished?.samples ?? []
  return {
    bridge,
    nanoseconds: samples.length === 0 ? null : median([...samples]),
    samples: samples.length,
    ratio: ratioOf(logRatios),
    error: finished?.error ?? null,
  }
}

function means(rows: readonly Row[], bridges: readonly string[], base: string): (Ratio | null)[] {
  return bridges.map((bridge, column) =>
    bridge === base ? null : geometricMeanOf(rows.map((item) => item.logRatios[column] ?? [])),
  )
}
