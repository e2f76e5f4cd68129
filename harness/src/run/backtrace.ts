/**
 * The native stack of a crash: the case is run once more, alone, in a host under gdb. Only a case that crashed unexpectedly is, and only where
 * there is a gdb that may trace; the second crash is the same one in all but rare cases, and no verdict depends on it.
 */
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { HostLimits } from '../bridge/host.ts'
import type { Case } from '../suite/case.ts'
import { requestOf } from './request.ts'
import type { HostSource, Looking } from './sitting.ts'

/** Cases of a run that are looked at: each takes some seconds, and a bridge that crashes hundreds of times needs no hundreds of stacks. */
const mostCases = 20
/** Of one case, from the start of gdb. */
const limitMs = 30_000
const mostFrames = 24

/** What gdb and the program under it need, beyond what the program may have alone. */
function roomy(limits: HostLimits): HostLimits {
  return { ...limits, startMs: limitMs, memoryBytes: 2 * limits.memoryBytes + 2 ** 30 }
}

/**
 * The host keeps its three streams: gdb gets others, and a wrapper gives the host its own back. Signals that a host may live with pass; gdb
 * ends when the program has ended or has been looked at.
 */
const script = `gdb=$1; out=$2; shift 2; exec 3<&0 4>&1 5>&2
SHELL=/bin/sh PROOFLOAD_STREAMS='exec "$0" "$@" <&3 >&4 2>&5 3<&- 4>&- 5>&-' exec "$gdb" -batch -nx \
-iex 'set debuginfod enabled off' -iex 'set auto-load off' -ex 'set width 0' -ex 'set print frame-arguments none' \
-ex 'handle all nostop noprint pass' -ex 'handle SIGSEGV SIGBUS SIGABRT SIGFPE SIGILL stop print' \
-ex 'set exec-wrapper /bin/sh -c "$PROOFLOAD_STREAMS"' -ex run -ex 'bt ${mostFrames}' --args "$@" </dev/null >"$out" 2>&1`

export class Backtraces implements Looking {
  readonly #gdb: string
  readonly #seen = new Map<string, Promise<string[] | null>>()
  #left = mostCases

  constructor(gdb: string) {
    this.#gdb = gdb
  }

  /** Null when there is none to be had. The same case on the same bridge is looked at once. */
  of(one: Case, probePath: string, source: HostSource): Promise<string[] | null> {
    const key = `${source.bridge.name}\0${one.id}`
    const before = this.#seen.get(key)
    if (before !== undefined) return before
    if (this.#left <= 0) return Promise.resolve(null)
    this.#left -= 1
    const looked = this.#look(one, probePath, source)
    this.#seen.set(key, looked)
    return looked
  }

  async #look(one: Case, probePath: string, source: HostSource): Promise<string[] | null> {
    const { host, scratch } = source.wrapped((name, folder, command) => {
      const output = join(folder, `${name}.gdb`)
      return ['/bin/sh', '-c', script, 'proofload', this.#gdb, output, ...command]
    }, roomy)
    try {
      const output = join(scratch, `${host.name}.gdb`)
      const greeted = await host.greet()
      if ('hello' in greeted) {
        const loaded = await host.ask({ do: 'load', probe: one.probe, path: probePath }, limitMs)
        const answer = 'end' in loaded ? loaded : await host.ask(requestOf(one), limitMs)
        if ('reply' in answer) await host.finish()
      }
      const text = existsSync(output) ? readFileSync(output, 'utf8') : ''
      // Where tracing is forbidden it stays so.
      if (/ptrace: |Could not trace the inferior/.test(text)) this.#left = 0
      const frames = framesOf(text)
      return frames.length === 0 ? null : frames
    } finally {
      source.drop(host)
    }
  }
}

/** The first gdb on the path, or null. */
export function findGdb(path: readonly string[]): string | null {
  return path.map((folder) => join(folder, 'gdb')).find((file) => existsSync(file)) ?? null
}

/** Frames of gdb's `bt` without addresses, arguments and folders: `PyList_Append (listobject.c:320)`, `abort (libc.so.6)`. */
export function framesOf(output: string): string[] {
  const frames = output.split('\n').flatMap((line) => {
    const rest = /^#\d+\s+(?:0x[0-9a-f]+ in )?(.+)$/.exec(line)?.[1]
    return rest === undefined ? [] : [frameOf(rest)]
  })
  // Compiled at run time, or stripped: that there are such frames is all they say.
  return frames.filter((frame, index) => !frame.startsWith('??') || frames[index - 1] !== frame)
}

function frameOf(text: string): string {
  const parts = /^(.*?) \((?:[^()]|\([^()]*\))*\)(?: at (.+):(\d+)| from (.+))?$/.exec(text)
  if (parts === null) return text
  const [, name = '??', file, line, library] = parts
  const where = file !== undefined ? `${basename(file)}:${line}` : library === undefined ? null : basename(library)
  return where === null ? name : `${name} (${where})`
}
