/** One bench in one bridge's present host: its probe is built, loaded and asked. */
import type { Host } from '../bridge/host.ts'
import type { RunContext } from '../run/context.ts'
import type { Seat } from '../run/seat.ts'
import type { BenchCase } from '../suite/case.ts'

/** What a host or a bridge made of a measurement; it costs this bench on this bridge. */
export class BenchError extends Error {
  override readonly name = 'BenchError'
  /** False for a function that the bridge lacks: that is for `run` to judge. */
  readonly failed: boolean

  constructor(message: string, failed = true) {
    super(message)
    this.failed = failed
  }
}

/** Nanoseconds that `iterations` operations took, by the host's clock. Rejects with a {@link BenchError}. */
export async function measureOnce(
  bench: BenchCase,
  iterations: number,
  seat: Seat,
  context: RunContext,
): Promise<number> {
  const host = await readyHost(bench, seat, context)
  const { probe, loop, call, args } = bench
  const imported = bench.import === null ? {} : { import: bench.import }
  const answer = await host.ask(
    { do: 'bench', bench: bench.id, probe, loop, ...imported, call, args, iterations },
    context.timeoutMs,
  )
  if ('end' in answer) throw lost(seat, answer)
  if ('failed' in answer.reply) throw new BenchError(`${answer.reply.failed.type}: ${answer.reply.failed.message}`)
  if (!('ns' in answer.reply)) throw new Error('an answer of another kind was let through')
  return answer.reply.ns
}

/** The seat's host with the bench's probe loaded. */
export async function readyHost(bench: BenchCase, seat: Seat, context: RunContext): Promise<Host> {
  const built = await context.built(seat.state.bridge, bench.probe)
  if ('error' in built) throw new BenchError(`the probe does not compile: ${built.error.split('\n')[0]}`)
  if ('unfit' in built) throw new BenchError(built.unfit)
  const host = await seat.host()
  if (host === null) throw new BenchError(`the bridge could not be run: ${seat.state.failure ?? 'the run was stopped'}`)
  const loaded = await seat.load(host, bench.probe, built.path)
  if ('end' in loaded) throw lost(seat, loaded)
  if ('failed' in loaded) throw new BenchError(`the probe cannot be loaded: ${loaded.failed}`)
  const missing = bench.api.filter((name) => loaded.missing.includes(name))
  if (missing.length > 0) throw new BenchError(`the bridge lacks ${missing.join(', ')}`, false)
  return host
}

/** The host is gone; the next bench starts another. */
function lost(seat: Seat, { end }: { end: Parameters<Seat['lost']>[0] }): BenchError {
  seat.lost(end)
  return new BenchError(`the host ended: ${end.ending.detail}`)
}
