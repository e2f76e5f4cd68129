import test from 'ava'
import type { CaseId, Suite } from '../suite/case.ts'
import { idFaults, renderIds } from './ids.ts'

const suiteOf = (...ids: string[]) => ({ cases: ids.map((id) => ({ id: id as CaseId })) }) as Pick<Suite, 'cases'>

test('new ids are added in order, and none is ever taken out', (t) => {
  const first = renderIds('', suiteOf('b/t/two', 'a/t/one'))
  t.regex(first, /^#.*\na\/t\/one\nb\/t\/two\n$/)
  t.regex(renderIds(first, suiteOf('a/t/three')), /\na\/t\/one\na\/t\/three\nb\/t\/two\n$/)
})

test('where an id went stays written', (t) => {
  const text = 'a/t/old -> a/t/new\n'
  t.true(renderIds(text, suiteOf('a/t/new')).endsWith('\na/t/new\na/t/old -> a/t/new\n'))
})

const faults: [string, string, RegExp | null][] = [
  ['an id that a case has', 'a/t/new', null],
  ['one that has gone silently', '# head\na/t/old', /no case has the id a\/t\/old any more/],
  ['one that goes on under another name', 'a/t/old -> a/t/new', null],
  ['one that went to where nothing is', 'a/t/old -> a/t/nothing', /went to a\/t\/nothing, which no case has/],
  ['one that went for a reason', 'a/t/old -> none: CPython withdrew the promise', null],
  ['one that went for no reason', 'a/t/old -> none: ', /which no case has/],
  ['one that came back', 'a/t/new -> none: a mistake', /is said to be gone, and a case has it/],
]
for (const [what, text, message] of faults) {
  test(`of ${what} lint says ${message === null ? 'nothing' : 'so'}`, (t) => {
    const [fault, ...more] = idFaults(text, suiteOf('a/t/new'))
    t.is(more.length, 0)
    if (message === null) return t.is(fault, undefined)
    t.regex(fault?.message ?? '', message)
    return t.is(fault?.place.line, text.split('\n').length)
  })
}
