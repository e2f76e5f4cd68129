/**
 * Finds interpreters on this machine and asks each once what it is. Answers are cached by file, time and size, so that
 * only a new or changed interpreter is ever started.
 */
import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'

/** Where to look, taken from the environment by the command line. */
export interface SearchPlaces {
  /** Folders of PATH, in order. */
  path: readonly string[]
  /** `$PYENV_ROOT` or `~/.pyenv`. */
  pyenvRoot: string
  cacheFolder: string
}

const interpreterFacts = z.strictObject({
  implementation: z.string(),
  /** Of the implementation: `3.11.7`, `7.3.11`. */
  version: z.string(),
  /** Of the language: `3.11`. */
  python: z.string(),
  executable: z.string(),
  include: z.array(z.string()),
  suffix: z.string(),
  /** Folder of the standard library's own extensions. */
  dynload: z.string().nullable(),
  /** Built with reference counting checks. */
  debug: z.boolean(),
  /** Built without a GIL: reference counts are split between threads. */
  freeThreaded: z.boolean(),
})
export type InterpreterFacts = z.infer<typeof interpreterFacts>

export type Interpreter = { path: string } & ({ facts: InterpreterFacts } | { failure: string })

const cacheFile = z.strictObject({
  version: z.literal(2),
  answers: z.record(
    z.string(),
    z.strictObject({ mtimeMs: z.number(), sizeBytes: z.number(), facts: interpreterFacts }),
  ),
})
type Answers = z.infer<typeof cacheFile>['answers']

const run = promisify(execFile)
const askTimeoutMs = 20_000

/** Runs on anything since Python 2.7, so that what is too old can be named. */
const script = `
import json, platform, sys, sysconfig
v = getattr(sys, "pypy_version_info", None) or sys.version_info
if hasattr(sys, "implementation") and sys.implementation.name == "graalpy": v = sys.implementation.version
paths = sysconfig.get_paths()
print(json.dumps({
  "implementation": sys.implementation.name if hasattr(sys, "implementation") else platform.python_implementation().lower(),
  "version": "%d.%d.%d" % tuple(v)[:3], "python": "%d.%d" % sys.version_info[:2], "executable": sys.executable,
  "include": sorted(set([paths["include"], paths.get("platinclude", paths["include"])])),
  "suffix": sysconfig.get_config_var("EXT_SUFFIX") or ".so", "debug": hasattr(sys, "gettotalrefcount"),
  "dynload": sysconfig.get_config_var("DESTSHARED"),
  "freeThreaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
}))
`

/** All interpreters whose file name matches one of `patterns`, each once, in the order of {@link SearchPlaces}. */
export async function findInterpreters(patterns: readonly string[], places: SearchPlaces): Promise<Interpreter[]> {
  const files = new Map<string, string>()
  for (const path of candidates(patterns, places)) {
    const file = realpathSync(path)
    if (!files.has(file)) files.set(file, path)
  }
  return await askAll([...files.values()], places.cacheFolder)
}

/** Asks the interpreter at `path`, which a user named. */
export async function askInterpreter(path: string, cacheFolder: string): Promise<Interpreter> {
  const [interpreter] = await askAll([path], cacheFolder)
  return interpreter ?? { path, failure: 'was not asked' }
}

function candidates(patterns: readonly string[], { path, pyenvRoot }: SearchPlaces): string[] {
  // A shim is a shell script that answers for whatever version pyenv has been told to use; the versions are listed below.
  const shims = join(pyenvRoot, 'shims')
  const versions = join(pyenvRoot, 'versions')
  const pyenv = listFolder(versions).map((name) => join(versions, name, 'bin'))
  const folders = [...path.filter((folder) => folder !== '' && folder !== shims), ...pyenv]
  // First those that say more: the same file under two names is asked under the first.
  return patterns.flatMap((pattern) => folders.flatMap((folder) => matching(folder, pattern)))
}

function matching(folder: string, pattern: string): string[] {
  const name = new RegExp(`^${pattern.replaceAll('.', '\\.').replace('{minor}', '\\d+t?')}$`)
  const paths = listFolder(folder).flatMap((file) => (name.test(file) ? [join(folder, file)] : []))
  return paths.filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    // PATH often names folders that do not exist, and pyenv may not be installed.
    return []
  }
}

async function askAll(paths: readonly string[], cacheFolder: string): Promise<Interpreter[]> {
  const file = join(cacheFolder, 'interpreters.json')
  const known = readCache(file)
  const answers: Answers = {}
  const interpreters = await Promise.all(
    paths.map(async (path): Promise<Interpreter> => {
      const { mtimeMs, size: sizeBytes } = statSync(path)
      const before = known[path]
      const fresh = before !== undefined && before.mtimeMs === mtimeMs && before.sizeBytes === sizeBytes
      const answer: Interpreter = fresh ? { path, facts: before.facts } : await ask(path)
      if ('facts' in answer) answers[path] = { mtimeMs, sizeBytes, facts: answer.facts }
      return answer
    }),
  )
  const isNew = Object.keys(answers).some((path) => known[path]?.facts !== answers[path]?.facts)
  // Read again: the search for another bridge may have written its answers meanwhile.
  if (isNew) writeCache(file, { ...readCache(file), ...answers })
  return interpreters
}

async function ask(path: string): Promise<Interpreter> {
  try {
    // Flags that Python 2 knows as well; the user's environment and site packages must not change the answer.
    const { stdout } = await run(path, ['-E', '-s', '-S', '-c', script], { timeout: askTimeoutMs })
    const facts = interpreterFacts.parse(JSON.parse(stdout))
    // Under a virtual environment or a wrapper, what it says of itself is what has to be started.
    return { path, facts: { ...facts, executable: facts.executable === '' ? path : facts.executable } }
  } catch (cause) {
    return {
      path,
      failure: `could not be asked: ${cause instanceof Error ? cause.message.split('\n')[0] : String(cause)}`,
    }
  }
}

function readCache(file: string): Answers {
  try {
    return cacheFile.parse(JSON.parse(readFileSync(file, 'utf8'))).answers
  } catch {
    // Not there yet, or of another version: everything is asked again.
    return {}
  }
}

function writeCache(file: string, answers: Answers): void {
  mkdirSync(dirname(file), { recursive: true })
  const temporary = `${file}.${process.pid}`
  writeFileSync(temporary, JSON.stringify({ version: 2, answers } satisfies z.infer<typeof cacheFile>))
  renameSync(temporary, file)
}
