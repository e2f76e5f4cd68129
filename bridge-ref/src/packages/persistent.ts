/** `persistent`: a package whose contents are those of its binaries. */
import type { StandIn } from './kit.ts'

export const persistent: Readonly<Record<string, StandIn>> = {
  persistent: {
    takes: {
      'persistent.cPersistence': ['Persistent', 'GHOST', 'UPTODATE', 'CHANGED', 'STICKY'],
      'persistent.cPickleCache': ['PickleCache'],
    },
  },
}
