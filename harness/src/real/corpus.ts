/**
 * The corpus: real extensions, compiled for CPython, that `suites/corpus.yaml` names. Debian's packages lie unpacked in
 * the cache once `proofload real --fetch` has brought them; CPython's own come from a CPython of that version.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { findInterpreters, type SearchPlaces } from '../bridge/interpreters.ts'
import { version } from '../capi/schema.ts'
import { ownSuites } from '../suite/load.ts'

const corpusFile = z.strictObject({
  /** Version of the CPython that all of it was compiled for. */
  python: version,
  /** Files of that CPython's `lib-dynload`. */
  dynload: z.array(z.string()),
  /** Packages that the others need: shared libraries, Python code. */
  support: z.array(z.string()),
  /** Package: its extension files, relative to {@link packagesFolder}. */
  packages: z.record(z.string(), z.array(z.string())),
})
export type CorpusFile = z.infer<typeof corpusFile>

/** What of the corpus is on this machine. */
export interface Corpus {
  python: string
  /** Folders in which a host finds the extensions by name; for `PROOFLOAD_SEARCH`. */
  search: string[]
  /** Folders of the shared libraries they need; for `LD_LIBRARY_PATH`. */
  libraryPath: string[]
  /** Extension files that are there. */
  files: { path: string; module: string }[]
  /** Why a module is not there, with the remedy; null when it is. */
  lacks: (module: string) => string | null
  /** Whether there is such a module at all, on this machine or in the corpus's list. */
  knows: (module: string) => boolean
  /** All that the list names. */
  names: string[]
}

const packagesFolder = 'usr/lib/python3/dist-packages'
const suffix = /\.(cpython-\d+[\w-]*|abi3)\.so$/

export function readCorpusFile(): CorpusFile {
  return corpusFile.parse(parse(readFileSync(join(ownSuites, 'corpus.yaml'), 'utf8')))
}

/** Where the packages are unpacked. */
export function corpusFolder({ cacheFolder }: Pick<SearchPlaces, 'cacheFolder'>): string {
  return join(cacheFolder, 'corpus')
}

/** `markupsafe/_speedups.cpython-311-x86_64-linux-gnu.so` is `markupsafe._speedups`. */
export function moduleOf(file: string): string {
  return file.replace(suffix, '').replace(/\.so$/, '').replaceAll('/', '.')
}

/** In every interpreter, without a file. */
const everywhere = ['builtins', 'sys', '_operator']

/** `given`: folders of the user's own, searched first. */
export async function findCorpus(places: SearchPlaces, given: readonly string[] = []): Promise<Corpus> {
  const { python, dynload, packages } = readCorpusFile()
  const root = join(corpusFolder(places), 'root')
  const packaged = join(root, packagesFolder)
  const own = await findDynload(python, places)
  const listed = [
    ...Object.entries(packages).flatMap(([name, files]) =>
      files.map((file) => ({ path: join(packaged, file), module: moduleOf(file), source: name })),
    ),
    ...dynload.map((file) => ({ path: join(own ?? '', file), module: moduleOf(file), source: null })),
  ]
  const there = listed.filter(({ path, source }) => (own !== null || source !== null) && existsSync(path))
  const present = new Set(there.map(({ module }) => module))
  const sources = new Map(listed.map(({ module, source }) => [module, source]))
  return {
    python,
    search: [...given, packaged, own].filter((folder) => folder !== null && existsSync(folder)).map(String),
    libraryPath: libraryFolders(root),
    files: there,
    lacks: (module) => {
      if (present.has(module) || everywhere.includes(module) || given.some((folder) => holds(folder, module)))
        return null
      const source = sources.get(module)
      const what = `(${module}${source === null ? '' : ` of Debian's ${source}`})`
      if (source === null)
        return `its extension comes with CPython ${python}, which is not on PATH or under pyenv ${what}`
      return `its extension is not on this machine; \`npm run corpus\` downloads it ${what}`
    },
    knows: (module) =>
      sources.has(module) || everywhere.includes(module) || given.some((folder) => holds(folder, module)),
    names: [...sources.keys()],
  }
}

/** Whether an extension of that name lies in the folder, whatever its suffix. */
function holds(folder: string, module: string): boolean {
  const parts = module.split('.')
  const parent = join(folder, ...parts.slice(0, -1))
  const last = parts.at(-1) ?? ''
  return existsSync(parent) && readdirSync(parent).some((file) => file.endsWith('.so') && moduleOf(file) === last)
}

/** What hosts get in their environment so that they find the corpus. */
export function corpusEnvironment(
  { search, libraryPath }: Pick<Corpus, 'search' | 'libraryPath'>,
  env: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  const libraries = [...libraryPath, env['LD_LIBRARY_PATH'] ?? ''].filter((folder) => folder !== '')
  return { ...env, PROOFLOAD_SEARCH: search.join(':'), LD_LIBRARY_PATH: libraries.join(':') }
}

/** `lib-dynload` of the first CPython of that version, or null. */
async function findDynload(python: string, places: SearchPlaces): Promise<string | null> {
  const found = await findInterpreters([`python${python}`], places)
  const folders = found.flatMap((one) => ('facts' in one && one.facts.dynload !== null ? [one.facts.dynload] : []))
  // Debian's own has half of its modules inside the interpreter: the one with most files says most.
  const counted = folders.filter(existsSync).map((folder) => ({ folder, count: readdirSync(folder).length }))
  return counted.toSorted((a, b) => b.count - a.count)[0]?.folder ?? null
}

/** Every folder with a shared library: Debian puts some in folders of their own. */
function libraryFolders(root: string): string[] {
  const lib = join(root, 'usr/lib')
  if (!existsSync(lib)) return []
  const triplets = readdirSync(lib, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name.includes('-linux-'),
  )
  return triplets.flatMap(({ name }) => {
    const folder = join(lib, name)
    const inside = ['blas', 'lapack'].map((one) => join(folder, one)).filter(existsSync)
    return [folder, ...inside]
  })
}

/** The folder above the packages around `file`, from which its name leads to it. */
export function packageRootOf(file: string): string {
  let folder = dirname(file)
  while (existsSync(join(folder, '__init__.py'))) folder = dirname(folder)
  return folder
}

/** The name under which `file` is imported: its place under one of `folders`, else under the packages around it. */
export function moduleNameOf(file: string, folders: readonly string[]): string {
  const folder = folders.find((one) => file.startsWith(`${one.replace(/\/$/, '')}/`)) ?? packageRootOf(file)
  return moduleOf(file.slice(folder.replace(/\/$/, '').length + 1))
}
