import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import test from 'ava'
import { reportModel } from '../src/model.ts'
import { readAssets } from '../src/render/html/assets.ts'
import { renderHtml } from '../src/render/html.ts'
import { fixtureEvents, matchesSnapshot } from './fixture.ts'

const assets = await readAssets()
const page = await renderHtml(reportModel(fixtureEvents()), assets)

test('report.html is as committed, its style and script apart', (t) => {
  const marked = page
    .replace(assets.style, '/* style */')
    .replace(assets.script, '/* script */')
    .replaceAll(/sha256-[\w+/=]+/g, 'sha256-…')
    .replaceAll(/(?<=<script type="application\/octet-stream" id="\w+">)[^<]*/g, '…')
  matchesSnapshot(t, 'report.html', marked)
})

test('the same record gives the same bytes', async (t) => {
  t.is(await renderHtml(reportModel(fixtureEvents()), await readAssets()), page)
})

test('the page names nothing outside itself that a browser would fetch', (t) => {
  t.notRegex(page.replaceAll(/ href="#[^"]*"/g, ''), /\b(src|href|srcset)=|url\(|@import/)
})

test('text of a host is never markup', (t) => {
  t.is(page.match(/<script\b/g)?.length, 3)
  t.false(page.includes('alert("x")</script>'))
})

test('the policy allows the style and the script of the page and nothing else', (t) => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'")
  const digest = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  t.regex(policy ?? '', /^default-src 'none'; /)
  t.true(policy?.includes(`style-src ${digest(assets.style)};`))
  t.true(policy?.includes(`script-src ${digest(assets.script)};`))
})

test('the modules of the page join into one script', (t) => {
  t.notRegex(assets.script, /^(import|export) /m)
  t.notThrows(() => new Function(`return async () => {${assets.script}}`))
})

test('the script of the page passes the type checker', (t) => {
  const project = fileURLToPath(new URL('../src/render/html', import.meta.url))
  const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url))
  const { stdout, status } = spawnSync(process.execPath, [compiler, '-p', project], { encoding: 'utf8' })
  t.is(status, 0, stdout)
})
