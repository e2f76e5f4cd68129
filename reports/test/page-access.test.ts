/** The page for people who do not see it or use no mouse, and in both colour schemes. */
import { reportModel } from '../src/model.ts'
import { readAssets } from '../src/render/html/assets.ts'
import { renderHtml } from '../src/render/html.ts'
import { pageTests, violations } from './browser.ts'
import { toldEvents } from './told.ts'

const inBrowser = pageTests(async () => renderHtml(reportModel(toldEvents()), await readAssets()))
const views = [
  'overview',
  'cases',
  'case=ownership%2Ftuple%2Fdealloc-order',
  'api=PyList_Append',
  'throughput',
  'where=no:thing',
]
for (const view of views) {
  for (const colorScheme of ['light', 'dark'] as const) {
    inBrowser(
      `axe finds nothing to complain about in ${view}, ${colorScheme}`,
      async (t, page) => {
        await page.emulateMedia({ colorScheme })
        t.deepEqual(await violations(page), [])
      },
      `#${view}`,
    )
  }
}

for (const view of views) {
  inBrowser(
    `axe finds nothing to complain about on a narrow screen in ${view}`,
    async (t, page) => {
      await page.setViewportSize({ width: 360, height: 700 })
      t.deepEqual(await violations(page), [])
    },
    `#${view}`,
  )
}

inBrowser('the scheme of the system is the page’s', async (t, page) => {
  const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await background()
  await page.emulateMedia({ colorScheme: 'dark' })
  t.not(await background(), light)
})

inBrowser(
  'a screen reader hears rows, columns and verdicts of the matrix',
  async (t, page) => {
    const tree = await page.locator('.matrix').ariaSnapshot()
    t.regex(tree, /columnheader "bridge-ref"/)
    t.regex(tree, /rowheader "append-keeps PyList_Append takes a reference of its own"/)
    t.regex(tree, /cell "fail unexpected"/)
    t.regex(tree, /table "Verdict of each case on each bridge/)
  },
  '#where=append',
)

inBrowser(
  'a screen reader hears what a chart is about, and the table has its figures',
  async (t, page) => {
    const tree = await page.locator('#throughput').ariaSnapshot()
    t.regex(tree, /img "values: time as a multiple of that of cpython@3\.11, with 95 % intervals\./)
    t.regex(tree, /cell "×28\.0"/)
    t.regex(tree, /list:\s+- listitem: bridge-ref/)
  },
  '#throughput',
)

inBrowser('every view is reached with the keyboard, and its heading says where one is', async (t, page) => {
  const views = page.getByRole('navigation', { name: 'Views' }).getByRole('link')
  const names = await views.allInnerTexts()
  t.deepEqual(names, ['Overview', 'Cases', 'C API', 'Throughput'])
  for (const [index, name] of names.entries()) {
    await views.nth(index).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name, exact: true, level: 2 }).waitFor({ state: 'attached' })
    t.is(await page.locator('.views [aria-current=page]').innerText(), name)
  }
})
