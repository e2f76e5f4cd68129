/** The command line. The only file that reads the process's arguments and environment, and that decides its exit status. */
import { Command, CommanderError, Option } from 'commander'
import { type BenchFlags, bench, defaultBenchOut, defaultRounds, defaultSamples } from './command/bench.ts'
import { bridges } from './command/bridges.ts'
import { type CoverageFlags, coverage } from './command/coverage.ts'
import { doctor } from './command/doctor.ts'
import { defaultFaultsOut, type FaultFlags, faultCoverage } from './command/fault-coverage.ts'
import { type LintFlags, lint } from './command/lint.ts'
import { type ListFlags, list } from './command/list.ts'
import { defaultImportMs, type RealFlags, real } from './command/real.ts'
import { run } from './command/run.ts'
import { defaultBridge, defaultLimitedApi, defaultOut, defaultTimeoutMs, type RunFlags } from './command/run-options.ts'
import { ownVersion } from './command/run-started.ts'
import {
  defaultFresh,
  defaultRepeat,
  defaultStabilityOut,
  type StabilityFlags,
  stability,
} from './command/stability.ts'
import { exitStatus, HarnessError } from './errors.ts'
import {
  collect,
  collectLevel,
  defaultJobs,
  parseCount,
  parsePositive,
  parseShard,
  parseVersion,
  surroundings,
} from './options.ts'
import { order, stress } from './record/variant.ts'

const around = surroundings(process.env)

const program = new Command('proofload')
  .description('Conformance harness for bridges that run Python C extensions.')
  .version(ownVersion())
  .exitOverride()
  .showHelpAfterError('Try --help.')
  .configureHelp({ showGlobalOptions: false })
  .addHelpText(
    'after',
    `
Examples:
  proofload run                          the reference bridge, all cases
  proofload run cpython pypy3            two bridges side by side
  proofload bench bridge-ref cpython     what an operation costs here and there
  proofload bridges                      what is on this machine
  proofload doctor                       what is missing on this machine, and what to do about it

Exit status: 0 all as expected; 1 some case is not; 2 wrong usage or configuration; 3 a fault of the harness;
130 interrupted by Ctrl-C (128 + the signal's number).`,
  )

selecting(program.command('run'))
  .description('Run cases on bridges, judge them, record and report.')
  .argument(
    '[bridges...]',
    `names as \`proofload bridges\` lists them, or paths of descriptors (default: ${defaultBridge})`,
  )
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
  .option('--retries <n>', 'try an unexpected case again; one whose verdict differs is flaky, never green', parseCount)
  .option('--bail', 'stop at the first unexpected case')
  .option('--last-failed', 'only the cases that were unexpected in the last run, on its bridges and of its suites')
  .option('--resume', 'finish the interrupted or killed run of the output folder; alone, or with the same options')
  .option('--reporter <name>', 'report to write (repeatable; default: all)', collect)
  .option('--out <dir>', `folder of the record and the reports (default: ${defaultOut})`)
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

selecting(program.command('stability'), { shard: false })
  .description('Run cases many times in one host and in fresh ones, in random order; one whose verdicts differ fails.')
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

program
  .command('real')
  .description(
    'Import real, compiled extensions, each in a host of its own, and say what stands in the way of the others.',
  )
  .argument('[files...]', 'extension files (default: those of the corpus that are on this machine)')
  .option('--path <dir>', 'where modules are searched that an extension imports (repeatable)', collect)
  .option('--bridge <bridge>', `as for \`run\` (default: ${defaultBridge})`)
  .option('--jobs <n>', `hosts at once (default: ${defaultJobs}, the processors)`, parsePositive)
  .option('--timeout <ms>', `time limit of one import (default: ${defaultImportMs})`, parsePositive)
  .option(
    '--json',
    'one line a file: {"file", "outcome": "imported|missing-symbol|missing-module|error|crash|hang", "detail"}',
  )
  .option(
    '--fetch',
    "first download what the corpus lacks: Debian's packages, unpacked into the cache, nothing installed",
  )
  .addHelpText(
    'after',
    `
Examples:
  proofload real --fetch                 bring the corpus of suites/corpus.yaml; needs apt
  proofload real                         all of it on the reference bridge
  proofload real build/_speed.cpython-311-x86_64-linux-gnu.so --path src
  proofload real --bridge cpython@3.11   the same on CPython`,
  )
  .action(async (files: string[], flags: RealFlags) => {
    process.exitCode = await real(files, flags, around, process.stdout)
  })

