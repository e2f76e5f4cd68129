/** The exceptions, enumerations and tables that `pyproj`'s binaries take from its Python part. */
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { functions } from '../modules/kit/functions.ts'
import {
  given,
  int,
  invoke,
  moduleAttr,
  record,
  reprOf,
  setAttribute,
  text,
  textOf,
  truth,
} from '../modules/kit/values.ts'
import { raise } from '../runtime/errors.ts'
import { newRef } from '../runtime/refcount.ts'
import { absentClass, lastingClass, lastingException, type StandIn } from './kit.ts'

function exceptions(): Record<string, Address> {
  const make = (name: string, base: Address) => lastingException('pyproj.exceptions', name, base)
  const ProjError = make('ProjError', E.RuntimeError)
  return {
    ProjError,
    CRSError: make('CRSError', ProjError),
    GeodError: make('GeodError', E.RuntimeError),
    DataDirError: make('DataDirError', E.RuntimeError),
  }
}

const words = ['y', 'yes', 't', 'true', 'on', '1']
const denials = ['n', 'no', 'f', 'false', 'off', '0']

function utils(): Record<string, Address> {
  return {
    NumpyEncoder: absentClass('pyproj.utils', 'NumpyEncoder'),
    ...functions('pyproj.utils', {
      'strtobool(value)': (value = NULL) => {
        const word = textOf(value).toLowerCase()
        if (!words.includes(word) && !denials.includes(word)) raise(E.ValueError, `invalid truth value: '${word}'`)
        return truth(words.includes(word))
      },
    }),
  }
}

/** An enumeration whose values are its names. */
function enumeration(name: string, members: Record<string, Address>): Address {
  return newRef(invoke(moduleAttr('enum', 'Enum'), text(name), record(members)))
}
const named = (names: readonly string[]): Record<string, Address> =>
  Object.fromEntries(names.map((name) => [name, text(name)]))

const objectTypes = [
  ...['UNKNOWN', 'ELLIPSOID', 'PRIME_MERIDIAN', 'GEODETIC_REFERENCE_FRAME', 'DYNAMIC_GEODETIC_REFERENCE_FRAME'],
  ...['VERTICAL_REFERENCE_FRAME', 'DYNAMIC_VERTICAL_REFERENCE_FRAME', 'DATUM_ENSEMBLE', 'CRS', 'GEODETIC_CRS'],
  ...['GEOCENTRIC_CRS', 'GEOGRAPHIC_CRS', 'GEOGRAPHIC_2D_CRS', 'GEOGRAPHIC_3D_CRS', 'VERTICAL_CRS', 'PROJECTED_CRS'],
  ...['COMPOUND_CRS', 'TEMPORAL_CRS', 'ENGINEERING_CRS', 'BOUND_CRS', 'OTHER_CRS', 'CONVERSION', 'TRANSFORMATION'],
  ...['CONCATENATED_OPERATION', 'OTHER_COORDINATE_OPERATION'],
]
const datumTypes = [
  ...['GEODETIC_REFERENCE_FRAME', 'DYNAMIC_GEODETIC_REFERENCE_FRAME', 'VERTICAL_REFERENCE_FRAME'],
  ...['DYNAMIC_VERTICAL_REFERENCE_FRAME', 'DATUM_ENSEMBLE'],
]
const versions = ['WKT2_2015', 'WKT2_2015_SIMPLIFIED', 'WKT2_2018', 'WKT2_2018_SIMPLIFIED', 'WKT2_2019']

function enums(): Record<string, Address> {
  const flags = { DEFAULT: 0, NPTS_ROUND: 0, NPTS_CEIL: 1, NPTS_TRUNC: 2, DEL_S_RECALC: 0, DEL_S_NO_RECALC: 16 }
  const more = { AZIS_DISCARD: 0, AZIS_KEEP: 256 }
  const integers = Object.fromEntries(Object.entries({ ...flags, ...more }).map(([name, value]) => [name, int(value)]))
  return {
    PJType: enumeration('PJType', named(objectTypes)),
    ProjVersion: enumeration('ProjVersion', { PROJ_4: int(4), PROJ_5: int(5) }),
    WktVersion: enumeration('WktVersion', named([...versions, 'WKT2_2019_SIMPLIFIED', 'WKT1_GDAL', 'WKT1_ESRI'])),
    TransformDirection: enumeration('TransformDirection', named(['FORWARD', 'INVERSE', 'IDENT'])),
    GeodIntermediateFlag: newRef(invoke(moduleAttr('enum', 'IntFlag'), text('GeodIntermediateFlag'), record(integers))),
  }
}

const bounds = ['west_lon_degree', 'south_lat_degree', 'east_lon_degree', 'north_lat_degree']

function areaOfInterest(): Address {
  return lastingClass({
    name: 'AreaOfInterest',
    module: 'pyproj.aoi',
    methods: {
      [`__init__(self, ${bounds.join(', ')})`]: (self = NULL, ...values) => {
        bounds.forEach((bound, i) => {
          const value = values[i] ?? NULL
          if (!given(value) || reprOf(value) === 'nan') {
            raise(E.ValueError, 'NaN or None values are not allowed.')
          }
          setAttribute(self, bound, value)
        })
      },
    },
  })
}

export const pyproj: Readonly<Record<string, StandIn>> = {
  'pyproj.exceptions': { make: exceptions },
  'pyproj.utils': { make: utils },
  'pyproj.enums': { make: enums },
  'pyproj.aoi': {
    make: () => ({ AreaOfUse: absentClass('pyproj.aoi', 'AreaOfUse'), AreaOfInterest: areaOfInterest() }),
  },
  'pyproj.crs.datum': { make: () => ({ CustomEllipsoid: absentClass('pyproj.crs.datum', 'CustomEllipsoid') }) },
  'pyproj.crs.enums': {
    make: () => ({
      CoordinateOperationType: enumeration('CoordinateOperationType', named(objectTypes.slice(-4))),
      DatumType: enumeration('DatumType', named(datumTypes)),
    }),
  },
  'pyproj.geod': { make: () => ({ pj_ellps: newRef(invoke(moduleAttr('pyproj.list', 'get_ellps_map'))) }) },
}
