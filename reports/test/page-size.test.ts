/** The page of a run as large as a whole suite on many bridges: what it costs may not grow with it. */
import { syntheticEvents } from '../bench/synthetic.ts'
import { reportModel } from '../src/model.ts'
import { readAssets } from '../src/render/html/assets.ts'
import { renderHtml } from '../src/render/html.ts'
import { pageTests, shownCases, until } from './browser.ts'

const [cases, bridges] = [5000, 5]
const inBrowser = pageTests(async () => renderHtml(reportModel(syntheticEvents(cases, bridges)), await readAssets()))
/** Rows that a screen of 1,600 pixels holds, and those drawn beyond its edges. */
const most = 90

inBrowser(
  'only the rows on the screen exist, wherever it is scrolled to',
  async (t, page) => {
    t.is(await page.locator('output.shown').innerText(), '5000 of 5000 cases')
    const drawn = () => page.locator('.matrix tbody tr').count()
    t.true((await drawn()) < most)
    await page.keyboard.press('End')
    await until(page, `document.querySelector('tr.case[data-id*="case-4999["]') !== null`)
    t.true((await drawn()) < most)
    t.false((await shownCases(page)).some((id) => id.includes('case-0[')))
    const last = page.locator('.matrix tbody tr').last()
    t.is(await last.getAttribute('aria-rowindex'), await page.locator('.matrix').getAttribute('aria-rowcount'))
  },
  '#cases',
)

inBrowser(
  'rows stand where their places are, without gaps and in order',
  async (t, page) => {
    await page.evaluate('scrollTo(0, 50000)')
    await until(page, `document.querySelector('tr.case[data-id*="case-0["]') === null`)
    const edges = await page
      .locator('.matrix tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => row.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom] as const),
      )
    for (const [index, [top]] of edges.entries()) if (index > 0) t.is(top, edges[index - 1]?.[1])
  },
  '#cases',
)

inBrowser(
  'the row that has the focus stays when it is scrolled off the screen',
  async (t, page) => {
    await page.locator('tr.case a').first().focus()
    await page.evaluate('scrollTo(0, 50000)')
    await until(page, `document.querySelector('tr.case[data-id*="case-1["]') === null`)
    t.regex(await page.evaluate('document.activeElement.textContent'), /^case-0\[/)
    await page.keyboard.press('ArrowDown')
    t.regex(await page.evaluate('document.activeElement.textContent'), /^case-1\[/)
  },
  '#cases',
)

inBrowser(
  'somebody who comes back from a case finds it where it was',
  async (t, page) => {
    await page.evaluate('scrollTo(0, 100000)')
    await until(page, `document.querySelector('tr.case[data-id*="case-0["]') === null`)
    const row = page.locator('tr.case').nth(20)
    const id = await row.getAttribute('data-id')
    const place = await page.evaluate('scrollY')
    await row.getByRole('link').click()
    await page.locator('#case h2').waitFor()
    await page.goBack()
    await page.locator('tr.case').first().waitFor()
    t.is(await page.evaluate('scrollY'), place)
    t.is(await page.evaluate('document.activeElement.closest("tr").dataset.id'), id)
  },
  '#cases',
)

inBrowser(
  'paper has as many rows as somebody reads, and says how many more there are',
  async (t, page) => {
    await page.emulateMedia({ media: 'print' })
    const print = `dispatchEvent(new Event('beforeprint')), document.querySelectorAll('tr.case').length`
    await until(page, `(${print}) > 1000`)
    t.regex(await page.locator('.matrix tbody').innerText(), /… and \d+ rows more: narrow the query to print them/)
  },
  '#cases',
)
