/** The command as a user starts it, on a real CPython where there is one. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import {
  anyCPython,
  eventsIn,
  type Finished,
  fixtureSuites,
  newFolder,
  proofload,
  start,
  until,
} from '../../test/command-line.ts'
import { markedProcesses } from '../bridge/processes.ts'
import { surroundings } from '../options.ts'
import type { Verdict } from '../record/verdict.ts'
import { findGdb } from '../run/backtrace.ts'

const env = process.env
const cpython = await anyCPython(env)
const folders: string[] = []
test.after.always(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function outFolder(): string {
  const folder = newFolder()
  folders.push(folder)
  return folder
}

/** A test that needs a real bridge; where there is none it says so. */
function onCPython(title: string, body: (t: ExecutionContext, bridge: string) => Promise<void>): void {
  // One after another: each starts processes on all processors, and some of them loop.
  test.serial(title, async (t) => {
    if (cpython !== null) return await body(t, cpython)
    t.log('not tested: there is no CPython with headers on this machine')
    t.pass()
  })
}

function verdictsIn(folder: string): [string, Verdict][] {
  return eventsIn(folder).flatMap((event) => (event.event === 'CaseFinished' ? [[event.case, event.verdict]] : []))
}

function runOf(folder: string): string {
  const [started] = eventsIn(folder)
  return started?.event === 'RunStarted' ? `PROOFLOAD_RUN=${started.run}` : 'PROOFLOAD_RUN='
}

const suites = ['--suites', fixtureSuites]
const ordinaryCases = 160
const stuck = [...suites, '--suite', 'misbehaving/stuck', '--timeout', '600000']

/** Case of the fixture, its verdict, and what must be said of its end. */
const outcomes: [string, Verdict, RegExp | null][] = [
  ['before', 'pass', null],
  ['segfault', 'crash', /^SIGSEGV$/],
  ['abort', 'crash', /^SIGABRT$/],
  ['exit-0', 'crash', /^exit status 0$/],
  ['loop', 'hang', /^no answer within 400 ms$/],
  ['flood', 'crash', /^printed more than/],
  ['garbage', 'error', /^garbage in the protocol: "printf was here"$/],
  ['closed-streams', 'crash', /^closed its streams/],
  ['memory', 'crash', /bytes resident, \d+ allowed$/],
  ['child', 'crash', /^left behind: process \d+/],
  ['child-elsewhere', 'crash', /^left behind: process \d+/],
  ['after', 'pass', null],
]

onCPython('each misbehaviour of an extension costs one case, and the run goes on', async (t, bridge) => {
  const out = outFolder()
  const args = ['run', bridge, ...suites, '--suite', 'misbehaving/extension', '--out', out]
  const { status, out: printed } = await proofload(args, env)
  t.is(status, 1, printed)
  const finished = eventsIn(out).flatMap((event) => (event.event === 'CaseFinished' ? [event] : []))
  for (const [name, verdict, detail] of outcomes) {
    const seen = finished.find((event) => event.case === `misbehaving/extension/${name}`)
    t.is(seen?.verdict, verdict, name)
    if (detail !== null) t.regex(seen?.ending?.detail ?? '', detail)
  }
  t.is(
    finished.find((event) => event.case.endsWith('/segfault'))?.ending?.step,
    1,
    'counted from 1, as differences are',
  )
  const looked = (name: string): string[] =>
    finished.find((event) => event.case === `misbehaving/extension/${name}`)?.ending?.backtrace ?? []
  if (findGdb(surroundings(env).places.path) === null)
    t.log('backtraces are not tested: there is no gdb on this machine')
  else {
    t.regex(looked('segfault')[0] ?? '', /^segfault \(misbehaving_extension\..*so\)$/)
    t.true(looked('abort').some((frame) => frame.startsWith('give_up ')))
    t.deepEqual(looked('exit-0'), [])
  }
  t.is(finished.length, outcomes.length)
  t.deepEqual(markedProcesses(runOf(out)), [])
})

