/** Where the examples find compiled extensions. */
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

/** The folder of CPython 3.11's own extensions (`math`, `zlib`, …), or undefined when no CPython 3.11 is installed. */
export function cpythonExtensions(): string | undefined {
  const pythons = ['python3.11', ...globSync(join(homedir(), '.pyenv/versions/3.11.*/bin/python'))]
  for (const python of pythons) {
    const ask =
      'import sys, sysconfig; print(sysconfig.get_config_var("DESTSHARED") if sys.version_info[:2] == (3, 11) else "")'
    const folder = spawnSync(python, ['-c', ask], { encoding: 'utf8' }).stdout?.trim()
    if (folder && globSync(join(folder, '_heapq.*.so')).length > 0) return folder
  }
  return undefined
}

/** The folder of installed packages that has this file, searched where `npm run corpus` puts them; or undefined. */
export function packageFolder(file: string): string | undefined {
  const cache =
    process.env['PROOFLOAD_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'proofload')
  const [found] = globSync(join(cache, 'corpus/root/usr/lib/python3/dist-packages', file))
  return found === undefined ? undefined : dirname(dirname(found))
}

/** The folder, or an end with the reason why the example cannot run. */
export function orSkip(folder: string | undefined, what: string): string {
  if (folder !== undefined) return folder
  process.stdout.write(`skipped: ${what} is not on this machine (docs/real-extensions.md says where examples look)\n`)
  process.exit(0)
}
