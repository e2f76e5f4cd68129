/** What is made of recorded runs: `report`, `merge`, `replay`. */
import type { Command } from 'commander'
import { reporterNames } from '#reports/src/write.ts'
import { type MergeFlags, merge } from '../command/merge.ts'
import { type ReplayFlags, replay } from '../command/replay.ts'
import { type ReportFlags, report } from '../command/report.ts'
import { defaultHistory } from '../command/track.ts'
import { collect, type Surroundings } from '../options.ts'

export const reporterOption = `report to write: ${reporterNames.join(', ')} (repeatable; default: results, junit, html)`

export function recordCommands(program: Command, around: Surroundings): void {
  reportCommand(program, around)
  mergeCommand(program, around)
  replayCommand(program, around)
}

function reportCommand(program: Command, around: Surroundings): void {
  program
    .command('report')
    .description('Make the reports of a recorded run again, or others of it. Nothing is run.')
    .argument('<record>', 'output folder of a run, or its events.jsonl')
    .option('--reporter <name>', reporterOption, collect)
    .option('--out <dir>', 'folder of the reports (default: that of the record)')
    .option('--history [file]', `show in report.html what \`track\` stored of its bridges (default: ${defaultHistory})`)
    .addHelpText(
      'after',
      `
Examples:
  proofload report .proofload --reporter ctrf --reporter tap
  proofload report .proofload --history
  proofload report downloaded/events.jsonl --out reports`,
    )
    .action(async (record: string, flags: ReportFlags) => {
      process.exitCode = await report(record, flags, around, process.stdout)
    })
}

function mergeCommand(program: Command, around: Surroundings): void {
  program
    .command('merge')
    .description('Put records of parts together: shards, bridges, areas that were run apart. Nothing is overwritten.')
    .argument('<records...>', 'output folders of runs, or their events.jsonl; the order does not matter')
    .requiredOption('--out <dir>', 'folder of the merged record and its reports; it must not hold a record')
    .option('--salvage', 'also of damaged and unfinished records, what is whole of them; what is lost is said')
    .option('--reporter <name>', reporterOption, collect)
    .addHelpText(
      'after',
      `
Examples:
  proofload merge part1 part2 part3 --out whole
  proofload merge cpython-run pypy-run --out both
  proofload merge --salvage broken --out mended     then: proofload run --resume --out mended

Exit status: as \`run\`; 1 also when a part or a case is missing; 2 when the records do not belong together.`,
    )
    .action(async (records: string[], flags: MergeFlags) => {
      process.exitCode = await merge(records, flags, around, process.stdout)
    })
}

function replayCommand(program: Command, around: Surroundings): void {
  program
    .command('replay')
    .description('Judge a recorded session again, with the suite as it is now. Needs no bridge and no compiler.')
    .argument('<folder>', 'output folder of a run with --record-protocol')
    .requiredOption('--out <dir>', 'folder of the record and its reports; it must not hold a record')
    .option('--suites <dir>', "a suites folder in place of the recorded run's (repeatable)", collect)
    .option('--reporter <name>', reporterOption, collect)
    .addHelpText(
      'after',
      `
Examples:
  proofload run pypy3 --record-protocol --out session
  proofload replay session --out again   the same bytes, as long as suite and Proofload are the same

Exit status: as \`run\`.`,
    )
    .action(async (folder: string, flags: ReplayFlags) => {
      process.exitCode = await replay(folder, flags, around, process.stdout)
    })
}
