/** What a bridge's headers declare, read from the compiler's own preprocessor. */

interface Macro {
  /** Takes arguments: `PyList_GET_SIZE(op)`. */
  isCall: boolean
  body: string
}

export interface Headers {
  macros: ReadonlyMap<string, Macro>
  /** Functions declared at file level; `isStatic` for inline ones, which no library exports. */
  functions: ReadonlyMap<string, { isStatic: boolean }>
  variables: ReadonlySet<string>
  /** Every identifier of the preprocessed text: types among them. */
  words: ReadonlySet<string>
}

/** Reads the output of `cc -E -dD -P`: code with the macros' definitions among it. */
export function parseHeaders(preprocessed: string): Headers {
  const macros = new Map<string, Macro>()
  const code: string[] = []
  for (const line of preprocessed.split('\n')) {
    const define = /^#define (\w+)(\([^)]*\))?[ ]?(.*)$/.exec(line)
    if (define !== null)
      macros.set(define[1] ?? '', { isCall: define[2] !== undefined, body: (define[3] ?? '').trim() })
    else if (line.startsWith('#undef ')) macros.delete(line.slice('#undef '.length).trim())
    else if (!line.startsWith('#')) code.push(line)
  }
  const functions = new Map<string, { isStatic: boolean }>()
  const variables = new Set<string>()
  const text = code.join('\n')
  for (const statement of fileLevel(text)) declare(statement, functions, variables)
  return { macros, functions, variables, words: new Set(text.match(/[A-Za-z_]\w*/g)) }
}

/** The statements outside all braces, without what stands inside braces. */
function* fileLevel(code: string): Generator<string> {
  let depth = 0
  let start = 0
  let statement = ''
  for (const match of code.matchAll(/[{};]|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g)) {
    const [token] = match
    if (token === '{') {
      if (depth === 0) statement += code.slice(start, match.index)
      depth += 1
    } else if (token === '}') {
      depth -= 1
      start = match.index + 1
      // A function's body ends its declaration; the braces of a struct do not.
      if (depth === 0 && statement.includes('(')) {
        yield statement
        statement = ''
      }
    } else if (token === ';' && depth === 0) {
      yield statement + code.slice(start, match.index)
      statement = ''
      start = match.index + 1
    }
  }
}

function declare(statement: string, functions: Map<string, { isStatic: boolean }>, variables: Set<string>): void {
  const plain = statement.replaceAll(/__attribute__ *\(\((?:[^()]|\([^()]*\))*\)\)|__asm__ *\([^()]*\)/g, ' ').trim()
  if (plain.startsWith('typedef')) return
  const callee = /(\w+)\s*\(/.exec(plain)?.[1]
  if (callee !== undefined)
    functions.set(callee, { isStatic: /\bstatic\b/.test(plain.slice(0, plain.indexOf(callee))) })
  else if (/\bextern\b/.test(plain))
    for (const [, name] of plain.matchAll(/(\w+)\s*(?:\[\w*\]\s*)?(?:,|$)/g)) variables.add(name ?? '')
}
