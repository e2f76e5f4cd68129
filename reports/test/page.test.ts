/** The page of a small run in a real browser. */
import type { Page } from 'playwright-core'
import { reportModel } from '../src/model.ts'
import { readAssets } from '../src/render/html/assets.ts'
import { renderHtml } from '../src/render/html.ts'
import { pageTests, shownCases, until } from './browser.ts'
import { toldEvents } from './told.ts'

const inBrowser = pageTests(async () => renderHtml(reportModel(toldEvents()), await readAssets()))

function query(page: Page) {
  return page.getByRole('searchbox', { name: 'Find cases' })
}

inBrowser('the overview tells what was not as expected, each with a link to its page', async (t, page) => {
  t.true(await page.getByRole('heading', { name: 'Not as expected' }).isVisible())
  const first = page.locator('.findings li').first()
  t.regex(await first.innerText(), /bridge-ref fail ownership\/list\/append-keeps/)
  await first.getByRole('link').click()
  await page.getByRole('heading', { name: 'append-keeps', level: 2 }).waitFor()
  t.false(await page.locator('#overview').isVisible())
})

inBrowser('an area of the overview leads to its cases', async (t, page) => {
  await page.locator('.areas').getByRole('link', { name: 'gil' }).click()
  await page.locator('tr.case').first().waitFor()
  t.deepEqual(await shownCases(page), [
    'gil/threads/callback-from-thread',
    'gil/threads/release-twice',
    'gil/threads/handover',
  ])
})

inBrowser(
  'the cases that a query finds are in the matrix, with a cell for each bridge',
  async (t, page) => {
    t.is((await shownCases(page)).length, 14)
    t.is(await page.locator('tr.case td').count(), 14 * 4)
    t.is(await page.locator('output.shown').innerText(), '14 of 19 cases and benches')
    const row = page.getByRole('row', { name: /setitem-steals/ })
    t.deepEqual(await row.getByRole('cell').allInnerTexts(), ['✓\npass', '✓\npass', '✓\npass', 'E\nerror\nunexpected'])
    t.is(await page.getByRole('table').getAttribute('aria-rowcount'), String(1 + 14 + 4 + 8))
  },
  '#where=kind:case',
)

inBrowser(
  'headings without a case are left out, and a query without a case says so',
  async (t, page) => {
    await query(page).fill('handover')
    t.deepEqual(await page.locator('.matrix tr.area th').allInnerTexts(), ['gil'])
    t.deepEqual(await page.locator('tr.topic th').allInnerTexts(), ['threads'])
    await query(page).fill('nothingIsCalledThis')
    t.true(await page.getByText('No case matches the query.').isVisible())
  },
  '#cases',
)

inBrowser(
  'a query can be passed on in the address, and is written there',
  async (t, page) => {
    t.deepEqual(await shownCases(page), ['gil/threads/handover'])
    t.is(await query(page).inputValue(), 'handover')
    await query(page).fill('append')
    t.is(await page.evaluate('location.hash'), '#where=append')
  },
  '#where=handover',
)

