import type { Command } from 'commander'
import { defaultImportMs, type RealFlags, real } from '../command/real.ts'
import { defaultBridge } from '../command/run-options.ts'
import { collect, defaultJobs, parsePositive, type Surroundings } from '../options.ts'

export function realCommand(program: Command, around: Surroundings): void {
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
}
