/** Each way in which a host may misbehave, against a host that does so when a case asks for it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import test, { type ExecutionContext } from 'ava'
import type { Ending } from '../record/events.ts'
import { defaultLimits, Host, type HostLimits, type Question } from './host.ts'
import { BirthWatch, markedProcesses } from './processes.ts'

const fixture = join(import.meta.dirname, '../../test/fixtures/hosts/host.mjs')
const scratch = mkdtempSync(join(tmpdir(), 'proofload-host-test-'))
const births = new BirthWatch()
let hosts = 0

test.after.always(() => {
  births[Symbol.dispose]()
  rmSync(scratch, { recursive: true, force: true })
})

function newHost(args: readonly string[] = [], limits: Partial<HostLimits> = {}): Host {
  hosts += 1
  return new Host({
    program: process.execPath,
    args: [fixture, ...args],
    env: process.env,
    run: `host-test-${process.pid}-${hosts}`,
    tracePath: join(scratch, `${hosts}.trace`),
    limits: { ...defaultLimits, graceMs: 1000, ...limits },
    births,
  })
}

function caseNamed(name: string): Question {
  return { do: 'case', case: `misbehaving/host/${name}`, probe: 'probe', steps: [], repeat: 0 }
}

interface Expected {
  reason: Ending['reason']
  detail: RegExp
  timeoutMs?: number
  limits?: Partial<HostLimits>
}

async function endsAs(
  t: ExecutionContext,
  name: string,
  { reason, detail, timeoutMs = 60_000, limits = {} }: Expected,
): Promise<void> {
  using host = newHost([], limits)
  const run = `PROOFLOAD_RUN=host-test-${process.pid}-${hosts}`
  const greeting = await host.greet()
  t.true('hello' in greeting)
  const answer = await host.ask(caseNamed(name), timeoutMs)
  const end = 'end' in answer ? answer.end : await host.settle(timeoutMs)
  t.is(end?.ending.reason, reason, end?.ending.detail)
  t.regex(end?.ending.detail ?? '', detail)
  t.false(end?.late)
  t.deepEqual(await leftOf(run), [], 'nothing of the host is left')
}

/** What is killed takes the system a moment to take away. */
async function leftOf(run: string): Promise<number[]> {
  for (let tries = 0; tries < 100 && markedProcesses(run).length > 0; tries++) await setTimeout(50)
  return markedProcesses(run)
}

const misbehaviours: [string, string, Expected][] = [
  ['is killed by a segmentation fault', 'segfault', { reason: 'signal', detail: /^SIGSEGV$/ }],
  ['aborts', 'abort', { reason: 'signal', detail: /^SIGABRT$/ }],
  ['exits with status 0 in the middle', 'exit-0', { reason: 'exit', detail: /^exit status 0$/ }],
  ['exits with another status', 'exit-3', { reason: 'exit', detail: /^exit status 3$/ }],
  ['loops for ever', 'loop', { reason: 'timeout', detail: /no answer within 300 ms/, timeoutMs: 300 }],
  ['prints 100 MB', 'flood', { reason: 'output-limit', detail: /printed more than 16777216 bytes/ }],
  ['writes garbage into the protocol', 'garbage', { reason: 'protocol', detail: /garbage.*I am printf/ }],
  ['writes garbage behind its answer', 'garbage-after', { reason: 'protocol', detail: /garbage|without being asked/ }],
  ['exits in the middle of an answer', 'half-line', { reason: 'exit', detail: /exit status 0/ }],
  ['answers twice', 'twice', { reason: 'protocol', detail: /answered twice/ }],
  [
    'answers for another case',
    'other-case',
    { reason: 'protocol', detail: /answered for "another\/case\/altogether"/ },
  ],
  ['answers another request', 'other-request', { reason: 'protocol', detail: /answered request 4711/ }],
  ['answers something else', 'other-kind', { reason: 'protocol', detail: /does not follow the protocol/ }],
  ['answers what the schema does not know', 'not-the-schema', { reason: 'protocol', detail: /surprise/ }],
  ['leaks 2 GB', 'leak', { reason: 'memory-limit', detail: /bytes resident, 1073741824 allowed/ }],
  ['leaves a child behind', 'child', { reason: 'left-process', detail: /sleep/ }],
  ['leaves a grandchild in another session', 'child-elsewhere', { reason: 'left-process', detail: /sleep/ }],
  ['closes its streams', 'closed-streams', { reason: 'closed-streams', detail: /went on running/ }],
]
for (const [title, name, expected] of misbehaviours) {
  test(`a host that ${title} ends with ${expected.reason}, and nothing of it is left`, endsAs, name, expected)
}

test('a second answer that comes during the next case is blamed on the earlier one', async (t) => {
  using host = newHost()
  await host.greet()
  const first = await host.ask(caseNamed('twice-late'), 5000)
  t.true('reply' in first)
  t.is(await host.settle(5000), null)
  const second = await host.ask(caseNamed('innocent'), 5000)
  t.true('end' in second && second.end.late)
})

test('a host that does what it should answers case after case and ends cleanly', async (t) => {
  using host = newHost()
  const greeting = await host.greet()
  t.like(greeting, { hello: { implementation: 'fake', python: '3.11' } })
  for (let cases = 0; cases < 20; cases += 1) {
    const answer = await host.ask(caseNamed('innocent'), 5000)
    t.true('reply' in answer)
    t.is(await host.settle(5000), null)
  }
  const farewell = await host.finish()
  t.like(farewell, { clean: true, detail: 'exit status 0', end: null })
})

test('a driver that cannot do what it is asked says so, and the host goes on', async (t) => {
  using host = newHost()
  await host.greet()
  t.like(await host.ask(caseNamed('failed'), 5000), { reply: { failed: { message: 'I cannot do that' } } })
  t.is(await host.settle(5000), null)
})

test('a host that exits with another status than 0 after `bye` did not end cleanly', async (t) => {
  using host = newHost(['--at-hello', 'dirty-end'])
  await host.greet()
  t.like(await host.finish(), { clean: false, detail: 'exit status 7 after `bye`' })
})

test('a host that crashes before it says hello has ended', async (t) => {
  using host = newHost(['--at-hello', 'segfault'])
  t.like(await host.greet(), { end: { signal: 'SIGSEGV', ending: { reason: 'signal' } } })
})

test('a host that never says hello is ended at its time limit', async (t) => {
  using host = newHost(['--at-hello', 'silence'], { startMs: 300 })
  t.like(await host.greet(), { end: { ending: { reason: 'timeout' } } })
})

test('a program that does not exist is an end with its reason', async (t) => {
  using host = new Host({
    program: '/no/such/program',
    args: [],
    env: {},
    run: 'none',
    tracePath: join(scratch, 'none.trace'),
    limits: defaultLimits,
    births,
  })
  t.like(await host.greet(), { end: { ending: { reason: 'exit' } } })
})
