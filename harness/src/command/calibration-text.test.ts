import test from 'ava'
import { type Calibration, type Change, calibrationText, missedAims } from './calibration-text.ts'

function change(planted: number, slower: number, comparisons = 100): Change {
  const share = slower / comparisons
  const rest = { cannotTell: comparisons - slower, notSlower: 0, low: share - 0.01, high: share + 0.01 }
  return { planted, comparisons, slower, share, ...rest, seconds: { median: 3, most: 5.9 } }
}

const kept = [change(0, 2), change(0.03, 40), change(0.05, 90), change(0.1, 100)]
const calibration: Calibration = {
  proofload: '0.0.0',
  at: '2026-11-23T10:00:00Z',
  machine: { os: 'linux 6', arch: 'x64', cpus: 2, node: '24', cpu: 'a processor', memoryBytes: 2 ** 33 },
  load: { before: 0.1, after: 1.2 },
  bridge: 'mine (1.0)',
  benches: 35,
  rule: { floor: 0.02, budget: 6 },
  minutes: 35,
  changes: kept,
  trials: [],
}

test('aims that are just kept are kept', (t) => {
  t.deepEqual(missedAims(kept), [])
  t.regex(calibrationText(calibration, []), /✓ the gate keeps its aims here\n$/)
})

test('a false alarm too many and a slowdown too few are said', (t) => {
  t.deepEqual(missedAims([change(0, 3), change(0.05, 89)]), [
    '3 of 100 comparisons of the same code are false alarms, 2 % is the aim',
    '89 of 100 slowdowns of 5 % are found, 90 % is the aim',
  ])
})

test('the table has a line for each change; machine, load and date stand below', (t) => {
  const lines = calibrationText(calibration, []).split('\n')
  t.regex(lines[1] ?? '', /^nothing +100 +2 +2 % \[1\.0, 3\.0\] +98 +0 +median 3\.0, most 5\.9$/)
  t.regex(lines[3] ?? '', /^ +\+5 % +100 +90 +90 % /)
  t.regex(
    lines[5] ?? '',
    /^2026-11-23, linux 6 x64, 2 processors \(a processor\), load 0\.1 before and 1\.2 after; floor 2 %, budget 6 s a bench; 35 min/,
  )
})
