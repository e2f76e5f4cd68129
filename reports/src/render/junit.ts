/**
 * junit.xml: one test suite for each bridge and area. `docs/junit.md` says what becomes of each verdict; the rule is that a test case is
 * red if and only if it is unexpected, so that a CI server and the exit status agree.
 */
import { details, headline, oneLine, runFindings } from '../findings.ts'
import type { BridgeReport, CaseReport, Outcome, ReportModel, Result } from '../model.ts'
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
  const { bridge, durationMs } = result
  const colour = colourOf(result)
  const time = durationMs / 1000
  // The bridge is part of the class, or a server would take one case on two bridges for one test.
  const classname = `${bridge}.${item.area}.${item.topic}`
  const name = item.id.split('/').slice(2).join('/')
  const children = [
    ...verdictElements(item, result, colour),
    // The order of children is that of Surefire's schema.
    ...tryElements(result, colour, 'Failure'),
    ...(colour === 'skipped' ? [element('skipped', { message: skippedMessage(result) })] : []),
    ...(colour === 'error' ? [element('error', wrong(result), [details(item, result).join('\n')])] : []),
    ...tryElements(result, colour, 'Error'),
    ...(result.ending === null || result.ending.stderr === ''
      ? []
      : [element('system-err', {}, [result.ending.stderr])]),
  ]
  return { element: element('testcase', { name, classname, time: seconds(time) }, children), colour, seconds: time }
}

function verdictElements(item: CaseReport, result: Result, colour: TestCase['colour']): XmlElement[] {
  return colour === 'failure' ? [element('failure', wrong(result), [details(item, result).join('\n')])] : []
}

function colourOf({ outcome, unexpected }: Result): TestCase['colour'] {
  if (!unexpected) return outcome === 'pass' || outcome === 'flaky' ? 'passed' : 'skipped'
  return isError(outcome) ? 'error' : 'failure'
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

/**
 * Surefire's elements for tests that were run again, which servers that know them count: `flaky…` for the tries of a flaky case that did
 * not pass, `rerun…` for each try of a red case after the first.
 */
function tryElements({ outcome, tries }: Result, colour: TestCase['colour'], kind: 'Failure' | 'Error'): XmlElement[] {
  const isFlaky = outcome === 'flaky'
  if (!isFlaky && colour !== 'failure' && colour !== 'error') return []
  const shown = tries.map((verdict, index) => ({ verdict, number: index + 1 })).slice(isFlaky ? 0 : 1)
  return shown
    .filter(({ verdict }) => verdict !== 'pass' && isError(verdict) === (kind === 'Error'))
    .map(({ verdict, number }) => {
      const message = `try ${number} of ${tries.length}: ${verdict}`
      const name = `${isFlaky ? 'flaky' : 'rerun'}${kind}`
      return element(name, { message, type: verdict }, [element('stackTrace', {}, [message])])
    })
}

function isError(outcome: Outcome): boolean {
  return outcome === 'crash' || outcome === 'hang' || outcome === 'error'
}

/** What makes the run fail although no case does. */
function findingSuites(bridge: BridgeReport): Suite[] {
  const findings = runFindings(bridge)
  if (findings.length === 0) return []
  const tests = findings.map((finding, index): TestCase => {
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
