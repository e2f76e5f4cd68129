/** The text that ends a run on the terminal. */
import { styleText } from 'node:util'
import type { RunEvent } from '#harness/src/record/events.ts'
import { type ModelOptions, reportModel } from './model.ts'
import { renderTerminal } from './render/terminal.ts'

export interface SummaryOptions extends ModelOptions {
  color: boolean
  /** Width of the terminal. */
  columns: number
}

/** Width for a log, which has none of its own. */
const logColumns = 100

/** The summary of one run, finished or not, ending in a line break. */
export function renderSummary(events: readonly RunEvent[], options: SummaryOptions): string {
  return renderTerminal(reportModel(events, options), options)
}

/** What suits a stream: colour only on a terminal and without NO_COLOR, as Node decides it; 100 columns in a log. */
export function summaryOptions(stream: NodeJS.WriteStream): SummaryOptions {
  const color = styleText('red', 'x', { stream }) !== 'x'
  return { color, columns: stream.isTTY ? Math.max(stream.columns, 60) : logColumns }
}