onCPython('a killed run is resumed: the union is complete and nothing stands in it twice', async (t, bridge) => {
  const out = outFolder()
  const args = ['run', bridge, ...suites, '--suite', 'ordinary', '--out', out, '--jobs', '2']
  using started = start(args, env)
  const { child, finished } = started
  await until('some cases are finished', () => verdictsIn(out).length >= 10)
  child.kill('SIGKILL')
  t.is((await finished).signal, 'SIGKILL')
  const before = verdictsIn(out)
  t.true(before.length < ordinaryCases, 'the run was killed in the middle')
  const { status, out: printed } = await proofload(['run', '--resume', '--out', out], env)
  t.is(status, 0, printed)
  const union = verdictsIn(out)
  t.deepEqual(union.slice(0, before.length), before, 'nothing that was measured is lost')
  t.is(union.length, ordinaryCases)
  t.is(new Set(union.map(([id]) => id)).size, ordinaryCases)
  t.like(eventsIn(out).at(-1), { event: 'RunFinished', outcome: 'complete' })
  const texts = eventsIn(out).flatMap((event) => (event.event === 'SuiteText' ? [`${event.kind} ${event.name}`] : []))
  t.is(new Set(texts).size, texts.length, 'the texts of the suite stand there once')
  t.true(texts.some((text) => text.startsWith('wrapper ')))
})

onCPython('what a killed run left behind is ended before it is resumed', async (t, bridge) => {
  const out = outFolder()
  using started = start(['run', bridge, ...stuck, '--out', out], env)
  const { child, finished } = started
  const [host = 0] = await until('the host runs', () => hostsAtWork(out))
  await until('the host loops', () => !existsSync('/proc') || commandOf(host) === 'stuck')
  child.kill('SIGKILL')
  await finished
  t.deepEqual(markedProcesses(runOf(out)), [host], 'the host, which loops, is still there')
  using resumed = start(['run', '--resume', '--out', out], env)
  await until('another host runs', () => hostsAtWork(out)?.includes(host) === false)
  resumed.child.kill('SIGINT')
  t.is((await resumed.finished).status, 130)
  t.deepEqual(markedProcesses(runOf(out)), [])
})

function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
}

/** Hosts of the run in `out` that have a bridge started, or null. */
function hostsAtWork(out: string): number[] | null {
  if (!eventsIn(out).some(({ event }) => event === 'BridgeStarted')) return null
  const hosts = markedProcesses(runOf(out))
  return hosts.length > 0 ? hosts : null
}

onCPython('Ctrl-C ends all processes and leaves a record that can be resumed', async (t, bridge) => {
  const out = outFolder()
  const args = ['run', bridge, ...suites, '--suite', 'ordinary', '--suite', 'misbehaving/stuck', '--timeout', '600000']
  using started = start([...args, '--jobs', '2', '--out', out], env)
  const { child, finished } = started
  await until('all but the stuck case are finished', () => verdictsIn(out).length === ordinaryCases)
  child.kill('SIGINT')
  const { status, out: printed } = await finished
  t.is(status, 130, printed)
  t.regex(printed, /interrupted; go on with: proofload run --resume --out/)
  t.deepEqual(markedProcesses(runOf(out)), [])
  t.like(eventsIn(out).at(-1), { event: 'RunFinished', outcome: 'interrupted' })
  using resumed = start(['run', '--resume', '--out', out], env)
  await until('the run goes on', () => eventsIn(out).some(({ event }) => event === 'RunResumed'))
  resumed.child.kill('SIGTERM')
  t.is((await resumed.finished).status, 143)
  t.is(verdictsIn(out).length, ordinaryCases)
})

onCPython('a second Ctrl-C ends at once, and nothing is left', async (t, bridge) => {
  const out = outFolder()
  using started = start(['run', bridge, ...stuck, '--out', out], env)
  const { child, finished } = started
  await until('the host runs', () => hostsAtWork(out))
  child.kill('SIGINT')
  child.kill('SIGINT')
  const { status, signal } = await finished
  t.true(status === 130 || signal === 'SIGINT')
  // What was killed may take a moment to be gone, and its parent does not wait for it.
  await until('nothing is left', () => markedProcesses(runOf(out)).length === 0)
})

onCPython(
  'a run that is refused leaves the earlier record as it was; one with other options is not resumed',
  async (t, bridge) => {
    const out = outFolder()
    const one = ['run', bridge, ...suites, '--suite', 'ordinary', '--grep', '/7-3$', '--out', out]
    t.is((await proofload(one, env)).status, 0)
    const record = readFileSync(join(out, 'events.jsonl'), 'utf8')
    const refusals: [string[], RegExp][] = [
      [['run', bridge, ...suites, '--suite', 'nowhere', '--out', out], /--suite "nowhere" names no area/],
      [[...one, '--resume', '--retries', '2'], /cannot resume: retries was 0, now 2/],
      [['run', 'cpithon', '--out', out], /unknown bridge "cpithon"/],
    ]
    for (const [args, message] of refusals) {
      const { status, out: printed } = await proofload(args, env)
      t.is(status, 2, printed)
      t.regex(printed, message)
    }
    t.is(readFileSync(join(out, 'events.jsonl'), 'utf8'), record)
    t.is((await proofload([...one, '--resume'], env)).status, 0, 'a finished run has nothing left to do')
    t.is(verdictsIn(out).length, 1)
  },
)

