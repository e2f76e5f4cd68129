/** `proofload lint`: what the readers of a suite would stumble over. */
import { join } from 'node:path'
import { styleText } from 'node:util'
import { loadCapi } from '../capi/load.ts'
import { exitStatus } from '../errors.ts'
import { lintSuite } from '../lint/rules.ts'
import { ownSuites } from '../suite/load.ts'
import { counted } from './counted.ts'
import { suiteOf } from './suites.ts'

export interface LintFlags {
  suites?: string[]
  json?: true
}

export function lint(flags: LintFlags, out: NodeJS.WriteStream): number {
  const suite = suiteOf(flags.suites ?? [])
  const findings = lintSuite(suite, loadCapi(join(ownSuites, 'capi')))
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
