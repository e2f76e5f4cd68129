/** A bridge for tests of what never starts it, or starts a fixture in its place. */
import type { ResolvedBridge } from '../src/bridge/discover.ts'

export function fakeBridge(more: Partial<ResolvedBridge> = {}): ResolvedBridge {
  return {
    name: 'fake',
    title: 'Fake',
    folder: '/',
    version: '1.0.0',
    python: '3.11',
    include: [],
    suffix: '.so',
    cflags: [],
    command: ['x'],
    prepare: null,
    environment: {},
    jit: false,
    casesPerHost: 400,
    capabilities: [],
    runs: ['call', 'scenario', 'bench'],
    known: [],
    faults: null,
    ...more,
  }
}
