/** Flags and environment to checked options. Every message names the flag and the value that was given. */
import { availableParallelism, homedir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { InvalidArgumentError } from 'commander'
import type { SearchPlaces } from './bridge/interpreters.ts'
import { type Level, level } from './suite/schema.ts'

/** What the command line and the environment say about this machine and this terminal; read once, by `main.ts`. */
export interface Surroundings {
  places: SearchPlaces
  env: NodeJS.ProcessEnv
}

export function surroundings(env: NodeJS.ProcessEnv): Surroundings {
  const home = env['HOME'] ?? homedir()
  const cache = env['PROOFLOAD_CACHE'] ?? join(env['XDG_CACHE_HOME'] ?? join(home, '.cache'), 'proofload')
  return {
    env,
    places: {
      path: (env['PATH'] ?? '').split(delimiter),
      pyenvRoot: env['PYENV_ROOT'] ?? join(home, '.pyenv'),
      cacheFolder: resolve(cache),
    },
  }
}

export const defaultJobs = availableParallelism()

/** A part of some, from 1. */
export interface Part {
  index: number
  count: number
}

/** `2/3`: the second of three parts. */
export function parseShard(text: string): Part {
  const match = /^(\d+)\/(\d+)$/.exec(text)
  const [index, count] = [Number(match?.[1]), Number(match?.[2])]
  if (match !== null && index >= 1 && index <= count) return { index, count }
  throw new InvalidArgumentError(`expected I/N with 1 <= I <= N, got "${text}".`)
}

export function parsePositive(text: string): number {
  return parseWhole(text, 1)
}

export function parseCount(text: string): number {
  return parseWhole(text, 0)
}

/** `2` or `2%`: 0.02. */
export function parsePercent(text: string): number {
  const value = Number(text.replace(/ ?%$/, ''))
  if (/^\d+(\.\d+)? ?%?$/.test(text) && value > 0 && value < 100) return value / 100
  throw new InvalidArgumentError(`expected per cent such as 2 or 0.5, got "${text}".`)
}

export function parseSeconds(text: string): number {
  const value = Number(text)
  if (/^\d+(\.\d+)?$/.test(text) && value > 0) return value
  throw new InvalidArgumentError(`expected seconds such as 6 or 0.5, got "${text}".`)
}

/** For an option that may be repeated. */
export function collect(text: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), text]
}

export function collectLevel(text: string, before: readonly Level[] | undefined): Level[] {
  const parsed = level.safeParse(text)
  if (parsed.success) return [...(before ?? []), parsed.data]
  throw new InvalidArgumentError(`expected ${level.options.join(', ')}, got "${text}".`)
}

export function parseVersion(text: string): string {
  if (/^3\.\d+$/.test(text)) return text
  throw new InvalidArgumentError(`expected a version such as 3.8, got "${text}".`)
}

function parseWhole(text: string, least: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value
  throw new InvalidArgumentError(`expected a whole number of at least ${least}, got "${text}".`)
}
