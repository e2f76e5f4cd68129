/** The commit of a bridge: that of the git checkout in which its descriptor lies. */
import { execFileSync } from 'node:child_process'
import type { Commit } from '../record/events.ts'

/** By the bridges' names; a bridge that lies in no checkout is not in it. `env` is that of git. */
export function commitsOf(
  bridges: readonly { name: string; folder: string }[],
  env: NodeJS.ProcessEnv,
): Record<string, Commit> {
  const folders = new Map([...new Set(bridges.map(({ folder }) => folder))].map((path) => [path, commitIn(path, env)]))
  return Object.fromEntries(
    bridges.flatMap(({ name, folder }) => {
      const commit = folders.get(folder) ?? null
      return commit === null ? [] : [[name, commit]]
    }),
  )
}

/** What is checked out in the folder; null where it lies in no checkout, or where there is no git. */
function commitIn(folder: string, env: NodeJS.ProcessEnv): Commit | null {
  const [id, at] = git(folder, ['log', '-1', '--format=%H%n%cI'], env)?.split('\n') ?? []
  if (id === undefined || at === undefined) return null
  // Untracked files are left out: results and caches are, too, and looking for them takes long in a large checkout.
  const changes = git(folder, ['status', '--porcelain', '--untracked-files=no'], env)
  return { id, at, dirty: changes !== '' }
}

/** What it printed; null where it fails. */
export function git(folder: string, args: readonly string[], env: NodeJS.ProcessEnv): string | null {
  // In a hook git's own variables name the checkout that the hook is of, whatever the folder.
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('GIT_')))
  const options = { cwd: folder, env: { ...own, GIT_OPTIONAL_LOCKS: '0' }, encoding: 'utf8' } as const
  try {
    return execFileSync('git', args, { ...options, stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    // No git, no checkout, or one without a commit: for the caller the same.
    return null
  }
}
