/** Shows a run while it goes on: one line that changes on a terminal, plain lines in a log, and unexpected cases at once. */
import { styleText } from 'node:util'
import { createLogUpdate } from 'log-update'
import type { CaseFinished, RunEvent } from '../record/events.ts'
import type { Verdict } from '../record/verdict.ts'
import { counted } from './counted.ts'

/** How often the line of a terminal and the lines of a log change. */
const terminalMs = 100
const logMs = 5_000
/** Of one unexpected case; the report has all. */
const shownDifferences = 3

const colors: Record<Verdict, 'green' | 'red' | 'magenta' | 'yellow' | 'gray'> = {
  pass: 'green',
  fail: 'red',
  leak: 'red',
  crash: 'magenta',
  hang: 'magenta',
  missing: 'yellow',
  skipped: 'gray',
  error: 'red',
  flaky: 'yellow',
}

export class Progress implements Disposable {
  readonly #stream: NodeJS.WriteStream
  readonly #total: number
  readonly #started = performance.now()
  readonly #live: ReturnType<typeof createLogUpdate> | null
  readonly #counts = new Map<Verdict, number>()
  readonly #tick: NodeJS.Timeout
  #done = 0
  #unexpected = 0
  #built = 0
  #compiled = 0
  #last = 0
  #now = 'building probes'

  constructor(stream: NodeJS.WriteStream, total: number, done: number) {
    this.#stream = stream
    this.#total = total
    this.#done = done
    // A terminal without a size, as some machines of continuous integration have it, shows no changing line.
    this.#live = stream.isTTY && stream.rows > 0 ? createLogUpdate(stream) : null
    // While a case hangs nothing else happens.
    this.#tick = setInterval(() => this.#refresh(), logMs / 5).unref()
    this.#last = this.#started
  }

  update(event: RunEvent): void {
    if (event.event === 'CaseFinished') this.#finish(event)
    else if (event.event === 'BuildFinished') this.#build(event)
    else if (event.event === 'BridgeStarted') this.print(`${event.bridge}: ${event.implementation} ${event.version}`)
    else if (event.event === 'BridgeFailed') this.print(this.#red(`${event.bridge} cannot be run: ${event.reason}`))
    else if (event.event === 'HostFinished' && !event.clean) {
      this.print(this.#red(`${event.bridge}: a host did not end cleanly: ${event.detail}`))
    }
    this.#refresh()
  }

  /** A line that stays. */
  print(line: string): void {
    this.#live?.clear()
    this.#stream.write(`${line}\n`)
  }

  [Symbol.dispose](): void {
    clearInterval(this.#tick)
    this.#live?.clear()
    this.#live?.done()
  }

  #finish(event: CaseFinished): void {
    this.#done += 1
    this.#counts.set(event.verdict, (this.#counts.get(event.verdict) ?? 0) + 1)
    this.#now = `${event.bridge} ${event.case.split('/').slice(0, 2).join('/')}`
    if (!event.unexpected) return
    this.#unexpected += 1
    for (const line of this.#describe(event)) this.print(line)
  }

  #build({ cached, error, probe }: Extract<RunEvent, { event: 'BuildFinished' }>): void {
    this.#built += 1
    if (!cached) this.#compiled += 1
    if (error !== null) this.print(this.#red(`${probe} does not compile:\n${error}`))
  }

  #describe({ verdict, bridge, case: id, reason, ending, differences, known, expected }: CaseFinished): string[] {
    const stale = known === null ? [] : [`known failure is stale: expected ${expected}: ${known.reason}`]
    const end =
      ending === null
        ? []
        : [`host: ${ending.detail}${ending.lastCalls.length > 0 ? `, last calls ${ending.lastCalls.join(' ')}` : ''}`]
    const seen = differences
      .slice(0, shownDifferences)
      .map((one) => `${one.at}: expected ${one.expected}, seen ${one.seen}`)
    const details = [...stale, ...(reason === null ? [] : [reason]), ...end, ...seen].map((line) => `    ${line}`)
    return [`${styleText(colors[verdict], verdict.padEnd(7), { stream: this.#stream })} ${bridge}  ${id}`, ...details]
  }

  #refresh(): void {
    const now = performance.now()
    if (now - this.#last < (this.#live === null ? logMs : terminalMs)) return
    this.#last = now
    if (this.#live === null) this.#stream.write(`${this.#line(now)}\n`)
    else this.#live(this.#line(now))
  }

  #line(now: number): string {
    const seconds = ((now - this.#started) / 1000).toFixed(0)
    const counts = [
      ...[...this.#counts].map(([verdict, count]) => `${count} ${verdict}`),
      ...(this.#unexpected === 0 ? [] : [this.#red(`${this.#unexpected} unexpected`)]),
      ...(this.#compiled === 0 ? [] : [`${counted(this.#built, 'probe')} built`]),
    ]
    return [`${seconds} s`, `${this.#done}/${this.#total}`, counts.join(', '), this.#now]
      .filter((part) => part !== '')
      .join('  ')
  }

  #red(text: string): string {
    return styleText('red', text, { stream: this.#stream })
  }
}
