/** A record of which every text wants to be more than a text. */
import type { RunEvent } from '#harness/src/record/events.ts'
import { reportModel } from '../src/model.ts'
import { readAssets } from '../src/render/html/assets.ts'
import { renderHtml } from '../src/render/html.ts'
import { pageTests, until } from './browser.ts'
import { toldEvents } from './told.ts'

const evil = '</script><script>owned()</script><img src=x onerror=owned()>\u2028"\'\u001b[31m\u202e%s'

/** What a schema holds to few values, numbers and times of day. */
const kept = new Set([
  'event',
  'kind',
  'verdict',
  'expected',
  'tries',
  'level',
  'reason of an ending',
  'outcome',
  'at of a run',
])

function hostile(events: readonly RunEvent[]): RunEvent[] {
  return events.map((event) => spoilt(event, '') as RunEvent)
}

function spoilt(value: unknown, key: string): unknown {
  if (typeof value === 'string') return kept.has(key) ? value : `${value}${evil}`
  if (Array.isArray(value)) return value.map((item) => spoilt(item, key))
  if (typeof value !== 'object' || value === null) return value
  const isEnding = 'stderr' in value
  const isRun = 'event' in value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      spoilt(
        inner,
        isEnding && name === 'reason' ? 'reason of an ending' : isRun && name === 'at' ? 'at of a run' : name,
      ),
    ]),
  )
}

const inBrowser = pageTests(async () => renderHtml(reportModel(hostile(toldEvents())), await readAssets()))

const ids = toldEvents().flatMap((event) => (event.event === 'RunStarted' ? event.cases.map(({ id }) => id) : []))
// As the page shows what cannot be seen.
const shown = String.raw`</script><script>owned()</script><img src=x onerror=owned()>\u2028"'\x1b[31m\u202e%s`

inBrowser('nothing of it becomes markup, in whatever view', async (t, page) => {
  const elements = 'document.querySelectorAll("img, script").length'
  const before = await page.evaluate(elements)
  t.is(before, 3)
  for (const view of [
    'cases',
    'api',
    'throughput',
    ...ids.map((id) => new URLSearchParams({ case: `${id}${shown}` })),
  ]) {
    await page.evaluate(`location.hash = ${JSON.stringify(`#${view}`)}`)
    const name = String(view).startsWith('case=') ? 'case' : view
    await until(page, `!document.querySelector('#${name}').hidden`)
    t.is(await page.evaluate(elements), before, String(view))
  }
  t.is(await page.locator('#case h2').innerText(), `heap-type-name${shown}`)
  t.is(await page.evaluate('typeof owned'), 'undefined')
})

inBrowser('the matrix and its query still work', async (t, page) => {
  await page.getByRole('link', { name: 'Cases', exact: true }).click()
  await page.getByRole('searchbox', { name: 'Find cases' }).fill('setitem-steals')
  t.is(await page.locator('tr.case').count(), 1)
  t.true((await page.locator('tr.case').innerText()).includes(shown))
})
