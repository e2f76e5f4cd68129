/**
 * Every unit of PyArg_Parse…, Py_BuildValue and the formatting functions, with arguments that fit and that do not, and
 * what CPython 3.11 answered to the same (`arg.cases.json`, recorded from it with the fixture).
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import test from 'ava'

const here = import.meta.dirname
const src = dirname(here)
const folder = mkdtempSync(join(tmpdir(), 'proofload-arg-'))
test.after.always(() => rmSync(folder, { recursive: true }))
const cases: [string, unknown[], string][] = JSON.parse(readFileSync(join(here, 'arg.cases.json'), 'utf8'))

const script = `
  import { readFileSync } from 'node:fs'
  import { buildShim } from '${src}/../tools/build.ts'
  import { startBridge } from '${src}/bridge.ts'
  import { none } from '${src}/memory/statics.ts'
  import { scope } from '${src}/modules/kit/scope.ts'
  import * as v from '${src}/modules/kit/values.ts'
  import { takeException } from '${src}/runtime/errors.ts'
  import { importExtension } from '${src}/runtime/extension.ts'
  import { pending } from '${src}/runtime/indicator.ts'
  import { typeName } from '${src}/runtime/object.ts'
  import { typeOf } from '${src}/runtime/refcount.ts'
  startBridge(buildShim())
  const fixture = importExtension('${folder}/fixture.so', 'fixture')
  const value = (x) =>
    x === null ? none() : typeof x === 'number' ? (Number.isInteger(x) ? v.int(x) : v.float(x))
    : typeof x === 'string' ? v.text(x) : typeof x === 'boolean' ? v.truth(x) : Array.isArray(x) ? v.list(x.map(value))
    : 'b' in x ? v.bytes(Buffer.from(x.b, 'hex')) : 't' in x ? v.tuple(...x.t.map(value))
    : v.dict(x.d.map(([key, item]) => [value(key), value(item)]))
  const answer = ([name, args]) => {
    try { return scope(() => v.reprOf(v.invoke(v.attr(fixture, name), ...args.map(value)))) } catch (error) {
      if (error !== pending) throw error
      const raised = takeException()
      return typeName(typeOf(raised)) + ': ' + v.textOf(raised)
    }
  }
  console.log(JSON.stringify(JSON.parse(readFileSync('${here}/arg.cases.json', 'utf8')).map(answer)))
  process.exit(0)`

test('arguments and formats give what CPython gives', (t) => {
  const include = ['-I', join(src, '../generated/include')]
  const built = spawnSync('cc', [
    '-shared',
    '-fPIC',
    '-w',
    ...include,
    join(here, 'arg.fixture.c'),
    '-o',
    `${folder}/fixture.so`,
  ])
  t.is(String(built.stderr), '')
  const host = spawnSync(process.execPath, ['--stack-size=50000', '--input-type=module', '--eval', script], {
    encoding: 'utf8',
  })
  const answers: string[] = JSON.parse(host.stdout)
  for (const [i, [name, given, expected]] of cases.entries()) t.is(answers[i], expected, JSON.stringify([name, given]))
})
