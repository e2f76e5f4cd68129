/** Stand-ins of a few lines each. */
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { functions } from '../modules/kit/functions.ts'
import { attr, float, invoke, moduleAttr, numberOf, setAttribute, text, textOf, truth } from '../modules/kit/values.ts'
import { inherited, lastingClass, lastingException, needsSource, type StandIn } from './kit.ts'

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

const geventUtil = (): Record<string, Address> =>
  functions('gevent._util', {
    // A name that both a binary and a Python module have: the binary's stays.
    'import_c_accel(globs, cname)': () => undefined,
    'gmctime()': () => invoke(moduleAttr('time', 'asctime'), invoke(moduleAttr('time', 'gmtime'))),
  })

export const small: Readonly<Record<string, StandIn>> = {
  'gi._error': { make: () => ({ GError: gError() }) },
  'MySQLdb._exceptions': { make: mysqlErrors },
  'gevent._util': { make: geventUtil },
  'gevent._compat': {
    make: () => ({
      MAC: truth(false),
      ...functions('gevent._compat', { 'perf_counter()': () => float(performance.now() / 1000) }),
    }),
  },
  'gevent.util': {
    make: () => functions('gevent.util', { 'format_run_info()': needsSource('gevent.util.format_run_info') }),
  },
  'gevent.exceptions': {
    make: () => ({ HubDestroyed: lastingException('gevent.exceptions', 'HubDestroyed', E.Exception) }),
  },
  'uvloop._noop': { make: () => functions('uvloop._noop', { 'noop()': () => undefined }) },
}
