/** Pages in a real browser, opened from files: Debian's chromium, where it is installed. */
import { existsSync, mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import anyTest, { type ExecutionContext, type TestFn } from 'ava'
import type { AxeResults } from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'

interface Context {
  browser: Browser
  url: string
  folder: { remove(): void }
}

type Body = (t: ExecutionContext<Context>, page: Page) => Promise<void>

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const executablePath = '/usr/bin/chromium'
const installed = existsSync(executablePath)

/**
 * Declares tests of the page that `html` makes. A test fails when the page complains on its console or asks for anything but itself.
 * Without a browser the tests are skipped, and say so.
 */
export function pageTests(html: () => Promise<string>): (title: string, body: Body, hash?: string) => void {
  const all = anyTest as TestFn<Context>
  all.before(async (t) => {
    if (!installed) return
    const folder = mkdtempDisposableSync(join(tmpdir(), 'proofload-page-'))
    const path = join(folder.path, 'report.html')
    writeFileSync(path, await html())
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    t.context = { browser, url: pathToFileURL(path).href, folder }
  })
  all.after.always(async (t) => {
    if (!installed) return
    await t.context.browser.close()
    t.context.folder.remove()
  })
  const declare = installed ? all : all.skip
  return (title, body, hash = '') =>
    declare(installed ? title : `${title} (skipped: there is no ${executablePath})`, async (t) => {
      const page = await t.context.browser.newPage({ viewport: { width: 1280, height: 1600 } })
      const complaints: string[] = []
      page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`))
      page.on('pageerror', (error) => complaints.push(String(error)))
      page.on('request', (request) => {
        if (request.url().replace(/#.*/, '') !== t.context.url) complaints.push(`request: ${request.url()}`)
      })
      await page.goto(t.context.url + hash)
      await ready(page)
      await body(t, page)
      t.deepEqual(complaints, [])
      await page.close()
    })
}

/** The script has drawn what the address asks for. */
async function ready(page: Page): Promise<void> {
  await page.locator('html.ready').waitFor()
}

/** Ids of the cases that the matrix has drawn. */
export function shownCases(page: Page): Promise<string[]> {
  return page.locator('tr.case:visible').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-id') ?? ''))
}

/** Waits for what a locator cannot say. Not `waitForFunction`, which the page's policy refuses. */
export async function until(page: Page, expression: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await page.evaluate(expression)) return
    await page.waitForTimeout(50)
  }
  throw new Error(`never came true: ${expression}`)
}

/** What axe finds, in a line each. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const { violations: found } = await page.evaluate<AxeResults>('axe.run()')
  return found.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target.join(' ')}`))
}
