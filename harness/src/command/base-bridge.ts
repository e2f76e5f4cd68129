/** What `--against` means: a bridge, or one of another revision of its checkout. */
import { existsSync, mkdtempSync, realpathSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { git } from '../bridge/checkout.ts'
import { type ResolvedBridge, resolveBridges } from '../bridge/discover.ts'
import type { SearchPlaces } from '../bridge/interpreters.ts'
import { readDescriptor } from '../bridge/read-descriptor.ts'
import { HarnessError } from '../errors.ts'
import type { Surroundings } from '../options.ts'
import { beforeSudden } from '../run/interrupt.ts'
import { bridgesFolder } from './suites.ts'

/** Base, and what has to be cleared away when it is no longer needed. */
export interface BaseBridge extends Disposable {
  bridge: ResolvedBridge
  /** What `--against` said, with the commit where it said a revision. */
  text: string
}

/** `head`: name or path, as the user gave it. Throws `against-record`, `against-revision`, and what resolving a bridge throws. */
export async function baseBridge(against: string, head: string, { places, env }: Surroundings): Promise<BaseBridge> {
  refuseRecord(against)
  if (!against.startsWith('git:')) {
    return { bridge: await resolveNamed(against, places), text: against, [Symbol.dispose]: () => undefined }
  }
  const tree = checkOut(descriptorOf(head), against.slice('git:'.length), env)
  try {
    const bridge = await resolveNamed(tree.descriptor, places)
    return { bridge, text: `${against} (${tree.commit.slice(0, 10)})`, [Symbol.dispose]: tree.remove }
  } catch (error) {
    tree.remove()
    throw error
  }
}

async function resolveNamed(name: string, places: SearchPlaces): Promise<ResolvedBridge> {
  const [bridge] = await resolveBridges([name], bridgesFolder, places)
  if (bridge === undefined) throw new Error('a name gives a bridge or an error')
  // One bridge may be both sides.
  return { ...bridge, name: `${bridge.name} (base)` }
}

function refuseRecord(against: string): void {
  if (!existsSync(against)) return
  // A folder of sources may have a bridge's name.
  const isFolder = statSync(against).isDirectory()
  const isRecord = isFolder ? existsSync(join(against, 'events.jsonl')) : /\.jsonl?$/.test(against)
  if (!isRecord) return
  throw new HarnessError('against-record', `--against ${against} is a recorded run, not a bridge`, {
    hint: 'the gate measures both sides anew, in pairs: times of another hour say little. Name a bridge, the descriptor of another checkout or git:REVISION; recorded runs are for `proofload compare` and `proofload track`',
  })
}

/** The descriptor of a bridge that stands in a checkout. */
function descriptorOf(head: string): string {
  const isPath = head.includes('/') || head.endsWith('.yaml')
  const path = isPath ? resolve(head) : join(bridgesFolder, `${head.split('@')[0]}.yaml`)
  if (!isPath && existsSync(path) && readDescriptor(path).descriptor.discover !== undefined) {
    throw new HarnessError(
      'against-revision',
      `--against git:… has no meaning for ${head}: it is installed, not built from a checkout`,
      {
        hint: 'name another installed one, such as cpython@3.11',
      },
    )
  }
  if (existsSync(path)) return realpathSync(path)
  throw new HarnessError('bridge-unknown', `bridge ${head}: no descriptor ${path}`, {
    hint: '`proofload bridges` lists what is there',
  })
}

interface Tree {
  descriptor: string
  commit: string
  remove: () => void
}

/** A worktree of that revision in a temporary folder, with this checkout's packages. */
function checkOut(descriptor: string, revision: string, env: NodeJS.ProcessEnv): Tree {
  const top = git(dirname(descriptor), ['rev-parse', '--show-toplevel'], env)
  if (top === null) throw unfit(`${descriptor} is in no checkout of git`, 'name a bridge or a descriptor instead')
  const commit = git(top, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`], env)
  if (commit === null)
    throw unfit(`${top} has no revision "${revision}"`, 'git:REVISION takes a branch, a tag or a commit')
  const folder = join(mkdtempSync(join(tmpdir(), 'proofload-base-')), 'checkout')
  const clear = (): void => {
    rmSync(dirname(folder), { recursive: true, force: true })
    // Forgets worktrees whose folders are gone.
    git(top, ['worktree', 'prune'], env)
  }
  const sudden = beforeSudden(clear)
  const remove = (): void => {
    sudden[Symbol.dispose]()
    clear()
  }
  const then = join(folder, relative(top, descriptor))
  const isMade = git(top, ['worktree', 'add', '--detach', folder, commit], env) !== null
  if (!isMade || !existsSync(then)) {
    remove()
    if (isMade) throw unfit(`git:${revision} has no ${relative(top, descriptor)}`, 'name a later revision')
    throw unfit(
      `no worktree of ${revision} can be made`,
      `git -C ${top} worktree add --detach FOLDER ${commit} says why`,
    )
  }
  const packages = join(top, 'node_modules')
  if (existsSync(packages) && !existsSync(join(folder, 'node_modules'))) {
    symlinkSync(realpathSync(packages), join(folder, 'node_modules'))
  }
  return { descriptor: then, commit, remove }
}

function unfit(message: string, hint: string): HarnessError {
  return new HarnessError('against-revision', `--against: ${message}`, { hint })
}
