/** `importlib`: importing by name. */
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { raise } from '../runtime/errors.ts'
import { importModule } from '../runtime/imports.ts'
import { functions } from './kit/functions.ts'
import { own } from './kit/scope.ts'
import { given, textOf } from './kit/values.ts'

/** A relative name, resolved from its package. */
function absolute(name: string, packageName: string): string {
  const dots = /^\.+/.exec(name)?.[0].length ?? 0
  if (dots === 0) return name
  const parts = packageName.split('.')
  if (dots > parts.length) raise(E.ImportError, 'attempted relative import beyond top-level package')
  const base = parts.slice(0, parts.length - dots + 1).join('.')
  return name.length > dots ? `${base}.${name.slice(dots)}` : base
}

export function importlibModule(): Record<string, Address> {
  return functions('importlib', {
    'import_module(name, package=None)': (name = NULL, from = NULL) => {
      const asked = textOf(name)
      if (asked.startsWith('.') && !given(from)) {
        raise(E.TypeError, `the 'package' argument is required to perform a relative import for '${asked}'`)
      }
      return own(importModule(absolute(asked, given(from) ? textOf(from) : '')))
    },
    'invalidate_caches()': () => undefined,
  })
}
