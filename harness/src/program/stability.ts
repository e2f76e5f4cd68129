import type { Command } from 'commander'
import { defaultBridge } from '../command/run-options.ts'
import {
  defaultFresh,
  defaultRepeat,
  defaultStabilityOut,
  type StabilityFlags,
  stability,
} from '../command/stability.ts'
import { defaultJobs, parseCount, parsePositive, type Surroundings } from '../options.ts'
import { selecting } from './selecting.ts'

export function stabilityCommand(program: Command, around: Surroundings): void {
  selecting(program.command('stability'), { shard: false })
    .description(
      'Run cases many times in one host and in fresh ones, in random order; one whose verdicts differ fails.',
    )
    .argument('[bridges...]', `as for \`run\` (default: ${defaultBridge})`)
    .option(
      '--changed-since [rev]',
      'only cases that are new or changed (default: since PROOFLOAD_BASE, else since the branch left origin, else since the last commit)',
    )
    .option('--most <n>', 'at most so many cases, new and changed ones first; what is left out is said', parsePositive)
    .option('--repeat <n>', `how often in one host (default: ${defaultRepeat})`, parsePositive)
    .option('--fresh <n>', `how often in fresh hosts (default: ${defaultFresh})`, parseCount)
    .option('--hosts <n>', 'fresh hosts each time, at most (default: one for each case)', parsePositive)
    .option('--seed <n>', 'of the random order (default: drawn, and told)', parseCount)
    .option('--timeout <ms>', 'as for `run`', parsePositive)
    .option('--jobs <n>', `hosts at once (default: ${defaultJobs}, the processors)`, parsePositive)
    .option('--out <dir>', `folder of the record and the reports (default: ${defaultStabilityOut})`)
    .addHelpText(
      'after',
      `
Examples:
  proofload stability cpython bridge-ref --changed-since         what this branch has changed
  proofload stability cpython@3.11 --changed-since main~3 --most 50
  proofload stability bridge-ref --suite containers/list --repeat 100 --fresh 0`,
    )
    .action(async (names: string[], flags: StabilityFlags) => {
      process.exitCode = await stability(names, flags, around, process.stdout)
    })
}
