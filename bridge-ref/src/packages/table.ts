/**
 * Package stand-ins: what a binary looks up in the Python part of its own or another package. See
 * docs/decisions/0007-package-stand-ins.md. One entry a module, by its name.
 */
import { registerHostModule, registerStandIn } from '../runtime/imports.ts'
import { aiohttp } from './aiohttp.ts'
import { btrees } from './btrees.ts'
import { cbor } from './cbor.ts'
import { dulwich } from './dulwich.ts'
import { gevent, geventBinaries } from './gevent.ts'
import { greenlet } from './greenlet.ts'
import { h5py } from './h5py.ts'
import { complete, type StandIn } from './kit.ts'
import { lazyObjectProxy } from './lazy-object-proxy.ts'
import { lxml } from './lxml.ts'
import { markupsafe } from './markupsafe.ts'
import { multidict } from './multidict.ts'
import { numpy } from './numpy/index.ts'
import { pandas } from './pandas.ts'
import { persistent } from './persistent.ts'
import { pyproj } from './pyproj.ts'
import { scipy } from './scipy.ts'
import { simplejson } from './simplejson.ts'
import { small } from './small.ts'
import { timeZones } from './time-zones.ts'
import { toolz } from './toolz.ts'
import { traits } from './traits.ts'

const packages: Readonly<Record<string, StandIn>>[] = [
  pyproj,
  gevent,
  cbor,
  aiohttp,
  btrees,
  dulwich,
  greenlet,
  h5py,
  lazyObjectProxy,
  lxml,
  markupsafe,
  multidict,
  numpy,
  pandas,
  persistent,
  scipy,
  simplejson,
  small,
  timeZones,
  toolz,
  traits,
]

export function startPackages(): void {
  for (const [name, binary] of Object.entries(geventBinaries)) registerStandIn(name, binary)
  for (const modules of packages) {
    for (const [name, standIn] of Object.entries(modules)) {
      registerHostModule(name, standIn.make ?? (() => ({})), (module) => complete(module, standIn))
    }
  }
}
