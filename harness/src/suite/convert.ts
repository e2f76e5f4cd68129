/**
 * YAML tree to data. Where the schema has a value (an argument, a result) YAML becomes a wire {@link Value}; everywhere
 * else it stays plain objects, strings and numbers for zod. `${name}` of an `each` is replaced on the way, so that a
 * tag such as `!bytes "${text}"` sees the text that was put in.
 */
import { type Document, isAlias, isMap, isScalar, isSeq, type Scalar } from 'yaml'
import type { IssueList } from './issue.ts'
import { type Span, spanOf } from './source.ts'
import { Expected, floatRepr, integer, scalarTags, sequenceTags } from './tags.ts'
import type { HostCallable, Value } from './value.ts'

export type Path = readonly (string | number)[]
export type Bindings = ReadonlyMap<string, Value>

const noBindings: Bindings = new Map()
const valueKeys = new Set(['args', 'returns', 'same', 'different'])
const valueMaps = new Set(['kwargs', 'let', 'then', 'out', 'each'])

/** Does a value stand at this path of a suite file? */
function isValuePosition(path: Path): boolean {
  const [last, parent, grandparent] = [path.at(-1), path.at(-2), path.at(-3)]
  if (typeof parent === 'string' && valueMaps.has(parent) && typeof last === 'string') return true
  if (grandparent === 'each' && typeof parent === 'number') return true
  // `calls` of a `log` step is a list of argument lists; at the top of a file it is the call tables.
  return typeof last === 'string' && (valueKeys.has(last) || (last === 'calls' && path.length > 1))
}

export class Converter {
  readonly #document: Document
  readonly #issues: IssueList
  readonly #bindings: Bindings

  constructor(document: Document, issues: IssueList, bindings: Bindings = noBindings) {
    this.#document = document
    this.#issues = issues
    this.#bindings = bindings
  }

  /** `node` at `path` of the file as data. */
  data(node: unknown, path: Path): unknown {
    if (isValuePosition(path)) return this.value(node)
    const resolved = this.#resolve(node)
    if (isMap(resolved)) {
      return Object.fromEntries(
        resolved.items.map(({ key, value }) => [keyText(key), this.data(value, [...path, keyText(key)])]),
      )
    }
    if (isSeq(resolved)) return resolved.items.map((item, index) => this.data(item, [...path, index]))
    if (!isScalar(resolved)) return null
    if (resolved.tag?.startsWith('!')) this.#bad(resolved, `the tag ${resolved.tag} means nothing here`)
    if (typeof resolved.value === 'string') return asPlain(this.#substitute(resolved, resolved.value))
    return typeof resolved.value === 'bigint' ? Number(resolved.value) : resolved.value
  }

  value(node: unknown): Value {
    const resolved = this.#resolve(node)
    if (isSeq(resolved)) return this.#sequence(resolved, resolved.items)
    if (isMap(resolved)) return this.#mapping(resolved)
    return isScalar(resolved) ? this.#scalar(resolved) : null
  }

  #sequence(node: { tag?: string }, nodes: unknown[]): Value {
    const items = nodes.map((item) => this.value(item))
    return this.#tagged(node, sequenceTags, items) ?? items
  }

  #mapping(node: { tag?: string; items: { key: unknown; value: unknown }[] }): Value {
    if (node.tag === '!host') return { $host: this.#host(node.items) }
    if (node.tag === '!exception') return { $exception: this.#exception(node, node.items) }
    if (node.tag?.startsWith('!')) this.#bad(node, `the tag ${node.tag} does not go with a mapping`)
    return { $dict: node.items.map(({ key, value }): [Value, Value] => [this.value(key), this.value(value)]) }
  }

  #scalar(node: Scalar): Value {
    const raw = node.value
    if (typeof raw === 'string') return this.#text(node, raw)
    if (typeof raw === 'bigint') return integer(raw)
    if (typeof raw === 'number') return { $float: floatRepr(Object.is(raw, -0) ? '-0.0' : String(raw)) ?? 'nan' }
    return typeof raw === 'boolean' ? raw : null
  }

