import { join } from 'node:path'
import test from 'ava'
import { loadCapi } from '#harness/src/capi/load.ts'
import { bridgeFolder } from './build.ts'
import { exportedOf } from './exported.ts'
import { faultText, generatedFaults } from './fault-text.ts'

const capi = loadCapi(join(bridgeFolder, '../suites/capi'))
const exported = exportedOf(capi, join(bridgeFolder, 'shim'))
const faults = generatedFaults(capi, exported)
const ids = new Set(faults.map(({ id }) => id))

test('there are many, each with a name of its own', (t) => {
  t.true(faults.length >= 500)
  t.is(ids.size, faults.length)
})

const applied: [string, boolean][] = [
  ['owns:PyList_GetItem', true],
  ['borrows:PyList_GetItem', false],
  ['borrows:PyList_New', true],
  ['unstolen:PyList_SetItem:item', true],
  ['steals:PyList_SetItem:item', false],
  ['steals:PyList_Append:item', true],
  ['refuses:PyObject_SetItem:key', false],
  ['below:PyList_GetItem:index', true],
  ['copies:PyObject_GetBuffer', true],
  ['forgets:PyErr_SetString', true],
  ['stray:PyErr_SetString', false],
  // What a header defines is CPython's own text.
  ['leaks:PyList_GET_ITEM:list', false],
]
for (const [id, applies] of applied) {
  test(`${id} ${applies ? 'is' : 'is not'} among them`, (t) => {
    t.is(ids.has(id), applies)
  })
}

test('each wrapped function has one wrapper, also under the name that PY_SSIZE_T_CLEAN gives it', (t) => {
  const { c, wrapped } = faultText(capi, exported)
  t.is(new Set(wrapped).size, wrapped.length)
  t.true(wrapped.includes('_PyArg_ParseTuple_SizeT'))
  t.is(c.match(/^PROOFLOAD_API .*\) \{$/gm)?.length, wrapped.length)
})
