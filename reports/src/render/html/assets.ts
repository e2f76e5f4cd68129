/** The page's own files, read from beside this one. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'

export interface PageAssets {
  template: string
  style: string
  script: string
}

/** In the order in which they depend on one another: each runs when those before it have. */
const modules = [
  '../../query/generated/parser',
  '../../query/query',
  ...['dom', 'result', 'case', 'matrix', 'filter', 'api', 'views'],
]

const styles = ['page', 'overview', 'matrix', 'case', 'api', 'charts', 'history']

export async function readAssets(): Promise<PageAssets> {
  const read = (name: string) => readFile(new URL(name, import.meta.url), 'utf8')
  const texts = await Promise.all(styles.map((name) => read(`${name}.css`)))
  const sources = await Promise.all(modules.map(async (name) => ({ name, source: await read(`${name}.js`) })))
  return { template: await read('template.html'), style: texts.join('\n'), script: joined(sources) }
}

/**
 * One script of several modules: a page that is opened from a file may import nothing. Each becomes a function with its own scope that
 * answers what it exports. Exported are functions and constants only, for nothing exported may change.
 */
function joined(modules: readonly { name: string; source: string }[]): string {
  const functions = modules.map(({ name, source }) => {
    const exported = [...source.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)].map(
      (found) => found[1],
    )
    const body = source
      .replaceAll(/^import (\{[^}]*\}) from '([^']+)\.js'$/gm, (_, names: string, from: string) => {
        return `const ${names} = ${scopeOf(from)}`
      })
      .replaceAll(/^export /gm, '')
    return `const ${scopeOf(name)} = await (async () => {\n${body}\nreturn { ${exported.join(', ')} }\n})()\n`
  })
  return functions.join('\n')
}

function scopeOf(module: string): string {
  return `$${basename(module).replaceAll('-', '_')}`
}
