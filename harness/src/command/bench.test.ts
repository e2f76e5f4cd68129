/** What `bench` measures beside times, on a real CPython. */
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { anyCPython, eventsIn, newFolder, proofload } from '../../test/command-line.ts'

const { env } = process
const cpython = await anyCPython(env)
const onCPython = cpython === null ? test.skip : test.serial
const hasValgrind = spawnSync('valgrind', ['--version']).status === 0
const driver = join(import.meta.dirname, '../../drivers/python/driver.py')
const few = ['--suite', 'throughput/operations/str-make', '--rounds', '6']

const folders: string[] = []
test.after.always(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})
function folder(): string {
  const made = newFolder()
  folders.push(made)
  return made
}

onCPython('memory and switches are measured in hosts of their own, and the control takes its turn', async (t) => {
  const out = folder()
  const { status, out: printed } = await proofload(
    ['bench', `${cpython}`, ...few, '--metrics', 'memory,switches', '--out', out],
    env,
  )
  t.is(status, 0, printed)
  const events = eventsIn(out)
  const finished = events.find((event) => event.event === 'BenchFinished')
  t.is(finished?.control?.samples.length, finished?.samples.length)
  t.true(finished?.control?.samples.every((ns) => ns > 0 && ns < 1000))
  const metrics = events.filter((event) => event.event === 'MetricMeasured')
  t.deepEqual(
    metrics.map(({ metric, samples }) => [metric, samples.length]),
    [
      ['peak-memory', 3],
      ['voluntary-switches', 3],
      ['involuntary-switches', 3],
    ],
  )
  const [memory] = metrics
  t.true(memory !== undefined && memory.value !== null && memory.value > 2 ** 20 && memory.value < 2 ** 30)
  t.regex(printed, /peak memory +\d+\.\d MiB/)
  // It has no JIT: there is nothing to warm up.
  t.false(events.some((event) => event.event === 'WarmupMeasured'))
})

const withValgrind = hasValgrind ? onCPython : test.skip
withValgrind('instructions are those of the operation, whatever a host takes to start', async (t) => {
  const out = folder()
  const args = ['bench', `${cpython}`, ...few, '--metrics', 'instructions', '--timeout', '100000', '--out', out]
  const { status, out: printed } = await proofload(args, env)
  t.is(status, 0, printed)
  const [instructions] = eventsIn(out).filter((event) => event.event === 'MetricMeasured')
  // A str of 16 letters: some hundred instructions, where starting a host takes fifty million.
  t.true(
    instructions?.value != null && instructions.value > 50 && instructions.value < 2000,
    JSON.stringify(instructions),
  )
})

onCPython('a host with a JIT has a curve, and a reason in place of instructions', async (t) => {
  const out = folder()
  const path = join(out, 'mine.yaml')
  writeFileSync(
    path,
    `name: mine
title: A CPython that says it had a JIT
discover: { executables: ['python3.{minor}'], implementation: cpython, since: '3.8' }
command: ['{python}', '${driver}']
capabilities: []
jit: true
`,
  )
  const args = ['bench', path, ...few, '--metrics', 'instructions', '--out', out]
  const { status, out: printed } = await proofload(args, env)
  t.is(status, 0, printed)
  const events = eventsIn(out)
  const curve = events.find((event) => event.event === 'WarmupMeasured')
  t.is(curve?.samples.length, 400)
  t.regex(printed, new RegExp(`str-make {2}\\S+ +${curve?.class.replaceAll('-', ' ')}`))
  t.like(
    events.find((event) => event.event === 'MetricMeasured'),
    { metric: 'instructions', value: null, samples: [] },
  )
  t.regex(printed, /instructions of \S+: its host compiles code while it runs/)
  const without = folder()
  await proofload(['bench', path, ...few, '--no-warmup', '--out', without], env)
  t.false(eventsIn(without).some((event) => event.event === 'WarmupMeasured'))
})

test.serial('a metric that there is not is refused with status 2', async (t) => {
  const { status, out } = await proofload(['bench', '--metrics', 'speed', '--out', folder()], env)
  t.is(status, 2)
  t.regex(out, /expected some of instructions,memory,switches, got "speed"/)
})

for (const [flags, message] of [
  [['--json'], /--json would change nothing without --against/],
  [['--cannot-tell', 'pass'], /--cannot-tell would change nothing without --against/],
  [['--against', 'cpython', '--rounds', '3'], /--rounds would change nothing with --against/],
  [['--calibrate', '--against', 'cpython'], /--against would change nothing with --calibrate/],
] as const) {
  test(`a flag that would change nothing is refused: ${flags.join(' ')}`, async (t) => {
    const { status, out } = await proofload(['bench', 'bridge-ref', ...flags], env)
    t.is(status, 2)
    t.regex(out, message)
  })
}

test('a report of somebody else in the output folder is refused before anything is measured', async (t) => {
  const out = folder()
  writeFileSync(join(out, 'report.html'), 'mine')
  const { status, out: printed } = await proofload(['bench', 'bridge-ref', ...few, '--out', out], env)
  t.is(status, 2, printed)
  t.regex(printed, /report\.html was not written by Proofload/)
  t.is(readFileSync(join(out, 'report.html'), 'utf8'), 'mine')
})
