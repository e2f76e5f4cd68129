/** The options that choose cases, for every command that has them. */
import { type Command, Option } from 'commander'
import { collect, collectLevel, parseShard } from '../options.ts'

/** Gives them to a command, and the command back. */
export function selecting(command: Command, { shard } = { shard: true }): Command {
  const selected = command
    .addOption(
      new Option('--suite <area[/topic[/case]]>', 'only this part of the suite (repeatable)').argParser(collect),
    )
    .option('--suites <dir>', "a suites folder in place of this checkout's (repeatable)", collect)
    .option('--grep <re>', 'only cases whose id or title matches this regular expression')
    .option('--level <level>', 'only this level: documented, eventual, detail, misuse (repeatable)', collectLevel)
  return shard ? selected.option('--shard <i/n>', 'only part i of n disjoint parts', parseShard) : selected
}
