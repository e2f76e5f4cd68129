import test from 'ava'
import { calculateSummary, type Test, validate } from 'ctrf'
import { reportModel } from '../src/model.ts'
import { renderCtrf } from '../src/render/ctrf.ts'
import { fixtureEvents } from './fixture.ts'

const model = reportModel(fixtureEvents())
const text = renderCtrf(model)
const report: { results: { summary: Record<string, number>; tests: Test[] } } = JSON.parse(text)
const { tests, summary } = report.results

test("ctrf.json obeys the format's published schema", (t) => {
  const { valid, errors } = validate(JSON.parse(text))
  t.deepEqual(errors, [])
  t.true(valid)
})

test('a run without cases obeys it too', (t) => {
  const [started] = fixtureEvents()
  if (started?.event !== 'RunStarted') return t.fail()
  t.true(validate(JSON.parse(renderCtrf(reportModel([{ ...started, cases: [] }])))).valid)
})

test("the summary's counts are those that the format's own library finds", (t) => {
  const { start: _, stop: __, duration: ___, suites: ____, ...counts } = calculateSummary(tests)
  t.like(summary, counts)
  t.is(summary['tests'], model.cases.length * model.bridges.length + 3)
})

test('a test has failed if and only if it is unexpected', (t) => {
  for (const item of model.cases) {
    for (const { bridge, unexpected } of item.results) {
      const found = tests.filter(({ testId }) => testId === `${bridge}/${item.id}`)
      t.is(found.length, 1)
      t.is(found[0]?.status === 'failed', unexpected, `${item.id} on ${bridge}`)
    }
  }
})

test('a flaky case is marked, with each of its tries', (t) => {
  const flaky = tests.filter((one) => one.flaky === true)
  t.deepEqual(
    flaky.map(({ testId, status, retries }) => [testId, status, retries]),
    [['bridge-ref/gil/threads/handover', 'failed', 2]],
  )
  t.is(flaky[0]?.retryAttempts?.length, 2)
})

test('a crash has its last call, its place in the suite and what was printed', (t) => {
  const crash = tests.find(({ testId }) => testId === 'bridge-ref/ownership/tuple/dealloc-order')
  t.like(crash, { rawStatus: 'crash', suite: ['bridge-ref', 'ownership', 'tuple'] })
  t.regex(crash?.message ?? '', /SIGSEGV in step 4, last call Py_DECREF/)
  t.regex(crash?.trace ?? '', /last calls: .*Py_DECREF/)
  t.regex(crash?.filePath ?? '', /^suites\/.*\.yaml$/)
  t.true(Array.isArray(crash?.stderr))
})
