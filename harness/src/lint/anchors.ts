/** Which pages and anchors Python's documentation has, from `suites/anchors.txt` and `suites/anchors.later.txt`. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Capi } from '../capi/load.ts'
import { ownSuites } from '../suite/load.ts'

/** Anchors by page, `c-api/list.html`. */
export type Anchors = ReadonlyMap<string, ReadonlySet<string>>

/** One page a line, its anchors behind it; what the C API's description says to be newer counts as well. */
export function readAnchors(capi: Capi): Anchors {
  const anchors = new Map<string, Set<string>>()
  const add = (page: string, ...names: string[]) => {
    const known = anchors.get(page) ?? new Set()
    for (const name of names) known.add(name)
    anchors.set(page, known)
  }
  for (const file of ['anchors.txt', 'anchors.later.txt']) {
    const lines = readFileSync(join(ownSuites, file), 'utf8').split('\n')
    for (const [page = '', ...names] of lines.filter((line) => /^[^#]/.test(line)).map((line) => line.split(' ')))
      add(page, ...names)
  }
  for (const { name, link, since } of capi.functions.values()) {
    const [page] = link === null ? [] : (parseLink(link) ?? [])
    if (page !== undefined && since !== undefined) add(page, `c.${name}`)
  }
  return anchors
}

/** Page and anchor of a link into Python's documentation of any version; null for any other. */
function parseLink(link: string): readonly [page: string, anchor: string | null] | null {
  const match = /^https:\/\/docs\.python\.org\/3(?:\.\d+)?\/([^#]*)(?:#(.+))?$/.exec(link)
  return match === null ? null : [match[1] ?? '', match[2] ?? null]
}

/** What is wrong with a link; null when nothing is, or when it leads elsewhere. */
export function linkFault(link: string, anchors: Anchors): string | null {
  const parsed = parseLink(link)
  if (parsed === null) return null
  const [page, anchor] = parsed
  const known = anchors.get(page.endsWith('/') ? `${page}index.html` : page)
  if (known === undefined) return `Python's documentation has no page ${page}`
  return anchor === null || known.has(anchor) ? null : `the page ${page} has no anchor #${anchor}`
}
