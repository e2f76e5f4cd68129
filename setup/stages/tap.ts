/** Counts the tests of a TAP stream, and picks out the lines about failing ones. */
export class TapReader {
  passed = 0
  failed = 0
  skipped = 0
  #inFailure = false

  /** Takes the next line; returns whether it belongs to a failing test and is worth showing. */
  read(line: string): boolean {
    const point = /^(not )?ok\b.*?(# (?:SKIP|TODO)\b.*)?$/.exec(line)
    if (point === null) {
      if (/^(# |1\.\.|TAP version)/.test(line)) this.#inFailure = false
      return this.#inFailure
    }
    const [, failing, directive] = point
    this.#inFailure = failing !== undefined && directive === undefined
    if (directive !== undefined) this.skipped += 1
    else if (this.#inFailure) this.failed += 1
    else this.passed += 1
    return this.#inFailure
  }
}
