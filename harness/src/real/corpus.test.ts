import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { corpusEnvironment, findCorpus, moduleNameOf, moduleOf, readCorpusFile } from './corpus.ts'

const folder = mkdtempSync(join(tmpdir(), 'proofload-corpus-'))
test.after.always(() => rmSync(folder, { recursive: true, force: true }))

const names: [string, string][] = [
  ['markupsafe/_speedups.cpython-311-x86_64-linux-gnu.so', 'markupsafe._speedups'],
  ['cryptography/hazmat/bindings/_rust.abi3.so', 'cryptography.hazmat.bindings._rust'],
  ['plain.so', 'plain'],
]
for (const [file, module] of names) test(`${file} is ${module}`, (t) => t.is(moduleOf(file), module))

test('a file is named by its place under a search folder, else by the packages around it', (t) => {
  const inner = join(folder, 'outer/inner')
  mkdirSync(inner, { recursive: true })
  writeFileSync(join(inner, '__init__.py'), '')
  const file = join(inner, '_c.abi3.so')
  t.is(moduleNameOf(file, [`${folder}/`]), 'outer.inner._c')
  t.is(moduleNameOf(file, []), 'inner._c')
})

test('what is not on the machine is told with the remedy', async (t) => {
  const corpus = await findCorpus({ path: [], pyenvRoot: folder, cacheFolder: folder })
  t.deepEqual(corpus.files, [])
  t.regex(corpus.lacks('markupsafe._speedups') ?? '', /python3-markupsafe is not here: `npm run corpus` downloads it/)
  t.regex(corpus.lacks('zlib') ?? '', /comes with CPython 3\.11, which is not on PATH/)
  t.regex(corpus.lacks('no.such') ?? '', /corpus\.yaml has no module no\.such/)
})

test('hosts search the libraries of the corpus before those that were searched already', (t) => {
  const found = { search: ['/a', '/b'], libraryPath: ['/c'] }
  const env = corpusEnvironment(found, { LD_LIBRARY_PATH: '/d', HOME: '/h' })
  t.deepEqual(env, { PROOFLOAD_SEARCH: '/a:/b', LD_LIBRARY_PATH: '/c:/d', HOME: '/h' })
})

test('no file of the corpus is listed twice', (t) => {
  const { dynload, packages } = readCorpusFile()
  const files = [...dynload, ...Object.values(packages).flat()]
  t.is(new Set(files).size, files.length)
})
