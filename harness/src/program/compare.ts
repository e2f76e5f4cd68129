import { type Command, InvalidArgumentError, Option } from 'commander'
import { type CompareFlags, compare, defaultCompareOut, failKinds, formats, groupings } from '../command/compare.ts'
import { collect, defaultJobs, parsePositive, type Surroundings } from '../options.ts'

export function compareCommand(program: Command, around: Surroundings): void {
  program
    .command('compare')
    .description('Show bridges and recorded runs side by side: verdicts and cost in one matrix.')
    .argument(
      '<runs...>',
      `folders of recorded runs (or their events.jsonl, or NAME=FOLDER), or names of bridges, which are then run and measured into ${defaultCompareOut}`,
    )
    .addOption(new Option('--by <what>', 'what a row is (default: area)').choices(groupings))
    .option('--where <query>', 'only the cases and benches that match, such as `pypy3:fail and cpython:pass`')
    .option('--base <column>', 'what times are compared with (default: a CPython that was measured)')
    .addOption(new Option('--format <format>', 'of the comparison').choices(formats).default('table'))
    .option(
      '--diff',
      'of two runs, the older first: what changed (default for two runs of one bridge without --by and --base)',
    )
    .option('--no-diff', 'two runs of one bridge side by side')
    .option(
      '--fail-on <kinds>',
      `with --diff: kinds of change that end with status 1, of ${failKinds.join(', ')} (default: regressed)`,
      parseKinds,
    )
    .option('--out <file>', 'write it there (default: to standard output)')
    .option(
      '--suite <area[/topic[/case]]>',
      'of bridges that are run: only this part of the suite (repeatable)',
      collect,
    )
    .option('--no-bench', 'of bridges that are run: verdicts alone')
    .option('--rounds <n>', 'of bridges that are measured: as for `bench`', parsePositive)
    .option(
      '--jobs <n>',
      `of bridges that are run: hosts at once (default: ${defaultJobs}, the processors)`,
      parsePositive,
    )
    .addHelpText(
      'after',
      `
Examples:
  proofload compare .proofload .proofload/bench            the last run, with what was measured beside it
  proofload compare bridge-ref cpython pypy3               run and measure them now
  proofload compare runs/a runs/b --by function --format markdown
  proofload compare runs/* --by case --where 'pypy3:failing and cpython:pass and area:buffers'
  proofload compare runs/* --where 'slower(bridge-ref, cpython) > 10' --by case
  proofload compare runs/old runs/new --diff               what did I break? status 1 when something regressed
  proofload compare runs/old runs/new --format markdown --fail-on regressed,changed
  proofload compare main=runs/1 mine=runs/2 --format html --out compare.html

docs/compare.md has the queries.`,
    )
    .action(async (runs: string[], flags: CompareFlags) => {
      process.exitCode = await compare(runs, flags, around, process.stdout)
    })
}

function parseKinds(text: string): (typeof failKinds)[number][] {
  const kinds = text.split(',').map((name) => {
    const kind = failKinds.find((known) => known === name)
    if (kind === undefined) throw new InvalidArgumentError(`expected ${failKinds.join(', ')}, got "${name}".`)
    return kind
  })
  if (kinds.includes('none') && kinds.length > 1) throw new InvalidArgumentError(`"none" stands alone, got "${text}".`)
  return kinds
}
