/** One suite file as text and as a YAML tree: answers where a node stands and shows the line. */
import { type Document, isNode, LineCounter, type Node, type ParsedNode, parseDocument } from 'yaml'
import type { Place } from './case.ts'

/** A stretch of the text, by offsets. */
export interface Span {
  start: number
  end: number
}

export interface SuiteSource {
  /** As messages and records name it: relative to the folder that holds the suites folder, never absolute. */
  name: string
  /** Absolute. */
  path: string
  text: string
  lines: LineCounter
  document: Document.Parsed<ParsedNode>
}

export function parseSource(name: string, path: string, text: string): SuiteSource {
  const lines = new LineCounter()
  // `intAsBigInt` is what tells 1 from 1.0; tags stay on the nodes and are read by convert.ts.
  const options = { lineCounter: lines, intAsBigInt: true, prettyErrors: false, logLevel: 'error' } as const
  return { name, path, text, lines, document: parseDocument(text, options) }
}

export function spanOf(node: unknown): Span {
  const range = isNode(node) ? (node as Node).range : null
  return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 }
}

export function placeOf(source: SuiteSource, span: Span): Place {
  const { line, col } = source.lines.linePos(span.start)
  return { file: source.name, line: Math.max(line, 1), column: Math.max(col, 1) }
}

/** The line with carets under the span, or under its first line where it covers several. */
export function excerptOf(source: SuiteSource, span: Span): string {
  const { line, column } = placeOf(source, span)
  const begin = source.lines.lineStarts[line - 1] ?? 0
  const newline = source.text.indexOf('\n', begin)
  const text = source.text.slice(begin, newline === -1 ? undefined : newline).trimEnd()
  const width = Math.min(span.end, begin + text.length) - span.start
  const gutter = `${line} | `
  // Tabs before the caret must be as wide as those above it.
  const indent = text.slice(0, column - 1).replaceAll(/[^\t]/g, ' ')
  return `  ${gutter}${text}\n  ${' '.repeat(gutter.length)}${indent}${'^'.repeat(Math.max(width, 1))}`
}
