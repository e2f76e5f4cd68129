/** Writes XML 1.0. Text from a host may hold anything; what XML cannot say is written as an escape that a person can read. */
export interface XmlElement {
  name: string
  attributes: Record<string, string | number>
  children: (XmlElement | string)[]
}

/** One element; strings among the children are text. */
export function element(
  name: string,
  attributes: XmlElement['attributes'],
  children: XmlElement['children'] = [],
): XmlElement {
  return { name, attributes, children }
}

/** The whole document, indented, ending in a line break. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, '')}\n`
}

function write({ name, attributes, children }: XmlElement, indent: string): string {
  const head = `${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${attribute(String(value))}"`)
    .join('')}`
  if (children.length === 0) return `${indent}<${head}/>`
  // Text is content: no indent may be added to it.
  if (children.some((child) => typeof child === 'string')) {
    return `${indent}<${head}>${children.map((child) => inline(child)).join('')}</${name}>`
  }
  const lines = children.map((child) => (typeof child === 'string' ? text(child) : write(child, `${indent}  `)))
  return `${indent}<${head}>\n${lines.join('\n')}\n${indent}</${name}>`
}

function inline(child: XmlElement | string): string {
  return typeof child === 'string' ? text(child) : write(child, '')
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function text(value: string): string {
  // A bare carriage return would be read back as a line feed.
  return printable(value)
    .replaceAll(/[&<>]/g, (found) => entities[found] ?? found)
    .replaceAll('\r', '&#13;')
}

function attribute(value: string): string {
  const escaped = printable(value).replaceAll(/[&<>"]/g, (found) => entities[found] ?? found)
  return escaped.replaceAll(/[\t\n\r]/g, (found) => `&#${found.charCodeAt(0)};`)
}

/** Everything outside XML's `Char` as `\u{…}`: control characters, lone surrogates, U+FFFE and U+FFFF. */
function printable(value: string): string {
  return value.replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, escapeCharacter)
}

function escapeCharacter(found: string): string {
  return `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`
}
