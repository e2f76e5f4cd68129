/**
 * Writes `reports/results.schema.json` from the zod schema, for scripts and editors. With `--check` it writes nothing and ends with
 * status 1 when the file is not what it would write.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { results } from '../src/results-schema.ts'

const schemaFile = new URL('../results.schema.json', import.meta.url)

/** Text of `reports/results.schema.json`. */
export function resultsSchemaText(): string {
  // `input`: a reader must put up with fields that a later version adds.
  const text = JSON.stringify(z.toJSONSchema(results, { io: 'input' }), null, 2)
  // As the formatter would have it: a list of words on one line where it fits.
  const lists = text.replaceAll(/^(.*)\[\n((?:\s+"[^"]*",?\n)+)\s+\]/gm, (whole, head: string, items: string) => {
    const line = `${head}[${items.trim().replaceAll(/\n\s+/g, ' ')}]`
    return line.length < 120 ? line : whole
  })
  return `${lists}\n`
}

async function generate(check: boolean): Promise<number> {
  const text = resultsSchemaText()
  if (!check) await writeFile(schemaFile, text)
  else if ((await readFile(schemaFile, 'utf8').catch(missing)) !== text) {
    process.stderr.write(`${fileURLToPath(schemaFile)} is out of date: npm run generate\n`)
    return 1
  }
  return 0
}

/** A file that does not exist yet is as out of date as a file can be. */
function missing(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return ''
  throw error
}

if (import.meta.main) process.exitCode = await generate(process.argv.includes('--check'))