inBrowser(
  'what is no query is said with its column, and what was shown stays',
  async (t, page) => {
    await query(page).fill('area:gil')
    t.is((await shownCases(page)).length, 3)
    await query(page).fill('area:gil and pypi:fail')
    const error = page.locator('#query-error')
    t.regex(await error.innerText(), /^area:gil and pypi:fail\n {13}\^\n+column 14: "pypi" is no column \(bridge-ref, /)
    t.is(await query(page).getAttribute('aria-invalid'), 'true')
    t.is((await shownCases(page)).length, 3)
    await query(page).fill('area:gil and pypy3:pass')
    t.false(await error.isVisible())
    t.deepEqual(await shownCases(page), ['gil/threads/callback-from-thread', 'gil/threads/handover'])
  },
  '#cases',
)

inBrowser(
  'benches are found by how much slower they are, and have a page of their figures',
  async (t, page) => {
    await query(page).fill('slower(pypy3, cpython) > 15')
    t.deepEqual(await shownCases(page), ['values/integers/round-trip', 'values/floats/round-trip'])
    const cells = page.getByRole('row', { name: /^round-trip PyLong/ }).getByRole('cell')
    t.deepEqual(await cells.allInnerTexts(), ['×28.0 [27.9, 28.1]', '16.0 ns', '×17.7 [17.6, 17.8]', 'not run'])
    await page.locator('tr.case').getByRole('link').first().click()
    await page.getByRole('heading', { name: 'round-trip', level: 2 }).waitFor()
    t.regex(await page.locator('#case').innerText(), /bridge-ref\s+×28\.0 \[27\.9, 28\.1\]/)
    await page.goBack()
    await query(page).fill('api:PyLong_AsLong')
    t.deepEqual(await shownCases(page), ['values/integers/round-trip'])
  },
  '#cases',
)

inBrowser('ready-made queries are links', async (t, page) => {
  await page.getByRole('link', { name: 'Cases', exact: true }).click()
  await page.getByRole('link', { name: 'pypy3:failing' }).click()
  await until(page, `document.querySelectorAll('tr.case').length === 4`)
  t.is(await query(page).inputValue(), 'pypy3:failing')
})

inBrowser(
  'the page of a case says what it checks, and what was expected and seen',
  async (t, page) => {
    t.true(await page.getByRole('heading', { name: 'append-keeps', level: 2 }).isVisible())
    const text = await page.locator('#case').innerText()
    t.regex(text, /OWN2: PyList_Append takes a reference of its own\./)
    t.regex(text, /suites\/ownership\/list\.yaml:31:5/)
    t.regex(text, /pass on cpython@3\.11, pypy3/)
    t.regex(text, /step 3: alive\s+expected\s+0\s+seen\s+1\s/)
    const link = page.getByRole('link', { name: /^https:/ })
    t.is(await link.getAttribute('href'), 'https://docs.python.org/3/c-api/list.html#c.PyList_Append')
    t.is(await page.title(), 'ownership/list/append-keeps · Proofload: bridge-ref, cpython@3.11, pypy3, graalpy')
  },
  '#case=ownership%2Flist%2Fappend-keeps',
)

inBrowser(
  'the page of a case has its steps, marked where a bridge departed, and the C that they call',
  async (t, page) => {
    const steps = page.locator('ol.steps > li')
    t.is(await steps.count(), 5)
    t.regex(await steps.nth(2).innerText(), /^alive 0\s*F\s+fail on bridge-ref$/)
    t.is(await steps.nth(1).innerText(), 'call append($list, !tracked 1)')
    const source = page.locator('#case pre.source')
    t.regex(
      await source.first().innerText(),
      /^\/\* Appends\. \*\/\nstatic PyObject \*append\(.*\n {2}if \(1 < 2\) \{\n {2}\}\n {2}return NULL;\n\}$/,
    )
    t.false(await source.nth(1).isVisible())
    await page.getByText('The whole probe').click()
    t.regex(await source.nth(1).innerText(), /static int other/)
  },
  '#case=ownership%2Flist%2Fappend-keeps',
)

inBrowser(
  'the page of a row has the C that is generated to call the function',
  async (t, page) => {
    t.regex(await page.locator('#case pre.source').innerText(), /wrap_PyErr_Format/)
  },
  `#${new URLSearchParams({ case: 'errors/format/PyErr_Format(TypeError, "%s")' })}`,
)

inBrowser(
  'a crash shows how the host ended, its last calls, its stack and what it printed',
  async (t, page) => {
    const text = await page.locator('#case').innerText()
    t.regex(text, /SIGSEGV in step 4/)
    t.regex(text, /PyTuple_New → PyTuple_SetItem → Py_DECREF/)
    t.regex(text, /tupledealloc \(tupleobject\.c:12\)\s+PyInit_probe/)
    t.regex(text, /<script>document\.title="owned"<\/script>/)
    t.false((await page.title()).includes('owned'))
  },
  '#case=ownership%2Ftuple%2Fdealloc-order',
)

inBrowser(
  'the page of a case that the run has not says so',
  async (t, page) => {
    t.true(await page.getByText('This run has no case no/such/case.').isVisible())
  },
  '#case=no%2Fsuch%2Fcase',
)

inBrowser(
  'from case to case within the query, and back to where one was',
  async (t, page) => {
    await page.locator('tr.case').getByRole('link').first().click()
    await page.getByRole('heading', { name: 'callback-from-thread' }).waitFor()
    t.true(await page.getByText('1 of 3 that match the query').isVisible())
    t.is(await page.getByRole('link', { name: '← previous' }).count(), 0)
    await page.getByRole('link', { name: 'next →' }).click()
    await page.getByRole('heading', { name: 'release-twice' }).waitFor()
    await page.goBack()
    await page.goBack()
    await page.locator('tr.case').first().waitFor()
    t.is((await shownCases(page)).length, 3)
    t.is(await page.evaluate('document.activeElement.textContent'), 'callback-from-thread')
  },
  '#where=threads',
)

inBrowser('the matrix is used with the keyboard alone', async (t, page) => {
  await page.keyboard.press('/')
  await query(page).waitFor()
  await page.keyboard.type('tuple')
  await page.keyboard.press('ArrowDown')
  const focused = () => page.evaluate('document.activeElement.textContent')
  t.is(await focused(), 'setitem-leaks')
  await page.keyboard.press('ArrowDown')
  t.is(await focused(), 'dealloc-order')
  await page.keyboard.press('ArrowDown')
  t.is(await focused(), 'dealloc-order', 'there is no further one')
  await page.keyboard.press('Home')
  t.is(await focused(), 'setitem-leaks')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'dealloc-order' }).waitFor()
  t.is(await focused(), 'dealloc-order', 'the heading of the new view has the focus')
})

