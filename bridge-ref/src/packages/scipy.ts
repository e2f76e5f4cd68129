/** `scipy`: names of its Python code that its binaries take when they are imported. */
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { functions } from '../modules/kit/functions.ts'
import {
  attr,
  given,
  int,
  invoke,
  method,
  moduleAttr,
  setAttribute,
  text,
  textOf,
  truth,
} from '../modules/kit/values.ts'
import { dictGetName } from '../runtime/dict.ts'
import { equal, hash } from '../runtime/object.ts'
import { lastingClass, lastingException, pythonModule, type StandIn } from './kit.ts'
import { matlabParameters } from './scipy-matlab.ts'

const modules: Record<string, string> = {
  'scipy.spatial.distance': 'squareform pdist cdist is_valid_y is_valid_dm',
  'scipy.sparse.csgraph._validation': 'validate_graph',
  'scipy.optimize._trustregion': 'BaseQuadraticSubproblem',
}

const sparse =
  'csr_matrix csc_matrix coo_matrix csr_array csc_array isspmatrix issparse isspmatrix_csr isspmatrix_csc isspmatrix_coo isspmatrix_lil'

/** A key of a table of functions: who finds the function by it is warned. */
function warningKey(): Address {
  return lastingClass({
    name: '_DeprecationHelperStr',
    module: 'scipy._lib.deprecation',
    methods: {
      '__init__(self, content, message)': (self = NULL, content = NULL, message = NULL) => {
        setAttribute(self, '_content', content)
        setAttribute(self, '_message', message)
      },
      '__hash__(self)': (self = NULL) => int(hash(attr(self, '_content'))),
      '__eq__(self, other)': (self = NULL, other = NULL) => {
        const same = equal(attr(self, '_content'), other)
        if (same) invoke(moduleAttr('warnings', 'warn'), attr(self, '_message'), E.DeprecationWarning, int(2))
        return truth(same)
      },
    },
  })
}

function deprecation(): Record<string, Address> {
  const key = warningKey()
  return functions('scipy._lib.deprecation', {
    'deprecate_cython_api(module, routine_name, new_name=None, message=None)': (
      module = NULL,
      routine = NULL,
      ...texts
    ) => {
      const [replacement = NULL, message = NULL] = texts
      const instead = given(replacement) ? `, use \`${textOf(replacement)}\` instead!` : '!'
      const said = `\`${textOf(attr(module, '__name__'))}.${textOf(routine)}\` is deprecated${instead}`
      const shown = text(given(message) ? `${said}\n${textOf(message)}` : said)
      const table = attr(module, '__pyx_capi__')
      for (const name of exported(table, textOf(routine))) {
        method(table, '__setitem__', invoke(key, text(name), shown), method(table, 'pop', text(name)))
      }
    },
  })
}

/** The names under which Cython exports a function, of which one with several types has more. */
function exported(table: Address, routine: string): string[] {
  const names: string[] = []
  for (let i = 0; dictGetName(table, `__pyx_fuse_${i}${routine}`) !== NULL; i++) {
    names.push(`__pyx_fuse_${i}${routine}`)
  }
  return names.length > 0 ? names : [routine]
}

const linearErrors = (): Address => moduleAttr('numpy.linalg', 'LinAlgError')

export const scipy: Readonly<Record<string, StandIn>> = {
  ...Object.fromEntries(Object.entries(modules).map(([name, names]) => [name, pythonModule(name, names)])),
  'scipy.sparse': {
    make: () => {
      const base = lastingException('scipy.sparse._base', 'SparseWarning', E.Warning)
      return {
        ...pythonModule('scipy.sparse', sparse).make?.(),
        SparseEfficiencyWarning: lastingException('scipy.sparse._base', 'SparseEfficiencyWarning', base),
      }
    },
  },
  'scipy.sparse.csgraph': { takes: { 'scipy.sparse.csgraph._matching': ['maximum_bipartite_matching'] } },
  'scipy.linalg': {
    make: () => ({
      ...pythonModule('scipy.linalg', 'norm inv solve lu lu_factor lu_solve solve_triangular').make?.(),
      LinAlgError: linearErrors(),
    }),
  },
  'scipy.linalg._matfuncs_sqrtm': {
    make: () => ({ SqrtmError: lastingException('scipy.linalg._matfuncs_sqrtm', 'SqrtmError', linearErrors()) }),
  },
  'scipy.optimize': {
    make: () => ({ OptimizeWarning: lastingException('scipy.optimize._optimize', 'OptimizeWarning', E.UserWarning) }),
  },
  'scipy._lib.deprecation': { make: deprecation },
  'scipy.io.matlab._mio5_params': { make: matlabParameters },
}
