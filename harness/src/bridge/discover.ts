/** What bridges there are on this machine, and the one that a name stands for. */

import { existsSync, readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { HarnessError, nearestName } from '../errors.ts'
import type { Capability } from '../suite/schema.ts'
import { allRunnable, type Descriptor, type KnownFailures, type Runnable } from './descriptor.ts'
import {
  askInterpreter,
  findInterpreters,
  type Interpreter,
  type InterpreterFacts,
  type SearchPlaces,
} from './interpreters.ts'
import { type DescriptorFile, readDescriptor, readKnownFailures } from './read-descriptor.ts'
import { compareVersions } from './version.ts'

/** A bridge that can be built for and started. */
export interface ResolvedBridge {
  /** As records name it: `cpython@3.11`. */
  name: string
  title: string
  /** Of its descriptor, absolute. */
  folder: string
  /** Of the implementation, where it is known before a host has been started. */
  version: string | null
  /** Version of the C API, `major.minor`. */
  python: string
  include: string[]
  suffix: string
  cflags: string[]
  command: [string, ...string[]]
  /** Run once before the first build. */
  prepare: string[] | null
  environment: Record<string, string>
  capabilities: Capability[]
  jit: boolean
  casesPerHost: number
  runs: readonly Runnable[]
  known: KnownFailures
  /** The seeded faults it offers; see the descriptor. */
  faults: { list: string[]; variable: string; command: string[] } | null
}

export interface BridgeListing {
  name: string
  /** Other names for the same. */
  aliases: string[]
  title: string
  version: string | null
  python: string | null
  available: boolean
  /** Why it is not available, with the remedy. */
  reason: string | null
  /** The interpreter, or the descriptor. */
  path: string
}

interface Found {
  listing: BridgeListing
  file: DescriptorFile
  facts: InterpreterFacts | null
}

/** Every bridge that has a descriptor in `folder`, available or not: sorted by descriptor, newest version first. */
export async function listBridges(folder: string, places: SearchPlaces): Promise<BridgeListing[]> {
  return (await findAll(folder, places)).map(({ listing }) => listing)
}

/** The bridges that `names` stand for, each once. A name is one of the listing, or the path of a descriptor. */
export async function resolveBridges(
  names: readonly string[],
  folder: string,
  places: SearchPlaces,
): Promise<ResolvedBridge[]> {
  const found = names.some((name) => !isPath(name)) ? await findAll(folder, places) : []
  const bridges: ResolvedBridge[] = []
  for (const name of names) bridges.push(await resolveOne(name, found, { folder, places }))
  return [...new Map(bridges.map((bridge) => [bridge.name, bridge])).values()]
}

interface Where {
  folder: string
  places: SearchPlaces
}

async function resolveOne(name: string, found: readonly Found[], where: Where): Promise<ResolvedBridge> {
  const at = /^([a-z0-9-]+)@(.*\/.*)$/.exec(name)
  if (at !== null) return available(await findAt(String(at[1]), resolve(String(at[2])), where))
  if (isPath(name)) return available(first(name, await findOf(readDescriptor(name), where.places)))
  const match = found.find(({ listing }) => listing.name === name || listing.aliases.includes(name))
  if (match !== undefined) return available(match)
  throw unknown(name, found)
}

/** `cpython@/opt/python/bin/python3`: an interpreter that is not on PATH. */
async function findAt(descriptorName: string, path: string, { folder, places }: Where): Promise<Found> {
  const file = readDescriptor(join(folder, `${descriptorName}.yaml`))
  if (!existsSync(path)) throw new HarnessError('bridge-unknown', `interpreter ${path}: no such file`)
  const found = describe(file, await askInterpreter(path, places.cacheFolder))
  // `name@X.Y` is the one that is found by itself.
  return { ...found, listing: { ...found.listing, name: `${descriptorName}@${found.facts?.version ?? 'unknown'}` } }
}

async function findAll(folder: string, places: SearchPlaces): Promise<Found[]> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml') && !name.endsWith('.known.yaml'))
  const files = names.sort().map((name) => readDescriptor(join(folder, name)))
  return (await Promise.all(files.map((file) => findOf(file, places)))).flat()
}

async function findOf(file: DescriptorFile, places: SearchPlaces): Promise<Found[]> {
  const { discover, name, title } = file.descriptor
  if (discover === undefined) return [describe(file, null)]
  const interpreters = await findInterpreters(discover.executables, places)
  const own = interpreters.filter((one) => !('facts' in one) || one.facts.implementation === discover.implementation)
  const found = own.filter((one) => 'facts' in one).map((one) => describe(file, one))
  if (found.length > 0) return nameAll(found.sort(newestFirst), discover.versioned === true)
  const reason = `no ${discover.executables.map((pattern) => pattern.replace('{minor}', 'X')).join(' or ')} on PATH or under pyenv`
  const listing = { name, aliases: [], title, version: null, python: null, available: false, reason, path: file.path }
  return [{ file, facts: null, listing }]
}

/** Gives each a name of its own; of two that are the same version, the first found is the one. */
function nameAll(found: readonly Found[], versioned: boolean): Found[] {
  const taken = new Set<string>()
  const newest = found.find(({ listing }) => listing.available) ?? found[0]
  const named = found.flatMap((one) => {
    const { name } = one.file.descriptor
    const flavour = `${one.facts?.freeThreaded === true ? 't' : ''}${one.facts?.debug === true ? 'd' : ''}`
    const names = [`${name}@${one.listing.python}${flavour}`, `${name}@${one.listing.version}${flavour}`]
    if (one === newest) names.splice(versioned ? 1 : 0, 0, name)
    const own = names.find((candidate) => !taken.has(candidate))
    const aliases = names.filter((candidate) => candidate !== own && !taken.has(candidate))
    for (const used of names) taken.add(used)
    return own === undefined ? [] : [{ ...one, listing: { ...one.listing, name: own, aliases } }]
  })
  return named
}