inBrowser(
  'texts of a host are shown as text, whatever they hold',
  async (t, page) => {
    const text = await page.locator('#case').innerText()
    t.true(text.includes(String.raw`bad \x00\x01\x1b[31m \ud800 \ufffe ]]> \u202e end\r\n\ttab`))
    t.is(await page.locator('article.card').count(), 3)
  },
  '#case=errors%2Findicator%2Fodd-text',
)

inBrowser(
  'paper has the whole matrix, with the details of what is unexpected, and no query',
  async (t, page) => {
    await page.emulateMedia({ media: 'print' })
    // The details are unpacked when the browser has nothing else to do.
    await until(page, `dispatchEvent(new Event('beforeprint')), document.querySelector('tr.details') !== null`)
    t.is(await page.locator('tr.case').count(), 14)
    t.is(await page.locator('tr.details').count(), 14)
    t.false(await page.locator('form.query').isVisible())
    t.true((await page.pdf()).length > 10_000)
    await page.emulateMedia({ media: 'screen' })
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`)
    t.is(await page.locator('tr.details').count(), 0)
    t.is((await shownCases(page)).length, 14)
  },
  '#where=kind:case',
)

for (const view of ['overview', 'cases', 'case=ownership%2Flist%2Fappend-keeps', 'api', 'throughput']) {
  inBrowser(
    `a narrow screen scrolls tables and not the page: ${view}`,
    async (t, page) => {
      await page.setViewportSize({ width: 360, height: 800 })
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      t.is(overflow, 0)
    },
    `#${view}`,
  )
}

inBrowser(
  '“can I use it?” is answered for each bridge, with the cases that say no',
  async (t, page) => {
    const box = page.getByRole('searchbox', { name: /Find a function/ })
    await box.fill('pytype')
    const names = page.locator('#api details.functions tbody tr:visible th a')
    await until(page, `document.querySelector('#api .functions .count').textContent === '1'`)
    t.deepEqual(await names.allInnerTexts(), ['PyType_FromSpec'])
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Can I use PyType_FromSpec?' }).waitFor()
    const answers = await page.locator('.answer > ul > li').allInnerTexts()
    t.is(answers.length, 4)
    t.is(answers[0], 'bridge-ref no: it is missing')
    t.is(answers[1], 'cpython@3.11 yes: its case passes')
    t.regex(answers[2] ?? '', /^pypy3 fails: 0 of 1 case passes\s+E heap-type-name error$/)
    await page
      .locator('.answer')
      .getByRole('link', { name: /in the matrix/ })
      .click()
    await page.locator('tr.case').first().waitFor()
    t.deepEqual(await shownCases(page), ['identity/types/heap-type-name'])
  },
  '#api',
)

inBrowser(
  'a function that no case touches is said to be none',
  async (t, page) => {
    await page.getByRole('searchbox', { name: /Find a function/ }).fill('Py_Nothing')
    await page.getByText('No case of this run touches').waitFor()
    t.false(await page.locator('.answer').isVisible())
  },
  '#api',
)
