/** What stands in a cell of a comparison, in words, the same in every format that a person reads. */
import type { Matrix, MatrixCell } from '../../compare/matrix.ts'
import type { Cost } from '../../compare/rows.ts'
import { words } from '../../findings.ts'
import { type Outcome, outcomes } from '../../model.ts'
import { intervalText, nanosecondsText, ratioText } from '../figures.ts'

/** Of how many ways of failing a cell tells. */
const mostKinds = 2

/** `pass 12`, `3/5 fail, crash`, `skipped`; of a single case its verdict, with ✗ where it is unexpected; empty without a case. */
export function verdictText(cell: MatrixCell): string {
  const { result, judged, passed } = cell
  if (result !== null) return `${words(result.outcome)}${result.unexpected ? ' ✗' : ''}`
  const seen = outcomesOf(cell)
  if (seen.length === 0) return ''
  if (judged === 0) return seen.includes('not-run') ? 'not run' : 'skipped'
  if (passed === judged) return `pass ${passed}`
  if (cell.outcomes.missing === judged) return 'missing'
  const kinds = failingKinds(cell)
  const more = kinds.length > mostKinds ? ' …' : ''
  return `${passed}/${judged} ${kinds.slice(0, mostKinds).map(words).join(', ')}${more}`
}

/** `1184/1774`: of a sum, below which the ways of failing are counted. */
export function shareText({ passed, judged, outcomes: counts }: MatrixCell): string {
  if (judged > 0) return `${passed}/${judged}`
  return (counts['not-run'] ?? 0) > 0 ? 'not run' : (counts.skipped ?? 0) > 0 ? 'skipped' : ''
}

/** `×31.2 [29.0, 32.5]`; `~×31.2` where the two were not measured in one run. Of the base `base`, or its time in a row of one bench. */
export function costText({ cost, nanoseconds, benches, error }: MatrixCell, isBase: boolean): string {
  if (cost !== null) return [costRatioText(cost), intervalText(cost.ratio)].filter((part) => part !== '').join(' ')
  if (nanoseconds !== null) return nanosecondsText(nanoseconds)
  if (error !== null) return 'not measured'
  return isBase && benches > 0 ? 'base' : ''
}

export function costRatioText({ ratio, paired }: Cost): string {
  return `${paired ? '' : '~'}${ratioText(ratio)}`
}

/** Is anything in it measured in two runs? */
function hasUnpaired({ rows, total }: Matrix): boolean {
  return [...rows, total].some(({ cells }) => cells.some(({ cost }) => cost !== null && !cost.paired))
}

/** Most frequent first. */
function failingKinds(cell: MatrixCell): Outcome[] {
  return outcomesOf(cell)
    .filter((outcome) => outcome !== 'pass' && outcome !== 'skipped' && outcome !== 'not-run')
    .toSorted((one, other) => (cell.outcomes[other] ?? 0) - (cell.outcomes[one] ?? 0))
}

function outcomesOf({ outcomes: counts }: MatrixCell): Outcome[] {
  return outcomes.filter((outcome) => (counts[outcome] ?? 0) > 0)
}

/** How to read the cells, in sentences. */
export function legendOf(matrix: Matrix): string[] {
  const base = matrix.columns[matrix.base]?.name ?? ''
  const measured = matrix.total.cells.filter(({ benches }) => benches > 0).length
  return [
    ...(matrix.by === 'case'
      ? []
      : [
          'pass N: all that were judged; else passed/judged, and how the others fail; skipped and not run are not judged',
        ]),
    ...(measured > 1
      ? [`×: how many times the time of ${base}, geometric mean of the row's benches, with its 95 % interval`]
      : []),
    ...(hasUnpaired(matrix) ? ['~: of another run than the base, so not paired: the machine may have differed'] : []),
  ]
}
