/**
 * results.tap: version 14 of the Test Anything Protocol (https://testanything.org/tap-version-14-specification.html). A test point that counts
 * as failed is an unexpected case, as in junit.xml: a known failure that holds is a `TODO`, which by TAP's rules is no failure.
 */
import { details, headline, oneLine, runFindings } from '../findings.ts'
import type { CaseReport, ReportModel, Result } from '../model.ts'
import { visibleLine } from './visible.ts'

const longest = 500

/** The text of results.tap: each bridge a subtest. */
export function renderTap(model: ReportModel): string {
  const { run, bridges } = model
  const subtests = bridges.flatMap((bridge, column) => {
    const points = [
      ...model.cases.flatMap((item) => {
        const result = item.results[column]
        return result === undefined ? [] : [casePoint(item, result)]
      }),
      ...runFindings(bridge).map(({ subject, detail }) => ({
        isOk: false,
        name: subject,
        directive: '',
        lines: [detail],
      })),
    ]
    const isOk = points.every((point) => point.isOk || point.directive.startsWith('TODO'))
    const name = `${bridge.name}${bridge.version === null ? '' : ` ${bridge.version}`}`
    return [
      `# Subtest: ${escaped(name)}`,
      ...[`1..${points.length}`, ...points.flatMap(pointLines)].map((line) => `    ${line}`),
      `${isOk ? 'ok' : 'not ok'} ${column + 1} - ${escaped(name)}`,
    ]
  })
  const head = ['TAP version 14', `# proofload ${run.proofload} ${run.variant.join(' ')}`.trimEnd()]
  const wanting = bridges.reduce((sum, { totals }) => sum + totals.byOutcome['not-run'], 0)
  const plan = `1..${bridges.length}`
  const bailed = run.outcome === 'complete' ? [] : [`Bail out! the run is ${run.outcome}: ${wanting} not run`]
  return `${[...head, plan, ...subtests, ...bailed].join('\n')}\n`
}

interface Point {
  isOk: boolean
  name: string
  directive: string
  /** Of the diagnostic block; none: no block. */
  lines: string[]
}

function pointLines({ isOk, name, directive, lines }: Point, index: number): string[] {
  const point = `${isOk ? 'ok' : 'not ok'} ${index + 1} - ${escaped(name)}${directive === '' ? '' : ` # ${directive}`}`
  // JSON is YAML, and needs no rules for what a host has printed.
  const [message, ...rest] = lines
  if (message === undefined) return [point]
  const block = [
    `message: ${JSON.stringify(message)}`,
    ...(rest.length === 0 ? [] : [`details: ${JSON.stringify(rest)}`]),
  ]
  return [point, '  ---', ...block.map((line) => `  ${line}`), '  ...']
}

function casePoint(item: CaseReport, result: Result): Point {
  const { outcome, unexpected } = result
  const isRight = outcome === 'pass' || outcome === 'skipped' || outcome === 'not-run'
  const lines =
    unexpected || !isRight ? [message(result), ...details(item, result).flatMap((text) => text.split('\n'))] : []
  return { isOk: isRight && !unexpected, name: item.id, directive: directive(result), lines }
}

function message(result: Result): string {
  const sentence = oneLine(result)
  return sentence === null ? headline(result) : `${headline(result)}: ${sentence}`
}

function directive(result: Result): string {
  const { outcome, unexpected, known, reason } = result
  if (unexpected || outcome === 'pass') return ''
  if (outcome === 'not-run') return 'SKIP not run'
  if (outcome === 'skipped') return `SKIP ${escaped(reason ?? '')}`.trimEnd()
  return `TODO ${escaped(known === null ? 'reported, never unexpected at its level' : `known failure: ${known.reason}`)}`
}

/** `#` would begin a directive. */
function escaped(text: string): string {
  return visibleLine(text, longest).replaceAll(/[\\#]/g, (found) => `\\${found}`)
}
