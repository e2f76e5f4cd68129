/** Stand-ins of a few lines each. */
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { functions } from '../modules/kit/functions.ts'
import { attr, numberOf, setAttribute, text, textOf } from '../modules/kit/values.ts'
import { inherited, lastingClass, lastingException, type StandIn } from './kit.ts'

/** `gi._error.GError`. */
function gError(): Address {
  return lastingClass({
    name: 'GError',
    module: 'gi._error',
    bases: [E.RuntimeError],
    methods: {
      '__init__(self, message=, domain=, code=0)': (self = NULL, message = NULL, domain = NULL, code = NULL) => {
        const values = { message: message || text('unknown error'), domain: domain || text('pygi-error'), code }
        inherited(E.RuntimeError, '__init__', self, values.message)
        for (const [key, value] of Object.entries(values)) setAttribute(self, key, value)
      },
      '__str__(self)': (self = NULL) => {
        const [domain, message] = [textOf(attr(self, 'domain')), textOf(attr(self, 'message'))]
        return text(`${domain}: ${message} (${numberOf(attr(self, 'code'))})`)
      },
    },
  })
}

/** The errors of the Python database interface, as `MySQLdb._exceptions` has them. */
function mysqlErrors(): Record<string, Address> {
  const module = 'MySQLdb._exceptions'
  const make = (name: string, base: Address) => lastingException(module, name, base)
  const MySQLError = make('MySQLError', E.Exception)
  const base = make('Error', MySQLError)
  const DatabaseError = make('DatabaseError', base)
  const kinds = [
    'DataError',
    'OperationalError',
    'IntegrityError',
    'InternalError',
    'ProgrammingError',
    'NotSupportedError',
  ]
  return {
    MySQLError,
    Warning: make('Warning', MySQLError),
    Error: base,
    InterfaceError: make('InterfaceError', base),
    DatabaseError,
    ...Object.fromEntries(kinds.map((name) => [name, make(name, DatabaseError)])),
  }
}

export const small: Readonly<Record<string, StandIn>> = {
  cairo: { takes: { 'cairo._cairo': ['Error', 'Context', 'Matrix', 'Surface', 'ImageSurface', 'Format'] } },
  'gi._error': { make: () => ({ GError: gError() }) },
  'MySQLdb._exceptions': { make: mysqlErrors },
  'uvloop._noop': { make: () => functions('uvloop._noop', { 'noop()': () => undefined }) },
}
