import { type Command, InvalidArgumentError, Option } from 'commander'
import { type MetricGroup, metricGroups } from '../bench/metrics.ts'
import { type BenchFlags, bench, defaultBenchOut, defaultRounds, defaultSamples } from '../command/bench.ts'
import { benchCalibrate, type CalibrateFlags, defaultComparisons } from '../command/bench-calibrate.ts'
import { benchGate, type GateFlags } from '../command/bench-gate.ts'
import { defaultBridge } from '../command/run-options.ts'
import { exitStatus, HarnessError } from '../errors.ts'
import {
  collect,
  defaultJobs,
  parseCount,
  parsePercent,
  parsePositive,
  parseSeconds,
  type Surroundings,
} from '../options.ts'
import { defaultBudget, defaultFloor } from '../statistics/gate-rule.ts'

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
    .option('--against <base>', 'is the bridge slower than this one? A bridge, or git:REVISION of its checkout')
    .option(
      '--floor <%>',
      `with --against: slower by so much is still not slower (default: ${defaultFloor * 100})`,
      parsePercent,
    )
    .option('--budget <s>', `with --against: time for one bench (default: ${defaultBudget})`, parseSeconds)
    .addOption(
      new Option(
        '--cannot-tell <what>',
        `with --against: what a bench counts as that cannot be told (default: neither, exit status ${exitStatus.undecided})`,
      ).choices(['pass', 'fail']),
    )
    .option(
      '--calibrate',
      'how often the gate is wrong on this machine: false alarms, and slowdowns of 3, 5 and 10 % found',
    )
    .option(
      '--comparisons <n>',
      `with --calibrate: for each of the four (default: ${defaultComparisons})`,
      parsePositive,
    )
    .option('--json', 'with --against, --calibrate: the answers as JSON; docs/throughput-gate.md has the fields')
    .option(
      '--metrics <list>',
      `${metricGroups.join(', ')}: measured too, in hosts of their own; instructions need valgrind`,
      parseMetrics,
    )
    .option('--no-warmup', 'without the curve of each bench in a fresh host, which hosts with a JIT get')
    .option('--timeout <ms>', 'time limit of one sample (default: 60000)', parsePositive)
    .option('--jobs <n>', `probes compiled at once (default: ${defaultJobs}, the processors)`, parsePositive)
    .option('--out <dir>', `folder of the record and the reports (default: ${defaultBenchOut})`)
    .addHelpText(
      'after',
      `
Examples:
  proofload bench bridge-ref cpython pypy3
  proofload bench cpython@3.8 cpython@3.13 --base cpython@3.8 --suite throughput --rounds 30
  proofload bench bridge-ref --against ../base/harness/bridges/bridge-ref.yaml
  proofload bench --calibrate cpython@3.11 --comparisons 20
  proofload bench bridge-ref --against git:main --cannot-tell pass
                                         is this checkout slower? 0: no; 1: yes; ${exitStatus.undecided}: something cannot be told`,
    )
    .action(async (names: string[], flags: AllFlags) => {
      process.exitCode = await dispatch(names, flags, around)
    })
}

type AllFlags = BenchFlags & Partial<GateFlags> & CalibrateFlags & { calibrate?: true }

type Mode = 'measure' | 'against' | 'calibrate'

function dispatch(names: string[], all: AllFlags, around: Surroundings): Promise<number> {
  const { against, calibrate, ...flags } = all
  const mode: Mode = calibrate === true ? 'calibrate' : against === undefined ? 'measure' : 'against'
  refuseUseless(all, mode)
  if (calibrate === true) return benchCalibrate(names, flags, around, process.stdout)
  if (against !== undefined) return benchGate(names, { ...flags, against }, around, process.stdout)
  return bench(names, flags, around, process.stdout)
}

const gates: readonly Mode[] = ['against', 'calibrate']

/** Flags that are of some modes only, and what to do without. */
const onlyIn: [flag: keyof AllFlags, modes: readonly Mode[], hint: string][] = [
  ['against', ['measure', 'against'], '--calibrate compares a bridge with itself'],
  ['json', gates, "it is of --against and --calibrate; a measurement's numbers are in the events.jsonl of --out"],
  ['floor', gates, 'it is of --against and --calibrate'],
  ['budget', gates, 'it is of --against and --calibrate'],
  ['cannotTell', ['against'], 'it is of --against'],
  ['comparisons', ['calibrate'], 'it is of --calibrate'],
  ['base', ['measure'], 'the base is what --against names'],
  ['rounds', ['measure'], 'the rule decides how many there are; --budget limits them'],
  ['samples', ['measure'], 'the rule decides how many there are; --budget limits them'],
]

/** A flag that would change nothing was meant to. */
function refuseUseless(flags: AllFlags, mode: Mode): void {
  const [found] = onlyIn.filter(([flag, modes]) => flags[flag] !== undefined && !modes.includes(mode))
  if (found === undefined) return
  const [flag, , hint] = found
  const name = `--${flag.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)}`
  throw new HarnessError('flag-useless', `${name} would change nothing ${where[mode]}`, { hint })
}

const where = { measure: 'without --against', against: 'with --against', calibrate: 'with --calibrate' } as const

function parseMetrics(text: string): MetricGroup[] {
  return text.split(',').map((name) => {
    const group = metricGroups.find((one) => one === name.trim())
    if (group !== undefined) return group
    throw new InvalidArgumentError(`expected some of ${metricGroups.join(',')}, got "${text}".`)
  })
}
