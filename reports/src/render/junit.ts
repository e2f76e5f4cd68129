/**
 * junit.xml: one test suite for each bridge and area. `docs/junit.md` says what becomes of each verdict; the rule is that a test case is
 * red if and only if it is unexpected, so that a CI server and the exit status agree.
 */
import type { Verdict } from '#harness/src/record/verdict.ts'
import { headline, oneLine } from '../findings.ts'
import type { BridgeReport, CaseReport, Finding, ReportModel, Result } from '../model.ts'
import { element, type XmlElement, xmlDocument } from './xml.ts'

interface Suite {
  element: XmlElement
  tests: number
  failures: number
  errors: number
  skipped: number
  seconds: number
}

/** The text of junit.xml. */
export function renderJunit(model: ReportModel): string {
  const suites = model.bridges.flatMap((bridge, column) => [
    ...areaSuites(model, bridge, column),
    ...findingSuites(bridge),
  ])
  const sum = (count: (suite: Suite) => number) => suites.reduce((total, suite) => total + count(suite), 0)
  const attributes = {
    name: ['proofload', model.run.proofload, ...model.run.variant].join(' '),
    tests: sum((suite) => suite.tests),
    failures: sum((suite) => suite.failures),
    errors: sum((suite) => suite.errors),
    skipped: sum((suite) => suite.skipped),
    time: seconds(sum((suite) => suite.seconds)),
    timestamp: model.run.startedAt,
  }
  return xmlDocument(
    element(
      'testsuites',
      attributes,
      suites.map((suite) => suite.element),
    ),
  )
}

function areaSuites(model: ReportModel, bridge: BridgeReport, column: number): Suite[] {
  return model.areas.map(({ name }) => {
    const cases = model.cases.filter((item) => item.area === name)
    const tests = cases.flatMap((item) => {
      const result = item.results[column]
      return result === undefined ? [] : [testCase(item, result)]
    })
    return suite(`${bridge.name} / ${name}`, tests, bridge)
  })
}

interface TestCase {
  element: XmlElement
  colour: 'failure' | 'error' | 'skipped' | 'passed'
  seconds: number
}

function suite(name: string, tests: readonly TestCase[], bridge: BridgeReport): Suite {
  const count = (colour: TestCase['colour']) => tests.filter((test) => test.colour === colour).length
  const counts = { tests: tests.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') }
  const time = tests.reduce((sum, test) => sum + test.seconds, 0)
  const properties = { bridge: bridge.name, version: bridge.version ?? 'did not start', python: bridge.python ?? '' }
  const head = Object.entries(properties).map(([key, value]) => element('property', { name: key, value }))
  const children = [element('properties', {}, head), ...tests.map((test) => test.element)]
  return { element: element('testsuite', { name, ...counts, time: seconds(time) }, children), ...counts, seconds: time }
}

function testCase(item: CaseReport, result: Result): TestCase {
  const { bridge, outcome, durationMs } = result
  const colour = colourOf(result)
  const time = durationMs / 1000
  // The bridge is part of the class, or a server would take one case on two bridges for one test.
  const classname = `${bridge}.${item.area}.${item.topic}`
  const name = item.id.split('/').slice(2).join('/')
  const children = [
    ...verdictElements(item, result, colour),
    // Surefire's element, which servers that know it count as flaky; the order of children is that of its schema.
    ...(outcome === 'flaky' ? result.tries.filter((verdict) => verdict !== 'pass').map(flakyFailure) : []),
    ...(colour === 'skipped' ? [element('skipped', { message: skippedMessage(result) })] : []),
    ...(colour === 'error' ? [element('error', wrong(result), [details(item, result)])] : []),
    ...(result.ending === null || result.ending.stderr === ''
      ? []
      : [element('system-err', {}, [result.ending.stderr])]),
  ]
  return { element: element('testcase', { name, classname, time: seconds(time) }, children), colour, seconds: time }
}

function verdictElements(item: CaseReport, result: Result, colour: TestCase['colour']): XmlElement[] {
  return colour === 'failure' ? [element('failure', wrong(result), [details(item, result)])] : []
}

function colourOf({ outcome, unexpected }: Result): TestCase['colour'] {
  if (!unexpected) return outcome === 'pass' || outcome === 'flaky' ? 'passed' : 'skipped'
  switch (outcome) {
    case 'crash':
    case 'hang':
    case 'error':
      return 'error'
    case 'pass':
    case 'fail':
    case 'leak':
    case 'missing':
    case 'skipped':
    case 'flaky':
    case 'not-run':
      return 'failure'
  }
}

function wrong(result: Result): { message: string; type: string } {
  const seen = oneLine(result)
  return {
    message: seen === null ? headline(result) : `${headline(result)}: ${seen}`,
    type: result.stale ? 'stale' : result.outcome,
  }
}

function skippedMessage(result: Result): string {
  const { outcome, known, reason } = result
  if (outcome === 'not-run') return 'not run: the run ended before'
  if (known !== null && outcome !== 'skipped')
    return `known failure (${outcome}): ${known.reason}${known.link === null ? '' : ` ${known.link}`}`
  return `${outcome}: ${reason ?? oneLine(result) ?? 'reported, never unexpected at its level'}`
}

function flakyFailure(verdict: Verdict, index: number): XmlElement {
  const message = `try ${index + 1} of those that did not pass: ${verdict}`
  return element('flakyFailure', { message, type: verdict }, [element('stackTrace', {}, [message])])
}

function details(item: CaseReport, result: Result): string {
  const { differences, ending, known } = result
  return [
    item.title,
    ...differences.map(({ at, expected, seen }) => `${at}\n  expected  ${expected}\n  seen      ${seen}`),
    ...(ending === null ? [] : [`ended: ${ending.detail}`, `last calls: ${ending.lastCalls.join(' > ')}`]),
    ...(known === null ? [] : [`known failure: ${known.reason}`]),
    `documentation: ${item.docs}`,
    `place: ${item.place}`,
  ].join('\n')
}

/** What makes the run fail although no case does. */
function findingSuites(bridge: BridgeReport): Suite[] {
  if (bridge.findings.length === 0 && bridge.failure === null) return []
  const failure: Finding[] = bridge.failure === null ? [] : [{ kind: 'host', subject: 'start', detail: bridge.failure }]
  const tests = [...failure, ...bridge.findings].map((finding, index): TestCase => {
    const attributes = {
      name: `${finding.subject} (${index + 1})`,
      classname: `${bridge.name}.${finding.kind}`,
      time: '0',
    }
    const error = element('error', { message: finding.detail, type: finding.kind }, [finding.detail])
    return { element: element('testcase', attributes, [error]), colour: 'error', seconds: 0 }
  })
  return [suite(`${bridge.name} / run`, tests, bridge)]
}

/** Seconds with three digits, all that Surefire's schema allows. */
function seconds(value: number): string {
  return value.toFixed(3)
}
