import test from 'ava'
import type { Answer } from '../bridge/host.ts'
import { type Import, judge } from './import-files.ts'

function failed(type: string, message: string): Answer {
  return { reply: { id: 1, failed: { type, message } } }
}

function ended(reason: 'signal' | 'timeout', detail: string, stderr = ''): Answer {
  const ending = { reason, detail, lastCalls: [], step: null, stderr, backtrace: null }
  return { end: { ending, signal: null, exitCode: null, late: false } }
}

const answers: [string, Answer, Omit<Import, 'file'>][] = [
  ['loaded', { reply: { id: 1, loaded: 'm', missing: ['PyX_New'] } }, { outcome: 'imported', detail: '' }],
  [
    'a trap that was called',
    failed('SystemError', 'the bridge lacks PyX_New'),
    { outcome: 'missing-symbol', detail: 'PyX_New' },
  ],
  [
    'a symbol that nobody exports',
    failed('ImportError', 'm: failed to load: undefined symbol: _PyX'),
    { outcome: 'missing-symbol', detail: '_PyX' },
  ],
  [
    'a module that is not there',
    failed('ModuleNotFoundError', "No module named 'a.b'"),
    { outcome: 'missing-module', detail: 'a.b' },
  ],
  ['another error', failed('ValueError', 'no\nmore'), { outcome: 'error', detail: 'ValueError: no' }],
  ['a crash', ended('signal', 'SIGSEGV', 'first\n\nsecond\n'), { outcome: 'crash', detail: 'SIGSEGV: first | second' }],
  ['a hang', ended('timeout', 'no answer within 9 ms'), { outcome: 'hang', detail: 'no answer within 9 ms' }],
]
for (const [what, answer, expected] of answers) test(`an import: ${what}`, (t) => t.deepEqual(judge(answer), expected))
