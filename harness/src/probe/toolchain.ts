/** Finds the C compiler. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { HarnessError } from '../errors.ts'

const run = promisify(execFile)

export interface Compiler {
  /** Program and leading arguments, as $CC may give them. */
  command: [string, ...string[]]
  /** First line of `--version`: part of every cache key. */
  version: string
}

/** $CC, else cc, gcc or clang. Throws `no-compiler`. */
export async function findCompiler(env: NodeJS.ProcessEnv): Promise<Compiler> {
  const chosen = env['CC']?.trim().split(/\s+/).filter(Boolean) ?? []
  const candidates = chosen.length > 0 ? [chosen] : [['cc'], ['gcc'], ['clang']]
  for (const [program, ...more] of candidates) {
    if (program === undefined) continue
    const version = await versionOf([program, ...more], env)
    if (version !== null) return { command: [program, ...more], version }
  }
  const tried = candidates.map((words) => words.join(' ')).join(', ')
  throw new HarnessError('no-compiler', `no C compiler: tried ${tried}`, {
    hint: chosen.length > 0 ? 'set CC to a C compiler, or unset it' : 'install one (apt-get install gcc) or set CC',
  })
}

async function versionOf([program, ...more]: [string, ...string[]], env: NodeJS.ProcessEnv): Promise<string | null> {
  try {
    const { stdout } = await run(program, [...more, '--version'], { env })
    return stdout.split('\n')[0] ?? ''
  } catch {
    // Not there, or no compiler: the next candidate is tried.
    return null
  }
}