  #text(node: Scalar, raw: string): Value {
    const text = this.#substitute(node, raw)
    if (typeof text !== 'string') return text
    const tagged = this.#tagged(node, scalarTags, text)
    if (tagged !== undefined) return tagged
    if (!text.startsWith('$')) return text
    const name = /^\$([A-Za-z_]\w*)$/.exec(text)?.[1]
    if (name !== undefined) return { $ref: name }
    this.#issues.add('bad-reference', spanOf(node), `${JSON.stringify(text)} is no name`, 'a str is written !str "$…"')
    return null
  }

  /** What the node's own tag makes of `content`; `undefined` when it has none. */
  #tagged<Content>(
    node: { tag?: string },
    tags: Record<string, (content: Content) => Value | Expected>,
    content: Content,
  ): Value | undefined {
    if (!node.tag?.startsWith('!')) return undefined
    const made = Object.hasOwn(tags, node.tag) ? tags[node.tag]?.(content) : undefined
    if (made === undefined) this.#bad(node, `unknown tag ${node.tag}`)
    else if (made instanceof Expected) this.#bad(node, `${node.tag} expected ${made.what}`)
    else return made
    return null
  }

  #exception(node: unknown, items: { key: unknown; value: unknown }[]): { type: string; args: Value[] } {
    const fields = new Map(items.map(({ key, value }) => [keyText(key), value]))
    const type = this.data(fields.get('type'), ['type'])
    if (typeof type !== 'string') this.#bad(node, 'an exception needs a type')
    const args = fields.has('args') ? this.value(fields.get('args')) : []
    return { type: String(type), args: Array.isArray(args) ? args : [args] }
  }

  #host(items: { key: unknown; value: unknown }[]): HostCallable {
    const host: Record<string, unknown> = {}
    for (const { key, value } of items) host[keyText(key)] = this.#hostField(keyText(key), value)
    return host as HostCallable
  }

  #hostField(key: string, node: unknown): unknown {
    if (key === 'returns') return this.value(node)
    if (key !== 'raises') return this.data(node, ['host', key === 'calls' ? 'call' : key])
    // `raises: ValueError` is short for `raises: { type: ValueError }`.
    const resolved = this.#resolve(node)
    return isMap(resolved) ? this.#exception(resolved, resolved.items) : { type: this.data(node, ['raises']) }
  }

  /** `${name}` alone is the bound value itself; inside other text it is the value's text. */
  #substitute(node: Scalar, text: string): Value | string {
    const alone = /^\$\{(\w+)\}$/.exec(text)?.[1]
    if (alone !== undefined && node.tag?.startsWith('!') !== true) return this.#bound(node, alone)
    return text.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => String(asPlain(this.#bound(node, name))))
  }

  #bound(node: Scalar, name: string): Value {
    const value = this.#bindings.get(name)
    if (value !== undefined) return value
    this.#issues.add('unbound-name', spanOf(node), `no \${${name}} in each`)
    return null
  }

  #resolve(node: unknown): unknown {
    return isAlias(node) ? node.resolve(this.#document) : node
  }

  #bad(node: unknown, message: string): void {
    this.#issues.add('bad-value', spanOf(node), message)
  }
}

export function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key)
}

/** The node at `path`, or the deepest one on the way to it; of a missing key, the mapping that lacks it. */
export function spanAt(root: unknown, path: Path): Span {
  let node = root
  for (const step of path) {
    const inner = isMap(node)
      ? node.items.find(({ key }) => keyText(key) === String(step))?.value
      : isSeq(node)
        ? node.items[Number(step)]
        : undefined
    if (inner === undefined || inner === null) break
    node = inner
  }
  return spanOf(node)
}

/** The span of a key of the mapping at `path`. */
export function keySpanAt(root: unknown, path: Path, key: string): Span {
  let node = root
  for (const step of path) {
    if (isMap(node)) node = node.items.find((pair) => keyText(pair.key) === String(step))?.value
    else if (isSeq(node)) node = node.items[Number(step)]
  }
  const pair = isMap(node) ? node.items.find((item) => keyText(item.key) === key) : undefined
  return pair === undefined ? spanAt(root, path) : spanOf(pair.key)
}

/** A wire value where the schema wants plain data: a float's digits, a number, a text. */
function asPlain(value: Value): unknown {
  if (typeof value !== 'object' || value === null) return value
  if ('$int' in value) return value.$int
  if ('$float' in value) return value.$float
  if ('$type' in value) return value.$type
  if ('$ref' in value) return `$${value.$ref}`
  // A mapping of an `each`, for `kwargs` or `raises`: its values stay values.
  if ('$dict' in value) return Object.fromEntries(value.$dict.map(([key, item]) => [String(key), item]))
  return value
}
