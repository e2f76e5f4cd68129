/** A session is recorded on a real CPython, and replayed where there is none. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { anyCPython, eventsIn, fixtureSuites, newFolder, proofload, start, until } from '../../test/command-line.ts'

const cpython = await anyCPython(process.env)
const root = newFolder()
test.after.always(() => rmSync(root, { recursive: true, force: true }))

/** Neither an interpreter nor a compiler is found. */
const bare = { HOME: root, PATH: join(root, 'nothing') }
const session = join(root, 'session')
const suites = join(root, 'suites')

function onSession(title: string, body: (t: ExecutionContext) => Promise<void>): void {
  test.serial(title, async (t) => {
    if (cpython !== null) return await body(t)
    t.log('not tested: there is no CPython with headers on this machine')
    t.pass()
  })
}

test.before(async () => {
  if (cpython === null) return
  cpSync(fixtureSuites, suites, { recursive: true })
  const selection = ['--suite', 'misbehaving/extension', '--suite', 'ordinary']
  const args = ['run', cpython, '--suites', suites, ...selection, '--retries', '1', '--jobs', '2']
  const { status, out } = await proofload([...args, '--record-protocol', '--out', session], process.env)
  if (status !== 1) throw new Error(out)
})

onSession('a session with crashes, hangs and retries replays byte for byte without any bridge', async (t) => {
  const out = join(root, 'again')
  const { status, out: printed } = await proofload(['replay', session, '--out', out], bare)
  t.is(status, 1, printed)
  t.regex(printed, /172 verdicts replayed, 0 of them other than when it was recorded/)
  const files = readdirSync(out).sort()
  t.deepEqual(files, ['events.jsonl', 'junit.xml', 'report.html', 'results.json'])
  for (const name of files) {
    t.true(readFileSync(join(out, name)).equals(readFileSync(join(session, name))), `${name} is the same`)
  }
  t.true(
    eventsIn(out).some(
      (event) => event.event === 'CaseFinished' && event.verdict === 'hang' && event.tries.length === 2,
    ),
  )
})

onSession(
  'an expectation that has changed shows as another verdict, a question that has changed as a case without one',
  async (t) => {
    const changed = join(root, 'changed')
    cpSync(suites, changed, { recursive: true })
    const path = join(changed, 'misbehaving/extension.yaml')
    const [before = '', between = '', after = ''] = readFileSync(path, 'utf8').split('call: innocent, returns: 1')
    // Of the first case another outcome is expected, the last one is given an argument.
    writeFileSync(path, `${before}call: innocent, returns: 2${between}call: innocent, args: [1], returns: 1${after}`)
    const out = join(root, 'judged')
    const { out: printed } = await proofload(['replay', session, '--suites', changed, '--out', out], bare)
    t.regex(
      printed,
      /171 verdicts replayed, 1 of them other than when it was recorded\n.*extension\/before on cpython.*: pass, now fail/,
    )
    t.regex(
      printed,
      /! 1 case cannot be judged from the recording\n.*extension\/after on cpython.* asks something else/,
    )
  },
)

onSession('a killed and resumed run replays byte for byte', async (t) => {
  const [killed, again] = [join(root, 'killed'), join(root, 'killed-again')]
  const selection = ['--suites', suites, '--suite', 'ordinary', '--jobs', '2']
  using started = start(['run', cpython ?? '', ...selection, '--record-protocol', '--out', killed], process.env)
  await until('some cases are finished', () => eventsIn(killed).length >= 12)
  started.child.kill('SIGKILL')
  await started.finished
  const resumed = await proofload(['run', '--resume', '--out', killed], process.env)
  t.is(resumed.status, 0, resumed.out)
  const { out } = await proofload(['replay', killed, '--out', again], bare)
  t.regex(out, /160 verdicts replayed, 0 of them other/)
  t.true(readFileSync(join(again, 'events.jsonl')).equals(readFileSync(join(killed, 'events.jsonl'))))
})

const damages: [string, (text: string) => string, RegExp][] = [
  [
    'breaks off',
    (text) => text.slice(0, -10),
    /protocol\.jsonl breaks off in the middle of line \d+\n.*events\.jsonl: `proofload report/,
  ],
  [
    'has a damaged line',
    (text) => text.replace('"line":"asked"', '"line":"akse'),
    /protocol\.jsonl is damaged in line \d+: no JSON/,
  ],
  [
    'is of another version',
    (text) => text.replace('"version":2', '"version":3'),
    /protocol\.jsonl has version 3; this Proofload reads 2/,
  ],
  [
    'is of the first version',
    (text) =>
      text
        .replace('"version":2', '"version":1')
        .replaceAll('"known":{"verdicts":["fail"]', '"known":{"verdict":"fail"'),
    /protocol\.jsonl has version 1; this Proofload reads 2/,
  ],
  ['is something else', () => 'precious\n', /protocol\.jsonl is not the protocol of a run/],
]
for (const [what, damage, message] of damages) {
  onSession(`a protocol that ${what} is refused by name`, async (t) => {
    const folder = join(root, what.replaceAll(' ', '-'))
    mkdirSync(folder)
    cpSync(join(session, 'events.jsonl'), join(folder, 'events.jsonl'))
    writeFileSync(join(folder, 'protocol.jsonl'), damage(readFileSync(join(session, 'protocol.jsonl'), 'utf8')))
    const out = join(root, `${what.replaceAll(' ', '-')}-out`)
    const { status, out: printed } = await proofload(['replay', folder, '--out', out], bare)
    t.is(status, 2)
    t.regex(printed, message)
    t.false(existsSync(join(out, 'events.jsonl')))
  })
}

onSession(
  'neither a record nor a protocol of somebody else is overwritten, and an old protocol goes with its record',
  async (t) => {
    const { status, out } = await proofload(['replay', session, '--out', session], bare)
    t.is(status, 2)
    t.regex(out, /session\/events\.jsonl is there already/)
    const foreign = join(root, 'foreign')
    mkdirSync(foreign)
    writeFileSync(join(foreign, 'protocol.jsonl'), 'precious\n')
    const args = ['run', cpython ?? '', '--suites', suites, '--suite', 'misbehaving/extension/before']
    const refused = await proofload([...args, '--record-protocol', '--out', foreign], process.env)
    t.is(refused.status, 2, refused.out)
    t.regex(refused.out, /protocol\.jsonl was not written by Proofload/)
    t.is(readFileSync(join(foreign, 'protocol.jsonl'), 'utf8'), 'precious\n')
    const kept = join(root, 'kept')
    await proofload([...args, '--record-protocol', '--out', kept], process.env)
    t.true(existsSync(join(kept, 'protocol.jsonl')))
    await proofload([...args, '--out', kept], process.env)
    t.false(existsSync(join(kept, 'protocol.jsonl')))
  },
)
