/** Expected values are CPython 3.11.7's, seen there through ctypes and Python code. Each case in a process of its own. */
import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import test from 'ava'

const src = dirname(import.meta.dirname)

/** Starts the bridge and runs `body`; what it shows is one line each. */
function seen(body: string): string[] {
  const script = `
    import { buildShim } from '${src}/../tools/build.ts'
    import { startBridge } from '${src}/bridge.ts'
    import { NULL } from '${src}/memory/address.ts'
    import { E, S } from '${src}/memory/statics.ts'
    import { permanentCString as c } from '${src}/memory/text.ts'
    import { call } from '${src}/runtime/call.ts'
    import { dictSetName, newDict } from '${src}/runtime/dict.ts'
    import { setError, takeException } from '${src}/runtime/errors.ts'
    import { importModule } from '${src}/runtime/imports.ts'
    import { pending } from '${src}/runtime/indicator.ts'
    import { newInt } from '${src}/runtime/int.ts'
    import { getAttrName } from '${src}/runtime/lookup.ts'
    import { repr, takeText } from '${src}/runtime/object.ts'
    import { newStr } from '${src}/runtime/str.ts'
    startBridge(buildShim())
    const show = (run) => {
      try { console.log(takeText(repr(run()))) } catch (error) {
        if (error !== pending) throw error
        console.log(takeText(repr(takeException())))
      }
    }
    ${body}`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  })
  return [...stdout.split('\n').slice(0, -1), ...stderr.split('\n').filter((line) => line !== '')]
}

test('an empty code object looks like one of CPython', (t) => {
  const lines = seen(`
    const { PyCode_NewEmpty } = await import('${src}/api/code.ts')
    const code = PyCode_NewEmpty(c('file.py'), c('fun'), 7)
    for (const name of ['co_code', 'co_linetable', 'co_stacksize', 'co_varnames']) show(() => getAttrName(code, name))
    const changes = newDict()
    dictSetName(changes, 'co_argcount', newInt(3))
    show(() => getAttrName(call(getAttrName(code, 'replace'), [], changes), 'co_argcount'))
    show(() => call(getAttrName(code, 'co_lines'), []))`)
  t.deepEqual(lines, ["b'\\x97\\x00J\\x00\\x82\\x01'", "b'\\xea\\x00'", '1', '()', '3', '[(0, 6, 7)]'])
})

test('a traceback that C adds has the frame and the line', (t) => {
  const lines = seen(`
    const { _PyTraceback_Add } = await import('${src}/api/code.ts')
    setError(E.ValueError, newStr('no'))
    _PyTraceback_Add(c('fun'), c('file.c'), 12)
    const traceback = getAttrName(takeException(), '__traceback__')
    show(() => getAttrName(traceback, 'tb_lineno'))
    show(() => getAttrName(getAttrName(getAttrName(traceback, 'tb_frame'), 'f_code'), 'co_name'))`)
  t.deepEqual(lines, ['12', "'fun'"])
})

test('a warning is shown once, and raised where a filter says so', (t) => {
  const lines = seen(`
    const { PyErr_WarnEx } = await import('${src}/api/warnings.ts')
    const warn = (category, text) => { PyErr_WarnEx(category, c(text), 1); return S._Py_NoneStruct }
    warn(E.UserWarning, 'once')
    warn(E.UserWarning, 'once')
    warn(E.DeprecationWarning, 'ignored by default')
    call(getAttrName(importModule('warnings'), 'simplefilter'), [newStr('error')])
    show(() => warn(E.DeprecationWarning, 'now'))
    show(() => call(getAttrName(importModule('warnings'), 'warn'), [newStr('m'), newInt(3)]))`)
  const wrong = `TypeError("category must be a Warning subclass, not 'int'")`
  t.deepEqual(lines, ["DeprecationWarning('now')", wrong, 'sys:1: UserWarning: once'])
})

test('a mapping proxy forwards reading and refuses changing', (t) => {
  const lines = seen(`
    const { PyDictProxy_New } = await import('${src}/api/proxies.ts')
    const { PyNumber_InPlaceOr, PyNumber_Or } = await import('${src}/api/number.ts')
    const dict = newDict()
    dictSetName(dict, 'a', newInt(1))
    const proxy = PyDictProxy_New(dict)
    show(() => proxy)
    show(() => PyNumber_Or(proxy, dict))
    show(() => PyNumber_InPlaceOr(proxy, dict))
    show(() => PyDictProxy_New(newInt(1)))`)
  t.deepEqual(lines, [
    "mappingproxy({'a': 1})",
    "{'a': 1}",
    `TypeError("'|=' is not supported by mappingproxy; use '|' instead")`,
    "TypeError('mappingproxy() argument must be a mapping, not int')",
  ])
})

test('times round as _PyTime_ROUND_FLOOR, _CEILING, _HALF_EVEN and _UP say', (t) => {
  const lines = seen(`
    const { _PyTime_AsMilliseconds } = await import('${src}/api/time.ts')
    for (const time of [1_500_000, -1_500_000, 2_500_000]) {
      console.log([0, 1, 2, 3].map((round) => _PyTime_AsMilliseconds(time, round)).join(' '))
    }`)
  t.deepEqual(lines, ['1 2 2 2', '-2 -1 -2 -2', '2 3 2 3'])
})

test('object.__reduce_ex__ gives what copyreg needs', (t) => {
  const lines = seen(`
    const reduce = getAttrName(newInt(1), '__getstate__')
    show(() => call(reduce, []))
    show(() => call(getAttrName(newInt(1), '__reduce_ex__'), [newStr('a')]))`)
  t.deepEqual(lines, ['None', `TypeError("'str' object cannot be interpreted as an integer")`])
})

test('an exception that nobody receives is shown with what was done', (t) => {
  const lines = seen(`
    const { _PyErr_WriteUnraisableMsg } = await import('${src}/api/exception-details.ts')
    const report = (message, o) => {
      setError(E.ValueError, newStr('x'))
      _PyErr_WriteUnraisableMsg(message, o)
    }
    report(c('in test'), newInt(5))
    report(c('in test'), NULL)
    report(NULL, newInt(5))
    report(NULL, NULL)`)
  const error = 'ValueError: x'
  t.deepEqual(lines, [
    ...['Exception ignored in test: 5', error],
    ...['Exception ignored in test:', error],
    ...['Exception ignored in: 5', error],
    error,
  ])
})

test('instructions have the effects on the stack that CPython computes', (t) => {
  const lines = seen(`
    const { PyCompile_OpcodeStackEffect: effect, PyCompile_OpcodeStackEffectWithJump: jumping } = await import('${src}/api/veryhigh.ts')
    const cases = [[1, 0], [92, 5], [94, 256], [105, 3], [116, 3], [132, 15], [133, 3], [142, 1], [155, 4], [166, 2], [-2, 0], [3, 0]]
    for (const [opcode, argument] of cases) console.log(effect(opcode, argument))
    for (const opcode of [93, 111, 123]) console.log([1, 0, -1].map((jump) => jumping(opcode, 1, jump)).join())`)
  const plain = ['-1', '4', '1', '-5', '2', '-4', '-2', '-3', '-1', '-2', '2', '2147483647']
  t.deepEqual(lines, [...plain, '-1,1,1', '0,-1,0', '-1,0,0'])
})
