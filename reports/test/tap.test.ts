import test from 'ava'
import { Parser } from 'tap-parser'
import { reportModel } from '../src/model.ts'
import { renderTap } from '../src/render/tap.ts'
import { fixtureEvents } from './fixture.ts'

const model = reportModel(fixtureEvents())
const text = renderTap(model)

interface Point {
  ok: boolean
  name: string
  fullname: string
  todo: string | boolean
  skip: string | boolean
  diag: { message?: string; details?: string[] } | null
}

/** As a consumer reads it, without the `Bail out!` of an unfinished run, behind which it reads nothing. */
function consumed(tap: string): { ok: boolean; points: Map<string, Point>; bailout: string | boolean } {
  const points = new Map<string, Point>()
  const listen = (parser: Parser, bridge: string): void => {
    parser.on('assert', (point: Point) => points.set(`${bridge}${point.name}`, point))
    parser.on('child', (child: Parser) => listen(child, `${child.name} `))
  }
  const parser = new Parser({ strict: true })
  listen(parser, '')
  parser.end(tap)
  const { ok, bailout } = parser.results ?? { ok: false, bailout: true }
  return { ok, points, bailout }
}

const whole = consumed(text.replace(/^Bail out!.*\n/m, ''))

test('a consumer that is strict reads every case of every bridge once', (t) => {
  const beside = 3
  t.is(whole.points.size, model.bridges.length * (model.cases.length + 1) + beside)
  t.regex(text, /^TAP version 14\n/)
  t.is(text.match(/^Bail out! the run is interrupted: \d+ not run$/gm)?.length, 1)
  t.truthy(consumed(text).bailout)
})

test('a point counts as failed if and only if the case is unexpected', (t) => {
  for (const item of model.cases) {
    for (const [column, { unexpected }] of item.results.entries()) {
      const bridge = model.bridges[column]
      const point = whole.points.get(
        `${bridge?.name}${bridge?.version === null ? '' : ` ${bridge?.version}`} ${item.id}`,
      )
      if (point === undefined) return t.fail(`${item.id} on ${bridge?.name} is wanting`)
      t.is(!point.ok && !point.todo && !point.skip, unexpected, `${item.id} on ${bridge?.name}`)
    }
  }
})

test('what was expected and seen is in the diagnostics, whatever a host has printed', (t) => {
  const point = [...whole.points].find(([name]) => /^bridge-ref .*ownership\/list\/append-keeps$/.test(name))?.[1]
  t.regex(point?.diag?.message ?? '', /^fail: step 3: alive: expected 0, seen 1/)
  t.true(point?.diag?.details?.some((line) => line.includes('expected  0')))
})

test('a known failure that holds is a TODO, a skipped case a SKIP, each with its reason', (t) => {
  const all = [...whole.points.values()]
  t.true(
    all.some(({ ok, todo }) => !ok && typeof todo === 'string' && todo.startsWith('known failure: PyErr_Clear keeps')),
  )
  t.true(all.some(({ ok, skip }) => ok && typeof skip === 'string' && skip.startsWith('needs subinterpreters')))
})
