/** Rules between a suite file and the probe beside it. They read the C as text: cheap, and enough to catch a wrong name. */
import type { Capi } from '../capi/load.ts'
import { namesUsed } from '../probe/used.ts'
import { type Path, spanAt } from './convert.ts'
import type { ReadFile } from './read.ts'
import type { Scenario, Step } from './schema.ts'
import { spanOf } from './source.ts'

/** The functions that a probe's PROBE_ list exports. */
function exportedFunctions(source: string): Set<string> {
  const entries = source.matchAll(/\bPROBE_(?:NOARGS|O|VARARGS|KEYWORDS|FASTCALL|FASTCALL_KEYWORDS)\((\w+)\)/g)
  return new Set([...entries].map(([, name]) => name ?? ''))
}

export interface ProbeText {
  /** The author's source; null when there is none. */
  probe: string | null
  /** Names of `probe.h` that need not be written again: PyModule_Create2, PyType_Ready. */
  floor: ReadonlySet<string>
  capi: Capi
  /** Names that `suites/capi` knows; check.ts reports the others. */
  names: ReadonlySet<string>
}

export function lintProbe(read: ReadFile, { probe, floor, capi, names }: ProbeText): void {
  const { issues, scenarios, benches, file } = read
  const first = scenarios[0] ?? benches[0]
  if (first === undefined) return
  if (
    probe === null &&
    benches.every(({ entry }) => entry.import !== undefined) &&
    scenarios.every(({ entry }) => needsNoProbe(entry))
  )
    return
  if (probe === null) {
    issues.add('no-probe', spanOf(first.node), `no probe ${file.topic}.c beside the file`)
    return
  }
  const exported = exportedFunctions(probe)
  const used = namesUsed(probe, capi).union(floor)
  const unused = names.difference(used)
  for (const { entry, node } of scenarios) {
    for (const [index, step] of entry.steps.entries()) {
      for (const { called, path } of callsOf(step, ['steps', index]))
        lintCall(read, called, { node, path, probe, exported })
    }
    lintApi(read, entry.api ?? [], { node, unused })
  }
  for (const { entry, node } of benches) {
    if (entry.import === undefined) lintCall(read, entry.call, { node, path: ['call'], probe, exported })
    lintApi(read, entry.api, { node, unused })
  }
}

/** A case over a real extension calls what it has bound: the harness's own empty probe will do. */
function needsNoProbe({ api, steps }: Scenario): boolean {
  const called = steps.flatMap((step) => callsOf(step, []))
  return api === undefined && called.every(({ called: name }) => name.startsWith('$'))
}

function callsOf(step: Step, path: Path): { called: string; path: Path }[] {
  if ('repeat' in step) return step.steps.flatMap((inner, index) => callsOf(inner, [...path, 'steps', index]))
  return 'call' in step ? [{ called: step.call, path: [...path, 'call'] }] : []
}

interface CallSite {
  node: unknown
  path: Path
  probe: string
  exported: ReadonlySet<string>
}

function lintCall({ issues, file }: ReadFile, called: string, { node, path, probe, exported }: CallSite): void {
  // A type or another attribute that the probe adds to its module is named by a string there.
  if (called.startsWith('$') || /^__\w+__$/.test(called) || exported.has(called) || probe.includes(`"${called}"`))
    return
  issues.add('call-not-in-probe', spanAt(node, path), `${file.topic}.c has no ${called} in its PROBE_MODULE`)
}

function lintApi(
  { issues, file }: ReadFile,
  api: readonly string[],
  { node, unused }: { node: unknown; unused: ReadonlySet<string> },
): void {
  for (const [index, name] of api.entries()) {
    if (unused.has(name))
      issues.add('api-not-used', spanAt(node, ['api', index]), `${file.topic}.c does not use ${name}`)
  }
}
