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
  t.regex(
    corpus.lacks('markupsafe._speedups') ?? '',
    /`npm run corpus` downloads it \(markupsafe\._speedups of Debian's python3-markupsafe\)/,
  )
  t.regex(corpus.lacks('zlib') ?? '', /comes with CPython 3\.11, which is not on PATH/)
  t.false(corpus.knows('no.such'))
})

test("a folder of the user's own is searched too", async (t) => {
  const own = join(folder, 'own/pkg')
  mkdirSync(own, { recursive: true })
  writeFileSync(join(own, '_fast.cpython-311-x86_64-linux-gnu.so'), '')
  const corpus = await findCorpus({ path: [], pyenvRoot: folder, cacheFolder: folder }, [join(folder, 'own')])
  t.is(corpus.lacks('pkg._fast'), null)
  t.true(corpus.knows('pkg._fast'))
  t.deepEqual(corpus.search, [join(folder, 'own')])
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
