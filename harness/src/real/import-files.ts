/** Imports extension files, each in a host of its own, and says what came of it. */
import type { ResolvedBridge } from '../bridge/discover.ts'
import type { Answer } from '../bridge/host.ts'
import { BridgeState } from '../run/bridge-state.ts'
import type { RunContext } from '../run/context.ts'

export const outcomes = ['imported', 'missing-symbol', 'missing-module', 'error', 'crash', 'hang'] as const
type Outcome = (typeof outcomes)[number]

/** One line of `proofload real --json`. */
export interface Import {
  file: string
  outcome: Outcome
  /** The symbol, the module, the error, or where it ended; empty when it was imported. */
  detail: string
}

export interface Extension {
  path: string
  module: string
}

export interface ImportOptions {
  bridge: ResolvedBridge
  jobs: number
  timeoutMs: number
  onImport: (one: Import) => void
}

/** Results in the order of `extensions`, without those that a stopped run did not come to; `onImport` hears of each when it is known. */
export async function importFiles(
  extensions: readonly Extension[],
  context: RunContext,
  { bridge, jobs, timeoutMs, onImport }: ImportOptions,
): Promise<Import[]> {
  const results: Import[] = []
  // One for all: it gives each host a trace of its own, by which the processes of a host are known.
  const state = new BridgeState(bridge, context, true)
  const waiting = extensions.entries()
  const work = async (): Promise<void> => {
    for (const [index, extension] of waiting) {
      if (context.stop.aborted) break
      const one = await importOne(extension, state, timeoutMs)
      // What was under way when the user stopped says nothing about the bridge.
      if (context.stop.aborted) break
      results[index] = one
      onImport(one)
    }
  }
  await Promise.all(Array.from({ length: jobs }, work))
  return results.filter((one) => one !== undefined)
}

async function importOne({ path, module }: Extension, state: BridgeState, timeoutMs: number): Promise<Import> {
  const host = await state.start()
  if (host === null) return { file: path, outcome: 'crash', detail: state.failure ?? 'the run was interrupted' }
  const answer = await host.ask({ do: 'load', probe: module, path }, timeoutMs)
  // A module that was imported must also let the host end in the ordinary way.
  const farewell = 'reply' in answer && 'loaded' in answer.reply ? await host.finish() : null
  state.drop(host)
  if (farewell?.end) return { file: path, ...ended({ end: farewell.end }, 'at exit: ') }
  return { file: path, ...judge(answer) }
}

/** Pure: what an answer to `load` means. */
export function judge(answer: Answer): Omit<Import, 'file'> {
  if ('end' in answer) return ended(answer, '')
  if ('loaded' in answer.reply) return { outcome: 'imported', detail: '' }
  if (!('failed' in answer.reply)) return { outcome: 'error', detail: 'an answer that does not belong to `load`' }
  const { type, message } = answer.reply.failed
  const symbol = /(?:bridge lacks |undefined symbol: )(\w+)/.exec(message)?.[1]
  if (symbol !== undefined) return { outcome: 'missing-symbol', detail: symbol }
  const module = /No module named '?([\w.]+)/.exec(message)?.[1]
  if (module !== undefined) return { outcome: 'missing-module', detail: module }
  return { outcome: 'error', detail: `${type}: ${message.split('\n')[0]}` }
}

function ended({ end }: Extract<Answer, { end: unknown }>, when: string): Omit<Import, 'file'> {
  const { reason, detail, stderr } = end.ending
  const printed = stderr
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .slice(0, 3)
    .join(' | ')
  const text = `${when}${detail}${printed === '' ? '' : `: ${printed}`}`
  return { outcome: reason === 'timeout' ? 'hang' : 'crash', detail: text }
}
