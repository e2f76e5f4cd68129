/** results.json: the record's verdicts for scripts. One case a line, so that two files compare with diff. */
import { oneLine } from '../findings.ts'
import type { BridgeReport, CaseReport, ReportModel, Result } from '../model.ts'
import { type Results, resultsVersion } from '../results-schema.ts'

/** The text of results.json. */
export function renderResults(model: ReportModel): string {
  const { bridges, cases, ...head } = resultsOf(model)
  const lines = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`)
  return `{\n${lines.join('\n')}\n  "bridges": ${array(bridges)},\n  "cases": ${array(cases)}\n}\n`
}

function array(items: readonly unknown[]): string {
  return items.length === 0 ? '[]' : `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`
}

function resultsOf(model: ReportModel): Results {
  return {
    schema: resultsVersion,
    suite: { version: model.run.suite.version, cases: model.run.suite.cases, digest: model.run.suite.digest },
    outcome: model.run.outcome,
    variant: model.run.variant,
    bridges: model.bridges.map(bridgeEntry),
    cases: model.cases.flatMap(caseEntries),
  }
}

function bridgeEntry({ name, version, totals }: BridgeReport): Results['bridges'][number] {
  // Schema 1 has no `not-run`: such a case has no entry, and `suite.cases` tells that it is wanting.
  const { 'not-run': _, ...byVerdict } = totals.byOutcome
  return { name, version, totals: byVerdict, unexpected: totals.unexpected }
}

function caseEntries({ id, level, behaviour, results }: CaseReport): Results['cases'] {
  return results.flatMap((result) => {
    const { bridge, outcome, expected, durationMs, tries } = result
    if (outcome === 'not-run') return []
    const difference = oneLine(result)
    const ending = endingOf(result)
    return [{ id, bridge, verdict: outcome, expected, level, behaviour, durationMs, difference, tries, ending }]
  })
}

function endingOf({ ending }: Result): Results['cases'][number]['ending'] {
  if (ending === null) return null
  const { reason, detail, step, lastCalls, backtrace } = ending
  return { reason, detail, step, lastCalls, backtrace }
}
