/** Stands in for reports/src/query. @param {string} text */
export function compileQuery(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  /** @param {string} haystack */
  return (haystack) => words.every((word) => haystack.includes(word))
}
