/** The page's own files, read from beside this one. */
import { readFile } from 'node:fs/promises'

export interface PageAssets {
  template: string
  style: string
  script: string
}

/** In the order in which they depend on one another: each runs when those before it have. */
const modules = ['dom.js', 'details.js', 'filter.js', 'page.js', 'coverage.js']

export async function readAssets(): Promise<PageAssets> {
  const read = (name: string) => readFile(new URL(name, import.meta.url), 'utf8')
  const styles = await Promise.all(['page.css', 'matrix.css'].map(read))
  const sources = await Promise.all(modules.map(read))
  return { template: await read('template.html'), style: styles.join('\n'), script: joined(sources) }
}

/**
 * One script of several modules. A page that is opened from a file may import nothing, so the modules share one scope: their imports
 * and exports go, and their top-level names must differ.
 */
function joined(sources: readonly string[]): string {
  const bodies = sources.map((source) =>
    source.replaceAll(/^import [^']*'\.\/[\w-]+\.js'\n/gm, '').replaceAll(/^export /gm, ''),
  )
  return `'use strict'\n{\n${bodies.join('\n')}}\n`
}
