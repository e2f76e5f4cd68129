/** `proofload doctor`: what Proofload needs on this machine, what of it is there, and the remedy for what is not. */
import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify, styleText } from 'node:util'
import { type BridgeListing, listBridges } from '../bridge/discover.ts'
import { exitStatus, HarnessError } from '../errors.ts'
import type { Surroundings } from '../options.ts'
import { findCompiler } from '../probe/toolchain.ts'
import { findGdb } from '../run/backtrace.ts'
import { defaultBridge } from './run-options.ts'
import { bridgesFolder } from './suites.ts'

interface Check {
  check: string
  ok: boolean
  /** The reference bridge cannot run without it. */
  needed: boolean
  detail: string
  remedy: string | null
}

const execute = promisify(execFile)
const oldestNode = [24, 12] as const
/** A run has some hosts, their threads and compilers at once. */
const fewProcesses = 256

/** Ends with status 1 when the reference bridge cannot run. */
export async function doctor(
  flags: { json?: true },
  { places, env }: Surroundings,
  out: NodeJS.WriteStream,
): Promise<number> {
  const listings = await listBridges(bridgesFolder, places)
  const compiler = await checkCompiler(env)
  const koffi = await checkKoffi()
  const checks = [
    checkNode(),
    compiler,
    koffi,
    checkReference(listings),
    checkCache(places.cacheFolder),
    checkProc(),
    checkProcesses(),
    checkGdb(places.path),
    ...listings.filter(({ name }) => name !== defaultBridge).map(checkBridge),
  ]
  out.write(
    flags.json === true ? `${JSON.stringify(checks, null, 2)}\n` : checks.map((check) => text(check, out)).join(''),
  )
  return checks.every(({ ok, needed }) => ok || !needed) ? exitStatus.asExpected : exitStatus.unexpected
}

function text({ check, ok, needed, detail, remedy }: Check, stream: NodeJS.WriteStream): string {
  const mark = ok
    ? styleText('green', 'ok  ', { stream })
    : needed
      ? styleText('red', 'no  ', { stream })
      : styleText('yellow', 'lack', { stream })
  return `${mark}  ${check}: ${detail}\n${remedy === null ? '' : `        ${remedy}\n`}`
}

function found(check: string, detail: string): Check {
  return { check, ok: true, needed: true, detail, remedy: null }
}

function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const ok = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])
  const remedy = ok ? null : 'start Proofload with `npx proofload`, which brings its own'
  return { check: 'Node', ok, needed: true, detail: `${process.versions.node} at ${process.execPath}`, remedy }
}

async function checkCompiler(env: NodeJS.ProcessEnv): Promise<Check> {
  try {
    const { command, version } = await findCompiler(env)
    return found('C compiler', `${version} as \`${command.join(' ')}\``)
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error
    return { check: 'C compiler', ok: false, needed: true, detail: error.message, remedy: error.hint }
  }
}

/** In a process of its own: a native library that does not suit the machine may take its process with it. */
async function checkKoffi(): Promise<Check> {
  const script = "process.stdout.write(String((await import('koffi')).default.version))"
  try {
    const options = { cwd: import.meta.dirname }
    const { stdout } = await execute(process.execPath, ['--input-type=module', '-e', script], options)
    return found('koffi', stdout)
  } catch (error) {
    const detail = `cannot be loaded: ${error instanceof Error ? error.message.split('\n').at(-2) : String(error)}`
    return {
      check: 'koffi',
      ok: false,
      needed: true,
      detail,
      remedy: 'run `npm ci` on this machine: it has a library for each system',
    }
  }
}

function checkReference(listings: readonly BridgeListing[]): Check {
  const one = listings.find(({ name }) => name === defaultBridge)
  const detail =
    one?.reason ?? (one === undefined ? `no ${defaultBridge}.yaml in ${bridgesFolder}` : `described by ${one.path}`)
  const ok = one?.available === true
  return {
    check: 'reference bridge',
    ok,
    needed: true,
    detail,
    remedy: ok ? null : 'the clone is not complete: fetch it again',
  }
}

function checkBridge({ name, available, version, path, reason }: BridgeListing): Check {
  const detail = available ? `${version ?? 'available'} at ${path}` : (reason ?? 'not available')
  return { check: name, ok: available, needed: false, detail, remedy: null }
}

function checkCache(folder: string): Check {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return found('cache', folder)
  } catch {
    const remedy = 'name a folder that can be written in PROOFLOAD_CACHE'
    return { check: 'cache', ok: false, needed: true, detail: `${folder} cannot be written`, remedy }
  }
}

/** Without /proc, processes that a case leaves behind in another session are not found. */
function checkProc(): Check {
  const ok = existsSync('/proc/loadavg') && existsSync('/proc/self/environ')
  const detail = ok
    ? 'readable'
    : 'not there: memory is read from `ps`, and processes that left their group are not found'
  return { check: '/proc', ok, needed: false, detail, remedy: ok ? null : 'run on Linux with /proc mounted' }
}

function checkProcesses(): Check {
  const path = join('/proc', 'self', 'limits')
  const limit = existsSync(path) ? /^Max processes\s+(\d+)/m.exec(readFileSync(path, 'utf8'))?.[1] : undefined
  const ok = limit === undefined || Number(limit) >= fewProcesses
  const remedy = ok ? null : `raise it: ulimit -u ${fewProcesses}`
  return { check: 'processes', ok, needed: false, detail: `at most ${limit ?? 'as many as the system has'}`, remedy }
}

/** Without it crashes have no backtrace. */
function checkGdb(path: readonly string[]): Check {
  const gdb = findGdb(path)
  const detail = gdb ?? 'not there: crashes are told without a backtrace'
  return { check: 'gdb', ok: gdb !== null, needed: false, detail, remedy: gdb === null ? 'apt-get install gdb' : null }
}
