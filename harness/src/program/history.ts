/** What a bridge was in earlier runs: `track`, `history`, `regressions`. */
import type { Command } from 'commander'
import { type HistoryFlags, history } from '../command/history.ts'
import { type RegressionsFlags, regressions } from '../command/regressions.ts'
import { defaultHistory, type TrackFlags, track } from '../command/track.ts'
import { collect, parsePositive, type Surroundings } from '../options.ts'

const db = ['--db <file>', `the history (default: ${defaultHistory})`] as const
const bridge = [
  '--bridge <bridge>',
  'only this bridge, as records name it: cpython@3.13 (repeatable)',
  collect,
] as const

export function historyCommands(program: Command, around: Surroundings): void {
  trackCommand(program, around)
  historyCommand(program)
  regressionsCommand(program)
}

function trackCommand(program: Command, around: Surroundings): void {
  program
    .command('track')
    .description('Store recorded runs in a history; the same run twice is one.')
    .argument(
      '[records...]',
      'output folders of runs, or their events.jsonl (default: .proofload and .proofload/bench)',
    )
    .option(...db)
    .option(
      '--commit <[bridge=]revision>',
      'what was tested, in place of what the record says (repeatable; default: the checkout of the descriptor)',
      collect,
    )
    .option('--export <file>', 'write the history as JSON lines; - is standard output')
    .option('--import <file>', 'store the runs of an export: all of them, or none when it is damaged')
    .addHelpText(
      'after',
      `
Examples:
  proofload track                        the last run and the last measurement
  proofload track runs/* --db history.db
  proofload track --commit pypy3=3f1c9a2 a build of PyPy that lies in no checkout
  proofload track --export history.jsonl
  proofload track --import history.jsonl --db other.db

Exit status: 0 stored; 1 an export left out damaged runs; 2 the history, a record or an export is refused, and nothing was written.
docs/history.md has the formats.`,
    )
    .action((records: string[], flags: TrackFlags) => {
      process.exitCode = track(records, flags, around, process.stdout)
    })
}

function historyCommand(program: Command): void {
  program
    .command('history')
    .description('Tell since when a case fails or is flaky, and where a bench became slower or faster.')
    .argument('[subject]', 'a case, a bench, a topic or an area (default: list the runs)')
    .option(...db)
    .option(...bridge)
    .option('--json', 'as JSON; docs/history.md has its fields')
    .addHelpText(
      'after',
      `
Examples:
  proofload history                                runs, oldest first
  proofload history ownership/list/setitem-steals  a case: its verdicts, and the commits between which it broke
  proofload history throughput --bridge bridge-ref benches of an area, with their change points`,
    )
    .action((subject: string | undefined, flags: HistoryFlags) => {
      process.exitCode = history(subject, flags, process.stdout)
    })
}

function regressionsCommand(program: Command): void {
  program
    .command('regressions')
    .description('Tell what got worse and still is: cases that broke or became flaky, benches that became slower.')
    .option(...db)
    .option(...bridge)
    .option('--since <when>', 'only what began after this commit, this run or from this date on (default: ever)')
    .option('--floor <percent>', 'a slowdown is at least so large (default: 2)', parsePositive)
    .option('--json', 'as JSON: { broken, flaky, slower }; docs/history.md has the fields')
    .addHelpText(
      'after',
      `
Examples:
  proofload regressions
  proofload regressions --bridge bridge-ref --since 2026-11-01
  proofload regressions --since 3f1c9a2 --floor 5

Exit status: 0 there is none; 1 there is one; 2 wrong usage, or a history that cannot be read.`,
    )
    .action((flags: RegressionsFlags) => {
      process.exitCode = regressions(flags, process.stdout)
    })
}
