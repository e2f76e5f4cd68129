/** In a process of its own, as everything that starts the bridge. */
import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import test from 'ava'

const src = dirname(import.meta.dirname)

function inHost(body: string): string {
  const script = `
    import { buildShim } from '${src}/../tools/build.ts'
    import { startBridge } from '${src}/bridge.ts'
    import { dictGet, dictRemove, dictSet, dictSize, dictTable, newDict } from '${src}/runtime/dict.ts'
    import { newInt } from '${src}/runtime/int.ts'
    startBridge(buildShim())
    const keys = Array.from({ length: 300 }, (_, i) => newInt(i * 7919 + 3))
    const dict = newDict()
    ${body}`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
    encoding: 'utf8',
  })
  return stdout.trim() || stderr
}

test('two hundred thousand changes leave what a Map has', (t) => {
  const seen = inHost(`
    const model = new Map()
    let seed = 1
    const random = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n
    let wrong = 0
    for (let step = 0; step < 200000; step++) {
      const [k, q, v] = [random(300), random(300), step % 300]
      if (random(3) === 0) wrong += dictRemove(dict, keys[k]) === model.delete(k) ? 0 : 1
      else {
        dictSet(dict, keys[k], keys[v])
        model.set(k, v)
      }
      if (dictSize(dict) !== model.size || dictGet(dict, keys[q]) !== (model.has(q) ? keys[model.get(q)] : 0)) wrong++
    }
    console.log(wrong)`)
  t.is(seen, '0')
})

test('a search ends, however many other keys were there before', (t) => {
  const seen = inHost(`
    for (let i = 0; i < 10000; i++) {
      dictSet(dict, keys[i % 300], keys[0])
      dictRemove(dict, keys[i % 300])
    }
    console.log(dictGet(dict, keys[0]), dictSize(dict))`)
  t.is(seen, '0 0')
})

test('who iterates may delete what was just seen', (t) => {
  const seen = inHost(`
    for (let i = 0; i < 100; i++) dictSet(dict, keys[i], keys[0])
    const table = dictTable(dict)
    let count = 0
    for (let i = table.next(0); i >= 0; i = table.next(i + 1)) {
      count++
      dictRemove(dict, table.keyAt(i))
    }
    console.log(count, dictSize(dict))`)
  t.is(seen, '100 0')
})
