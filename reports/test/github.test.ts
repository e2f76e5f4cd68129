import test from 'ava'
import type { CaseFinished, RunEvent } from '#harness/src/record/events.ts'
import { githubAnnotations, githubSummary } from '../src/github.ts'
import { fixtureEvents } from './fixture.ts'

const events = fixtureEvents()

/** The fixture with other words in the place of one bridge's findings. */
function saying(text: string): RunEvent[] {
  return events.map((event) => {
    if (event.event !== 'CaseFinished' || !event.unexpected) return event
    const differences: CaseFinished['differences'] = [{ at: 'step 1', expected: 'x', seen: text }]
    return { ...event, verdict: 'fail' as const, ending: null, reason: null, known: null, differences }
  })
}

test('each unexpected case is an error at its place, with the bridges; ten at most', (t) => {
  const lines = githubAnnotations(events).split('\n').slice(0, -1)
  t.true(lines.length <= 10)
  for (const line of lines) t.regex(line, /^::error [^:]+::[^\n]+$/)
  t.true(
    lines.some((line) =>
      /^::error file=suites\/[\w/]+\.yaml,line=\d+,col=\d+,title=ownership\/list\/append-keeps%3A fail on bridge-ref/.test(
        line,
      ),
    ),
  )
  const many = events.flatMap((event) =>
    event.event === 'CaseFinished' && event.bridge === 'pypy3' ? [{ ...event, unexpected: true }] : [event],
  )
  const more = githubAnnotations(many).split('\n').slice(0, -1)
  t.is(more.length, 10)
  t.regex(more.at(-1) ?? '', /^::error title=\d+ more::\d+ more are unexpected; the job's summary has them$/)
})

test('nothing that a host says begins another command or another property', (t) => {
  const text = githubAnnotations(saying('50%\r\n::set-output name=x::y,file=/etc/passwd::'))
  for (const line of text.split('\n').slice(0, -1)) t.regex(line, /^::error [^:]*::/)
  t.notRegex(text, /^::set-output/m)
  t.regex(text, /50%25/)
})

test('a run that is as expected has no annotations', (t) => {
  const good = events.filter(
    ({ event }) => event === 'RunStarted' || event === 'BridgeStarted' || event === 'RunFinished',
  )
  t.is(githubAnnotations(good), '')
  t.regex(githubSummary(good, 0), /^## Proofload: everything as expected, 0 verdicts/)
})

test('the summary has the totals, and each unexpected case with what was seen', (t) => {
  const text = githubSummary(events, 0)
  t.regex(text, /^## Proofload: \d+ unexpected, \d+ verdicts/)
  t.regex(text, /\n\| +\| bridge-ref<br>/)
  t.regex(text, /\n\| ownership \| \d+\/\d+ ❌ \d+/)
  t.regex(text, /<summary>❌ <b>ownership\/tuple\/dealloc-order<\/b> crash on bridge-ref<\/summary>\n\n<pre>.*SIGSEGV/s)
})

test('neither HTML nor Markdown of a host acts in the summary', (t) => {
  const text = githubSummary(saying('</pre><script>alert(1)</script>'), 0)
  t.notRegex(text, /<script>/)
  t.regex(text, /&lt;\/pre&gt;&lt;script&gt;/)
})

test('the summary keeps to its limit, and says how much it leaves out', (t) => {
  for (const limit of [2 ** 20, 5000, 3000, 100]) {
    const text = githubSummary(saying('ä'.repeat(3000)), 2 ** 20 - limit)
    t.true(Buffer.byteLength(text) <= limit)
    if (limit === 5000) t.regex(text, /… and \d+ more; report\.html has them all\n$/)
  }
})
