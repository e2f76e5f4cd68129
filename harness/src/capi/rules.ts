/** What must hold between a function's declaration and what its entry says about it. */
import { type ApiFunction, minorOf } from './schema.ts'
import type { Signature } from './signature.ts'

interface Finding {
  /** The entry's key that is wrong, as a path; empty for the entry itself. */
  key: string[]
  text: string
}

/** The mistakes of one entry; empty when it is consistent. */
export function checkFunction(name: string, entry: ApiFunction, signature: Signature): Finding[] {
  return [
    ...(signature.name === name ? [] : [{ key: ['c'], text: `${name} declares ${signature.name}` }]),
    ...checkResult(entry, signature),
    ...checkParameters(entry, signature),
    ...checkBody(entry),
    ...checkVersions(entry),
  ]
}

function checkResult(entry: ApiFunction, { result }: Signature): Finding[] {
  const findings: Finding[] = []
  if (result.kind === 'object' && entry.returns === undefined) {
    findings.push({ key: [], text: '`returns` is missing: the result is an object' })
  }
  if (result.kind !== 'object' && entry.returns !== undefined) {
    findings.push({ key: ['returns'], text: `\`returns\` is for objects, the result is ${result.text}` })
  }
  if (entry.absent === true && result.kind !== 'object') {
    findings.push({ key: ['absent'], text: `\`absent\` is for objects, the result is ${result.text}` })
  }
  return [...findings, ...checkSentinel(entry, { result })]
}

function checkSentinel(entry: ApiFunction, { result }: Pick<Signature, 'result'>): Finding[] {
  const { error, errorIn } = entry
  const findings: Finding[] = []
  if (result.kind === 'void' && error !== undefined) {
    findings.push({ key: ['error'], text: '`error` needs a result, the function returns void' })
  }
  if (result.kind === 'object' && error !== undefined && error !== 'NULL') {
    findings.push({ key: ['error'], text: `\`error\` of an object is NULL, not ${error}` })
  }
  if (errorIn !== undefined && (result.kind !== 'void' || !entry.inout?.includes(errorIn))) {
    findings.push({ key: ['errorIn'], text: '`errorIn` names an `inout` parameter of a function without result' })
  }
  if (entry.ambiguous === true && error === undefined && errorIn === undefined) {
    findings.push({ key: ['ambiguous'], text: '`ambiguous` needs an `error` sentinel' })
  }
  if (entry.returns === 'none' && error === undefined) {
    findings.push({ key: ['returns'], text: '`returns: none` means always NULL and needs `error`' })
  }
  return findings
}

function checkParameters(entry: ApiFunction, { parameters }: Signature): Finding[] {
  const kinds = new Map(parameters.map(({ name, type }) => [name, type.kind]))
  const named: [string, string[]][] = [
    ['steals', Object.keys(entry.steals ?? {})],
    ['keeps', entry.keeps ?? []],
    ['out', Object.keys(entry.out ?? {})],
    ['inout', entry.inout ?? []],
    ['nullable', entry.nullable ?? []],
  ]
  return named.flatMap(([key, names]) =>
    names.flatMap((name) => {
      const kind = kinds.get(name)
      if (kind === undefined) return [{ key: [key], text: `\`${key}\` names ${name}, which is no parameter` }]
      const wrong = key === 'out' || key === 'inout' ? kind !== 'pointer' && kind !== 'chars' : kind !== 'object'
      return wrong ? [{ key: [key], text: `\`${key}\` cannot hold for ${name}, which is of kind ${kind}` }] : []
    }),
  )
}

function checkBody(entry: ApiFunction): Finding[] {
  if (entry.kind === 'function') {
    if (entry.body !== undefined) return [{ key: ['body'], text: '`body` is for macros and inline functions' }]
    if (entry.exported !== undefined) return [{ key: ['exported'], text: 'a function is exported anyway' }]
    return []
  }
  return entry.body === undefined ? [{ key: [], text: `\`body\` is missing: the entry is of kind ${entry.kind}` }] : []
}

function checkVersions({ since, abi }: ApiFunction): Finding[] {
  if (since === undefined || abi === undefined || minorOf(abi) >= minorOf(since)) return []
  return [{ key: ['abi'], text: `\`abi\` ${abi} is older than the function, which is there since ${since}` }]
}
