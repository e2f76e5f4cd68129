/** Shows a gate while it measures: one line that changes on a terminal, a line now and then in a log. */
import { createLogUpdate } from 'log-update'
import type { GateOptions } from '../bench/run-gate.ts'

const logMs = 10_000

interface GateProgress extends Disposable {
  update: NonNullable<GateOptions['progress']>
  /** Clears the line. */
  done: () => void
}

/** Null: shows nothing. */
export function gateProgress(stream: NodeJS.WriteStream | null, prefix: () => string = () => ''): GateProgress {
  const began = performance.now()
  const live = stream?.isTTY === true && stream.rows > 0 ? createLogUpdate(stream) : null
  let last = began
  const done = (): void => live?.clear()
  return {
    update: ({ part, undecided, benches }) => {
      const now = performance.now()
      const what = part === 'first' ? 'measured' : 'confirmed'
      const text = `  ${prefix()}${benches - undecided} of ${benches} ${what}, ${Math.round((now - began) / 1000)} s`
      if (live !== null) live(text)
      else if (stream !== null && now - last > logMs) {
        stream.write(`${text}\n`)
        last = now
      }
    },
    done,
    [Symbol.dispose]: done,
  }
}
