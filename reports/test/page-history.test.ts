/** The page of a run that has a history. */
import test from 'ava'
import { reportModel } from '../src/model.ts'
import { readAssets } from '../src/render/html/assets.ts'
import { renderHtml } from '../src/render/html.ts'
import { pageTests, violations } from './browser.ts'
import { toldEvents } from './told.ts'
import { tracked } from './tracked.ts'

const html = async () => renderHtml(reportModel(toldEvents(), { history: tracked }), await readAssets())
const inBrowser = pageTests(html)

test('without a history there is no such view', async (t) => {
  const page = await renderHtml(reportModel(toldEvents()), await readAssets())
  t.notRegex(page, /id="history"|href="#history"/)
})

test('the same history gives the same bytes', async (t) => {
  t.is(await html(), await html())
})

inBrowser(
  'a change is told with its size, its interval and the commits between which it lies',
  async (t, page) => {
    const change = page.locator('#history .changes li')
    t.is(await change.count(), 1)
    t.regex(
      await change.innerText(),
      /^\+8\.0 % \[\+7\.0 %, \+9\.0 %\], p 0\.0010: between \w{10} \(2026-01-20\) and \w{10} \(2026-01-21\); the suite changed too$/,
    )
    t.true(
      await page
        .getByRole('img', { name: /^values\/integers\/round-trip on pypy3 over 24 runs: 1 change/ })
        .isVisible(),
    )
    const steady = page.getByRole('img', { name: /^values\/floats\/round-trip on pypy3 over 24 runs: no change/ })
    t.false(await steady.isVisible())
    await page.getByText('Benches without a change (1)').click()
    t.true(await steady.isVisible())
  },
  '#history',
)

inBrowser(
  'a chart has a mark for each run and a line for each level, and a table with the runs',
  async (t, page) => {
    const chart = page.getByRole('img', { name: /^values\/integers/ })
    t.is(await chart.locator('circle').count(), 24)
    t.is(await chart.locator('line[stroke="var(--series-2)"], g[stroke="var(--series-2)"] line').count(), 2)
    await page.getByText('The runs (24)').first().click()
    t.is(await page.locator('#history table.benches:visible tbody tr').count(), 24)
  },
  '#history',
)

inBrowser(
  'a case that broke is told with the runs that it held for, and leads to its page',
  async (t, page) => {
    const row = page.locator('.strips tbody tr')
    t.is(await row.count(), 1, 'a case that always was as expected is not told')
    t.regex(await row.innerText(), /✓ pass 20 runs\s+F fail 4 runs\s+not as expected: between/)
    await row.getByRole('link').click()
    await page.getByRole('heading', { name: 'append-keeps', level: 2 }).waitFor()
    t.regex(await page.locator('#case').innerText(), /pypy3\s+✓ pass 20 runs\s+F fail 4 runs/)
  },
  '#history',
)

inBrowser(
  'axe finds nothing to complain about in the history',
  async (t, page) => void t.deepEqual(await violations(page), []),
  '#history',
)
