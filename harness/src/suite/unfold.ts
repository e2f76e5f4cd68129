/** `each`: one entry of a suite file becomes several cases. */
import { isMap } from 'yaml'
import { canonical } from './canonical.ts'
import { type Bindings, Converter, keyText, type Path } from './convert.ts'
import type { IssueList } from './issue.ts'
import { type SuiteSource, spanOf } from './source.ts'
import type { Value } from './value.ts'

/** One row or scenario after unfolding: its data, and the node it came from. */
export interface Entry {
  data: unknown
  node: unknown
  /** `[a=1,b=x]` where `each` unfolded it and its id does not say so itself; else empty. */
  suffix: string
}

export function unfold(source: SuiteSource, issues: IssueList, node: unknown, path: Path): Entry[] {
  const each = isMap(node) ? node.items.find(({ key }) => keyText(key) === 'each')?.value : undefined
  if (each === undefined || !isMap(node)) {
    return [{ data: new Converter(source.document, issues).data(node, path), node, suffix: '' }]
  }
  const id = node.items.find(({ key }) => keyText(key) === 'id')?.value
  const named = String(id).includes('${')
  const combinations = combine(new Converter(source.document, issues).data(each, ['each']))
  if (combinations.length === 0) {
    issues.add('wrong-type', spanOf(each), 'each is a list of mappings, or a mapping of lists')
  }
  return combinations.map((bindings) => {
    const { each: _, ...data } = new Converter(source.document, issues, bindings).data(node, path) as { each: unknown }
    return { data, node, suffix: named ? '' : suffixOf(bindings) }
  })
}

/** A list of mappings as it stands; a mapping of lists as their product, the last one changing fastest. */
function combine(each: unknown): Bindings[] {
  if (Array.isArray(each)) {
    const rows = each.filter((row) => typeof row === 'object' && row !== null && !Array.isArray(row))
    return rows.length === each.length ? rows.map((row) => new Map(Object.entries(row as Record<string, Value>))) : []
  }
  if (typeof each !== 'object' || each === null) return []
  let combinations: Bindings[] = [new Map()]
  for (const [name, values] of Object.entries(each as Record<string, Value>)) {
    if (!Array.isArray(values)) return []
    combinations = combinations.flatMap((known) => values.map((value) => new Map([...known, [name, value]])))
  }
  return combinations
}

function suffixOf(bindings: Bindings): string {
  const parts = [...bindings].map(([name, value]) => `${name}=${typeof value === 'string' ? value : canonical(value)}`)
  return `[${parts.join(',')}]`
}
