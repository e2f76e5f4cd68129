/** `gzip`: binaries take its class to recognise its instances; reading and writing gzip is Python code. */
import type { Address } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { raise } from '../runtime/errors.ts'
import { newClass } from './kit/classes.ts'

export function gzipModule(): Record<string, Address> {
  const GzipFile = newClass({
    name: 'GzipFile',
    module: 'gzip',
    methods: {
      '__init__(self, *args, **kwargs)': () =>
        raise(E.NotImplementedError, 'gzip.GzipFile is written in Python, and this host has no Python compiler'),
    },
  })
  return { GzipFile }
}