onCPython('--bail stops at the first unexpected case, --last-failed runs those again', async (t, bridge) => {
  const out = outFolder()
  const args = ['run', bridge, ...suites, '--grep', 'segfault|abort|before', '--jobs', '1', '--out', out]
  t.is((await proofload([...args, '--bail'], env)).status, 1)
  t.like(eventsIn(out).at(-1), { event: 'RunFinished', outcome: 'bailed' })
  t.deepEqual(
    verdictsIn(out).map(([, verdict]) => verdict),
    ['pass', 'crash'],
  )
  t.is((await proofload(['run', '--last-failed', '--out', out], env)).status, 1, 'its bridge and its suites')
  t.deepEqual(verdictsIn(out), [['misbehaving/extension/segfault', 'crash']])
})

/** Starts the command with a reader that goes away after the first output, as `| head -1` does. */
function withoutReader(args: readonly string[]): Promise<Finished> {
  const { child, finished } = start(args, env)
  child.stdout?.once('data', () => child.stdout?.destroy())
  return finished
}

test.serial('a list of which nobody reads the end is no error', async (t) => {
  t.like(await withoutReader(['list', '--json']), { status: 0, signal: null })
})

onCPython('a run of which nobody reads the output goes on and finishes its record', async (t, bridge) => {
  const out = outFolder()
  const { status, out: printed } = await withoutReader(['run', bridge, ...suites, '--suite', 'ordinary', '--out', out])
  t.is(status, 0, printed)
  t.is(verdictsIn(out).length, ordinaryCases)
  t.like(eventsIn(out).at(-1), { event: 'RunFinished', outcome: 'complete' })
})

const misused: [string, string[], RegExp][] = [
  ['an unknown option', ['run', '--speed'], /unknown option '--speed'/],
  [
    'a bench that there is not',
    ['bench', '--grep', 'xyz'],
    /no bench is selected by --grep xyz\n {2}there are benches in .*throughput\/operations/,
  ],
  ['an unknown command', ['rum'], /unknown command 'rum'/],
  ['a part that is none', ['run', '--shard', '3/2'], /expected I\/N with 1 <= I <= N, got "3\/2"/],
  ['a level that is none', ['run', '--level', 'easy'], /expected documented, eventual, detail, misuse, got "easy"/],
  ['no whole number', ['run', '--jobs', 'all'], /expected a whole number of at least 1, got "all"/],
  [
    'a descriptor that is wrong',
    ['run', join(fixtureSuites, '../descriptors/wrong.yaml')],
    /wrong\.yaml:\d+:\d+: bridge descriptor at "command"/,
  ],
  [
    'a bridge without headers',
    ['run', join(fixtureSuites, '../descriptors/headless.yaml')],
    /bridge headless cannot be used: no Python\.h in/,
  ],
  [
    'an unknown placeholder',
    ['run', join(fixtureSuites, '../descriptors/placeholder.yaml')],
    /placeholder\.yaml:3:11: .*"command\.0": unknown placeholder \{nod\}; there are \{node\}, \{python\}, \{here\}/,
  ],
  [
    'a bridge without its program',
    ['run', join(fixtureSuites, '../descriptors/hostless.yaml')],
    /bridge hostless cannot be used: its program "no-such-proofload-host" is not on PATH\n {2}correct `command`/,
  ],
  ['a folder without suites', ['run', '--suites', '/no/such/folder'], /no suites folder/],
  ['a record that there is not', ['run', '--resume', '--out', '/tmp/proofload-no-such-record'], /no such file/],
]
for (const [what, args, message] of misused) {
  test.serial(`${what} is refused with status 2`, async (t) => {
    const out = args.includes('--out') ? [] : ['--out', outFolder()]
    const { status, out: printed } = await proofload(
      args[0] === 'run' || args[0] === 'bench' ? [...args, ...out] : args,
      env,
    )
    t.is(status, 2, printed)
    t.regex(printed, message)
  })
}

test.serial('a file of another program in the output folder is not replaced', async (t) => {
  const out = outFolder()
  writeFileSync(join(out, 'events.jsonl'), 'precious\n')
  const { status, out: printed } = await proofload(['run', '--resume', '--out', out], env)
  t.is(status, 2)
  t.regex(printed, /is not a record of Proofload/)
})
