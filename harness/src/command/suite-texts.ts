/** What a report shows of the suite besides the plan: written once a run, whatever the number of cases and bridges. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Capi } from '../capi/load.ts'
import { renderWrapper } from '../probe/wrapper.ts'
import type { SuiteText } from '../record/events.ts'
import type { Case, Suite } from '../suite/case.ts'
import { ownSuites } from '../suite/load.ts'

const behaviours = z.record(z.string(), z.object({ text: z.string() }))

/** Texts that `cases` refer to: their behaviours, C functions, and the C that is compiled for them. Sorted. */
export function suiteTexts(cases: readonly Case[], { suite, capi }: { suite: Suite; capi: Capi }): SuiteText[] {
  const path = join(ownSuites, 'behaviours.yaml')
  const described = existsSync(path) ? behaviours.parse(parse(readFileSync(path, 'utf8'))) : {}
  const probes = new Map(suite.probes.map((probe) => [probe.name, probe]))
  const sourceOf = (name: string): string | undefined => {
    const source = probes.get(name)?.source ?? null
    return source === null ? undefined : readFileSync(source, 'utf8')
  }
  const scenarios = cases.filter(({ kind }) => kind === 'scenario')
  const called = cases.flatMap((one) => (one.kind === 'call' ? [one.function] : []))
  return [
    ...texts('behaviour', distinct(cases.flatMap(({ behaviour }) => behaviour ?? [])), (id) => described[id]?.text),
    ...texts('function', distinct(cases.flatMap(({ api }) => api)), (name) => capi.functions.get(name)?.c),
    ...texts('wrapper', distinct(called), (name) => renderWrapper(name, capi)),
    ...texts('probe', distinct(scenarios.map(({ probe }) => probe)), sourceOf),
  ]
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].sort()
}

function texts(
  kind: SuiteText['kind'],
  names: readonly string[],
  textOf: (name: string) => string | undefined,
): SuiteText[] {
  return names.flatMap((name) => {
    const text = textOf(name)
    return text === undefined ? [] : [{ event: 'SuiteText', kind, name, text }]
  })
}
