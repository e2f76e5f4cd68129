/**
 * How long report.html takes to open and to answer a query, in Debian's chromium: `npm run page-speed -- [cases] [bridges]`.
 * Prints milliseconds, medians of several openings; nothing depends on them.
 */
import { mkdtempDisposableSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { median } from 'simple-statistics'
import { reportModel } from '../src/model.ts'
import { readAssets } from '../src/render/html/assets.ts'
import { renderHtml } from '../src/render/html.ts'
import { syntheticEvents } from './synthetic.ts'

const openings = 5
/** Texts in the order somebody types them; each is a query of its own. */
const typed = ['b3:fail', 'b3:fail and area:area-7', 'different', 'PyList_Function12', '']

interface Opening {
  paint: number
  ready: number
  keystrokes: number[]
  scroll: number
}

async function open(browser: Browser, url: string): Promise<Opening> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.goto(`${url}#cases`)
  await page.locator('html.ready tr.case').first().waitFor()
  const { paint, ready } = await page.evaluate<{ paint: number; ready: number }>(`({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    ready: performance.getEntriesByName('ready')[0]?.startTime ?? NaN,
  })`)
  const keystrokes: number[] = []
  for (const text of typed)
    keystrokes.push(
      await untilDrawn(
        page,
        `input.value = ${JSON.stringify(text)}; input.dispatchEvent(new InputEvent('input', { bubbles: true }))`,
      ),
    )
  const scroll = await untilDrawn(page, 'scrollTo(0, document.documentElement.scrollHeight / 2)')
  await page.close()
  return { paint, ready, keystrokes, scroll }
}

/** Milliseconds until the frame after `action` is on the screen. */
async function untilDrawn(page: Page, action: string): Promise<number> {
  return await page.evaluate<number>(`new Promise((resolve) => {
    const input = document.querySelector('input[name=where]')
    const began = performance.now()
    ${action}
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)))
  })`)
}

async function main(cases: number, bridges: number): Promise<void> {
  const began = performance.now()
  const html = await renderHtml(reportModel(syntheticEvents(cases, bridges)), await readAssets())
  const rendered = performance.now() - began
  using folder = mkdtempDisposableSync(join(tmpdir(), 'proofload-page-speed-'))
  const path = join(folder.path, 'report.html')
  writeFileSync(path, html)
  await using browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
  const seen: Opening[] = []
  for (let count = 0; count < openings; count += 1) seen.push(await open(browser, pathToFileURL(path).href))
  const ms = (values: number[]) => `${median(values).toFixed(0)} ms`
  process.stdout.write(`${cases} cases on ${bridges} bridges, median of ${openings} openings
report.html           ${(html.length / 1e6).toFixed(2)} MB, made in ${rendered.toFixed(0)} ms
first paint           ${ms(seen.map(({ paint }) => paint))}
matrix drawn          ${ms(seen.map(({ ready }) => ready))}
a jump to the middle  ${ms(seen.map(({ scroll }) => scroll))}
${typed.map((text, index) => `${`query ${JSON.stringify(text)}`.padEnd(34)} ${ms(seen.map(({ keystrokes }) => keystrokes[index] ?? Number.NaN))}`).join('\n')}
`)
}

if (import.meta.main) await main(Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? 8))
