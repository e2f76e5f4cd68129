/**
 * What the harness adds to a warm run, over what the host itself spends: `npm run overhead [-- BRIDGE]`.
 *
 * One job, so that nothing overlaps. The first run builds; of the others the median counts. The host's time is by its own clock,
 * from having read a request to its answer, so that messages, judging, recording, starting hosts and building (nothing, when warm) are all
 * the harness's. Loading the suite is told apart: it is paid once a run, not once a case.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { median } from 'simple-statistics'
import { readRecord } from '../src/record/read.ts'

const execute = promisify(execFile)
const main = resolve(import.meta.dirname, '../src/main.ts')
const runs = 5

interface Figures {
  cases: number
  wallMs: number
  hostMs: number
  /** Start of the process, loading and checking the suite, reports. */
  aroundMs: number
}

async function measure(bridge: string, out: string): Promise<Figures> {
  const began = performance.now()
  // Level `misuse` ends its hosts on purpose; here only hosts that live are of interest.
  const args = [main, 'run', bridge, '--jobs', '1', '--level', 'documented', '--out', out]
  await execute(process.execPath, args, { maxBuffer: 2 ** 26 }).catch((error: { code?: unknown }) => {
    // Unexpected cases are for `run` to tell; they take their time as others do.
    if (error.code !== 1) throw error
  })
  const totalMs = performance.now() - began
  const { events } = readRecord(join(out, 'events.jsonl'))
  const finished = events.filter((event) => event.event === 'CaseFinished').filter(({ hostMs }) => hostMs !== null)
  const wallMs = events.find((event) => event.event === 'RunFinished')?.durationMs ?? Number.NaN
  const hostMs = finished.reduce((sum, one) => sum + (one.hostMs ?? 0), 0)
  return { cases: finished.length, wallMs, hostMs, aroundMs: totalMs - wallMs }
}

const bridge = process.argv[2] ?? 'cpython'
const folder = mkdtempSync(join(tmpdir(), 'proofload-overhead-'))
try {
  await measure(bridge, folder)
  const all: Figures[] = []
  for (let run = 0; run < runs; run += 1) all.push(await measure(bridge, folder))
  const cases = all[0]?.cases ?? 0
  const added = median(all.map(({ wallMs, hostMs }) => wallMs - hostMs))
  const host = median(all.map(({ hostMs }) => hostMs))
  const around = median(all.map(({ aroundMs }) => aroundMs))
  console.log(`${bridge}: ${cases} cases, median of ${runs} warm runs with one job`)
  console.log(`  host      ${(host / cases).toFixed(3)} ms a case`)
  console.log(`  harness   ${(added / cases).toFixed(3)} ms a case (messages, judging, record, starting hosts)`)
  console.log(`  once      ${Math.round(around)} ms a run (start, loading and checking the suite, reports)`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
