/** `h5py`, as Debian has it: its binaries lie in a package of their own. */
import { E } from '../memory/statics.ts'
import { lastingException, type StandIn } from './kit.ts'

const serial = 'h5py._debian_h5py_serial'

export const h5py: Readonly<Record<string, StandIn>> = {
  [`${serial}.h5py_warnings`]: {
    make: () => {
      const base = lastingException('h5py.h5py_warnings', 'H5pyWarning', E.UserWarning)
      return { H5pyWarning: base, H5pyDeprecationWarning: lastingException(serial, 'H5pyDeprecationWarning', base) }
    },
  },
}
