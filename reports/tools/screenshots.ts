/**
 * Pictures of report.html for the README, in Debian's chromium:
 *
 *     proofload compare RUNS… --format html --out page.html
 *     node reports/tools/screenshots.ts page.html [--case ID] [--where QUERY] [--api FUNCTION] [--history report.html] [--out docs]
 *
 * Writes report.png and report-*.png, that of the history from another page; a view that a page has not is left out and said.
 */
import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { type Browser, chromium } from 'playwright-core'

interface Shot {
  file: string
  hash: string
  scheme: 'light' | 'dark'
  height: number
}

/** A README is fetched by everybody. */
const largestBytes = 300_000
const width = 1200

async function shoot(browser: Browser, url: string, { file, hash, scheme, height }: Shot): Promise<boolean> {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme })
  await page.goto(url + hash)
  await page.locator('html.ready').waitFor()
  const name = /^#(\w+)/.exec(hash)?.[1] ?? 'overview'
  const view = page.locator(`#${name === 'where' ? 'cases' : name}`)
  const isThere = (await view.count()) > 0
  if (isThere) await page.screenshot({ path: file })
  await page.close()
  return isThere
}

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      case: { type: 'string', default: 'ownership/list/setitem-steals' },
      where: { type: 'string', default: 'different' },
      api: { type: 'string', default: 'PyObject_Vectorcall' },
      history: { type: 'string' },
      out: { type: 'string', default: 'docs' },
    },
  })
  const [page] = positionals
  if (page === undefined) throw new Error('name the page: node reports/tools/screenshots.ts page.html')
  const at = (name: string) => join(values.out, name)
  const to = (state: Record<string, string>) => `#${new URLSearchParams(state)}`
  const shots: Shot[] = [
    { file: at('report.png'), hash: '#overview', scheme: 'light', height: 860 },
    { file: at('report-cases.png'), hash: to({ where: values.where }), scheme: 'light', height: 860 },
    { file: at('report-case.png'), hash: to({ case: values.case }), scheme: 'dark', height: 1100 },
    { file: at('report-api.png'), hash: to({ api: values.api }), scheme: 'light', height: 640 },
    { file: at('report-throughput.png'), hash: '#throughput', scheme: 'light', height: 1000 },
    { file: at('report-history.png'), hash: '#history', scheme: 'light', height: 900 },
  ]
  await using browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
  for (const shot of shots) {
    const of = shot.hash === '#history' ? (values.history ?? page) : page
    const made = await shoot(browser, pathToFileURL(resolve(of)).href, shot)
    process.stdout.write(
      made ? `${shot.file}  ${statSync(shot.file).size} bytes\n` : `${shot.file}: the page has no such view\n`,
    )
  }
  return shots.some(({ file }) => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestBytes) ? 1 : 0
}

if (import.meta.main) process.exitCode = await main()
