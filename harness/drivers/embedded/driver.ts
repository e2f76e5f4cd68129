/**
 * A second driver, of call tables alone: Node with CPython embedded, written from INTERPRETING.md. It shows that a driver needs nothing
 * but that text, and runs the tables where the caller of an extension is not Python.
 *
 *     node driver.ts /path/to/python3
 */
import { readSync, writeSync } from 'node:fs'
import type { Reply, Request } from '../../src/bridge/protocol.ts'
import type { Value } from '../../src/suite/value.ts'
import { type Obj, privateStreams, Raised, startPython } from './python.ts'
import { type Made, Values } from './values.ts'

type RowRequest = Extract<Request, { do: 'row' }>
type RowReply = Extract<Reply, { row: string }>

const breaches = [null, null, 'sentinel-without-exception', 'exception-without-sentinel'] as const

const [input, output] = privateStreams()
const python = startPython(process.argv[2] ?? 'python3')
const probes = new Map<string, Obj>()

for (const line of lines(input)) {
  const request: Request = JSON.parse(line)
  writeSync(output, `${JSON.stringify(answered(request))}\n`)
  if (request.do === 'bye') break
}
process.exit(python.finish() ? 0 : 1)

function answered(request: Request): Reply {
  try {
    return answer(request)
  } catch (error) {
    if (!(error instanceof Raised)) throw error
    const { type, message } = new Values(python, 0).seeException(error.exception)
    return { id: request.id, failed: { type, message } }
  }
}

function answer(request: Request): Reply {
  const { id } = request
  switch (request.do) {
    case 'hello':
      return { id, hello: hello() }
    case 'load':
      return { id, ...load(request.probe, request.path) }
    case 'row':
      return { id, ...row(request) }
    case 'bye':
      return { id, bye: true }
    default:
      return { id, failed: { type: 'NotImplementedError', message: 'this driver runs call tables alone' } }
  }
}

function hello(): Extract<Reply, { hello: unknown }>['hello'] {
  const sys = python.owned('PyImport_ImportModule', 'sys')
  const info = python.attribute(sys, 'version_info')
  const version = python
    .items(info)
    .slice(0, 3)
    .map((part) => python.textOf('PyObject_Str', part))
  python.free(sys, info)
  return {
    protocol: 1,
    driver: 'proofload-embedded 1.0',
    implementation: 'cpython',
    version: version.join('.'),
    python: version.slice(0, 2).join('.'),
    capabilities: [],
    pid: process.pid,
  }
}

/** Imports the file under the probe's name, as `importlib` lets anybody do. */
function load(name: string, path: string): { loaded: string; missing: string[] } {
  const machinery = python.owned('PyImport_ImportModule', 'importlib.machinery')
  const util = python.owned('PyImport_ImportModule', 'importlib.util')
  const names = [python.newStr(name), python.newStr(path)]
  const loader = python.applyMethod(machinery, 'ExtensionFileLoader', ...names)
  const spec = python.applyMethod(util, 'spec_from_loader', names[0] ?? 0, loader)
  const module = python.applyMethod(util, 'module_from_spec', spec)
  python.free(python.applyMethod(loader, 'exec_module', module), spec, loader, util, machinery, ...names)
  probes.set(name, module)
  return { loaded: name, missing: namesOf(module, '__missing__') }
}

function row({ case: id, probe: name, function: fn, args, repeat }: RowRequest): Omit<RowReply, 'id'> {
  const began = process.hrtime.bigint()
  const probe = probes.get(name)
  if (probe === undefined) throw new Error(`the probe ${name} has not been loaded`)
  const values = new Values(python, probe)
  python.free(python.applyMethod(probe, '__clean__'))
  namesOf(probe, '__lacking__')
  const made = args.map((arg, index) => values.make(arg, `arg${index}`))
  const guarded = made.flatMap(({ guardable }) => guardable)
  for (const [, object] of guarded) python.free(python.applyMethod(probe, '__guard__', object))
  const shown = called({ probe, values }, fn, made)
  const after = made.map(({ object }) => values.see(object))
  python.free(...made.map(({ object }) => object))
  const residue = residueOf(probe, guarded)
  const exit = exitState(probe, values)
  const missing = namesOf(probe, '__lacking__')
  const slope = Object.values(residue).some((count) => count < 0)
    ? null
    : slopeOf({ probe, values }, { fn, args, repeat })
  const elapsedNs = Number(process.hrtime.bigint() - began)
  return { row: id, ...shown, after, residue, missing, slope, exit, elapsedNs }
}

