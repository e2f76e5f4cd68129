import type { Command } from 'commander'
import { type BenchFlags, bench, defaultBenchOut, defaultRounds, defaultSamples } from '../command/bench.ts'
import { defaultBridge } from '../command/run-options.ts'
import { collect, defaultJobs, parseCount, parsePositive, type Surroundings } from '../options.ts'

export function benchCommand(program: Command, around: Surroundings): void {
  program
    .command('bench')
    .description('Measure throughput: bridges interleaved, compared as ratios with intervals.')
    .argument('[bridges...]', `as for \`run\` (default: ${defaultBridge})`)
    .option('--base <bridge>', 'what the others are compared with (default: a CPython, else the first)')
    .option('--suite <area[/topic[/bench]]>', 'only these benches (repeatable)', collect)
    .option('--suites <dir>', "a suites folder in place of this checkout's (repeatable)", collect)
    .option('--grep <re>', 'only benches whose id or title matches this regular expression')
    .option('--rounds <n>', `how often each bridge takes its turn (default: ${defaultRounds})`, parsePositive)
    .option('--samples <n>', `samples in a row at each turn (default: ${defaultSamples})`, parsePositive)
    .option('--seed <n>', 'of the random order within rounds (default: 1)', parseCount)
    .option('--timeout <ms>', 'time limit of one sample (default: 60000)', parsePositive)
    .option('--jobs <n>', `probes compiled at once (default: ${defaultJobs}, the processors)`, parsePositive)
    .option('--out <dir>', `folder of the record and the reports (default: ${defaultBenchOut})`)
    .addHelpText(
      'after',
      `
Examples:
  proofload bench bridge-ref cpython pypy3
  proofload bench cpython@3.8 cpython@3.13 --base cpython@3.8 --suite throughput --rounds 30`,
    )
    .action(async (names: string[], flags: BenchFlags) => {
      process.exitCode = await bench(names, flags, around, process.stdout)
    })
}
