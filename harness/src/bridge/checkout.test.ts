import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { commitsOf } from './checkout.ts'

const root = mkdtempSync(join(tmpdir(), 'proofload-checkout-test-'))
test.after.always(() => rmSync(root, { recursive: true, force: true }))
const env = { ...process.env, GIT_CEILING_DIRECTORIES: root }

const at = '2026-03-01T12:00:00+00:00'
const identity = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@b' }

function git(folder: string, ...args: string[]): string {
  const own = { ...process.env, ...identity, GIT_COMMITTER_DATE: at }
  return execFileSync('git', ['-c', 'commit.gpgsign=false', ...args], {
    cwd: folder,
    env: own,
    encoding: 'utf8',
  }).trim()
}

/** A checkout with a bridge in a folder of it. */
function checkout(name: string): { folder: string; id: string } {
  const folder = join(root, name, 'bridge')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'mine.yaml'), 'name: mine\n')
  git(folder, 'init', '-q')
  git(folder, 'add', '.')
  git(folder, 'commit', '-q', '-m', 'one')
  return { folder, id: git(folder, 'rev-parse', 'HEAD') }
}

test('a bridge has the commit of the checkout that its descriptor lies in', (t) => {
  const { folder, id } = checkout('clean')
  writeFileSync(join(folder, 'untracked'), '')
  const commits = commitsOf([{ name: 'mine', folder }], env)
  t.like(commits, { mine: { id, dirty: false } })
  t.is(Date.parse(commits['mine']?.at ?? ''), Date.parse(at))
})

test('a tracked file that differs makes it dirty', (t) => {
  const { folder, id } = checkout('dirty')
  writeFileSync(join(folder, 'mine.yaml'), 'name: other\n')
  t.like(commitsOf([{ name: 'mine', folder }], env), { mine: { id, dirty: true } })
})

test('in a hook of another checkout it is still its own', (t) => {
  const { folder, id } = checkout('hooked')
  const other = checkout('other')
  t.like(commitsOf([{ name: 'mine', folder }], { ...env, GIT_DIR: join(other.folder, '.git') }), { mine: { id } })
})

test('outside of a checkout, before the first commit and without git there is none', (t) => {
  const none = join(root, 'none')
  mkdirSync(none)
  t.deepEqual(commitsOf([{ name: 'mine', folder: none }], env), {})
  git(none, 'init', '-q')
  t.deepEqual(commitsOf([{ name: 'mine', folder: none }], env), {})
  t.deepEqual(commitsOf([{ name: 'mine', folder: checkout('gitless').folder }], { ...env, PATH: none }), {})
})
