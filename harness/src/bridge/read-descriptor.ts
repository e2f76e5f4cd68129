/** Reads a bridge descriptor and its known failures; what is wrong with one is refused with file, line and column. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { isCollection, LineCounter, type ParsedNode, parseDocument } from 'yaml'
import type { z } from 'zod'
import { HarnessError } from '../errors.ts'
import type { Place } from '../suite/case.ts'
import { type Descriptor, descriptor, type KnownFailures, knownFailures } from './descriptor.ts'

export interface DescriptorFile {
  /** Absolute path. */
  path: string
  descriptor: Descriptor
}

export function readDescriptor(path: string): DescriptorFile {
  const parsed = readYaml(path, descriptor, 'bridge descriptor')
  const { discover, include, suffix, python } = parsed
  const absent = Object.entries({ include, suffix, python }).flatMap(([key, value]) =>
    value === undefined ? [key] : [],
  )
  if (discover === undefined && absent.length > 0) {
    throw new HarnessError(
      'descriptor-incomplete',
      `bridge descriptor ${shown(path)}: without "discover" it must have ${quoted(absent)}`,
      {
        hint: 'harness/src/bridge/descriptor.ts says what each key means; harness/bridges has examples',
        place: { file: shown(path), line: 1, column: 1 },
      },
    )
  }
  return { path: resolve(path), descriptor: parsed }
}

/** The known failures that a descriptor names, in a file or in the files of a folder; none when it names neither. */
export function readKnownFailures({ path, descriptor }: DescriptorFile): KnownFailures {
  if (descriptor.known === undefined) return []
  const known = resolve(dirname(path), descriptor.known)
  if (!existsSync(known))
    throw new HarnessError('file-not-found', `known failures ${shown(known)}: no such file or folder`)
  return filesOf(known).flatMap((file) => readYaml(file, knownFailures, 'known failures'))
}

function filesOf(known: string): string[] {
  if (!statSync(known).isDirectory()) return [known]
  const names = readdirSync(known).filter((name) => name.endsWith('.yaml'))
  return names.toSorted().map((name) => join(known, name))
}

function readYaml<T>(path: string, schema: z.ZodType<T>, what: string): T {
  if (!existsSync(path)) throw new HarnessError('file-not-found', `${what} ${shown(path)}: no such file`)
  const lines = new LineCounter()
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines })
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { file: shown(path), line, column: col }
  }
  const [error] = document.errors
  if (error !== undefined) {
    throw new HarnessError('yaml', `${what}: ${error.message.split('\n')[0]}`, {
      place: place(error.pos[0]),
      cause: error,
    })
  }
  // An empty file is an empty list of failures, not null.
  const parsed = schema.safeParse(document.toJS() ?? [])
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue?.path.join('.') ?? ''
  throw new HarnessError('descriptor-invalid', `${what}${where === '' ? '' : ` at "${where}"`}: ${issue?.message}`, {
    place: place(offsetOf(document.contents, issue?.path ?? [])),
  })
}

/** Where the deepest node on `path` begins. */
function offsetOf(contents: ParsedNode | null, path: readonly PropertyKey[]): number {
  let node: unknown = contents
  let offset = contents?.range[0] ?? 0
  for (const key of path) {
    if (!isCollection(node)) break
    node = node.get(key, true)
    if (!hasRange(node)) break
    offset = node.range[0]
  }
  return offset
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
}

/** As a user would type it: records and messages of two machines compare. */
function shown(path: string): string {
  const short = relative(process.cwd(), path)
  return short.startsWith('..') ? path : short
}

function quoted(keys: readonly string[]): string {
  return keys.map((key) => `"${key}"`).join(', ')
}
