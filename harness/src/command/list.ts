/** `proofload list`: the cases that a selection means. */
import { exitStatus } from '../errors.ts'
import type { Surroundings } from '../options.ts'
import { selectCases } from '../plan/filter.ts'
import type { Case } from '../suite/case.ts'
import { counted } from './counted.ts'
import type { RunFlags } from './run-options.ts'
import { readDurations, type ShardFlags, shardOf, takePart } from './shard-options.ts'
import { readSuites } from './suites.ts'

export type ListFlags = Pick<RunFlags, 'suite' | 'suites' | 'grep' | 'level'> & ShardFlags & { json?: true }

export function list(flags: ListFlags, around: Surroundings, out: NodeJS.WriteStream): number {
  const { suite } = readSuites(flags.suites ?? [], around)
  const selected = selectCases(suite.cases, {
    suite: flags.suite ?? [],
    grep: flags.grep ?? null,
    level: flags.level ?? [],
    only: null,
  })
  const cases = takePart(selected, shardOf(flags), readDurations(flags)).cases
  out.write(flags.json === true ? `${JSON.stringify(cases.map(listed), null, 2)}\n` : text(cases))
  return exitStatus.asExpected
}

function listed({
  id,
  area,
  topic,
  title,
  level,
  behaviour,
  docs,
  api,
  since,
  until,
  needs,
  kind,
  place,
}: Case): object {
  return { id, area, topic, title, kind, level, behaviour, docs, api, since, until, needs, place }
}

function text(cases: readonly Case[]): string {
  const lines = cases.map(
    ({ id, level, title }) => `${id}${level === 'documented' ? '' : `  (${level})`}\n    ${title}\n`,
  )
  return `${lines.join('')}${counted(cases.length, 'case')}\n`
}
