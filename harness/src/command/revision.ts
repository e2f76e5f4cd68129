/** The suite as it was at another revision of this checkout. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { git } from '../bridge/checkout.ts'
import { HarnessError } from '../errors.ts'
import { ownSuites } from '../suite/load.ts'

const checkout = dirname(ownSuites)

/**
 * The commit that a change is compared with when nobody says which: PROOFLOAD_BASE, else where this branch left the main one of
 * `origin`, else the commit before this one. Null: there is none, as in a shallow clone or a package.
 */
export function baseRevision(env: NodeJS.ProcessEnv): string | null {
  const given = env['PROOFLOAD_BASE'] ?? ''
  if (given !== '') return commitOf(given, env)
  const head = git(checkout, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], env)
  for (const main of ['origin/HEAD', 'origin/main']) {
    const fork = git(checkout, ['merge-base', 'HEAD', main], env)
    if (fork !== null && fork !== head) return fork
  }
  return git(checkout, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}^'], env)
}

/** Throws `revision-unknown`. */
export function commitOf(revision: string, env: NodeJS.ProcessEnv): string {
  const commit = git(checkout, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`], env)
  if (commit !== null) return commit
  throw new HarnessError('revision-unknown', `revision "${revision}" is not in this checkout's history`, {
    hint: 'a shallow clone has only the last commits; `git fetch --unshallow` brings the others',
  })
}

/** `work` with the suites folder of that commit; it is gone afterwards. */
export function withSuitesAt<T>(commit: string, work: (suites: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'proofload-before-'))
  try {
    const name = relative(checkout, ownSuites)
    const archive = execFileSync('git', ['archive', commit, name], { cwd: checkout, maxBuffer: 2 ** 28 })
    mkdirSync(folder, { recursive: true })
    execFileSync('tar', ['-x', '-C', folder], { input: archive })
    return work(join(folder, name))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
