/** The driver of the reference bridge: speaks harness/src/bridge/protocol.ts over private copies of descriptors 0 and 1. */
import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { type Reply, type Request, request as requestSchema } from '#harness/src/bridge/protocol.ts'
import { buildShim } from '../tools/build.ts'
import { Py_SetRecursionLimit } from './api/exceptions.ts'
import { type Bridge, startBridge } from './bridge.ts'
import { leave, slopeOf } from './driver/measure.ts'
import { escaped, loadProbe, probeNamed } from './driver/probe.ts'
import { guardedCall, plainCall } from './driver/row.ts'
import { Scenario, takeUnraisable, watchUnraisable } from './driver/scenario.ts'
import { seen } from './driver/seen.ts'
import { stressCollector } from './driver/stress.ts'
import { make } from './driver/values.ts'
import { undefinedSymbols } from './ffi/elf.ts'
import { NULL } from './memory/address.ts'
import { call } from './runtime/call.ts'
import { takeException } from './runtime/errors.ts'
import { addSearchPath, importModule } from './runtime/imports.ts'
import { pending } from './runtime/indicator.ts'
import { newInt } from './runtime/int.ts'
import { getAttrName } from './runtime/lookup.ts'
import { decref, newRef, xdecref } from './runtime/refcount.ts'
import { finalizeThreads, idleUntilReadable } from './runtime/threads.ts'

const capabilities = ['threads', 'refcounts', 'unraisablehook', 'recursion', 'stable-abi', 'cpython-binaries']

function main(): void {
  const bridge = startBridge(buildShim())
  // A host must allow 500 levels of host callables that re-enter the extension, each of which counts several times.
  Py_SetRecursionLimit(3000)
  watchUnraisable()
  stressCollector(process.env['PROOFLOAD_STRESS'] === 'gc')
  addSearchPath(...(process.env['PROOFLOAD_SEARCH'] ?? '').split(':').filter((folder) => folder !== ''))
  const input = bridge.libc.dup(0)
  const output = bridge.libc.dup(1)
  const nowhere = openSync('/dev/null', 'r')
  bridge.libc.dup2(nowhere, 0)
  bridge.libc.dup2(2, 1)
  closeSync(nowhere)
  for (const line of lines(input)) {
    const reply = answer(bridge, line)
    writeAll(output, `${JSON.stringify(reply)}\n`)
    if ('bye' in reply) break
  }
  finalizeThreads()
  process.exit(0)
}

function* lines(fd: number): Generator<string> {
  const chunk = Buffer.alloc(65536)
  let rest = Buffer.alloc(0)
  for (;;) {
    idleUntilReadable(fd)
    const count = readSync(fd, chunk)
    if (count === 0) return
    rest = Buffer.concat([rest, chunk.subarray(0, count)])
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield rest.toString('utf8', 0, end)
      rest = rest.subarray(end + 1)
    }
  }
}

function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at)
}

function answer(bridge: Bridge, line: string): Reply {
  let id = -1
  try {
    const given: unknown = JSON.parse(line)
    id = idOf(given)
    return perform(bridge, requestSchema.parse(given))
  } catch (error) {
    if (error === pending) {
      const exception = takeException()
      const { type, message } = seen(exception, NULL)
      decref(exception)
      return { id, failed: { type, message } }
    }
    const failed =
      error instanceof Error
        ? { type: error.name, message: error.stack ?? error.message }
        : { type: 'Error', message: String(error) }
    return { id, failed }
  }
}

/** Of a request that may be malformed: -1 where nobody can tell. */
function idOf(request: unknown): number {
  const id = typeof request === 'object' && request !== null && 'id' in request ? request.id : undefined
  return Number.isInteger(id) ? Number(id) : -1
}

function perform(bridge: Bridge, request: Request): Reply {
  const { id } = request
  switch (request.do) {
    case 'hello':
      return { id, hello: hello() }
    case 'load': {
      const probe = loadProbe(request.probe, request.path)
      const named = undefinedSymbols(request.path).filter((name) => bridge.traps.has(name))
      return { id, loaded: request.probe, missing: [...new Set([...probe.askNames('__missing__'), ...named])] }
    }
    case 'case':
      return { id, ...runCase(bridge, request) }
    case 'row':
      return { id, ...runRow(bridge, request) }
    case 'bench':
      return { id, bench: request.bench, ns: runBench(request), iterations: request.iterations }
    case 'bye':
      return { id, bye: true }
  }
}

function hello(): Extract<Reply, { hello: unknown }>['hello'] {
  return {
    protocol: 1,
    driver: 'proofload-bridge-ref 1.0',
    implementation: 'proofload-bridge-ref',
    version: '0.0.0',
    python: '3.11',
    capabilities,
    pid: process.pid,
  }
}

function runCase(
  bridge: Bridge,
  request: Extract<Request, { do: 'case' }>,
): Omit<Extract<Reply, { case: string }>, 'id'> {
  const began = process.hrtime.bigint()
  const probe = probeNamed(request.probe)
  takeUnraisable()
  bridge.takeTrapped()
  xdecref(probe.clean().pending)
  probe.askNames('__lacking__')
  probe.inherited = probe.alive()
  const scenario = new Scenario(probe)
  const { observations, complete } = scenario.run(request.steps)
  const exit = leave(probe, () => scenario.forget())
  const missing = [...probe.askNames('__lacking__'), ...bridge.takeTrapped()]
  const once = () => {
    const again = new Scenario(probe)
    again.run(request.steps)
    xdecref(escaped(() => again.forget()))
  }
  const slope = complete ? slopeOf(probe, request.repeat, once) : null
  return { case: request.case, observations, missing: [...new Set(missing)], slope, exit, elapsedNs: elapsed(began) }
}

function runRow(bridge: Bridge, request: Extract<Request, { do: 'row' }>): Omit<Extract<Reply, { row: string }>, 'id'> {
  const began = process.hrtime.bigint()
  const probe = probeNamed(request.probe)
  bridge.takeTrapped()
  xdecref(probe.clean().pending)
  probe.askNames('__lacking__')
  takeUnraisable()
  probe.inherited = probe.alive()
  probe.step(0)
  const { shown, forget } = guardedCall(probe, request.function, request.args)
  let residue: ReturnType<typeof forget> = {}
  const exit = leave(probe, () => {
    residue = forget()
  })
  const missing = [...probe.askNames('__lacking__'), ...bridge.takeTrapped()]
  // Without guards the repetitions would destroy what is still in use.
  const repeat = Object.values(residue).some((count) => count < 0) ? 0 : request.repeat
  const slope = slopeOf(probe, repeat, () => plainCall(probe, request.function, request.args))
  return {
    row: request.case,
    ...shown,
    residue,
    missing: [...new Set(missing)],
    slope,
    exit,
    elapsedNs: elapsed(began),
  }
}

function elapsed(began: bigint): number {
  return Number(process.hrtime.bigint() - began)
}

function runBench(request: Extract<Request, { do: 'bench' }>): number {
  const probe = probeNamed(request.probe)
  const around = new Scenario(probe, { records: false })
  const args = request.args.map((wire) => make(wire, around))
  const owner = request.import === undefined ? newRef(probe.module) : importModule(request.import)
  const fn = getAttrName(owner, request.call)
  decref(owner)
  const count = newInt(request.iterations)
  const began = process.hrtime.bigint()
  if (request.loop === 'c') decref(call(fn, [count, ...args]))
  else for (let i = 0; i < request.iterations; i++) decref(call(fn, args))
  const ns = Number(process.hrtime.bigint() - began)
  for (const o of [...args, fn, count]) decref(o)
  return ns
}

main()
