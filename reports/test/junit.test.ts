import test from 'ava'
import { XMLValidator } from 'fast-xml-parser'
import { parse, type TestCase } from 'junit2json'
import type { Verdict } from '#harness/src/record/verdict.ts'
import { reportModel } from '../src/model.ts'
import { renderJunit } from '../src/render/junit.ts'
import { fixtureEvents, matchesSnapshot } from './fixture.ts'

const model = reportModel(fixtureEvents())
const text = renderJunit(model)

test('junit.xml is as committed', (t) => matchesSnapshot(t, 'junit.xml', text))

test('junit.xml is well-formed and holds no character that XML forbids', (t) => {
  t.true(XMLValidator.validate(text))
  t.notRegex(text, /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u)
})

/** As a consumer sees it: test cases by class and name. */
async function consumed(): Promise<Map<string, TestCase>> {
  const report = await parse(text)
  if (report === null || report === undefined || !('testsuite' in report)) throw new Error('not a report')
  const cases = report.testsuite?.flatMap((suite) => suite.testcase ?? []) ?? []
  return new Map(cases.map((item) => [`${item.classname} ${item.name}`, item]))
}

test('a consumer sees every case once, and the counts that the suites state', async (t) => {
  const report = await parse(text)
  if (report === null || report === undefined || !('testsuite' in report)) return t.fail()
  const cases = await consumed()
  const beside = model.bridges.reduce((sum, { findings, failure }) => sum + findings.length + (failure ? 1 : 0), 0)
  t.is(cases.size, model.cases.length * model.bridges.length + beside)
  t.is(report.tests, cases.size)
  for (const suite of report.testsuite ?? []) {
    const count = (key: 'failure' | 'error' | 'skipped') => suite.testcase?.filter((item) => key in item).length
    t.is(suite.tests, suite.testcase?.length)
    t.is(suite.failures, count('failure'), suite.name)
    t.is(suite.errors, count('error'), suite.name)
    t.is(suite.skipped, count('skipped'), suite.name)
  }
})

test('a test case is red if and only if it is unexpected', async (t) => {
  const cases = await consumed()
  for (const item of model.cases) {
    for (const result of item.results) {
      const name = item.id.split('/').slice(2).join('/')
      const found = cases.get(`${result.bridge}.${item.area}.${item.topic} ${name}`)
      if (found === undefined) return t.fail(`${item.id} on ${result.bridge} is wanting`)
      t.is('failure' in found || 'error' in found, result.unexpected, `${item.id} on ${result.bridge}`)
    }
  }
})

const expectations: { title: string; key: string; has: (item: TestCase) => unknown; text: RegExp }[] = [
  {
    title: 'a failure says what was expected and seen',
    key: 'bridge-ref.ownership.list append-keeps',
    has: ({ failure }) => failure?.[0]?.message,
    text: /^fail: step 3: alive: expected 0, seen 1 \(and 1 more\)$/,
  },
  {
    title: 'a crash is an error with its last call',
    key: 'bridge-ref.ownership.tuple dealloc-order',
    has: ({ error }) => error?.[0]?.message,
    text: /^crash: SIGSEGV in step 4, last call Py_DECREF$/,
  },
  {
    title: 'a known failure is skipped with its reason',
    key: 'bridge-ref.errors.indicator set-and-clear',
    has: ({ skipped }) => skipped?.[0]?.message,
    text: /^known failure \(fail\): PyErr_Clear keeps <b>the traceback<\/b>.*a=1&b=2$/,
  },
  {
    title: 'a known failure that passes is a failure of type stale',
    key: 'bridge-ref.gil.threads release-twice',
    has: ({ failure }) => `${failure?.[0]?.type} ${failure?.[0]?.message}`,
    text: /^stale pass, expected crash \(stale known failure\)$/,
  },
  {
    title: 'a case that was not reached says so',
    key: 'pypy3.identity.singletons none',
    has: ({ skipped }) => skipped?.[0]?.message,
    text: /^not run/,
  },
  {
    title: 'a skipped case says why',
    key: 'cpython@3.11.gil.threads handover',
    has: ({ skipped }) => skipped?.[0]?.message,
    text: /^skipped: needs subinterpreters/,
  },
  {
    title: 'a host that ended badly is an error beside the cases',
    key: 'pypy3.host host (1)',
    has: ({ error }) => error?.[0]?.message,
    text: /status 134/,
  },
]
for (const { title, key, has, text: wanted } of expectations) {
  test(title, async (t) => {
    const item = (await consumed()).get(key)
    if (item === undefined) return t.fail(`${key} is wanting`)
    t.regex(String(has(item)), wanted)
  })
}

test('a flaky case is red and has a flakyFailure for each try that did not pass', (t) => {
  const flaky = /<testcase name="handover" classname="bridge-ref\.gil\.threads".*?<\/testcase>/s.exec(text)?.[0] ?? ''
  t.regex(flaky, /<failure message="flaky[^>]* type="flaky">/)
  t.is(flaky.match(/<flakyFailure /g)?.length, 2)
})

test('a flaky case whose tries crashed has a flakyError for each, a red one a rerun for each try after the first', (t) => {
  const tried = (verdict: Verdict, tries: Verdict[]): string => {
    const events = fixtureEvents().map((event) =>
      event.event === 'CaseFinished' && event.case === 'gil/threads/handover' && event.bridge === 'bridge-ref'
        ? { ...event, verdict, tries }
        : event,
    )
    const pattern = /<testcase name="handover" classname="bridge-ref\.gil\.threads".*?<\/testcase>/s
    const [item = ''] = pattern.exec(renderJunit(reportModel(events))) ?? []
    return [...item.matchAll(/^ {6}<([\w-]+)/gm)].map(([, name]) => name).join(' ')
  }
  t.is(tried('flaky', ['crash', 'pass', 'fail']), 'failure flakyFailure flakyError')
  t.is(tried('fail', ['fail', 'fail', 'fail']), 'failure rerunFailure rerunFailure')
  t.is(tried('crash', ['crash', 'crash']), 'error rerunError')
})

test('children of a test case keep the order of the Surefire schema', (t) => {
  const order = [
    'failure',
    'rerunFailure',
    'flakyFailure',
    'skipped',
    'error',
    'rerunError',
    'flakyError',
    'system-err',
  ]
  for (const [item] of text.matchAll(/<testcase [^>]*[^/]>.*?<\/testcase>/gs)) {
    const names = [...item.matchAll(/^ {6}<([\w-]+)/gm)].map(([, name = '']) => order.indexOf(name))
    t.false(names.includes(-1), item)
    t.deepEqual(
      names,
      names.toSorted((a, b) => a - b),
    )
  }
})
