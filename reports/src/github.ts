/** What goes to GitHub Actions besides files: its annotations, and the summary of the job that a step appends to. */
import type { RunEvent } from '#harness/src/record/events.ts'
import { reportModel } from './model.ts'
import { renderAnnotations, renderJobSummary, summaryLimitBytes } from './render/github.ts'

/** Lines for the standard output; empty when all is as expected. */
export function githubAnnotations(events: readonly RunEvent[]): string {
  return renderAnnotations(reportModel(events))
}

/** What still fits behind `usedBytes` of a step's summary; empty when nothing does. */
export function githubSummary(events: readonly RunEvent[], usedBytes: number): string {
  return renderJobSummary(reportModel(events), summaryLimitBytes - usedBytes)
}
