/** Ctrl-C and its relatives: the first ends the run in order, the second at once. */

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
export type InterruptSignal = (typeof signals)[number]

export interface Interrupts extends Disposable {
  /** The first signal that came, or null. */
  readonly seen: InterruptSignal | null
}

/** Until it is disposed, `onFirst` is called once; a second signal calls `atOnce` and then ends this process as it would have without us. */
export function watchInterrupts(onFirst: (signal: InterruptSignal) => void, atOnce: () => void): Interrupts {
  let seen: InterruptSignal | null = null
  const listen = (signal: InterruptSignal): void => {
    if (seen === null) {
      seen = signal
      onFirst(signal)
      return
    }
    atOnce()
    forget()
    process.kill(process.pid, signal)
  }
  const forget = (): void => {
    for (const signal of signals) process.removeListener(signal, listen)
  }
  for (const signal of signals) process.on(signal, listen)
  return {
    get seen() {
      return seen
    },
    [Symbol.dispose]: forget,
  }
}

/**
 * Until it is disposed, a signal that ends this process at once calls `cleanUp` first: the first one while nobody watches, else the
 * second. Whoever ends in order disposes of this, and cleans up by itself.
 */
export function beforeSudden(cleanUp: () => void): Disposable {
  let count = 0
  const listen = (signal: InterruptSignal): void => {
    count += 1
    const isAlone = process.listenerCount(signal) === 1
    if (!isAlone && count === 1) return
    forget()
    cleanUp()
    if (isAlone) process.kill(process.pid, signal)
  }
  const forget = (): void => {
    for (const signal of signals) process.removeListener(signal, listen)
  }
  for (const signal of signals) process.on(signal, listen)
  return { [Symbol.dispose]: forget }
}

/** What a shell reports of a program that a signal ended: 130 after Ctrl-C. */
export function statusOf(signal: InterruptSignal): number {
  return 128 + { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }[signal]
}
