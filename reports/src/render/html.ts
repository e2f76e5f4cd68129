/** report.html: one file that needs no network and no server. The same record gives the same bytes. */
import { createHash } from 'node:crypto'
import type { ReportModel } from '../model.ts'
import type { PageAssets } from './html/assets.ts'
import { benchSection } from './html/bench-section.ts'
import { historySection } from './html/history-section.ts'
import { escapeHtml, markup } from './html/markup.ts'
import { areasSection, unexpectedSection } from './html/overview.ts'
import { type PageDetails, type PageIndex, packed, pageDetails, pageIndex } from './html/page-data.ts'
import { queriesSection } from './html/queries.ts'
import { headSection, legendSection, notesSection, totalsSection, viewsSection } from './html/sections.ts'

/** The text of report.html. `assets` come from `readAssets`. */
export async function renderHtml(model: ReportModel, { template, style, script }: PageAssets): Promise<string> {
  // Nothing but these two may run or style: text of a host that became markup after all would do no harm.
  const policy = `default-src 'none'; style-src '${digest(style)}'; script-src '${digest(script)}'; base-uri 'none'; form-action 'none'`
  const throughput = await benchSection(model)
  const history = await historySection(model.history)
  const overview = [totalsSection, notesSection, unexpectedSection, areasSection]
  const parts: Record<string, string> = {
    policy: markup`<meta http-equiv="Content-Security-Policy" content="${policy}" />`.html,
    title: escapeHtml(`Proofload: ${model.bridges.map(({ name }) => name).join(', ')}`),
    style: `<style>${style}</style>`,
    head: headSection(model).html,
    views: viewsSection({ throughput: throughput.html !== '', history: history.html !== '' }).html,
    overview: overview.map((section) => section(model).html).join('\n'),
    queries: queriesSection(model).html,
    legend: legendSection().html,
    throughput: throughput.html,
    history: history.html,
    data: `${embedded('data', pageIndex(model))}\n${embedded('details', pageDetails(model))}`,
    script: `<script type="module">${script}</script>`,
  }
  return template.replaceAll(/<!--(\w+)-->/g, (_, name: string) => {
    const part = parts[name]
    if (part === undefined) throw new Error(`template.html has the unknown placeholder ${name}`)
    return part
  })
}

function embedded(id: string, data: PageIndex | PageDetails): string {
  return `<script type="application/octet-stream" id="${id}">${packed(data)}</script>`
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
