/** What the seeded faults came to, as text. */
import { styleText } from 'node:util'
import type { FaultResult } from '../coverage/fault-record.ts'
import { counted } from './counted.ts'

export function faultText(results: readonly FaultResult[], stream: NodeJS.WriteStream): string {
  const heading = (text: string) => styleText('bold', text, { stream })
  const counting = results.filter(isCounted)
  const survivors = counting.filter(({ fate }) => fate === 'survived')
  const misjudged = results.filter(({ fate, equivalent }) => fate === 'killed' && equivalent !== null)
  const equivalent = results.filter((one) => one.equivalent !== null && one.fate !== 'killed')
  const unmeasured = (which: FaultResult['fate']) =>
    results.filter(({ fate, equivalent: why }) => fate === which && why === null).map(({ fault }) => fault)
  const [invalid, inapplicable] = [unmeasured('invalid'), unmeasured('inapplicable')]
  return [
    heading(`Seeded faults: ${rateText(counting)}`),
    ...kinds(counting),
    ...detailsOnly(counting),
    '',
    ...section(
      heading(`${counted(survivors.length, 'survivor')}`),
      survivors.map(
        ({ fault, tried }) => `${fault}  ${tried === 0 ? 'no case touches it' : `after ${counted(tried, 'case')}`}`,
      ),
    ),
    ...section(heading(`${invalid.length} not measured: with them no host starts`), invalid),
    ...section(
      heading(`${inapplicable.length} not measured: no case of the function applies to the bridge`),
      inapplicable,
    ),
    ...section(heading(`${equivalent.length} equivalent`), byArgument(equivalent)),
    ...section(
      heading(`${misjudged.length} said to be equivalent, and killed`),
      misjudged.map(({ fault, by }) => `${fault}  by ${by?.case}`),
    ),
  ].join('\n')
}

/** Equivalent ones count nowhere, unless some case saw them. */
function isCounted({ fate, equivalent }: FaultResult): boolean {
  return fate === 'killed' || (fate === 'survived' && equivalent === null)
}

function rateText(results: readonly FaultResult[]): string {
  const killed = results.filter(({ fate }) => fate === 'killed').length
  const share = results.length === 0 ? 0 : (100 * killed) / results.length
  return `${killed} of ${results.length} killed (${share.toFixed(1)} %)`
}

function kinds(results: readonly FaultResult[]): string[] {
  const groups = [...Map.groupBy(results, ({ kind }) => kind)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const width = Math.max(0, ...groups.map(([kind]) => kind.length))
  return groups.map(([kind, ofKind]) => `  ${kind.padEnd(width)}  ${rateText(ofKind)}`)
}

function detailsOnly(results: readonly FaultResult[]): string[] {
  const count = results.filter(({ by }) => by?.level === 'detail').length
  return count === 0 ? [] : [`  ${count} of these by a case of level detail only, which is never unexpected`]
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [heading, ...lines.map((line) => `  ${line}`), '']
}

function byArgument(results: readonly FaultResult[]): string[] {
  const groups = Map.groupBy(results, ({ equivalent }) => equivalent ?? '')
  return [...groups].flatMap(([why, faults]) => [`${why}`, ...faults.map(({ fault }) => `  ${fault}`)])
}
