/** Reads C declarations as `suites/capi` writes them: one declarator, every parameter named. */

export type CKind =
  | 'void'
  | 'integer'
  | 'floating'
  /** A struct passed by value, `va_list` included. */
  | 'struct'
  /** A pointer to one object: `PyObject *`, `PyTypeObject *`, … */
  | 'object'
  /** A pointer to bytes that C treats as text: `char *`, `const char *`. */
  | 'chars'
  | 'function'
  /** Any other pointer, arrays included. */
  | 'pointer'

export interface CType {
  /** As C writes it, without the parameter's name: `PyObject **`, `int (*)(PyObject *, void *)`. */
  text: string
  kind: CKind
}

export interface Parameter {
  name: string
  type: CType
}

export interface Signature {
  name: string
  result: CType
  parameters: Parameter[]
  variadic: boolean
}

/** C text of a type by its name, as the `types` of the chapters give it. */
export type TypeTexts = ReadonlyMap<string, string>

const integers = new Set(
  (
    'int char short long size_t ssize_t ptrdiff_t wchar_t pid_t uid_t gid_t off_t time_t intptr_t uintptr_t ' +
    'int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t'
  ).split(' '),
)
const integerWords = /^(?:(?:unsigned|signed|short|long|int|char)\b ?)+$/
const objectPointer = /^(?:const )?(?:PyObject|_?Py\w*Object) \*$/

/** Reads a function declaration without its semicolon. Throws an `Error` that says what is wrong with it. */
export function parseSignature(declaration: string, types: TypeTexts): Signature {
  const head = /^(.*?)(\w+)\(/s.exec(declaration)
  const [, before, name] = head ?? []
  if (head === null || before === undefined || name === undefined) throw new Error('expected a function declaration')
  if (before.trim() === '') throw new Error(`the result type of ${name} is missing`)
  if (!declaration.endsWith(')')) throw new Error('expected the declaration to end with its parameter list')
  const list = splitAtCommas(declaration.slice(head[0].length, -1))
  const variadic = list.at(-1) === '...'
  if (variadic) list.pop()
  if (list.length === 0) throw new Error(`the parameter list of ${name} is empty: write void`)
  const parameters = list.length === 1 && list[0] === 'void' ? [] : list.map((text) => parseParameter(text, types))
  const twice = parameters.find((parameter, index) => parameters.findIndex((p) => p.name === parameter.name) < index)
  if (twice !== undefined) throw new Error(`two parameters are called ${twice.name}`)
  return { name, result: typeOf(before, types), parameters, variadic }
}

/** Classifies a type without a declarator: `const char *`, `Py_ssize_t`, `destructor`. */
export function typeOf(text: string, types: TypeTexts): CType {
  const normal = text
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?\* ?/g, '*')
    .replace(/(?<=\w)\*/, ' *')
  return { text: normal, kind: kindOf(normal, types) }
}

function parseParameter(text: string, types: TypeTexts): Parameter {
  const callback = /^(.*\(\*)(\w+)(\).*)$/s.exec(text)
  if (callback !== null) {
    const [, before = '', name = '', after = ''] = callback
    return { name, type: { text: `${before}${after}`, kind: 'function' } }
  }
  const plain = /^(.*[\s*])(\w+)((?:\[\w*\])*)$/s.exec(text)
  const [, type, name, extents] = plain ?? []
  if (type === undefined || name === undefined) throw new Error(`the parameter "${text}" has no name`)
  if (extents === undefined || extents === '') return { name, type: typeOf(type, types) }
  return { name, type: { text: `${typeOf(type, types).text}${extents}`, kind: 'pointer' } }
}

function kindOf(text: string, types: TypeTexts): CKind {
  if (objectPointer.test(text)) return 'object'
  if (/^(?:const )?char \*$/.test(text)) return 'chars'
  if (text.includes('(*')) return 'function'
  if (text.endsWith('*') || text.endsWith(']') || text.endsWith('*const')) return 'pointer'
  const name = text.replace(/^const /, '')
  if (name === 'void') return 'void'
  if (name === 'double' || name === 'float' || name === 'long double') return 'floating'
  if (name === 'va_list') return 'struct'
  if (integers.has(name) || integerWords.test(name) || name.startsWith('enum ')) return 'integer'
  return kindOfNamed(name, types)
}

function kindOfNamed(name: string, types: TypeTexts): CKind {
  const text = types.get(name)
  if (text === undefined) throw new Error(`the type ${name} is not known`)
  if (text.includes(`(*${name})(`)) return 'function'
  const aggregate = /^typedef (struct|union|enum)\b[^{]*\{/.exec(text)
  if (aggregate !== null) return aggregate[1] === 'enum' ? 'integer' : 'struct'
  const alias = /^typedef (?!struct|union)(.*?)(\w+)$/s.exec(text)
  if (alias?.[1] === undefined) throw new Error(`the type ${name} cannot be passed by value`)
  return typeOf(alias[1], types).kind
}

function splitAtCommas(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (const [index, character] of [...text].entries()) {
    if (character === '(') depth += 1
    else if (character === ')') depth -= 1
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, index).trim())
      start = index + 1
    }
  }
  const last = text.slice(start).trim()
  return last === '' ? parts : [...parts, last]
}
