/** What the shim exports: the described functions and data of CPython 3.11, without those that shim/*.c defines in C. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Capi, CapiFunction } from '#harness/src/capi/load.ts'

const minor = 11

interface ExportedData {
  name: string
  c: string
  /** Defined with a value in shim/*.c. */
  inC: boolean
}

export interface Exported {
  /** Functions that go through the table, by place in it; `fast`: one that shim/fast-*.c has as well. */
  functions: { entry: CapiFunction; fast: boolean }[]
  /** Functions that shim/*.c defines. */
  inC: string[]
  data: ExportedData[]
}

export function exportedOf(capi: Capi, shimFolder: string): Exported {
  const text = sourceOf(shimFolder)
  const defined = definedInC(text)
  const fast = new Set(
    [...text.matchAll(/^(?:PROOFLOAD_FAST\([^,]+, |FROM\(|FROM_UNSIGNED\(|AS\(|AS_UNSIGNED\(|GET\()(_?Py\w+)/gm)].map(
      (m) => m[1] ?? '',
    ),
  )
  const here = [...capi.functions.values()].filter(
    (entry) => existsIn311(entry) && (entry.kind === 'function' || entry.exported === true),
  )
  const data = [...capi.data.values()].filter(existsIn311)
  return {
    functions: here.filter(({ name }) => !defined.has(name)).map((entry) => ({ entry, fast: fast.has(entry.name) })),
    inC: here.filter(({ name }) => defined.has(name)).map(({ name }) => name),
    data: data.map(({ name, c }) => ({ name, c, inC: defined.has(name) })),
  }
}

function existsIn311({ since, until }: { since?: string | undefined; until?: string | undefined }): boolean {
  return (since === undefined || minorOf(since) <= minor) && (until === undefined || minorOf(until) >= minor)
}

function minorOf(version: string): number {
  return Number(version.slice(version.indexOf('.') + 1))
}

/** Names on lines of the form `PROOFLOAD_API int PyArg_ParseTuple(…`. */
function definedInC(text: string): Set<string> {
  return new Set([...text.matchAll(/^PROOFLOAD_API [^;{=]*?\b(_?Py\w+)\s*(?:\(|=|\[|;)/gm)].map((m) => m[1] ?? ''))
}

function sourceOf(folder: string): string {
  const sources = readdirSync(folder).filter((file) => file.endsWith('.c'))
  return sources
    .toSorted()
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n')
}