function describe(file: DescriptorFile, interpreter: Interpreter | null): Found {
  const { name, title, python = null } = file.descriptor
  const facts = interpreter !== null && 'facts' in interpreter ? interpreter.facts : null
  const reason = interpreter !== null && 'failure' in interpreter ? interpreter.failure : unfit(file, facts)
  const listing: BridgeListing = {
    name: facts === null ? name : `${name}@${facts.python}`,
    aliases: [],
    title,
    version: facts?.version ?? null,
    python: facts?.python ?? python,
    available: reason === null,
    reason,
    path: interpreter?.path ?? file.path,
  }
  return { file, facts, listing }
}

/** Why an interpreter cannot be used, with what to do about it. */
function unfit({ descriptor: { name, discover } }: DescriptorFile, facts: InterpreterFacts | null): string | null {
  if (facts === null || discover === undefined) return null
  if (facts.implementation !== discover.implementation)
    return `it is ${facts.implementation}, not ${discover.implementation}`
  if (compareVersions(facts.python, discover.since) < 0)
    return `Python ${facts.python} is older than ${discover.since}, the oldest that ${name} is run with`
  if (facts.include.some((folder) => existsSync(join(folder, 'Python.h')))) return null
  const system = facts.executable.startsWith('/usr/bin/')
  const remedy = system
    ? `on Debian and Ubuntu: apt-get install ${name === 'cpython' ? `python${facts.python}` : name}-dev`
    : 'install it with its headers'
  return `no Python.h in ${facts.include.join(' or ')}; ${remedy}`
}

function available({ file, facts, listing }: Found): ResolvedBridge {
  if (!listing.available) {
    throw new HarnessError(
      'bridge-unavailable',
      `bridge ${listing.name} (${listing.path}) cannot be used: ${listing.reason}`,
      {
        hint: '`proofload bridges` lists what is there',
      },
    )
  }
  const { descriptor, path } = file
  const here = dirname(path)
  const expand = (text: string): string => expandPath(text, here, facts?.executable ?? '')
  const [program, ...args] = descriptor.command.map(expand)
  if (program === undefined) throw new Error('the schema asks for a command')
  return {
    name: listing.name,
    title: descriptor.title,
    folder: here,
    version: listing.version,
    python: facts?.python ?? descriptor.python ?? '',
    include: descriptor.include?.map((folder) => resolve(here, expand(folder))) ?? facts?.include ?? [],
    suffix: descriptor.suffix ?? facts?.suffix ?? '',
    cflags: descriptor.cflags?.map(expand) ?? [],
    command: [program, ...args],
    prepare: descriptor.prepare?.map(expand) ?? null,
    environment: Object.fromEntries(
      Object.entries(descriptor.environment ?? {}).map(([key, value]) => [key, expand(value)]),
    ),
    // Without a GIL a count is split between threads; no part of it is the number of owners. Objects have another layout, too.
    capabilities: descriptor.capabilities.filter(
      (one) => !lostWithoutGil.includes(one) || facts?.freeThreaded !== true,
    ),
    jit: descriptor.jit === true,
    casesPerHost: descriptor.casesPerHost ?? 400,
    runs: descriptor.runs ?? allRunnable,
    known: readKnownFailures(file),
    faults: faultsOf(descriptor, expand),
  }
}

const lostWithoutGil: readonly Capability[] = ['refcounts', 'stable-abi']

function faultsOf({ faults, command }: Descriptor, expand: (text: string) => string): ResolvedBridge['faults'] {
  if (faults === undefined) return null
  const { list, variable, command: own = command } = faults
  return { list: list.map(expand), variable, command: own.map(expand) }
}

function expandPath(text: string, here: string, python: string): string {
  const path = /^\.\.?\//.test(text) ? resolve(here, text) : text
  return path.replaceAll('{node}', process.execPath).replaceAll('{python}', python).replaceAll('{here}', here)
}

function first(name: string, found: readonly Found[]): Found {
  const one = found.find(({ listing }) => listing.available) ?? found[0]
  if (one === undefined) throw new HarnessError('bridge-unavailable', `bridge ${name}: no interpreter found`)
  return one
}

function unknown(name: string, found: readonly Found[]): HarnessError {
  const names = found.flatMap(({ listing }) => [listing.name, ...listing.aliases])
  const nearest = nearestName(name, names)
  const meant = nearest === null ? '' : `; did you mean "${nearest}"?`
  return new HarnessError('bridge-unknown', `unknown bridge "${name}"${meant}`, {
    hint: `there are ${found.map(({ listing }) => listing.name).join(', ')}, and any descriptor by its path (with a "/" or ".yaml")`,
  })
}

function isPath(name: string): boolean {
  return name.includes('/') || name.endsWith('.yaml')
}

function newestFirst(a: Found, b: Found): number {
  const flavour = ({ facts }: Found): number => Number(facts?.freeThreaded) + Number(facts?.debug)
  const newer = compareVersions(b.facts?.python ?? '', a.facts?.python ?? '')
  // An ordinary build stands for its version before a debug or free-threaded one.
  return newer || flavour(a) - flavour(b) || compareVersions(b.facts?.version ?? '', a.facts?.version ?? '')
}
