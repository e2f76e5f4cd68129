/** Keeping processes on processors, on real ones. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import test from 'ava'
import { Processors } from './processors.ts'

const onLinux = process.platform === 'linux' ? test : test.skip

onLinux('a process stays on the processor that is named, and it is said when it cannot', (t) => {
  const processors = new Processors()
  const last = processors.usable.at(-1)
  t.true(last !== undefined)
  const child = spawn('sleep', ['60'], { stdio: 'ignore' })
  try {
    t.true(processors.keep(child.pid, last))
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    t.is(/^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1], String(last))
    t.false(processors.keep(child.pid, 1023))
    t.false(processors.keep(undefined, last))
  } finally {
    child.kill()
  }
})

onLinux('the processors that may be used are those of this process', (t) => {
  const allowed = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? ''
  const expected = allowed.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map(Number)
    return Array.from({ length: to - from + 1 }, (_, index) => from + index)
  })
  t.deepEqual(new Processors().usable, expected)
})
