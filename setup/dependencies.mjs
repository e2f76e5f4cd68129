import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { runChild } from './child.mjs'
import { SetupFailure } from './failure.mjs'
import { withLock } from './lock.mjs'

const networkCodes = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT)\b/

/** @typedef {{ isTTY?: boolean, write: (text: string) => unknown }} Output */

/**
 * Makes node_modules match package-lock.json, with `npm ci` where it does not.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {Output} output Standard error, because standard output may be read by a program, as with `bridges --json`.
 * @returns {Promise<NodeJS.Signals | null>} The signal that asked to stop meanwhile.
 */
export async function ensureDependencies(root, env, output) {
  if (isCurrent(root)) return null
  const onWait = () => say(output, 'another process is installing the dependencies, waiting for it')
  return await withLock(join(root, '.proofload', 'setup.lock'), onWait, async (setWorker) => {
    if (isCurrent(root)) return null
    const asked = await install(root, env, { output, setWorker })
    if (asked === null) stamp(root)
    return asked
  })
}

/**
 * Whether node_modules is what package-lock.json asks for.
 * @param {string} root
 */
export function isCurrent(root) {
  const path = stampPath(root)
  if (existsSync(path)) return readFileSync(path, 'utf8') === fingerprint(root)
  if (!isInstalledByNpm(root)) return false
  stamp(root)
  return true
}

/** @type {(root: string) => void} */
function stamp(root) {
  writeFileSync(stampPath(root), fingerprint(root))
}

/** @type {(root: string) => string} */
function stampPath(root) {
  return join(root, 'node_modules', '.proofload-stamp')
}

/** The platform belongs to it: a folder shared with a container or a virtual machine holds other binaries. */
/** @type {(root: string) => string} */
function fingerprint(root) {
  const lock = readFileSync(join(root, 'package-lock.json'))
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`
}

/**
 * Whether somebody ran npm by hand and the result is what the lock file asks for. npm writes its own copy of the
 * lock file last, so that one exists only after an installation that was finished.
 * @type {(root: string) => boolean}
 */
function isInstalledByNpm(root) {
  const hidden = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(hidden)) return false
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages
  const wanted = Object.entries(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages)
  return wanted.every(([path, { version, optional }]) => {
    if (path === '') return true
    return path in installed ? installed[path].version === version : optional === true
  })
}

/**
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {{ output: Output, setWorker: (pid: number) => void }} context
 * @returns {Promise<NodeJS.Signals | null>}
 */
async function install(root, env, { output, setWorker }) {
  const started = Date.now()
  /** @type {ReturnType<typeof startProgress> | undefined} */
  let progress
  const [command, ...args] = npmCommand(env)
  let printed = ''
  const options = { cwd: root, env, stdio: /** @type {'pipe'} */ ('pipe'), shell: command === 'npm.cmd' }
  const ending = await runChild(command, [...args, 'ci', '--include=dev', '--include=optional', '--loglevel=error'], {
    ...options,
    // npm finishes its installation before it heeds Ctrl-C. What a killed one leaves has no stamp and is done anew.
    stopWith: 'SIGKILL',
    onStart: (child) => {
      // Not before: who reads this may press Ctrl-C, and from here on that is handled.
      progress = startProgress(started, output)
      if (child.pid !== undefined) setWorker(child.pid)
      child.stdin?.end()
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (printed += chunk))
    },
  })
    .catch((error) => {
      throw new SetupFailure(`npm could not be started: ${error.message}`, {
        hint: 'install Node together with npm (https://nodejs.org) and see that npm is on PATH',
        cause: error,
      })
    })
    .finally(() => progress?.stop())
  if (ending.asked !== null) return ending.asked
  if (ending.code !== 0) {
    output.write(printed)
    throw installFailure(printed)
  }
  say(output, `dependencies installed in ${seconds(Date.now() - started)}`)
  return null
}

/** npm names itself to the scripts that it starts; that one is there even where PATH has none, or an older one. */
/** @type {(env: NodeJS.ProcessEnv) => [string, ...string[]]} */
function npmCommand(env) {
  const script = env['npm_execpath']
  if (script && basename(script) === 'npm-cli.js' && existsSync(script)) {
    return [env['npm_node_execpath'] ?? process.execPath, script]
  }
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm']
}

/** @type {(printed: string) => SetupFailure} */
function installFailure(printed) {
  return networkCodes.test(printed)
    ? new SetupFailure('npm ci could not reach the package registry', {
        hint: 'see that this machine has a network (and npm its proxy settings), then run the same command again',
      })
    : new SetupFailure('npm ci failed, with the output above', {
        hint: 'mend what npm names, then run the same command again',
      })
}

/** @type {(started: number, output: Output) => { stop: () => void }} */
function startProgress(started, output) {
  const text = 'installing dependencies with npm ci'
  if (!output.isTTY) {
    say(output, `${text} (once, about 20 s)`)
    return { stop: () => undefined }
  }
  const draw = () => output.write(`\rproofload: ${text} (once) … ${seconds(Date.now() - started)}`)
  draw()
  const timer = setInterval(draw, 1000)
  return {
    stop: () => {
      clearInterval(timer)
      output.write('\r\u001b[K')
    },
  }
}

/** @type {(durationMs: number) => string} */
function seconds(durationMs) {
  return `${Math.round(durationMs / 1000)} s`
}

/** @type {(output: Output, text: string) => void} */
function say(output, text) {
  output.write(`proofload: ${text}\n`)
}
