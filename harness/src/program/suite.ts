/** What is in the suite: `list`, `coverage`, `lint`. */
import type { Command } from 'commander'
import { type CoverageFlags, coverage } from '../command/coverage.ts'
import { defaultFaultsOut, type FaultFlags, faultCoverage } from '../command/fault-coverage.ts'
import { type LintFlags, lint } from '../command/lint.ts'
import { type ListFlags, list } from '../command/list.ts'
import { defaultBridge } from '../command/run-options.ts'
import { collect, defaultJobs, parsePositive, type Surroundings } from '../options.ts'
import { selecting } from './selecting.ts'

export function suiteCommands(program: Command, around: Surroundings): void {
  listCommand(program, around)
  coverageCommand(program, around)
  lintCommand(program, around)
}

function listCommand(program: Command, around: Surroundings): void {
  selecting(program.command('list'))
    .description('List cases.')
    .option('--json', 'as JSON')
    .action((flags: ListFlags) => {
      process.exitCode = list(flags, around, process.stdout)
    })
}

function coverageCommand(program: Command, around: Surroundings): void {
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
}

function lintCommand(program: Command, around: Surroundings): void {
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
}
