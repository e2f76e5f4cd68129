/** `scipy`: names of its Python code that its binaries take when they are imported. */
import { pythonModule, type StandIn } from './kit.ts'

const modules: Record<string, string> = {
  'scipy.spatial.distance': 'squareform pdist cdist is_valid_y is_valid_dm',
  'scipy.sparse':
    'csr_matrix csc_matrix coo_matrix csr_array csc_array isspmatrix issparse isspmatrix_csr isspmatrix_csc',
  'scipy.linalg': 'norm inv solve',
}

export const scipy: Readonly<Record<string, StandIn>> = Object.fromEntries(
  Object.entries(modules).map(([name, names]) => [name, pythonModule(name, names)]),
)
