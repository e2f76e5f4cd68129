/** The command as a user starts it, on recorded runs, and once on a bridge. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { HarnessError } from '../errors.ts'
import { surroundings } from '../options.ts'
import { type CompareFlags, compare as compareCommand } from './compare.ts'

const main = join(import.meta.dirname, '../main.ts')
const fixture = join(import.meta.dirname, '../../../reports/test/fixtures/record.jsonl')
const folder = mkdtempSync(join(tmpdir(), 'proofload-compare-'))
test.after.always(() => rmSync(folder, { recursive: true, force: true }))

function compare(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [main, 'compare', ...args], { encoding: 'utf8', cwd: folder })
}

/** The fixture's run as one that finished, with some of its text replaced. */
function recorded(name: string, ...replacements: [RegExp, string][]): string {
  mkdirSync(join(folder, name))
  const finished = readFileSync(fixture, 'utf8').replaceAll('"outcome":"interrupted"', '"outcome":"complete"')
  const text = replacements.reduce((all, [from, to]) => all.replace(from, to), finished)
  writeFileSync(join(folder, name, 'events.jsonl'), text)
  return name
}

const old = recorded('old')
const broken = recorded('broken', [
  /("case":"ownership\/list\/append-keeps","verdict":)"pass","expected":"pass","unexpected":false/,
  '$1"leak","expected":"pass","unexpected":true',
])

test('two runs of the same bridges are a diff, and a regression ends with status 1', (t) => {
  const { status, stdout } = compare(old, broken)
  t.is(status, 1)
  t.regex(stdout, /^✗ ownership\/list\/append-keeps {2}pass → leak/m)
  t.regex(stdout, /✗ 1 regressed\n$/)
  t.is(compare(old, broken, '--fail-on', 'changed,flaky').status, 0)
  t.is(compare(broken, old, '--fail-on', 'fixed').status, 1)
})

test('asked by what, two runs of the same bridges are shown side by side', (t) => {
  const { status, stdout } = compare(old, `new=${broken}`, '--by', 'area', '--format', 'markdown')
  t.is(status, 0)
  t.regex(stdout, /^\| area \| .*pypy3\\#new/)
})

test('a record may be named by its folder, by its file, or with a label', (t) => {
  for (const name of [`${old}/events.jsonl`, `a=${old}`]) t.is(compare(name).status, 0, name)
})

test('what cannot be compared is refused by name, with a remedy', async (t) => {
  const [first, second] = [join(folder, old), join(folder, broken)]
  const torn = join(folder, 'torn.jsonl')
  writeFileSync(torn, readFileSync(fixture, 'utf8').replace('"CaseFinished"', '"CaseFin'))
  writeFileSync(join(first, 'results.json'), '{}')
  const fake = join(folder, 'fake')
  mkdirSync(join(fake, 'events.jsonl'), { recursive: true })
  const refusals: [string[], CompareFlags, RegExp, RegExp?][] = [
    [['no/such'], {}, /record no\/such: no such file or folder/],
    [[join(first, 'results.json')], {}, /is a report, not a record/, /^name .*events\.jsonl/],
    [[torn], {}, /torn\.jsonl/],
    [['nosuchbridge'], {}, /unknown bridge "nosuchbridge", and no recorded run of that name/],
    [[first, 'docs'], {}, /no events\.jsonl in the folder docs/, /name the output folder of a run/],
    [[fake], {}, /events\.jsonl is a folder/],
    [['bridge-ref'], { suite: ['nosuch'] }, /--suite "nosuch" names no area/],
    [['bridge-ref'], { suite: ['throughput'], bench: false }, /--suite "throughput" names no area/],
    [[first], { suite: ['buffers'] }, /--suite is for bridges that are run/, /--where/],
    [[first], { diff: true }, /--diff takes two recorded runs, not 1/],
    [[first], { failOn: ['regressed'] }, /--fail-on needs two recorded runs/],
    [[first], { where: 'pypy3:fial' }, /^--where, column 7: "fial" is no verdict/, /^pypy3:fial\n {8}\^$/],
    [[first], { out: join(first, 'events.jsonl') }, /--out .*events\.jsonl is there already/],
    [[first], { base: 'jython' }, /--base jython is no column/, /there are bridge-ref, /],
    [[first, second], { where: 'all(' }, /--where, column 5/],
    [[first], { where: 'area:bufers' }, /^--where, column 6: no case and no bench has area "bufers"/],
    [[first, second], { diff: true, where: 'nothing-has-this' }, /--where nothing-has-this matches no case/],
    [[`x=${first}`, `x=${second}`], {}, /^x names two runs: /],
  ]
  for (const [args, flags, message, hint = /./] of refusals) {
    const error = await t.throwsAsync(() => compareCommand(args, flags, surroundings(process.env), process.stdout), {
      instanceOf: HarnessError,
      message,
    })
    t.regex(error?.hint ?? 'none', hint)
  }
  const { status, stderr } = compare(first, '--fail-on', 'broken')
  t.is(status, 2)
  t.regex(stderr, /expected regressed, .*, got "broken"/)
  t.regex(compare(first, '--fail-on', 'none,regressed').stderr, /"none" stands alone/)
})

test('a comparison can be written to a file', (t) => {
  const { stdout } = compare(old, '--format', 'json', '--out', 'reports/compared.json')
  t.is(stdout, 'reports/compared.json\n')
  t.is(JSON.parse(readFileSync(join(folder, 'reports/compared.json'), 'utf8')).schema, 1)
})

test('a bridge is run and measured, and standard output is the comparison alone', (t) => {
  const { status, stdout, stderr } = compare(
    'bridge-ref',
    '--suite',
    'refcounting/counting',
    '--suite',
    'throughput/operations/list-append',
    '--rounds',
    '5',
    '--format',
    'json',
  )
  t.is(status, 0, stderr)
  const { columns, total } = JSON.parse(stdout)
  t.deepEqual(
    columns.map(({ name }: { name: string }) => name),
    ['bridge-ref'],
  )
  t.true(total.cells[0].judged > 10)
  t.true(existsSync(join(folder, '.proofload/compare/bench/events.jsonl')))
  t.regex(stderr, /running bridge-ref into /)
  t.true(existsSync(join(folder, '.proofload/compare/run/events.jsonl')))
})
