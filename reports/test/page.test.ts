/** The page in a real browser, opened from a file. */
import { existsSync, mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import anyTest, { type ExecutionContext, type TestFn } from 'ava'
import { type Browser, chromium, type Page } from 'playwright-core'
import { writeReports } from '../src/write.ts'
import { recordPath } from './fixture.ts'

interface Context {
  browser: Browser
  url: string
  folder: { remove(): void }
}

const executablePath = '/usr/bin/chromium'
const installed = existsSync(executablePath)
const all = anyTest as TestFn<Context>

all.before(async (t) => {
  if (!installed) return
  const folder = mkdtempDisposableSync(join(tmpdir(), 'proofload-page-'))
  const [written] = await writeReports(recordPath, folder.path, ['html'])
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  t.context = { browser, url: pathToFileURL(written?.path ?? '').href, folder }
})

all.after.always(async (t) => {
  if (!installed) return
  await t.context.browser.close()
  t.context.folder.remove()
})

/** Opens the page for one test, which fails when the page complains or asks for anything but itself. */
function inBrowser(title: string, body: (t: ExecutionContext<Context>, page: Page) => Promise<void>, hash = ''): void {
  const declare = installed ? all : all.skip
  declare(installed ? title : `${title} (skipped: there is no ${executablePath})`, async (t) => {
    const page = await t.context.browser.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`))
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('request', (request) => {
      if (request.url().replace(/#.*/, '') !== t.context.url) complaints.push(`request: ${request.url()}`)
    })
    await page.goto(t.context.url + hash)
    await body(t, page)
    t.deepEqual(complaints, [])
    await page.close()
  })
}

function shownCases(page: Page): Promise<string[]> {
  return page.locator('tr.case:visible').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-id') ?? ''))
}

inBrowser('all cases are in the matrix, with a cell for each bridge', async (t, page) => {
  t.is((await shownCases(page)).length, 14)
  t.is(await page.locator('tr.case td').count(), 14 * 4)
  t.is(await page.locator('output.shown').innerText(), '14 of 14 cases')
  t.is(
    await page
      .getByRole('row', { name: /setitem-steals/ })
      .getByRole('cell')
      .count(),
    4,
  )
})

const filters: { title: string; set: (page: Page) => Promise<unknown>; ids: string[] }[] = [
  {
    title: 'text that is in a title',
    set: (page) => page.getByRole('searchbox').fill('THREADS take'),
    ids: ['gil/threads/handover'],
  },
  {
    title: 'the name of a C function',
    set: (page) => page.getByRole('searchbox').fill('PyType_FromSpec'),
    ids: ['identity/types/heap-type-name'],
  },
  {
    title: 'a verdict',
    set: (page) => page.getByLabel(/^. ?crash/).check(),
    ids: ['ownership/tuple/dealloc-order'],
  },
  {
    title: 'a verdict on one bridge',
    set: async (page) => {
      await page.locator('select[name=bridge]').selectOption('pypy3')
      await page.getByLabel(/^. ?fail/).check()
    },
    ids: ['ownership/tuple/setitem-leaks', 'errors/indicator/odd-text', 'identity/refcounts/exact'],
  },
  {
    title: 'what is unexpected on one bridge',
    set: async (page) => {
      await page.getByLabel('only unexpected').check()
      await page.locator('select[name=bridge]').selectOption('pypy3')
    },
    ids: ['ownership/tuple/setitem-leaks', 'errors/indicator/odd-text', 'identity/types/heap-type-name'],
  },
]
for (const { title, set, ids } of filters) {
  inBrowser(`the filter finds ${title}, and forgets it when reset`, async (t, page) => {
    await set(page)
    t.deepEqual(await shownCases(page), ids)
    t.is(await page.locator('output.shown').innerText(), `${ids.length} of 14 cases`)
    await page.getByRole('button', { name: 'Reset' }).click()
    await page.waitForFunction("location.hash === ''")
    t.is((await shownCases(page)).length, 14)
  })
}

inBrowser('headings without a case are left out', async (t, page) => {
  await page.getByRole('searchbox').fill('handover')
  t.deepEqual(await page.locator('.matrix tr.area:visible th').allInnerTexts(), ['gil'])
  t.deepEqual(await page.locator('tr.topic:visible th').allInnerTexts(), ['threads'])
  await page.getByRole('searchbox').fill('nothing is called this')
  t.true(await page.getByText('No case matches the filter.').isVisible())
})

inBrowser(
  'a view can be passed on in the address',
  async (t, page) => {
    t.deepEqual(await shownCases(page), ['gil/threads/handover'])
    t.is(await page.getByRole('searchbox').inputValue(), 'handover')
  },
  '#text=handover&unexpected=1',
)

inBrowser('a failing cell opens and closes what was expected and seen', async (t, page) => {
  const cell = page.locator('tr[data-id="ownership/list/append-keeps"] button.cell').first()
  t.is(await cell.getAttribute('aria-expanded'), 'false')
  await cell.click()
  t.is(await cell.getAttribute('aria-expanded'), 'true')
  const details = page.locator('tr.details')
  t.regex(await details.innerText(), /step 3: alive\s+expected\s+0\s+seen\s+1\s/)
  t.is(
    await details.getByRole('link').getAttribute('href'),
    'https://docs.python.org/3/c-api/list.html#c.PyList_Append',
  )
  t.regex(await details.innerText(), /suites\/ownership\/list\.yaml:31:5/)
  await cell.click()
  t.is(await details.count(), 0)
})

inBrowser('a crash shows how the host ended, its last calls and what it printed', async (t, page) => {
  await page.locator('tr[data-id="ownership/tuple/dealloc-order"] button.cell').first().click()
  const text = await page.locator('tr.details').innerText()
  t.regex(text, /SIGSEGV in step 4/)
  t.regex(text, /PyTuple_New → PyTuple_SetItem → Py_DECREF/)
  t.regex(text, /<script>document\.title="owned"<\/script>/)
  t.false((await page.title()).includes('owned'))
})

inBrowser('details open with the keyboard alone, and “/” goes to the filter', async (t, page) => {
  await page.keyboard.press('/')
  await page.keyboard.type('append')
  t.deepEqual(await shownCases(page), ['ownership/list/append-keeps'])
  await page.locator('button.name:visible').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  t.is(await page.locator('tr.details').count(), 1)
})

inBrowser('texts of a host are shown as text, whatever they hold', async (t, page) => {
  await page.locator('tr[data-id="errors/indicator/odd-text"] button.name').click()
  const text = await page.locator('tr.details').innerText()
  t.true(text.includes(String.raw`bad \x00\x01\x1b[31m \ud800 \ufffe ]]> \u202e end\r\n\ttab`))
  t.is(await page.locator('article.card').count(), 3)
})

inBrowser('paper shows the details of what is unexpected', async (t, page) => {
  await page.emulateMedia({ media: 'print' })
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`)
  t.is(await page.locator('tr.details').count(), 14)
  t.false(await page.locator('form.filter').isVisible())
  await page.evaluate(`dispatchEvent(new Event('afterprint'))`)
  t.is(await page.locator('tr.details').count(), 0)
})

inBrowser('a narrow screen scrolls the matrix and not the page', async (t, page) => {
  await page.setViewportSize({ width: 360, height: 800 })
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  t.is(overflow, 0)
})

inBrowser('coverage tells where a function works, and shows its cases', async (t, page) => {
  t.is(await page.locator('#coverage table').count(), 0)
  await page.locator('#coverage summary', { hasText: 'C API functions' }).click()
  const row = page.locator('#coverage tr', { has: page.getByRole('link', { name: 'PyType_FromSpec', exact: true }) })
  t.is(await row.locator('td').count(), 4)
  t.regex((await row.locator('td').allInnerTexts()).join(' '), /^(?:(?:\d+\/\d+|missing|–) ?){4}$/)
  await row.getByRole('link').click()
  await page.waitForFunction("document.querySelectorAll('tr.case:not([hidden])').length === 1")
  t.deepEqual(await shownCases(page), ['identity/types/heap-type-name'])
  await page.locator('#coverage summary', { hasText: 'Behaviours' }).click()
  // The table is drawn a moment after the click.
  await page.locator('#coverage details.behaviours tbody tr').nth(1).waitFor()
})
