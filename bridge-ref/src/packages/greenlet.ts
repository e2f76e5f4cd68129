/** `greenlet` takes everything from its binary. Switching stacks cannot work in this host; making greenlets can. */
import type { StandIn } from './kit.ts'

export const greenlet: Readonly<Record<string, StandIn>> = {
  greenlet: {
    takes: {
      'greenlet._greenlet': [
        ...['_C_API', 'GreenletExit', 'error', 'getcurrent', 'greenlet', 'gettrace', 'settrace'],
        ...['GREENLET_USE_CONTEXT_VARS', 'GREENLET_USE_GC', 'GREENLET_USE_TRACING', 'CLOCKS_PER_SEC'],
        ...['enable_optional_cleanup', 'get_clocks_used_doing_optional_cleanup'],
      ],
    },
  },
}
