/** Writes docs/api-status.md: how the reference bridge has each function of the C API, chapter by chapter. */
import type { Capi, CapiFunction } from '#harness/src/capi/load.ts'
import type { Exported } from './exported.ts'

export interface StatusSources {
  capi: Capi
  exported: Exported
  /** Names that src/api implements. */
  inTypeScript: ReadonlySet<string>
  /** Why a function is a trap, by its name. */
  reasons: ReadonlyMap<string, string>
  /** How many modules of the corpus need a symbol. */
  needed: ReadonlyMap<string, number>
}

type State = 'TypeScript' | 'C' | 'trap'

export function statusText(sources: StatusSources, head: string): string {
  const { capi, exported } = sources
  const names = new Set([...exported.functions.map(({ entry }) => entry.name), ...exported.inC])
  const functions = [...capi.functions.values()].filter(({ name }) => names.has(name))
  const byChapter = Map.groupBy(functions, ({ chapter }) => chapter)
  const variadics = exported.inC.filter((name) => !capi.functions.has(name))
  return [
    `<!-- ${head} -->`,
    '# What the reference bridge has of the C API',
    '',
    'Every function that CPython 3.11 exports and `suites/capi` describes. A *trap* names itself on standard error, raises',
    '`SystemError: the bridge lacks X` and returns its sentinel. *Needed* counts the modules of the corpus',
    '(`suites/corpus.yaml`) that name the function, whether or not they ever call it.',
    '',
    ...totals(functions, sources),
    '',
    ...trapsNeeded(functions, sources),
    ...leftOut(functions, sources),
    ...[...byChapter]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([chapter, own]) => chapterText(chapter, own, sources)),
    ...(variadics.length === 0
      ? []
      : ['## Described by hand', '', variadics.map((name) => `\`${name}\``).join(' '), '']),
  ].join('\n')
}

function stateOf(name: string, { exported, inTypeScript }: StatusSources): State {
  if (inTypeScript.has(name)) return 'TypeScript'
  return exported.inC.includes(name) ? 'C' : 'trap'
}

function totals(functions: readonly CapiFunction[], sources: StatusSources): string[] {
  const rows = (['TypeScript', 'C', 'trap'] as const).map((state) => {
    const own = functions.filter(({ name }) => stateOf(name, sources) === state)
    const needed = own.filter(({ name }) => sources.needed.has(name))
    return `| ${state} | ${own.length} | ${needed.length} |`
  })
  return ['| implemented in | functions | needed by the corpus |', '|---|---|---|', ...rows]
}

function trapsNeeded(functions: readonly CapiFunction[], sources: StatusSources): string[] {
  const traps = functions.filter(({ name }) => stateOf(name, sources) === 'trap' && sources.needed.has(name))
  if (traps.length === 0) return []
  const rows = traps
    .toSorted((a, b) => count(b, sources) - count(a, sources) || (a.name < b.name ? -1 : 1))
    .map((one) => `| \`${one.name}\` | ${count(one, sources)} | ${sources.reasons.get(one.name) ?? 'not yet'} |`)
  return ['## Traps that a module of the corpus needs', '', '| function | needed | why |', '|---|---|---|', ...rows, '']
}

function leftOut(functions: readonly CapiFunction[], sources: StatusSources): string[] {
  const traps = functions.filter(({ name }) => stateOf(name, sources) === 'trap')
  const byReason = Map.groupBy(traps, ({ name }) => sources.reasons.get(name) ?? 'Not yet.')
  if (traps.length === 0) return []
  const rows = [...byReason].map(([reason, own]) => `| ${reason} | ${own.map(({ name }) => `\`${name}\``).join(' ')} |`)
  return ['## Why there are traps', '', '| why | functions |', '|---|---|', ...rows, '']
}

function count({ name }: CapiFunction, { needed }: StatusSources): number {
  return needed.get(name) ?? 0
}

function chapterText(chapter: string, functions: readonly CapiFunction[], sources: StatusSources): string[] {
  const of = (state: State): string[] =>
    functions.flatMap(({ name }) => (stateOf(name, sources) === state ? [`\`${name}\``] : []))
  const lines = (['TypeScript', 'C'] as const).flatMap((state) => listed(`In ${state}`, of(state)))
  return [`## ${chapter}`, '', ...lines, ...listed('Traps', of('trap'))]
}

function listed(title: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${title} (${names.length}): ${names.join(' ')}`, '']
}
