import { join } from 'node:path'
import test from 'ava'
import { generatedFiles } from './generate.ts'

const bridge = join(import.meta.dirname, '..')
const files = generatedFiles(join(bridge, '../suites/capi'), join(bridge, 'shim'))

function text(name: string): string {
  return files.get(`generated/${name}`) ?? ''
}

test('a signature tells pointers, ints and doubles apart', (t) => {
  t.true(text('prototypes.ts').includes("PyList_SetItem: 'ippp',"))
  t.true(text('prototypes.ts').includes("PyFloat_FromDouble: 'pd',"))
})

test('sentinels come from the description, unsigned ones as unsigned', (t) => {
  t.regex(text('sentinels.ts'), /PyList_GetItem: 0,/)
  t.regex(text('sentinels.ts'), /PyLong_AsUnsignedLong: 18446744073709551615n,/)
})

test('what shim/*.c defines gets no jump', (t) => {
  t.false(text('shim.c').includes('PROOFLOAD_JUMP(PyArg_ParseTuple,'))
  t.true(text('shim.c').includes('PROOFLOAD_JUMP(PyList_Insert,'))
})

test('every generated file says that it is generated', (t) => {
  for (const [name, contents] of files) t.regex(contents.slice(0, 200), /DO NOT EDIT/, name)
})

test('no trap is without a reason', (t) => {
  t.false((files.get('../docs/api-status.md') ?? '').includes('Not yet.'))
})
