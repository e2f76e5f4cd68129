/** The throughput gate as its users start it, on CPython and on a CPython whose memory functions check themselves and so are slower. */
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { z } from 'zod'
import { anyCPython, eventsIn, newFolder, proofload, start, until } from '../../test/command-line.ts'

const { env } = process
const cpython = await anyCPython(env)
const onCPython = cpython === null ? test.skip : test.serial
const driver = join(import.meta.dirname, '../../drivers/python/driver.py')
const str = ['--suite', 'throughput/operations/str-make']

const folders: string[] = []
test.after.always(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})
function folder(): string {
  const made = newFolder()
  folders.push(made)
  return made
}

/** A descriptor that finds the newest CPython. */
function descriptor(memory: 'quick' | 'slow'): string {
  return `name: mine
title: A CPython
discover: { executables: ['python3.{minor}'], implementation: cpython, since: '3.8' }
command: ['{python}', '${driver}']
environment: { PYTHONMALLOC: ${memory === 'slow' ? 'debug' : 'default'} }
capabilities: []
`
}

const answers = z.object({
  base: z.string(),
  head: z.string(),
  exit: z.int(),
  checked: z.array(z.object({ part: z.string(), ok: z.boolean() })),
  benches: z.array(z.object({ bench: z.string(), answer: z.string(), reason: z.string().nullable() })),
})

onCPython('a bridge is not slower than itself', async (t) => {
  const out = folder()
  // A wide floor: this test must not depend on how quiet the machine is.
  const loose = ['--floor', '60', '--budget', '10', '--out', out]
  const { status, out: printed } = await proofload(
    ['bench', `${cpython}`, '--against', `${cpython}`, ...str, ...loose],
    env,
  )
  t.is(status, 0, printed)
  t.regex(printed, /0 slower, 0 cannot be told, 1 not slower, by more than 60 %/)
  const events = eventsIn(out)
  const finished = events.filter((event) => event.event === 'BenchFinished')
  t.deepEqual(
    finished.map(({ bridge }) => bridge),
    [`${cpython} (base)`, `${cpython}`],
  )
  for (const { samples, round, control } of finished) {
    t.is(samples.length, round.length)
    t.deepEqual([...new Set(round)], [...new Set(control?.round)])
  }
  // Each side had a host of its own in each round, beside the one that found the number of operations.
  const hosts = events.filter((event) => event.event === 'HostFinished')
  t.is(hosts.length, 2 * new Set(finished[0]?.round).size + 1)
  t.true(events.some((event) => event.event === 'GateChecked' && event.ok))
})

onCPython('a slower revision is found, and the worktree of the other one is gone', async (t) => {
  const checkout = folder()
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', ...args], { cwd: checkout, encoding: 'utf8' })
  git('init', '-q')
  for (const memory of ['quick', 'slow'] as const) {
    writeFileSync(join(checkout, 'mine.yaml'), descriptor(memory))
    git('add', 'mine.yaml')
    git('commit', '-qm', memory)
  }
  const args = ['bench', join(checkout, 'mine.yaml'), '--against', 'git:HEAD~1', ...str, '--floor', '10', '--json']
  const { status, out } = await proofload([...args, '--budget', '12', '--out', folder()], env)
  const said = answers.parse(JSON.parse(out))
  t.is(status, 1, out)
  t.is(said.exit, 1)
  t.like(said.benches[0], { answer: 'slower', reason: null })
  t.deepEqual(
    said.checked.map(({ part }) => part),
    ['first', 'second'],
  )
  t.regex(said.base, /^git:HEAD~1 \([0-9a-f]{10}\)$/)
  t.is(git('worktree', 'list').trim().split('\n').length, 1)
})

onCPython('what cannot be told is told by the exit status, and the option decides otherwise', async (t) => {
  // No budget is enough for five pairs.
  const hasty = ['bench', `${cpython}`, '--against', `${cpython}`, ...str, '--budget', '0.01']
  for (const [more, expected] of [
    [[], 4],
    [['--cannot-tell', 'pass'], 0],
    [['--cannot-tell', 'fail'], 1],
  ] as const) {
    const { status, out } = await proofload([...hasty, ...more, '--out', folder()], env)
    t.is(status, expected, out)
    t.regex(out, /cannot tell/)
    t.regex(out, /the control benchmark has 1 pair, 5 are the fewest/)
  }
})

