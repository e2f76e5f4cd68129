/** The one C `visitproc` of the collector; what it does with an object changes from pass to pass. */
import { exportToC } from '../boundary/guard.ts'
import { type Address, NULL } from '../memory/address.ts'

type Visit = (referred: Address) => void

let pointer = NULL
let current: Visit = () => undefined

export const visitFunction = {
  pointer(): Address {
    pointer ||= exportToC({
      name: 'gc_visit',
      signature: 'ipp',
      sentinel: undefined,
      run: (referred: Address) => {
        current(referred)
        return 0
      },
    })
    return pointer
  },
  /** Makes `visit` the one in use until the returned function is called. */
  use(visit: Visit): () => void {
    const before = current
    current = visit
    return () => {
      current = before
    }
  },
}
