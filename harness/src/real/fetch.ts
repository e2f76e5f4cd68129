/**
 * Downloads the packages of the corpus with Debian's own tools and unpacks them into the cache. Nothing is installed, and
 * apt's lists and archives are kept in the cache too, so that neither root nor a changed system is needed.
 */
import { execFile } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { SearchPlaces } from '../bridge/interpreters.ts'
import { HarnessError } from '../errors.ts'
import { corpusFolder, readCorpusFile } from './corpus.ts'

const execute = promisify(execFile)

export interface Fetched {
  /** Packages that were downloaded now. */
  downloaded: string[]
  /** Packages that the archive of this system does not have. */
  absent: string[]
}

/** Brings what is not there yet. `say` shows progress. */
export async function fetchCorpus(places: SearchPlaces, say: (text: string) => void): Promise<Fetched> {
  const folder = corpusFolder(places)
  const { support, packages } = readCorpusFile()
  const wanted = [...Object.keys(packages), ...support]
  const marker = join(folder, 'packages.json')
  const before = readMarker(marker)
  const lacking = wanted.filter((name) => !before.present.includes(name) && !before.absent.includes(name))
  if (lacking.length === 0) return { downloaded: [], absent: before.absent }
  mkdirSync(folder, { recursive: true })
  const apt = await openApt(folder, say)
  const offered = await apt.offered(lacking)
  const staging = mkdtempSync(join(folder, 'download-'))
  try {
    say(`downloading ${offered.length} packages`)
    await apt.download(offered, staging)
    say('unpacking')
    for (const file of readdirSync(staging))
      await execute('dpkg-deb', ['-x', join(staging, file), join(folder, 'root')])
    const absent = [...before.absent, ...lacking.filter((name) => !offered.includes(name))]
    const now: Marker = { present: [...before.present, ...offered], absent }
    writeFileSync(`${marker}.new`, JSON.stringify(now, null, 2))
    renameSync(`${marker}.new`, marker)
    return { downloaded: offered, absent }
  } finally {
    rmSync(staging, { recursive: true, force: true })
    rmSync(join(folder, 'apt'), { recursive: true, force: true })
  }
}

/** What earlier fetches brought, and what the archive did not have. */
const markerFile = z.strictObject({ present: z.array(z.string()), absent: z.array(z.string()) })
type Marker = z.infer<typeof markerFile>

function readMarker(path: string): Marker {
  const parsed = existsSync(path) ? markerFile.safeParse(JSON.parse(readFileSync(path, 'utf8'))) : null
  return parsed?.success === true ? parsed.data : { present: [], absent: [] }
}

interface Apt {
  offered: (names: readonly string[]) => Promise<string[]>
  download: (names: readonly string[], into: string) => Promise<void>
}

async function openApt(folder: string, say: (text: string) => void): Promise<Apt> {
  const own = ['lists/partial', 'archives/partial'].map((name) => join(folder, 'apt', name))
  for (const one of own) mkdirSync(one, { recursive: true })
  const options = [
    ['Dir::State::Lists', join(folder, 'apt/lists')],
    ['Dir::Cache', join(folder, 'apt')],
    ['Debug::NoLocking', '1'],
    ['APT::Sandbox::User', 'root'],
  ].flatMap(([key, value]) => ['-o', `${key}=${value}`])
  const run = async (program: string, args: readonly string[], cwd = folder): Promise<string> => {
    try {
      const { stdout } = await execute(program, [...options, ...args], { cwd, maxBuffer: 2 ** 26 })
      return stdout
    } catch (error) {
      throw aptFailure(program, args, error)
    }
  }
  say("reading Debian's package lists")
  await run('apt-get', ['-qq', 'update'])
  return {
    offered: async (names) => {
      const listed = new Set((await run('apt-cache', ['pkgnames'])).split('\n'))
      return names.filter((name) => listed.has(name))
    },
    download: async (names, into) => {
      if (names.length > 0) await run('apt-get', ['-qq', 'download', ...names], into)
    },
  }
}

function aptFailure(program: string, args: readonly string[], cause: unknown): HarnessError {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
    return new HarnessError('no-apt', `there is no ${program} on this machine`, {
      hint: 'the corpus consists of packages of Debian 12; without them its cases are skipped',
      cause,
    })
  }
  const printed =
    cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim().split('\n')[0] : String(cause)
  return new HarnessError('apt-failed', `${program} ${args[0] === '-qq' ? args[1] : args[0]} failed: ${printed}`, {
    hint: 'is the network there, and does /etc/apt name an archive of Debian?',
    cause,
  })
}
