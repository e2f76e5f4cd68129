/**
 * Python's patterns as RegExp has them: `(?P<n>…)`, `(?P=n)`, `\A`, `\Z`, `(?x)`, `(?#…)`, leading flags and POSIX-free
 * classes. What RegExp cannot do, possessive repeats, atomic groups and conditionals, is refused by name.
 */
export const flagBits = { A: 256, I: 2, L: 4, M: 8, S: 16, U: 32, X: 64 } as const

/** Where a pattern is refused, and why. */
export class BadPattern extends Error {}

function refuse(message: string): never {
  throw new BadPattern(message)
}

/** `$` without the flag M: the end, or before a line feed there. */
export const atEnd = '(?=\\n?(?![\\s\\S]))'

/** Python's spelling of a pattern as RegExp has it, and the flags written at its beginning. */
export function translate(source: string, given: number): { source: string; flags: number } {
  let flags = given
  const head = /^\(\?([aiLmsux]+)\)/.exec(source)
  for (const letter of head?.[1] ?? '') flags |= flagBits[letter.toUpperCase() as keyof typeof flagBits]
  const scanner = new Translator(head === null ? source : source.slice(head[0].length), flags)
  return { source: scanner.run(), flags }
}

class Translator {
  private at = 0
  private readonly source: string
  private readonly verbose: boolean
  private readonly ascii: boolean
  constructor(source: string, flags: number) {
    this.source = source
    this.verbose = (flags & flagBits.X) !== 0
    this.ascii = (flags & flagBits.A) !== 0
  }

  run(): string {
    let out = ''
    while (this.at < this.source.length) out += this.piece()
    return out
  }

  private piece(): string {
    const rest = this.source.slice(this.at)
    const character = rest[0] ?? ''
    if (character === '\\') return this.escape(false)
    if (character === '[') return this.characterClass()
    if (rest.startsWith('(?')) return this.group(rest)
    if (this.verbose) {
      const ignored = /^(?:\s|#[^\n]*)/.exec(rest)?.[0]
      if (ignored !== undefined) return this.take(ignored.length, '')
    }
    if (character === '$') return this.take(1, atEnd)
    return this.repeat(rest) ?? this.take(1, '{}]'.includes(character) ? `\\${character}` : character)
  }

  private repeat(rest: string): string | undefined {
    if (/^(?:[*+?]|\{\d*,?\d*\})\+/.test(rest)) {
      refuse('possessive repeats are beyond the regular expressions of this host')
    }
    const range = /^\{(?:\d+(?:,\d*)?|,\d+)\}/.exec(rest)
    return range === null ? undefined : this.take(range[0].length, range[0].replace('{,', '{0,'))
  }

  private take(count: number, out: string): string {
    this.at += count
    return out
  }

  private group(rest: string): string {
    const named = /^\(\?P<([^>]+)>/.exec(rest)
    if (named !== null) return this.take(named[0].length, `(?<${named[1]}>`)
    const back = /^\(\?P=([^)]+)\)/.exec(rest)
    if (back !== null) return this.take(back[0].length, `\\k<${back[1]}>`)
    const comment = /^\(\?#[^)]*\)/.exec(rest)
    if (comment !== null) return this.take(comment[0].length, '')
    if (rest.startsWith('(?>')) refuse('atomic groups are beyond the regular expressions of this host')
    if (rest.startsWith('(?(')) refuse('conditional groups are beyond the regular expressions of this host')
    const plain = /^\(\?(?::|=|!|<=|<!|[ims]*(?:-[ims]+)?:)/.exec(rest)
    if (plain === null) refuse(`unknown extension ${rest.slice(1, 3)} at position ${this.at + 1}`)
    return this.take(plain[0].length, plain[0])
  }

  private escape(inClass: boolean): string {
    const rest = this.source.slice(this.at)
    const letter = rest[1]
    if (letter === undefined) refuse(`bad escape (end of pattern) at position ${this.at}`)
    if (letter === 'A') return this.take(2, '(?<![\\s\\S])')
    if (letter === 'Z') return this.take(2, '(?![\\s\\S])')
    if (letter === 'a') return this.take(2, '\\x07')
    const wide = /^\\U([0-9a-fA-F]{8})/.exec(rest)
    if (wide !== null) return this.take(10, `\\u{${wide[1]}}`)
    const octal = /^\\(0[0-7]{0,2}|[1-3][0-7]{2})/.exec(rest)
    if (octal !== null) {
      const code = Number.parseInt(octal[1] ?? '0', 8).toString(16)
      return this.take(octal[0].length, `\\x${code.padStart(2, '0')}`)
    }
    if (!this.ascii && /[dw]/i.test(letter)) return this.take(2, unicodeClass(letter, inClass))
    if (/[^A-Za-z0-9]/.test(letter)) return this.take(1 + letter.length, literal(letter))
    if (!/[bBdDsSwWfnrtvxu0-9]/.test(letter)) refuse(`bad escape \\${letter} at position ${this.at}`)
    return this.take(2, `\\${letter}`)
  }

  private characterClass(): string {
    let out = '['
    this.at++
    if (this.source[this.at] === '^') out += this.take(1, '^')
    if (this.source[this.at] === ']') out += this.take(1, '\\]')
    while (this.source[this.at] !== ']') {
      const character = this.source[this.at]
      if (character === undefined) refuse('unterminated character set at position 0')
      if (character === '\\') out += this.escape(true)
      else out += this.take(1, character === '[' ? '\\[' : character)
    }
    this.at++
    return `${out}]`
  }
}

function literal(character: string): string {
  return /[\^$\\.*+?()[\]{}|/-]/.test(character) ? `\\${character}` : character
}

/** Digits and word characters of all scripts, as Python's str patterns mean them. */
function unicodeClass(letter: string, inClass: boolean): string {
  const members = letter.toLowerCase() === 'd' ? '\\p{Nd}' : '\\p{L}\\p{N}_'
  if (letter === 'D') return inClass ? '\\P{Nd}' : '[^\\p{Nd}]'
  if (letter === 'W') return inClass ? refuse('\\W in a character set is beyond this host') : `[^${members}]`
  return inClass ? members : `[${members}]`
}
