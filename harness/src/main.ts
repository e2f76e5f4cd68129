/** The command line. The only file that reads the process's arguments and environment; `program/` has a file for each command or group. */
import { Command, CommanderError } from 'commander'
import { ownVersion } from './command/run-started.ts'
import { exitStatus, HarnessError } from './errors.ts'
import { surroundings } from './options.ts'
import { benchCommand } from './program/bench.ts'
import { compareCommand } from './program/compare.ts'
import { historyCommands } from './program/history.ts'
import { machineCommands } from './program/machine.ts'
import { realCommand } from './program/real.ts'
import { recordCommands } from './program/record.ts'
import { runCommand } from './program/run.ts'
import { stabilityCommand } from './program/stability.ts'
import { suiteCommands } from './program/suite.ts'

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

// In the order of --help.
for (const add of [
  runCommand,
  stabilityCommand,
  benchCommand,
  compareCommand,
  historyCommands,
  realCommand,
  recordCommands,
  suiteCommands,
  machineCommands,
])
  add(program, around)

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