program
  .command('bridges')
  .description('List the bridges of this machine: which are available, and why the others are not.')
  .option('--json', 'as JSON: [{ name, aliases, title, version, python, available, reason, path }]')
  .action(async (flags: { json?: true }) => {
    process.exitCode = await bridges(flags, around, process.stdout)
  })

selecting(program.command('list'))
  .description('List cases.')
  .option('--json', 'as JSON')
  .action((flags: ListFlags) => {
    process.exitCode = list(flags, around, process.stdout)
  })

program
  .command('coverage')
  .description(
    'How much the suite reaches: cases, behaviours, functions of the C API; and which seeded faults it finds.',
  )
  .option('--suites <dir>', "a suites folder in place of this checkout's (repeatable)", collect)
  .option('--json', 'as JSON')
  .option('--faults [bridge]', `run this bridge with one seeded fault after another (default: ${defaultBridge})`)
  .option('--fault <pattern>', 'only these faults, * for anything (repeatable)', collect)
  .option('--list', 'list the faults and run nothing')
  .option('--resume', 'go on with an interrupted measurement')
  .option('--survivors', 'only what the last measurement did not kill')
  .option('--jobs <n>', `hosts at once (default: ${defaultJobs}, the processors)`, parsePositive)
  .option('--out <dir>', `folder of the record of faults (default: ${defaultFaultsOut})`)
  .addHelpText(
    'after',
    `
Examples:
  proofload coverage                     cases, behaviours, functions
  proofload coverage --faults            the kill rate: which of the bridge's seeded faults some case sees
  proofload coverage --faults --fault '*:PyList_SetItem*'`,
  )
  .action(async ({ faults, ...flags }: CoverageFlags & FaultFlags & { faults?: string | true }) => {
    const isMeant = faults !== undefined || flags.fault !== undefined
    const name = typeof faults === 'string' ? faults : defaultBridge
    process.exitCode = isMeant
      ? await faultCoverage(name, flags, around, process.stdout)
      : coverage(flags, around, process.stdout)
  })

program
  .command('lint')
  .description(
    "Check a suite's text: links into Python's documentation, titles, behaviours, lifetimes judged unsettled.",
  )
  .option('--suites <dir>', "a suites folder in place of this checkout's (repeatable)", collect)
  .option('--json', 'as JSON: [{ rule, place: { file, line, column }, message }]')
  .action((flags: LintFlags) => {
    process.exitCode = lint(flags, around, process.stdout)
  })

program
  .command('doctor')
  .description('Check what Proofload needs on this machine; each lack with its remedy.')
  .option('--json', 'as JSON: [{ check, ok, needed, detail, remedy }]')
  .action(async (flags: { json?: true }) => {
    process.exitCode = await doctor(flags, around, process.stdout)
  })

for (const stream of [process.stdout, process.stderr]) {
  // A reader that has gone (`| head -1`) ends no run: what is written for it is dropped, the record is finished.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

await main()

async function main(): Promise<void> {
  try {
    await program.parseAsync()
  } catch (error) {
    process.exitCode = report(error)
  }
}

function report(error: unknown): number {
  // Commander has printed its message, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.asExpected : exitStatus.usage
  if (error instanceof HarnessError) {
    const place = error.place === null ? '' : `${error.place.file}:${error.place.line}:${error.place.column}: `
    console.error(`proofload: ${place}${error.message}`)
    if (error.hint !== null) console.error(`  ${error.hint}`)
    return exitStatus.usage
  }
  console.error('proofload: a fault of the harness itself; please report it with what follows')
  console.error(error)
  return exitStatus.fault
}

/** Options that choose cases. */
function selecting(command: Command, { shard } = { shard: true }): Command {
  const selected = command
    .addOption(
      new Option('--suite <area[/topic[/case]]>', 'only this part of the suite (repeatable)').argParser(collect),
    )
    .option('--suites <dir>', "a suites folder in place of this checkout's (repeatable)", collect)
    .option('--grep <re>', 'only cases whose id or title matches this regular expression')
    .option('--level <level>', 'only this level: documented, eventual, detail, misuse (repeatable)', collectLevel)
  return shard ? selected.option('--shard <i/n>', 'only part i of n disjoint parts', parseShard) : selected
}