onCPython('an interrupted gate judges nothing', async (t) => {
  const out = folder()
  using gate = start(['bench', `${cpython}`, '--against', `${cpython}`, ...str, '--out', out], env)
  await until('a round has begun', () => eventsIn(out).some((event) => event.event === 'HostFinished'))
  gate.child.kill('SIGINT')
  const { status, out: printed } = await gate.finished
  t.is(status, 130, printed)
  t.regex(printed, /interrupted before it was through: nothing is judged/)
  t.false(eventsIn(out).some((event) => event.event === 'BenchGated'))
  t.like(eventsIn(out).at(-1), { event: 'RunFinished', outcome: 'interrupted' })
})

onCPython(
  'a calibration compares a bridge with itself and with slower ones, and records each comparison',
  async (t) => {
    const out = folder()
    const args = ['bench', '--calibrate', `${cpython}`, ...str, '--comparisons', '1', '--budget', '1', '--out', out]
    const { out: printed } = await proofload(args, env)
    t.regex(printed, /4 x 1 comparisons of \S+ with itself, 1 bench: at most 1 min/)
    const { trials } = z
      .object({ trials: z.array(z.object({ planted: z.number(), seconds: z.number() })) })
      .parse(JSON.parse(readFileSync(join(out, 'calibration.json'), 'utf8')))
    t.deepEqual(trials.map(({ planted }) => planted).sort(), [0, 0.03, 0.05, 0.1])
  },
)

onCPython('what nothing can be measured of is refused, and what head can no longer measure is no pass', async (t) => {
  const mine = join(folder(), 'mine.yaml')
  writeFileSync(mine, `${descriptor('quick')}runs: [call]\n`)
  const few = [...str, '--budget', '1', '--out', folder()]
  for (const args of [
    ['--calibrate', mine],
    [`${cpython}`, '--against', mine],
  ]) {
    const { status, out } = await proofload(['bench', ...args, ...few], env)
    t.is(status, 2, out)
    t.regex(out, /1 bench selected, and none can be measured\n {2}is a bench, which the bridge's driver does not run/)
  }
  const { status, out } = await proofload(['bench', mine, '--against', `${cpython}`, ...few], env)
  t.is(status, 4, out)
  t.regex(out, /str-make {2}it no longer applies to head: is a bench/)
  t.notRegex(out, /as expected/)
})

test.serial('a recorded run is no base, and nothing is written', async (t) => {
  const recorded = folder()
  writeFileSync(join(recorded, 'events.jsonl'), 'precious\n')
  const out = folder()
  const { status, out: printed } = await proofload(['bench', '--against', recorded, '--out', out], env)
  t.is(status, 2)
  t.regex(printed, /is a recorded run, not a bridge\n {2}.*`proofload compare` and `proofload track`/)
  t.is(readFileSync(join(recorded, 'events.jsonl'), 'utf8'), 'precious\n')
  t.deepEqual(eventsIn(out), [])
})

const refused: [string, string[], RegExp][] = [
  ['two bridges', ['bridge-ref', 'cpython', '--against', 'cpython'], /--against compares one bridge, 2 are named/],
  ['a revision that there is not', ['bridge-ref', '--against', 'git:no-such'], /has no revision "no-such"/],
  ['a revision of what is installed', ['cpython', '--against', 'git:HEAD'], /is installed, not built from a checkout/],
  [
    'a floor that is none',
    ['--against', 'cpython', '--floor', 'much'],
    /expected per cent such as 2 or 0\.5, got "much"/,
  ],
]
for (const [what, args, message] of refused) {
  test.serial(`${what} is refused with status 2`, async (t) => {
    const { status, out } = await proofload(['bench', ...args, '--out', folder()], env)
    t.is(status, 2, out)
    t.regex(out, message)
  })
}
