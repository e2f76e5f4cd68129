/**
 * Probes for the limited API: compiled once, with `Py_LIMITED_API` and the headers of the oldest CPython of a run, and loaded by
 * all its bridges, as an extension is that is distributed as one `abi3` file.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ResolvedBridge } from '../bridge/discover.ts'
import { compareVersions } from '../bridge/version.ts'
import type { Capi } from '../capi/load.ts'
import { HarnessError } from '../errors.ts'
import type { Headers } from './headers.ts'
import type { ProbeTarget } from './target.ts'

/** Throws `no-limited-headers` where no bridge of the run is a CPython of that version or later. */
export function limitedTarget(version: string, bridges: readonly ResolvedBridge[]): ProbeTarget {
  const [oldest] = bridges
    .filter(({ name, python, capabilities }) => {
      const loads = capabilities.includes('stable-abi') && compareVersions(python, version) >= 0
      // Other bridges' headers do not hide what is outside the limited API.
      return loads && name.startsWith('cpython')
    })
    .sort((a, b) => compareVersions(a.python, b.python))
  if (oldest === undefined || !oldest.include.some((folder) => existsSync(join(folder, 'Python.h')))) {
    throw new HarnessError('no-limited-headers', `no bridge of the run is a CPython ${version} or later`, {
      hint: 'probes for the limited API are compiled with the headers of a CPython: name one beside the other bridges',
    })
  }
  const { include, cflags } = oldest
  const [major, minor] = version.split('.').map(Number)
  const hex = (((major ?? 0) << 24) | ((minor ?? 0) << 16)).toString(16).padStart(8, '0')
  return {
    name: `limited API ${version}`,
    include,
    suffix: '.abi3.so',
    cflags: [...cflags, `-DPy_LIMITED_API=0x${hex}`],
    python: oldest.python,
    limitedApi: version,
  }
}

interface Known {
  capi: Pick<Capi, 'functions'>
  /** As they are with `Py_LIMITED_API`; null: not asked, and a macro is taken to be inside. */
  headers: Headers | null
}

/** A function's version of the stable ABI stands in `suites/capi`; of a macro or inline function the headers tell. */
export function isOutside(name: string, version: string, { capi, headers }: Known): boolean {
  const api = capi.functions.get(name)
  if (api === undefined) return false
  if (api.abi !== undefined) return compareVersions(api.abi, version) > 0
  if (api.kind === 'function') return true
  return headers !== null && !isUsable(name, headers, new Set())
}

/** Members of the structures that the limited API hides. */
const hidden = /->\s*(tp_|ob_item|ob_sval|ob_fval|ob_digit|state\b|m_|cm_|wr_)/

/** Some headers define macros whose text needs what they hide. */
function isUsable(name: string, headers: Headers, seen: Set<string>): boolean {
  if (seen.has(name)) return true
  seen.add(name)
  const macro = headers.macros.get(name)
  if (macro === undefined) return headers.functions.has(name)
  if (hidden.test(macro.body)) return false
  return [...macro.body.matchAll(/\b(_?Py\w+)\s*\(/g)].every(([, called = '']) => isUsable(called, headers, seen))
}
