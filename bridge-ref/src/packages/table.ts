/**
 * Package stand-ins: what a binary looks up in the Python part of its own or another package. See
 * docs/decisions/0007-package-stand-ins.md. One entry a module, by its name.
 */
import { registerHostModule } from '../runtime/imports.ts'
import { btrees } from './btrees.ts'
import { dulwich } from './dulwich.ts'
import { greenlet } from './greenlet.ts'
import { complete, type StandIn } from './kit.ts'
import { lazyObjectProxy } from './lazy-object-proxy.ts'
import { markupsafe } from './markupsafe.ts'
import { multidict } from './multidict.ts'
import { numpy } from './numpy/index.ts'
import { persistent } from './persistent.ts'
import { simplejson } from './simplejson.ts'
import { small } from './small.ts'
import { toolz } from './toolz.ts'
import { traits } from './traits.ts'

const packages: Readonly<Record<string, StandIn>>[] = [
  btrees,
  dulwich,
  greenlet,
  lazyObjectProxy,
  markupsafe,
  multidict,
  numpy,
  persistent,
  simplejson,
  small,
  toolz,
  traits,
]

export function startPackages(): void {
  for (const modules of packages) {
    for (const [name, standIn] of Object.entries(modules)) {
      registerHostModule(name, standIn.make ?? (() => ({})), (module) => complete(module, standIn))
    }
  }
}
