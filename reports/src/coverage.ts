/** Which behaviours and which functions of the C API the cases of a run touch, and with what success on each bridge. */
/** What of a case matters here; for each bridge an outcome. */
interface Touching {
  behaviour: string | null
  api: readonly string[]
  results: readonly { outcome: string }[]
}

/** Cases of one bridge that touch something. A case that was skipped or not run is not judged. */
interface Share {
  passed: number
  judged: number
  /** Among the judged: the bridge lacks a function. */
  missing: number
}

interface CoverageRow {
  /** A behaviour's id or a C function's name. */
  name: string
  /** One for each bridge, in the order of `ReportModel.bridges`. */
  shares: Share[]
}

export interface CoverageReport {
  /** In the order in which cases name them first. */
  behaviours: CoverageRow[]
  /** By name. */
  functions: CoverageRow[]
}

export function coverageReport(cases: readonly Touching[], bridges: number): CoverageReport {
  const behaviours = rows(cases, bridges, ({ behaviour }) => (behaviour === null ? [] : [behaviour]))
  const functions = rows(cases, bridges, ({ api }) => api)
  return { behaviours, functions: functions.toSorted((a, b) => Number(a.name > b.name) - Number(a.name < b.name)) }
}

function rows(
  cases: readonly Touching[],
  bridges: number,
  namesOf: (one: Touching) => readonly string[],
): CoverageRow[] {
  const byName = new Map<string, CoverageRow>()
  for (const one of cases) {
    for (const name of new Set(namesOf(one))) {
      const row = byName.get(name) ?? { name, shares: Array.from({ length: bridges }, noShare) }
      byName.set(name, row)
      for (const [column, share] of row.shares.entries()) count(share, one.results[column])
    }
  }
  return [...byName.values()]
}

function noShare(): Share {
  return { passed: 0, judged: 0, missing: 0 }
}

function count(share: Share, result: Touching['results'][number] | undefined): void {
  if (result === undefined || result.outcome === 'skipped' || result.outcome === 'not-run') return
  share.judged += 1
  if (result.outcome === 'pass') share.passed += 1
  if (result.outcome === 'missing') share.missing += 1
}
