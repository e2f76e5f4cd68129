/** The options that choose cases, for every command that has them. */
import { type Command, Option } from 'commander'
import { collect, collectLevel, parseShard } from '../options.ts'
import { shardBy } from '../record/shard.ts'

/** Gives them to a command, and the command back. */
export function selecting(command: Command, { shard } = { shard: true }): Command {
  const selected = command
    .addOption(
      new Option('--suite <area[/topic[/case]]>', 'only this part of the suite (repeatable)').argParser(collect),
    )
    .option('--suites <dir>', "a suites folder in place of this checkout's (repeatable)", collect)
    .option('--grep <re>', 'only cases whose id or title matches this regular expression')
    .option('--level <level>', 'only this level: documented, eventual, detail, misuse (repeatable)', collectLevel)
  return shard ? sharding(selected) : selected
}

function sharding(command: Command): Command {
  return command
    .option('--shard <i/n>', 'only part i of n disjoint parts', parseShard)
    .addOption(
      new Option(
        '--shard-by <rule>',
        'hash: a case keeps its part when others come; count: of the same size; time: of the same duration, as in --durations (default: hash)',
      ).choices(shardBy.options),
    )
    .option('--durations <record>', 'output folder of a run, or its events.jsonl: how long each case takes')
}
