/** HTML as text in which every interpolated string is escaped. */

/** A piece of HTML; only {@link markup} and {@link svgMarkup} make one. */
export interface Markup {
  readonly html: string
}

type Content = string | number | Markup | readonly Markup[]

/** Tag of a template literal: strings and numbers are escaped, {@link Markup} goes in as it is. */
export function markup(strings: TemplateStringsArray, ...contents: Content[]): Markup {
  const html = strings
    .map((text, index) => (index === 0 ? text : `${write(contents[index - 1] ?? '')}${text}`))
    .join('')
  return { html }
}

function write(content: Content): string {
  if (typeof content === 'string' || typeof content === 'number') return escapeHtml(String(content))
  return 'html' in content ? content.html : content.map(({ html }) => html).join('')
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (found) => entities[found] ?? found)
}

/** SVG that a library has written, which escapes what stands in it. */
export function svgMarkup(svg: string): Markup {
  return { html: svg }
}
