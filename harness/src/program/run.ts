import { type Command, Option } from 'commander'
import { run } from '../command/run.ts'
import {
  defaultBridge,
  defaultLimitedApi,
  defaultOut,
  defaultTimeoutMs,
  type RunFlags,
} from '../command/run-options.ts'
import { collect, defaultJobs, parseCount, parsePositive, parseVersion, type Surroundings } from '../options.ts'
import { order, stress } from '../record/variant.ts'
import { reporterOption } from './record.ts'
import { selecting } from './selecting.ts'

export function runCommand(program: Command, around: Surroundings): void {
  const command = selecting(program.command('run'))
    .description('Run cases on bridges, judge them, record and report.')
    .argument(
      '[bridges...]',
      `names as \`proofload bridges\` lists them, or paths of descriptors (default: ${defaultBridge})`,
    )
  hostOptions(command)
  orderOptions(command)
  command
    .addHelpText(
      'after',
      `
Examples:
  proofload run cpython@3.8 cpython      the oldest and the newest CPython
  proofload run --suite ownership        one area; ownership/list is a topic, ownership/list/setitem-steals a case
  proofload run --grep steal --level documented
  proofload run --shard 2/3 --out part2  the second of three disjoint parts
  proofload run --last-failed            what went wrong last time
  proofload run cpython@3.8 cpython --limited-api
                                         probes compiled once, as abi3 files, for both
  proofload run --order random           random order; --seed N --jobs 1 gives the same one again
  proofload run --resume                 after Ctrl-C or a crash of the machine: runs only what is not finished
  proofload run ./my-bridge.yaml         a bridge of your own, by its descriptor`,
    )
    .action(async (names: string[], flags: RunFlags) => {
      process.exitCode = await run(names, flags, around, process.stdout)
    })
}

function hostOptions(command: Command): void {
  command
    .option('--path <dir>', 'where extensions of your own are found that cases import (repeatable)', collect)
    .option('--jobs <n>', `hosts at once (default: ${defaultJobs}, the processors)`, parsePositive)
    .option(
      '--timeout <ms>',
      `time limit of a case that has none of its own (default: ${defaultTimeoutMs})`,
      parsePositive,
    )
    .option(
      '--start-timeout <ms>',
      'time limit for the start of a host and for loading a probe (default: 30000)',
      parsePositive,
    )
    .option('--memory-limit <MB>', 'resident memory of a host and its children (default: 1024)', parsePositive)
    .option('--output-limit <MB>', 'what one case may print (default: 16)', parsePositive)
    .option('--isolate', 'a host of its own for every case')
}

function orderOptions(command: Command): void {
  command
    .addOption(
      new Option(
        '--stress <what>',
        'gc: hosts collect garbage as often as they can; alloc: the n-th allocation of a case fails, for each n',
      ).choices(stress.options),
    )
    .addOption(
      new Option(
        '--limited-api [version]',
        `probes for the limited API, one binary for all bridges (default: ${defaultLimitedApi})`,
      ).argParser(parseVersion),
    )
    .addOption(new Option('--order <order>', 'of the cases').choices(order.options))
    .option('--seed <n>', 'of the random order (default: drawn, and told)', parseCount)
    .option('--repeat <n>', 'run each case so often; one whose verdict differs is flaky, never green', parsePositive)
    .option(
      '--retries <n>',
      'try an unexpected case again; one whose verdict differs is flaky, never green',
      parseCount,
    )
    .option('--record-protocol', 'write all that hosts are asked and answer to protocol.jsonl, for `proofload replay`')
    .option('--no-backtrace', 'do not run cases that crash unexpectedly once more under gdb, where there is one')
    .option('--bail', 'stop at the first unexpected case')
    .option('--last-failed', 'only the cases that were unexpected in the last run, on its bridges and of its suites')
    .option('--resume', 'finish the interrupted or killed run of the output folder; alone, or with the same options')
    .option('--reporter <name>', reporterOption, collect)
    .option('--out <dir>', `folder of the record and the reports (default: ${defaultOut})`)
}
