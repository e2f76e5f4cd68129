import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { SetupFailure } from './failure.mjs'

/** Wrong configuration, as the command line of proofload counts it too. */
const exitCode = 2

const remedies = /** @type {Partial<Record<NodeJS.Platform, string>>} */ ({
  linux: '`sudo apt-get install gcc`',
  darwin: '`xcode-select --install`',
  win32: '`winget install LLVM.LLVM`',
})

/**
 * Probes are compiled, so without a C compiler nothing can be judged. `$CC` wins over what PATH has.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {string} The compiler's path or its name on PATH.
 */
export function findCompiler(env, platform) {
  const chosen = env['CC']?.trim()
  // `$CC` may carry arguments or a launcher, as in `ccache gcc -m64`; its first word must exist.
  const candidates = [...(chosen ? [chosen] : []), 'cc', 'gcc', 'clang']
  const found = candidates.find((candidate) => isOnPath(candidate.split(/\s+/)[0] ?? '', env, platform))
  if (found) return found
  const remedy = remedies[platform] ?? 'the package manager of your system'
  throw new SetupFailure(`no C compiler found (tried ${chosen ? `$CC=${chosen}` : '$CC'}, cc, gcc, clang)`, {
    hint: `install one, e.g. ${remedy}`,
    exitCode,
  })
}

/** @type {(command: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform) => boolean} */
function isOnPath(command, env, platform) {
  if (command.includes('/') || command.includes('\\')) return isExecutable(command)
  const suffixes = platform === 'win32' ? ['.exe', '.cmd', ''] : ['']
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter(Boolean)
  return folders.some((folder) => suffixes.some((suffix) => isExecutable(join(folder, command + suffix))))
}

/** @type {(path: string) => boolean} */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    // Absent, not executable and not readable all mean the same here: this is not the compiler.
    return false
  }
}
