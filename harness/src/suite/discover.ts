/** Finds the files of suites folders. */
import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { HarnessError } from '../errors.ts'

export interface SuiteFile {
  path: string
  /** Relative to the folder that holds the suites folder. */
  name: string
  /** Folder and stem: what `area` and `topic` of the file must say. */
  area: string
  topic: string
  /** The author's probe beside it, or null. */
  probe: string | null
}

/** No area: the description of the C API. */
const reserved = 'capi'

/** All `<area>/<topic>.yaml` of the folders, sorted by area and topic. */
export function discover(folders: readonly string[]): SuiteFile[] {
  return folders.flatMap((folder) => filesOf(resolve(folder)))
}

function filesOf(folder: string): SuiteFile[] {
  if (!existsSync(folder)) {
    throw new HarnessError('no-suites', `no suites folder ${folder}`, { hint: 'give an existing folder to --suites' })
  }
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml') && dirname(entry.parentPath) === folder)
    .filter((entry) => basename(entry.parentPath) !== reserved)
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      const probe = path.replace(/\.yaml$/, '.c')
      return {
        path,
        name: relative(dirname(folder), path),
        area: basename(entry.parentPath),
        topic: basename(path, '.yaml'),
        probe: existsSync(probe) ? probe : null,
      }
    })
    .toSorted((a, b) => Number(a.name > b.name) - Number(a.name < b.name))
}
