import type { ResolvedBridge } from '../bridge/discover.ts'

/** What a build needs to know of a bridge. */
export type ProbeTarget = Pick<ResolvedBridge, 'name' | 'include' | 'suffix' | 'cflags' | 'python'> & {
  /** Version of the limited API that it is built for. */
  limitedApi?: string
}
