/** `pandas`: its binaries, and what of its Python code they name. */
import { type Address, NULL } from '../memory/address.ts'
import { E, S } from '../memory/statics.ts'
import { functions } from '../modules/kit/functions.ts'
import { attrOr, int, list, truth } from '../modules/kit/values.ts'
import { isInstance } from '../runtime/object.ts'
import { lastingException, pythonModule, type StandIn } from './kit.ts'

const errors = 'pandas.errors'

function pandasErrors(): ReturnType<NonNullable<StandIn['make']>> {
  const kinds = {
    ParserError: E.ValueError,
    EmptyDataError: E.ValueError,
    NullFrequencyError: E.ValueError,
    DtypeWarning: E.Warning,
    ParserWarning: E.Warning,
    PerformanceWarning: E.Warning,
  }
  return Object.fromEntries(Object.entries(kinds).map(([name, base]) => [name, lastingException(errors, name, base)]))
}

/** Of the format of SAS files. */
function sasConstants(): Record<string, Address> {
  const numbers = {
    page_bit_offset_x86: 16,
    page_bit_offset_x64: 32,
    subheader_pointers_offset: 8,
    page_data_type: 0x100,
    page_mix_type: 0x200,
    page_amd_type: 0x400,
    page_comp_type: 0x9000,
  }
  const made = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, int(value)]))
  return { ...made, page_meta_types: list([int(0), int(0x4000)]) }
}

const inside = 'pandas._libs.tslibs'
/** In the order in which the package imports its modules, which import each other. */
const tslibs: Record<string, readonly string[]> = {
  [`${inside}.dtypes`]: ['Resolution'],
  [`${inside}.conversion`]: ['localize_pydatetime'],
  [`${inside}.nattype`]: ['NaT', 'NaTType', 'iNaT', 'nat_strings'],
  [`${inside}.np_datetime`]: ['OutOfBoundsDatetime', 'OutOfBoundsTimedelta'],
  [`${inside}.offsets`]: ['BaseOffset', 'Tick', 'to_offset'],
  [`${inside}.period`]: ['IncompatibleFrequency', 'Period'],
  [`${inside}.timedeltas`]: ['Timedelta', 'ints_to_pytimedelta'],
  [`${inside}.timestamps`]: ['Timestamp'],
  [`${inside}.timezones`]: ['tz_compare'],
  [`${inside}.vectorized`]: ['get_resolution', 'ints_to_pydatetime', 'normalize_i8_timestamps'],
}

export const pandas: Readonly<Record<string, StandIn>> = {
  pandas: pythonModule('pandas', 'DataFrame Index Series'),
  [errors]: { make: pandasErrors },
  'pandas.util': {},
  'pandas.util._exceptions': {
    // There are no frames to count here.
    make: () => functions('pandas.util._exceptions', { 'find_stack_level()': () => int(1) }),
  },
  'pandas.compat': { make: () => ({ IS64: truth(true), PY310: truth(true), PY311: truth(true) }) },
  'pandas.compat._optional': pythonModule('pandas.compat._optional', 'import_optional_dependency'),
  'pandas._config': pythonModule('pandas._config', 'get_option'),
  'pandas._config.localization': pythonModule('pandas._config.localization', 'set_locale can_set_locale'),
  'pandas._libs.tslibs': { takes: tslibs },
  'pandas.core': {},
  'pandas.core.dtypes': {},
  'pandas.core.dtypes.common': pythonModule(
    'pandas.core.dtypes.common',
    'is_dtype_equal is_bool_dtype is_datetime64_dtype is_extension_array_dtype is_float_dtype is_integer_dtype is_object_dtype',
  ),
  'pandas.core.dtypes.dtypes': pythonModule('pandas.core.dtypes.dtypes', 'CategoricalDtype ExtensionDtype'),
  'pandas.core.dtypes.inference': {
    make: () =>
      functions('pandas.core.dtypes.inference', {
        'is_dict_like(obj)': (o = NULL) => {
          const has = (key: string) => attrOr(o, key, NULL) !== NULL
          return truth(['__getitem__', 'keys', '__contains__'].every(has) && !isInstance(o, S.PyType_Type))
        },
      }),
  },
  'pandas.core.dtypes.missing': pythonModule('pandas.core.dtypes.missing', 'array_equivalent isna'),
  'pandas.io.sas.sas_constants': { make: sasConstants },
}
