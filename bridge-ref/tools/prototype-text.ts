/** Writes the TypeScript side of the API's description: signatures, sentinels, names of data. */
import type { CapiFunction } from '#harness/src/capi/load.ts'
import type { CType, TypeTexts } from '#harness/src/capi/signature.ts'
import type { Exported } from './exported.ts'

export function prototypeText({ functions }: Exported, head: string): string {
  const lines = functions.map(({ entry }) => `  ${entry.name}: ${quoted(signatureOf(entry))},`)
  return `${head}
/** C signatures by name, in the order of the shim's table; null: only C can define it. Letters: src/ffi/koffi.ts. */
export const prototypes = {
${lines.join('\n')}
} as const

export type ApiName = keyof typeof prototypes
`
}

export function sentinelText({ functions }: Exported, types: TypeTexts, head: string): string {
  const lines = functions.flatMap(({ entry }) => {
    const sentinel = sentinelOf(entry, types)
    return sentinel === undefined ? [] : [`  ${entry.name}: ${sentinel},`]
  })
  return `${head}
/** What each function returns to announce an exception; functions that cannot fail are not here. */
export const sentinels: Readonly<Record<string, number | bigint>> = {
${lines.join('\n')}
}
`
}

export function dataText({ data }: Exported, head: string): string {
  return `${head}
/** Names of the exported variables, in the order of the shim's \`proofload_data\`. */
export const dataNames = [
${data.map(({ name }) => `  '${name}',`).join('\n')}
] as const

export type DataName = (typeof dataNames)[number]
`
}

function quoted(text: string | null): string {
  return text === null ? 'null' : `'${text}'`
}

function signatureOf({ signature }: CapiFunction): string | null {
  if (signature.variadic) return null
  const letters = [signature.result, ...signature.parameters.map(({ type }) => type)].map(letterOf)
  return letters.includes('?') ? null : letters.join('')
}

const wide = /^(?:Py_ssize_t|Py_hash_t|long|long long|int64_t|_?PyTime_t|time_t|off_t)$/
const wideUnsigned = /^(?:size_t|unsigned long|unsigned long long|uint64_t|uintptr_t)$/
const unsigned = /^(?:unsigned int|Py_UCS4)$/

function letterOf({ kind, text }: CType): string {
  const name = text.replace(/^const /, '')
  if (kind === 'void') return 'v'
  if (kind === 'floating') return 'd'
  if (kind === 'struct') return '?'
  if (kind !== 'integer') return 'p'
  if (wide.test(name)) return 'p'
  if (wideUnsigned.test(name)) return 'u'
  return unsigned.test(name) ? 'w' : 'i'
}

function sentinelOf(entry: CapiFunction, types: TypeTexts): string | undefined {
  if (entry.error === undefined || letterOf(entry.signature.result) === '?') return undefined
  const text = entry.error.replaceAll(/\((?:unsigned |signed )?[A-Za-z_]\w*(?: \w+)*\)/g, '').trim()
  if (text === 'NULL') return '0'
  const value = Number(enumValue(text, types) ?? text)
  if (Number.isNaN(value)) throw new Error(`${entry.name}: the sentinel ${entry.error} is not a number`)
  const letter = letterOf(entry.signature.result)
  if (letter === 'u' && value < 0) return `${BigInt.asUintN(64, BigInt(value))}n`
  if (letter === 'w' && value < 0) return String(2 ** 32 + value)
  return String(value)
}

/** `PYGEN_ERROR` as the enum that declares it has it. */
function enumValue(name: string, types: TypeTexts): string | undefined {
  const pattern = new RegExp(`\\b${name}\\s*=\\s*(-?\\d+)`)
  for (const text of types.values()) {
    const found = /^\w+$/.test(name) && text.includes('enum') ? pattern.exec(text)?.[1] : undefined
    if (found !== undefined) return found
  }
  return undefined
}
