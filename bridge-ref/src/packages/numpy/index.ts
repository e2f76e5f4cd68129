/**
 * `numpy` without its Python code: the names of its binaries where they belong, the functions that C looks up, and the
 * functions of `numpy` that other binaries use. Arrays are printed by `array-text.ts`.
 */
import type { Address } from '../../memory/address.ts'
import { E, none, S } from '../../memory/statics.ts'
import { newInstance } from '../../modules/kit/classes.ts'
import { attr, float, invokeWith, record, setAttribute, text, truth } from '../../modules/kit/values.ts'
import { newRef, typeOf } from '../../runtime/refcount.ts'
import { absentClass, lastingClass, lastingException, pythonModule, type StandIn } from '../kit.ts'
import { arrayPrint } from './array-text.ts'
import { dtypeText } from './dtype-text.ts'
import { errorState } from './error-state.ts'
import { exceptions } from './exceptions.ts'
import { numpyFunctions } from './functions.ts'
import { internal } from './internal.ts'
import { binary } from './kit.ts'
import { limits, typeCodes } from './limits.ts'
import { methods } from './methods.ts'
import { connectNames, scalarTypes } from './types.ts'

function globals(): Record<string, Address> {
  const noValue = lastingClass({
    name: '_NoValueType',
    module: 'numpy._globals',
    methods: { '__repr__(self)': () => text('<no value>') },
  })
  return {
    _NoValue: newRef(newInstance(noValue)),
    _CopyMode: absentClass('numpy', '_CopyMode'),
    ModuleDeprecationWarning: lastingClass({
      name: 'ModuleDeprecationWarning',
      module: 'numpy',
      bases: [E.DeprecationWarning],
    }),
    VisibleDeprecationWarning: lastingClass({
      name: 'VisibleDeprecationWarning',
      module: 'numpy',
      bases: [E.UserWarning],
    }),
  }
}

/** Whether warnings about promotion (NEP 50) are silenced: nobody asks for them here. */
function ufuncConfig(): Record<string, Address> {
  const flag = invokeWith(S.PyContextVar_Type, [text('_no_nep50_warning')], record({ default: truth(false) }))
  return { NO_NEP50_WARNING: newRef(flag) }
}

function constants(): Record<string, Address> {
  return {
    pi: float(Math.PI),
    e: float(Math.E),
    euler_gamma: float(0.5772156649015329),
    inf: float(Number.POSITIVE_INFINITY),
    Inf: float(Number.POSITIVE_INFINITY),
    nan: float(Number.NaN),
    NaN: float(Number.NaN),
    NAN: float(Number.NaN),
    newaxis: newRef(none()),
    __version__: text('1.24.2'),
  }
}

function fillTypes(module: Address): void {
  for (const [key, type] of Object.entries(scalarTypes())) setAttribute(module, key, type)
  const names = connectNames()
  setAttribute(module, 'sctypeDict', names)
}

/** Subclasses of arrays that are written in Python: an array may be asked whether it is one. */
function fillClasses(module: Address): void {
  const array = attr(module, 'ndarray')
  setAttribute(module, 'ufunc', typeOf(attr(module, 'add')))
  setAttribute(module, 'einsum', attr(module, 'c_einsum'))
  for (const key of ['matrix', 'memmap', 'recarray', 'chararray']) {
    setAttribute(module, key, absentClass('numpy', key, [array]))
  }
}

const errors = ['AxisError', 'TooHardError']
const globalNames = ['_NoValue', '_CopyMode', 'ModuleDeprecationWarning', 'VisibleDeprecationWarning']

export const numpy: Readonly<Record<string, StandIn>> = {
  numpy: {
    make: () => ({ ...constants(), ...limits(), ...errorState(), typecodes: record(typeCodes()), ...numpyFunctions() }),
    takes: {
      [binary]: ['*'],
      'numpy.core.numerictypes': ['*'],
      'numpy.core._exceptions': errors,
      'numpy._globals': globalNames,
    },
    fill: fillClasses,
  },
  'numpy._globals': { make: globals },
  'numpy.core': {
    takes: { [binary]: ['*'], 'numpy.core.numerictypes': ['*'] },
  },
  'numpy.linalg': {
    make: () => ({
      ...pythonModule('numpy.linalg', 'norm inv solve lstsq svd qr eigh cholesky det pinv').make?.(),
      LinAlgError: lastingException('numpy.linalg', 'LinAlgError', E.Exception),
    }),
  },
  'numpy.core.multiarray': { takes: { [binary]: ['*', '_ARRAY_API', '_reconstruct'] } },
  'numpy.core.umath': { takes: { [binary]: ['*', '_UFUNC_API'] } },
  'numpy.core.numerictypes': { fill: fillTypes },
  'numpy.core._exceptions': { make: exceptions },
  'numpy.core._methods': { make: methods },
  'numpy.core._internal': { make: internal },
  'numpy.core.arrayprint': { make: arrayPrint },
  'numpy.core._dtype': { make: dtypeText },
  'numpy.core._ufunc_config': { make: ufuncConfig },
}
