/**
 * Keeps what is compared on one processor. The processors of a shared machine are not alike at any moment, since each has other neighbours:
 * on two of a virtual machine, the same program in two hosts differed by 12 to 20 % from one pair of hosts to the next where the system
 * placed them, and by 1.5 to 3 % with both on the same processor.
 */
import koffi from 'koffi'

/** Bytes of a `cpu_set_t`: 1,024 processors. */
const maskBytes = 128

type Affinity = (pid: number, bytes: number, mask: Buffer) => number

interface Calls {
  get: Affinity
  set: Affinity
}

/** Null where the system has no such calls: hosts are then left where the system puts them. */
function callsOf(): Calls | null {
  if (process.platform !== 'linux') return null
  try {
    const library = koffi.load(null)
    return {
      get: library.func('int sched_getaffinity(int pid, size_t bytes, _Out_ void *mask)'),
      set: library.func('int sched_setaffinity(int pid, size_t bytes, const void *mask)'),
    }
  } catch {
    return null
  }
}

export class Processors {
  readonly #calls = callsOf()
  /** Those that this process may use; none where that is not known. */
  readonly usable: readonly number[]

  constructor() {
    const mask = Buffer.alloc(maskBytes)
    const isTold = this.#calls !== null && this.#calls.get(0, maskBytes, mask) === 0
    const all = Array.from({ length: maskBytes * 8 }, (_, processor) => processor)
    this.usable = isTold ? all.filter((one) => ((mask[one >> 3] ?? 0) >> (one & 7)) & 1) : []
  }

  /**
   * The main thread of `pid` stays on `processor`, with all that it starts from now on; other threads that it has, such as those in
   * which a host compiles or collects, stay free. False where that cannot be done.
   */
  keep(pid: number | undefined, processor: number | undefined): boolean {
    if (this.#calls === null || pid === undefined || processor === undefined) return false
    const mask = Buffer.alloc(maskBytes)
    mask[processor >> 3] = 1 << (processor & 7)
    return this.#calls.set(pid, maskBytes, mask) === 0
  }
}
