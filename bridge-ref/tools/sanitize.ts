/**
 * Runs the suite on the reference bridge with its C under AddressSanitizer and UndefinedBehaviorSanitizer: what they find
 * ends the host, which the harness reports as a crash. Arguments are those of `proofload run`.
 *
 *     npm run sanitize -- --suite ownership
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { compilerChoice, environmentWith } from './options.ts'

const bridge = dirname(import.meta.dirname)
const root = dirname(bridge)
const folder = join(root, '.proofload/sanitized')
const kinds = 'address,undefined'

/** The host is not built for it, so the sanitizers' libraries come first. */
function runtimes(): string {
  const compiler = compilerChoice().chosen ?? 'cc'
  const path = (name: string): string =>
    execFileSync(compiler, [`-print-file-name=${name}`], { encoding: 'utf8' }).trim()
  const found = ['libasan.so', 'libubsan.so'].map(path)
  const missing = found.find((one) => !one.includes('/'))
  if (missing !== undefined) throw new Error(`${compiler} has no ${missing}: install it, or name gcc in $CC`)
  return found.join(':')
}

/** A descriptor like that of bridge-ref, with the environment that the sanitizers need. */
function descriptor(): string {
  const environment = {
    PROOFLOAD_SANITIZE: kinds,
    LD_PRELOAD: runtimes(),
    // Node and koffi keep memory until the end of the process, and switch stacks in ways that only look like overflows.
    ASAN_OPTIONS: 'detect_leaks=0:abort_on_error=1:detect_stack_use_after_return=0:use_sigaltstack=0:handle_segv=0',
    UBSAN_OPTIONS: 'print_stacktrace=1',
  }
  const main = join(bridge, 'src/main.ts')
  return JSON.stringify({
    name: 'bridge-ref-sanitized',
    title: 'Reference bridge, its C sanitized',
    command: ['{node}', '--expose-gc', '--stack-size=50000', main],
    environment,
    include: [join(bridge, 'generated/include')],
    suffix: '.cpython-311-x86_64-linux-gnu.so',
    python: '3.11',
    capabilities: ['threads', 'refcounts', 'unraisablehook', 'recursion', 'cpython-binaries'],
    known: join(root, 'harness/bridges/bridge-ref.known.yaml'),
  })
}

function run(args: readonly string[]): number {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'bridge-ref-sanitized.yaml')
  writeFileSync(path, descriptor())
  const build = spawnSync(process.execPath, [join(import.meta.dirname, 'build.ts')], {
    env: environmentWith({ PROOFLOAD_SANITIZE: kinds }),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (build.status !== 0) return build.status ?? 1
  const main = join(root, 'harness/src/main.ts')
  const flags = ['--memory-limit', '8192', '--timeout', '120000', '--out', join(folder, 'run'), ...args]
  return spawnSync(process.execPath, [main, 'run', path, ...flags], { stdio: 'inherit' }).status ?? 1
}

process.exitCode = run(process.argv.slice(2))
