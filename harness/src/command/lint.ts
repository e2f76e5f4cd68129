/** `proofload lint`: what the readers of a suite would stumble over. */
import { styleText } from 'node:util'
import { exitStatus } from '../errors.ts'
import { idFaults, readIds } from '../lint/ids.ts'
import { type Finding, lintSuite } from '../lint/rules.ts'
import type { Surroundings } from '../options.ts'
import { counted } from './counted.ts'
import { readSuites } from './suites.ts'

export interface LintFlags {
  suites?: string[]
  json?: true
}

export function lint(flags: LintFlags, around: Surroundings, out: NodeJS.WriteStream): number {
  const { suite, capi } = readSuites(flags.suites ?? [], around)
  const gone = flags.suites === undefined ? idFaults(readIds(), suite) : []
  const findings = [...lintSuite(suite, capi), ...gone.map((fault): Finding => ({ rule: 'id-gone', ...fault }))]
  if (flags.json === true) out.write(`${JSON.stringify(findings, null, 2)}\n`)
  else {
    for (const { rule, place, message } of findings) {
      const where = styleText('bold', `${place.file}:${place.line}:${place.column}`, { stream: out })
      out.write(`${where}: ${rule}: ${message}\n`)
    }
    out.write(`${counted(suite.cases.length, 'case')}, ${counted(findings.length, 'finding')}\n`)
  }
  return findings.length === 0 ? exitStatus.asExpected : exitStatus.unexpected
}
