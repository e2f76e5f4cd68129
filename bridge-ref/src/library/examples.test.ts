/** The examples of docs/examples run and print what they are said to. One whose extensions are not on the machine says so. */
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import test from 'ava'

const folder = resolve(import.meta.dirname, '../../../docs/examples')
const printed: Record<string, string[]> = {
  array: [
    'd 3 42',
    'BufferError: cannot resize an array that is exporting buffers',
    "array('d', [1.0, 42.0, 3.0, 4.0])",
    '[ 1, 2 ]',
  ],
  heapq: ['2 a', 'think true', 'IndexError: index out of range'],
  json: [
    '"na\\u00efve \\"quotes\\""',
    '{"a key": {"x": "\\u00e9"}, "list": [1, 2.5, true, null], "when": "1970-01-01T00:00:00.000Z"}',
    'true',
  ],
  markupsafe: ['true &lt;a href=&#34;x&#34;&gt;Tom &amp; Jerry&lt;/a&gt;', 'true 7'],
  zlib: ['20000 true true true', 'true true', 'error: Error -3 while decompressing data: incorrect header check'],
}

for (const [name, lines] of Object.entries(printed)) {
  test(`the example ${name}`, (t) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, `${name}.ts`)], { encoding: 'utf8' })
    t.is(stderr, '')
    t.is(status, 0)
    if (stdout.startsWith('skipped: ')) t.log(stdout.trim())
    else t.deepEqual(stdout.trimEnd().split('\n'), lines)
  })
}

test('every example is run', (t) => {
  const files = globSync(join(folder, '*.ts')).map((file) => basename(file, '.ts'))
  t.deepEqual(files.filter((name) => name !== 'extensions').toSorted(), Object.keys(printed).toSorted())
})
