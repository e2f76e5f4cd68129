/** `platform` and `linecache`: what Node knows of the machine, and lines of files that are there. */
import { readFileSync } from 'node:fs'
import { arch, hostname, release, type, version } from 'node:os'
import { type Address, NULL } from '../memory/address.ts'
import { none } from '../memory/statics.ts'
import { builtins, functions } from './kit/functions.ts'
import { namedTuple } from './kit/named-tuple.ts'
import { list, numberOf, text, textOf, tuple } from './kit/values.ts'

const machines: Record<string, string> = { x64: 'x86_64', arm64: 'aarch64' }
const machine = (): string => machines[arch()] ?? arch()
const constant = (value: () => string) => () => text(value())

export function platformModule(): Record<string, Address> {
  return functions('platform', {
    'system()': constant(type),
    'node()': constant(hostname),
    'release()': constant(release),
    'version()': constant(version),
    'machine()': constant(machine),
    'processor()': constant(() => ''),
    'architecture(executable=None, bits=None, linkage=None)': () => tuple(text('64bit'), text('ELF')),
    'platform(aliased=False, terse=False)': constant(() => `${type()}-${release()}-${machine()}-with-glibc`),
    'python_implementation()': constant(() => 'CPython'),
    'python_version()': constant(() => '3.11.7'),
    'python_version_tuple()': () => tuple(...['3', '11', '7'].map(text)),
    'python_branch()': constant(() => ''),
    'python_revision()': constant(() => ''),
    'python_compiler()': constant(() => 'GCC 12.2.0'),
    'libc_ver(executable=None, lib=None, version=None, chunksize=None)': () => tuple(text('glibc'), text('')),
    'uname()': () =>
      namedTuple('platform', 'uname_result', {
        system: text(type()),
        node: text(hostname()),
        release: text(release()),
        version: text(version()),
        machine: text(machine()),
      }),
  })
}

const files = new Map<string, string[]>()
/** Every line with its newline, also the last. */
function linesOf(path: string): string[] {
  let lines = files.get(path)
  if (lines !== undefined) return lines
  try {
    lines = readFileSync(path, 'utf8').match(/[^\n]*\n|[^\n]+$/g) ?? []
    lines = lines.map((line) => (line.endsWith('\n') ? line : `${line}\n`))
  } catch {
    return []
  }
  files.set(path, lines)
  return lines
}
export function linecacheModule(): Record<string, Address> {
  const lines = (path: Address) => list(linesOf(textOf(path)).map(text))
  return builtins('linecache', {
    'getline(filename, lineno, module_globals=None)': (path = NULL, line = NULL) =>
      text(linesOf(textOf(path))[numberOf(line) - 1] ?? ''),
    'getlines(filename, module_globals=None)': (path = NULL) => lines(path),
    'updatecache(filename, module_globals=None)': (path = NULL) => {
      files.delete(textOf(path))
      return lines(path)
    },
    'clearcache()': () => {
      files.clear()
      return none()
    },
    'checkcache(filename=None)': () => {
      files.clear()
      return none()
    },
    'lazycache(filename, module_globals)': () => none(),
  })
}
