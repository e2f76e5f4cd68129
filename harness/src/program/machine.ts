/** What is on this machine: `bridges`, `doctor`. */
import type { Command } from 'commander'
import { bridges } from '../command/bridges.ts'
import { doctor } from '../command/doctor.ts'
import type { Surroundings } from '../options.ts'

export function machineCommands(program: Command, around: Surroundings): void {
  program
    .command('bridges')
    .description('List the bridges of this machine: which are available, and why the others are not.')
    .option('--json', 'as JSON: [{ name, aliases, title, version, python, available, reason, path }]')
    .action(async (flags: { json?: true }) => {
      process.exitCode = await bridges(flags, around, process.stdout)
    })

  program
    .command('doctor')
    .description('Check what Proofload needs on this machine; each lack with its remedy.')
    .option('--json', 'as JSON: [{ check, ok, needed, detail, remedy }]')
    .action(async (flags: { json?: true }) => {
      process.exitCode = await doctor(flags, around, process.stdout)
    })
}
