/** `proofload bridges`: what is there, and why the rest is not. */
import { styleText } from 'node:util'
import { type BridgeListing, listBridges } from '../bridge/discover.ts'
import { exitStatus } from '../errors.ts'
import type { Surroundings } from '../options.ts'
import { bridgesFolder } from './suites.ts'

export async function bridges(
  flags: { json?: true },
  { places }: Surroundings,
  out: NodeJS.WriteStream,
): Promise<number> {
  const listings = await listBridges(bridgesFolder, places)
  out.write(flags.json === true ? `${JSON.stringify(listings, null, 2)}\n` : table(listings, out))
  return exitStatus.asExpected
}

function table(listings: readonly BridgeListing[], stream: NodeJS.WriteStream): string {
  const named = listings.map((one) => ({ ...one, names: [one.name, ...one.aliases].join(', ') }))
  const width = Math.max(...named.map(({ names }) => names.length))
  return named
    .map(({ names, title, version, available, reason, path }) => {
      const mark = styleText(available ? 'green' : 'yellow', available ? 'available  ' : 'unavailable', { stream })
      const what = [title, version].filter((part) => part !== null).join(' ')
      return `${names.padEnd(width)}  ${mark}  ${what}  ${path}${reason === null ? '' : `\n${' '.repeat(width + 2)}${reason}`}\n`
    })
    .join('')
}
