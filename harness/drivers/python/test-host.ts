/** For the driver's tests: every Python of this machine with the test probe, and a host that runs it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import test, { type ExecutionContext } from 'ava'
import type { Question } from '../../src/bridge/host.ts'
import { findInterpreters, type InterpreterFacts } from '../../src/bridge/interpreters.ts'
import {
  type CaseReply,
  type Observation,
  type Reply,
  type RowReply,
  reply,
  type WireStep,
} from '../../src/bridge/protocol.ts'
import type { Value } from '../../src/suite/value.ts'

const here = import.meta.dirname
const scratch = mkdtempSync(join(tmpdir(), 'proofload-driver-'))
test.after.always(() => rmSync(scratch, { recursive: true, force: true }))

export class Host implements AsyncDisposable {
  readonly process: ChildProcess
  readonly ended: Promise<number | null>
  readonly #replies: AsyncIterator<string>
  #id = 0

  constructor({ executable }: InterpreterFacts, env?: NodeJS.ProcessEnv) {
    const args = ['-I', '-S', '-B', join(here, 'driver.py')]
    this.process = spawn(executable, args, { stdio: ['pipe', 'pipe', 'ignore'], env })
    this.ended = new Promise((resolve) => this.process.on('exit', resolve))
    const { stdout } = this.process
    if (stdout === null) throw new Error('the driver has no output')
    this.#replies = createInterface({ input: stdout })[Symbol.asyncIterator]()
  }

  async line(text: string): Promise<unknown> {
    this.process.stdin?.write(`${text}\n`)
    const { value, done } = await this.#replies.next()
    if (done === true) throw new Error('the driver ended')
    return JSON.parse(value)
  }

  async ask(question: Question): Promise<Reply> {
    this.#id += 1
    const answer = reply.parse(await this.line(JSON.stringify({ id: this.#id, ...question })))
    if (answer.id !== this.#id) throw new Error(`the driver answered ${answer.id} for ${this.#id}`)
    return answer
  }

  async case(steps: WireStep[], repeat = 0): Promise<CaseReply> {
    const answer = await this.ask({ do: 'case', case: 'c', probe: 'driver_test', steps, repeat })
    if ('case' in answer) return answer
    throw new Error(JSON.stringify(answer))
  }

  async observe(...steps: WireStep[]): Promise<Observation[]> {
    return (await this.case(steps)).observations
  }

  async row(name: string, args: Value[], repeat = 0): Promise<RowReply> {
    const answer = await this.ask({ do: 'row', case: 'c', probe: 'driver_test', function: name, args, repeat })
    if ('row' in answer) return answer
    throw new Error(JSON.stringify(answer))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.process.kill('SIGKILL')
    await this.ended
  }
}

class Python {
  readonly facts: InterpreterFacts
  readonly #probe: string

  constructor(facts: InterpreterFacts, probe: string) {
    this.facts = facts
    this.#probe = probe
  }

  get isCPython(): boolean {
    return this.facts.implementation === 'cpython'
  }

  /** From 3.12 on None is immortal and its count stands still. */
  get countsNone(): boolean {
    return this.isCPython && Number(this.facts.python.split('.')[1]) < 12
  }

  /** A started host with the probe. */
  async start(env?: NodeJS.ProcessEnv): Promise<Host> {
    const started = new Host(this.facts, env)
    await started.ask({ do: 'load', probe: 'driver_test', path: this.#probe })
    return started
  }
}

type Holds = (t: ExecutionContext, python: Python) => Promise<void>

/** Builds the probe for every Python that has headers; the answer declares tests that hold on each, one after the other. */
export function everyPython(environment: NodeJS.ProcessEnv): (title: string, holds: Holds) => void {
  const pythons: Python[] = []
  test.before(async (t) => {
    pythons.push(...(await findPythons(environment)))
    t.true(pythons.length > 0, 'there is no Python to test with')
  })
  return (title, holds) =>
    // One after the other: each test starts a host for each Python.
    test.serial(title, async (t) => {
      for (const python of pythons) {
        try {
          await holds(t, python)
        } catch (error) {
          t.log(`on ${python.facts.implementation} ${python.facts.version}`)
          throw error
        }
      }
    })
}

async function findPythons(environment: NodeJS.ProcessEnv): Promise<Python[]> {
  const places = {
    path: (environment['PATH'] ?? '').split(delimiter),
    pyenvRoot: environment['PYENV_ROOT'] ?? join(homedir(), '.pyenv'),
    cacheFolder: scratch,
  }
  const found = await findInterpreters(['python3.{minor}', 'pypy3', 'graalpy'], places)
  return found.flatMap((interpreter) => {
    const probe = 'facts' in interpreter ? build(interpreter.facts) : null
    return 'facts' in interpreter && probe !== null ? [new Python(interpreter.facts, probe)] : []
  })
}

/** Null for a Python that is too old or has no headers. */
function build({ implementation, python, version, include, suffix }: InterpreterFacts): string | null {
  if (Number(python.split('.')[1]) < 8) return null
  const path = join(scratch, `${implementation}-${version}${suffix}`)
  const folders = [join(here, '../../../suites'), ...include].flatMap((folder) => ['-I', folder])
  const flags = ['-shared', '-fPIC', '-O1', '-w', '-DPROBE_NAME=driver_test', ...folders]
  const { status } = spawnSync('cc', [...flags, join(here, 'test-probe.c'), '-o', path])
  return status === 0 ? path : null
}

export const call = (name: string, ...args: Value[]) => ({ call: name, args })
export const host = (operation: Extract<WireStep, { host: unknown }>['host'], ...args: Value[]) => ({
  host: operation,
  args,
})
export const ref = (name: string): Value => ({ $ref: name })
export const type = (name: string): Value => ({ $type: name })
export const bytes = (text: string): Value => ({ $bytes: Buffer.from(text).toString('hex') })
export const object = (name: string): Value => ({ $object: { type: name } })
export const calling = (spec: Extract<Value, { $host: unknown }>['$host']): Value => ({ $host: spec })
