/** report.html: one file that needs no network and no server. The same record gives the same bytes. */
import { createHash } from 'node:crypto'
import type { ReportModel } from '../model.ts'
import type { PageAssets } from './html/assets.ts'
import { benchSection } from './html/bench-section.ts'
import { escapeHtml, markup } from './html/markup.ts'
import { pageData, scriptJson } from './html/page-data.ts'
import { headSection, legendSection, summarySection } from './html/sections.ts'

/** The text of report.html. `assets` come from `readAssets`. */
export function renderHtml(model: ReportModel, { template, style, script }: PageAssets): string {
  // Nothing but these two may run or style: text of a host that became markup after all would do no harm.
  const policy = `default-src 'none'; style-src '${digest(style)}'; script-src '${digest(script)}'; base-uri 'none'; form-action 'none'`
  const parts: Record<string, string> = {
    policy: markup`<meta http-equiv="Content-Security-Policy" content="${policy}" />`.html,
    title: escapeHtml(`Proofload: ${model.bridges.map(({ name }) => name).join(', ')}`),
    style: `<style>${style}</style>`,
    head: headSection(model).html,
    summary: summarySection(model).html,
    legend: legendSection().html,
    benches: benchSection(model.benches).html,
    data: `<script type="application/json" id="data">${scriptJson(pageData(model))}</script>`,
    script: `<script>${script}</script>`,
  }
  return template.replaceAll(/<!--(\w+)-->/g, (_, name: string) => {
    const part = parts[name]
    if (part === undefined) throw new Error(`template.html has the unknown placeholder ${name}`)
    return part
  })
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
