/**
 * Calls of functions and classes of host modules, and what CPython 3.11 answered to the same (`cases.json`, recorded from it).
 * A case is a dotted name, its arguments, and then methods of the result with theirs.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import test from 'ava'

const src = dirname(import.meta.dirname)
const cases: [unknown[], string][] = JSON.parse(readFileSync(join(import.meta.dirname, 'cases.json'), 'utf8'))

const script = `
  import { buildShim } from '${src}/../tools/build.ts'
  import { startBridge } from '${src}/bridge.ts'
  import { none } from '${src}/memory/statics.ts'
  import { scope } from '${src}/modules/kit/scope.ts'
  import * as v from '${src}/modules/kit/values.ts'
  import { takeException } from '${src}/runtime/errors.ts'
  import { importModule } from '${src}/runtime/imports.ts'
  import { clear, pending } from '${src}/runtime/indicator.ts'
  import { typeName } from '${src}/runtime/object.ts'
  import { typeOf } from '${src}/runtime/refcount.ts'
  import { readFileSync } from 'node:fs'
  startBridge(buildShim())
  const value = (x) =>
    x === null ? none() : typeof x === 'number' ? (Number.isInteger(x) ? v.int(x) : v.float(x))
    : typeof x === 'string' ? v.text(x) : typeof x === 'boolean' ? v.truth(x)
    : Array.isArray(x) ? v.list(x.map(value)) : v.dict(Object.entries(x).map(([k, y]) => [v.text(k), value(y)]))
  const tryImport = (name) => {
    try { return importModule(name) } catch (error) { if (error !== pending) throw error; clear() }
  }
  const find = (path) => {
    const parts = path.split('.')
    for (let i = parts.length - 1; i > 0; i--) {
      const module = tryImport(parts.slice(0, i).join('.'))
      if (module !== undefined) return parts.slice(i).reduce(v.attr, module)
    }
  }
  const answer = ([name, args, ...rest]) => scope(() => {
    let o = v.invoke(find(name), ...args.map(value))
    for (let i = 0; i < rest.length; i += 2) {
      const last = v.invoke(rest[i].split('.').reduce(v.attr, o), ...rest[i + 1].map(value))
      if (last !== none() || rest[i] === '__call__') o = last
    }
    return v.reprOf(o)
  })
  const cases = JSON.parse(readFileSync('${src}/modules/cases.json', 'utf8'))
  console.log(JSON.stringify(cases.map(([one]) => {
    try { return answer(one) } catch (error) {
      if (error !== pending) throw error
      const raised = takeException()
      return typeName(typeOf(raised)) + ': ' + v.textOf(raised)
    }
  })))
  process.exit(0)`

test('host modules answer as CPython does', (t) => {
  const host = spawnSync(
    process.execPath,
    ['--expose-gc', '--stack-size=50000', '--input-type=module', '--eval', script],
    {
      encoding: 'utf8',
    },
  )
  t.is(host.stderr, '')
  const answers: string[] = JSON.parse(host.stdout)
  const plain = (text: string) => text.replace(/0x[0-9a-f]+/g, '0x').replaceAll('\n', '\\n')
  for (const [i, [one, expected]] of cases.entries()) t.is(plain(answers[i] ?? ''), expected, JSON.stringify(one))
})
