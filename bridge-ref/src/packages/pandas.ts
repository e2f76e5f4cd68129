/** `pandas`: its binaries, and what of its Python code they name. */
import type { Address } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { functions } from '../modules/kit/functions.ts'
import { int, list, truth } from '../modules/kit/values.ts'
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

export const pandas: Readonly<Record<string, StandIn>> = {
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
  // The order in which the package imports its modules, which import each other.
  'pandas._libs.tslibs': {
    takes: { 'pandas._libs.tslibs.dtypes': [], 'pandas._libs.tslibs.conversion': ['localize_pydatetime'] },
  },
  'pandas.core': {},
  'pandas.core.dtypes': {},
  'pandas.core.dtypes.common': pythonModule('pandas.core.dtypes.common', 'is_dtype_equal'),
  'pandas.core.dtypes.missing': pythonModule('pandas.core.dtypes.missing', 'array_equivalent isna'),
  'pandas.io.sas.sas_constants': { make: sasConstants },
}
