/** Cuts a stream of bytes into lines, and holds at most one unfinished line. */
export class LineSplitter {
  readonly #limitBytes: number
  #parts: Buffer[] = []
  #pendingBytes = 0

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes
  }

  /** The lines that `chunk` completes, without their newline. */
  push(chunk: Buffer): string[] {
    const lines: string[] = []
    let start = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      this.#parts.push(chunk.subarray(start, end))
      lines.push(Buffer.concat(this.#parts).toString('utf8'))
      this.#parts = []
      this.#pendingBytes = 0
      start = end + 1
    }
    if (start < chunk.length) this.#parts.push(chunk.subarray(start))
    this.#pendingBytes += chunk.length - start
    return lines
  }

  /** What has come of a line that is not finished. */
  get unfinished(): string {
    return Buffer.concat(this.#parts).toString('utf8')
  }

  get overflows(): boolean {
    return this.#pendingBytes > this.#limitBytes
  }
}

/** Keeps the end of what was printed and counts all of it. */
export class Tail {
  readonly #keepBytes: number
  #kept: Buffer = Buffer.alloc(0)
  totalBytes = 0

  constructor(keepBytes: number) {
    this.#keepBytes = keepBytes
  }

  push(chunk: Buffer): void {
    this.totalBytes += chunk.length
    this.#kept = Buffer.concat([this.#kept, chunk]).subarray(-this.#keepBytes)
  }

  clear(): void {
    this.totalBytes = 0
    this.#kept = Buffer.alloc(0)
  }

  /** Whole lines where something was cut off. */
  get text(): string {
    const text = this.#kept.toString('utf8')
    return this.totalBytes > this.#kept.length ? text.slice(text.indexOf('\n') + 1) : text
  }
}