interface Within {
  probe: Obj
  values: Values
}

/** Code, result, and name and value of each out-parameter. */
function called(
  { probe, values }: Within,
  fn: string,
  made: readonly Made[],
): Pick<RowReply, 'outcome' | 'out' | 'breach'> {
  let answer: Obj
  try {
    answer = python.applyMethod(probe, fn, ...made.map(({ object }) => object))
  } catch (error) {
    if (!(error instanceof Raised)) throw error
    const raised = values.seeException(error.exception)
    python.free(error.exception)
    return { outcome: { raised }, out: {}, breach: null }
  }
  const { $tuple } = values.see(answer) as { $tuple: Value[] }
  python.free(answer)
  const [code, result = null, ...rest] = $tuple
  const out: Record<string, Value> = {}
  for (let at = 0; at < rest.length; at += 2) out[String(rest[at])] = rest[at + 1] ?? null
  const outcome = code === 1 ? ({ absent: true } as const) : { returned: result }
  return { outcome, out, breach: breaches[Number(code)] ?? null }
}

/** Asked again after a collection when something seems to be left; types keep the names that they have looked up. */
function residueOf(probe: Obj, guarded: Made['guardable']): Record<string, number> {
  const ask = (keep: 0 | 1) => numbers(probe, '__residue__', keep)
  if (ask(1).some((count) => count !== 0)) {
    python.call('PyType_ClearCache')
    python.call('PyGC_Collect')
  }
  return Object.fromEntries(
    ask(0).flatMap((count, index) => (count === 0 ? [] : [[guarded[index]?.[0] ?? '?', count]])),
  )
}

function exitState(probe: Obj, values: Values): RowReply['exit'] {
  const state = python.applyMethod(probe, '__clean__')
  const [pending = 0, gil = 0] = python.items(state)
  const gilHeld = ({ 0: false, 1: true } as Record<string, boolean>)[python.textOf('PyObject_Str', gil)] ?? null
  const pendingError = pending === python.none ? null : values.seeException(pending)
  python.free(state, pending, gil)
  return { pendingError, gilHeld }
}

/** Tracked objects; Node's own memory goes up and down, and what else lives an embedder cannot count. */
function slopeOf(
  within: Within,
  { fn, args, repeat }: Pick<RowRequest, 'args' | 'repeat'> & { fn: string },
): RowReply['slope'] {
  if (repeat === 0) return null
  const runs = (count: number) => {
    for (let run = 0; run < count; run++) {
      const made = args.map((arg) => within.values.make(arg, ''))
      called(within, fn, made)
      python.free(...made.map(({ object }) => object))
    }
    python.call('PyGC_Collect')
    return numbers(within.probe, '__alive__')[0] ?? 0
  }
  const [first, second, third] = [runs(3), runs(repeat), runs(repeat)]
  return { repeat, objects: null, bytes: null, tracked: [second - first, third - second], shared: null }
}

/** What a function of the probe's own answers: an int, or a list of them. */
function numbers(probe: Obj, name: string, ...args: number[]): number[] {
  const made = args.map((arg) => python.newInt(String(arg)))
  const answer = python.applyMethod(probe, name, ...made)
  const seen = new Values(python, probe).see(answer)
  python.free(answer, ...made)
  return (Array.isArray(seen) ? seen : [seen]).map(Number)
}

function namesOf(probe: Obj, name: string): string[] {
  const answer = python.applyMethod(probe, name)
  const items = python.items(answer)
  const names = items.map((item) => python.text(item))
  python.free(answer, ...items)
  return names
}

function* lines(fd: number): Generator<string> {
  const chunk = Buffer.alloc(65_536)
  let rest = Buffer.alloc(0)
  for (;;) {
    const count = readSync(fd, chunk)
    if (count === 0) return
    rest = Buffer.concat([rest, chunk.subarray(0, count)])
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield rest.toString('utf8', 0, end)
      rest = rest.subarray(end + 1)
    }
  }
}
