/**
 * ctrf.json, the Common Test Report Format (https://ctrf.io), version 0.0 of its schema. `docs/reports.md` says what becomes of each verdict.
 * A test is `failed` if and only if it is unexpected, as in junit.xml.
 */
import { details, headline, oneLine, placeOf, runFindings } from '../findings.ts'
import type { CaseReport, Outcome, ReportModel, Result } from '../model.ts'

const specVersion = '0.0.0'

type Status = 'passed' | 'failed' | 'skipped' | 'pending' | 'other'

interface Test extends Record<string, unknown> {
  name: string
  status: Status
  flaky?: boolean
}

/** The text of ctrf.json; one test a line, so that two files compare with diff. */
export function renderCtrf(model: ReportModel): string {
  const { run, bridges } = model
  const tests = [
    ...bridges.flatMap((_, column) => model.cases.flatMap((item) => testOf(item, item.results[column]))),
    ...bridges.flatMap((bridge) =>
      runFindings(bridge).map((finding, index) => findingTest(bridge.name, finding, index)),
    ),
  ]
  const head = {
    reportFormat: 'CTRF',
    specVersion,
    runId: run.id,
    generatedBy: `proofload ${run.proofload}`,
  }
  const lines = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`)
  return [
    '{',
    ...lines,
    '  "results": {',
    `    "tool": ${JSON.stringify({ name: 'proofload', version: run.proofload })},`,
    `    "summary": ${JSON.stringify(summaryOf(model, tests))},`,
    `    "environment": ${JSON.stringify(environmentOf(model))},`,
    `    "tests": ${tests.length === 0 ? '[]' : `[\n${tests.map((test) => `      ${JSON.stringify(test)}`).join(',\n')}\n    ]`}`,
    '  }',
    '}\n',
  ].join('\n')
}

function summaryOf({ run, bridges, areas }: ReportModel, tests: readonly Test[]): Record<string, number> {
  const count = (status: Status): number => tests.filter((test) => test.status === status).length
  const start = Date.parse(run.startedAt)
  const duration = Math.round(run.durationMs ?? 0)
  return {
    tests: tests.length,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    pending: count('pending'),
    other: count('other'),
    flaky: tests.filter(({ flaky }) => flaky === true).length,
    suites: bridges.length * areas.length,
    start,
    stop: start + duration,
    duration,
  }
}

function environmentOf({ run, bridges }: ReportModel): Record<string, unknown> {
  const versions = Object.fromEntries(bridges.map(({ name, version, python }) => [name, { version, python }]))
  return {
    reportName: ['proofload', ...run.variant].join(' '),
    appName: bridges.map(({ name }) => name).join(', '),
    osPlatform: run.machine.os,
    extra: { bridges: versions, suite: run.suite, variant: run.variant, outcome: run.outcome, machine: run.machine },
  }
}

function testOf(item: CaseReport, result: Result | undefined): Test[] {
  if (result === undefined) return []
  const { bridge, outcome, tries, ending } = result
  const { file, line } = placeOf(item)
  const status = statusOf(result)
  const isBad = status === 'failed' || (outcome !== 'pass' && outcome !== 'skipped' && outcome !== 'not-run')
  const sentence = oneLine(result)
  return [
    {
      name: item.id,
      testId: `${bridge}/${item.id}`,
      status,
      rawStatus: outcome,
      duration: Math.round(result.durationMs),
      suite: [bridge, item.area, item.topic],
      type: 'conformance',
      filePath: file,
      line,
      tags: [item.level, ...(item.behaviour === null ? [] : [item.behaviour])],
      labels: { bridge, level: item.level, ...(item.api.length === 0 ? {} : { api: item.api }) },
      ...(isBad || sentence !== null
        ? { message: sentence === null ? headline(result) : `${headline(result)}: ${sentence}` }
        : {}),
      ...(isBad ? { trace: details(item, result).join('\n') } : {}),
      ...(tries.length < 2 ? {} : { retries: tries.length - 1, retryAttempts: attempts(tries) }),
      ...(outcome === 'flaky' ? { flaky: true } : {}),
      ...(ending === null || ending.stderr === '' ? {} : { stderr: ending.stderr.trimEnd().split('\n') }),
      extra: extraOf(item, result),
    },
  ]
}

/** The last try is the test itself. */
function attempts(tries: Result['tries']): { attempt: number; status: Status }[] {
  return tries.slice(0, -1).map((verdict, index) => ({ attempt: index + 1, status: tryStatus(verdict) }))
}

function tryStatus(verdict: Outcome): Status {
  if (verdict === 'pass') return 'passed'
  return verdict === 'skipped' ? 'skipped' : 'failed'
}

function statusOf({ outcome, unexpected }: Result): Status {
  if (unexpected) return 'failed'
  if (outcome === 'not-run') return 'pending'
  return outcome === 'pass' ? 'passed' : outcome === 'skipped' ? 'skipped' : 'other'
}

function extraOf(item: CaseReport, { expected, known, differences, ending }: Result): Record<string, unknown> {
  return {
    title: item.title,
    documentation: item.docs,
    expected,
    ...(known === null ? {} : { known }),
    ...(differences.length === 0 ? {} : { differences }),
    ...(ending === null ? {} : { ending: { ...ending, stderr: undefined } }),
  }
}

function findingTest(
  bridge: string,
  { kind, subject, detail }: { kind: string; subject: string; detail: string },
  index: number,
): Test {
  return {
    name: `${subject} (${index + 1})`,
    testId: `${bridge}/run/${kind}/${index + 1}`,
    status: 'failed',
    rawStatus: kind,
    duration: 0,
    suite: [bridge, 'run'],
    message: detail,
  }
}
