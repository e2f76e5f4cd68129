/** Runs the steps of a scenario and notes what each showed; INTERPRETING.md section 5. */
import type { Observation, SeenException, WireStep } from '#harness/src/bridge/protocol.ts'
import { type Address, NULL } from '../memory/address.ts'
import { E, none } from '../memory/statics.ts'
import { call } from '../runtime/call.ts'
import { dictSet, dictSize, newDict } from '../runtime/dict.ts'
import { except, raise, raiseObject, takeException } from '../runtime/errors.ts'
import { pending } from '../runtime/indicator.ts'
import { getAttrName } from '../runtime/lookup.ts'
import { newNone } from '../runtime/object.ts'
import { decref, newRef, typeOf, xdecref } from '../runtime/refcount.ts'
import { newStr } from '../runtime/str.ts'
import { newHostFunction } from '../runtime/types/small-types.ts'
import { onUnraisable } from '../runtime/unraisable.ts'
import { hostOperations } from './host-operations.ts'
import { noted } from './noted.ts'
import { enterFile, leaveFile } from './own-file.ts'
import type { Probe } from './probe.ts'
import { seen, throughHost } from './seen.ts'
import { collectUnderStress } from './stress.ts'
import { encode, type HostCallable, make, makeException, type Surroundings, Unbound, type Wire } from './values.ts'

const done: Observation = { done: true }
const unraisable: SeenException[] = []

export function watchUnraisable(): void {
  onUnraisable((exception) => unraisable.push(seen(exception, NULL)))
}
export function takeUnraisable(): SeenException[] {
  return unraisable.splice(0)
}

type CallStep = Extract<WireStep, { call: string }>
type HostStep = Extract<WireStep, { host: string }>

export class Scenario implements Surroundings {
  readonly #probe: Probe
  /** Names own what they are bound to, and nothing else of the driver does. */
  readonly #names = new Map<string, Address>()
  readonly #logs = new Map<Address, Wire[][]>()

  /** Host callables of a bench record nothing. */
  readonly #records: boolean

  constructor(probe: Probe, { records = true } = {}) {
    this.#probe = probe
    this.#records = records
  }

  get probe(): Address {
    return this.#probe.module
  }

  lookUp(name: string): Address {
    const bound = this.#names.get(name.replace(/^\$/, ''))
    if (bound === undefined) throw new Unbound(name.replace(/^\$/, ''))
    return bound
  }

  run(steps: readonly WireStep[]): { observations: Observation[]; complete: boolean } {
    enterFile(this.#probe.path)
    const observations: Observation[] = []
    for (const [index, step] of steps.entries()) {
      this.#probe.step(index)
      const { observation, goesOn } = this.#observe(step)
      observations.push(observation)
      if (!goesOn) return { observations, complete: false }
    }
    return { observations, complete: true }
  }

  forget(): void {
    leaveFile()
    const bound = [...this.#names.values()]
    this.#names.clear()
    for (const o of bound) decref(o)
  }

  #observe(step: WireStep): { observation: Observation; goesOn: boolean } {
    collectUnderStress()
    if ('repeat' in step) return this.#repeat(step)
    try {
      return { observation: this.#perform(step), goesOn: true }
    } catch (error) {
      if (error instanceof Unbound) return { observation: { unbound: error.bound }, goesOn: false }
      if (error !== pending) throw error
      const exception = takeException()
      const observation = { raised: seen(exception, this.probe) }
      decref(exception)
      return { observation, goesOn: 'raises' in step && step.raises === true }
    }
  }

  #repeat({ repeat, steps }: Extract<WireStep, { repeat: number }>): { observation: Observation; goesOn: boolean } {
    for (let i = 0; i < repeat; i++) {
      for (const inner of steps) {
        const { observation, goesOn } = this.#observe(inner)
        if (!goesOn) return { observation, goesOn }
      }
    }
    return { observation: done, goesOn: true }
  }

  #perform(step: WireStep): Observation {
    if ('call' in step) return this.#returned({ as: step.as, what: step.call }, this.#call(step))
    if ('host' in step) return this.#returned({ as: step.as, what: step.host }, this.#host(step))
    if ('let' in step) {
      for (const [name, wire] of Object.entries(step.let)) this.#bind(name, make(wire, this))
      return done
    }
    if ('drop' in step) {
      for (const name of step.drop) this.#drop(name)
      return done
    }
    if ('settle' in step) {
      this.#probe.settle()
      return done
    }
    return this.#look(step)
  }

  #look(step: WireStep): Observation {
    if ('alive' in step) return { alive: this.#probe.alive() - this.#probe.inherited }
    if ('unraisable' in step) return { unraisable: takeUnraisable() }
    if ('log' in step) return { log: [...(this.#logs.get(this.lookUp(step.log)) ?? [])] }
    if ('same' in step) {
      const made = step.same.map((wire) => make(wire, this))
      const same = made.every((o) => o === made[0])
      for (const o of made) decref(o)
      return { same }
    }
    throw new Error(`not a step: ${JSON.stringify(step).slice(0, 80)}`)
  }

  #bind(name: string, o: Address): void {
    const old = this.#names.get(name)
    this.#names.set(name, o)
    if (old !== undefined) decref(old)
  }
  #drop(name: string): void {
    const o = this.lookUp(name)
    this.#names.delete(name)
    this.#logs.delete(o)
    decref(o)
  }

  #returned({ as, what }: { as: string | undefined; what: string }, result: Address): Observation {
    noted.item(result, `result of ${what}`)
    const observation = { returned: encode(result, this.probe) }
    if (as === undefined) decref(result)
    else this.#bind(as, result)
    return observation
  }

  #function(name: string): Address {
    if (!name.startsWith('$')) {
      return except(
        E.AttributeError,
        () => getAttrName(this.probe, name),
        () => {
          throw new Unbound(name)
        },
      )
    }
    const [first = '', ...attributes] = name.split('.')
    let found = newRef(this.lookUp(first))
    for (const attribute of attributes) {
      const owner = found
      try {
        found = getAttrName(owner, attribute)
      } finally {
        decref(owner)
      }
    }
    return found
  }

  #call(step: CallStep): Address {
    return this.#invoke(step.call, step.args, step.kwargs)
  }

  #invoke(name: string, args: readonly Wire[], kwargs: Record<string, Wire> = {}): Address {
    const fn = this.#function(name)
    const given: Address[] = []
    let keywords = NULL
    try {
      for (const wire of args) given.push(make(wire, this))
      noted.items(given, 'argument')
      if (Object.keys(kwargs).length > 0) keywords = this.#keywords(kwargs)
      collectUnderStress()
      return call(fn, given, keywords)
    } finally {
      for (const o of [...given, fn]) decref(o)
      xdecref(keywords)
    }
  }

  #keywords(kwargs: Record<string, Wire>): Address {
    const dict = newDict()
    for (const [name, wire] of Object.entries(kwargs)) {
      const [key, value] = [newStr(name), make(wire, this)]
      dictSet(dict, key, value)
      decref(key)
      decref(value)
    }
    return dict
  }

  #host(step: HostStep): Address {
    const operation = hostOperations[step.host]
    if (operation === undefined) throw new Error(`no host operation ${step.host}`)
    const given: Address[] = []
    try {
      for (const wire of step.args) given.push(make(wire, this))
      noted.items(given, 'argument')
      collectUnderStress()
      return operation(...given)
    } finally {
      for (const o of given) decref(o)
    }
  }

  makeHost(description: HostCallable): Address {
    if (!this.#records) return newHostFunction({ call: () => this.#answer(description, [], NULL) })
    const log: Wire[][] = []
    const o = newHostFunction({
      call: (args, kwargs) => {
        this.#record(log, args, kwargs)
        return throughHost(() => raisingUnbound(() => this.#runHost(description, args)))
      },
    })
    this.#logs.set(o, log)
    return o
  }

  #record(log: Wire[][], args: readonly Address[], kwargs: Address): void {
    const keywords = kwargs !== NULL && dictSize(kwargs) > 0 ? [kwargs] : []
    log.push([...args, ...keywords].map((arg) => encode(arg, this.probe)))
    noted.items(args, 'argument of a callback')
  }

  #runHost(description: HostCallable, args: readonly Address[]): Address {
    collectUnderStress()
    for (const name of description.drops ?? []) this.#drop(name)
    if (description.settles) this.#probe.settle()
    let result = description.calls ? this.#invoke(description.calls.fn, description.calls.args ?? []) : NULL
    if (description.raises || 'returns' in description || description.returnsArg !== undefined) {
      xdecref(result)
      result = NULL
    }
    if (description.raises) this.#raise(description.raises)
    return this.#answer(description, args, result)
  }

  /** What the callable returns; `result` is that of `calls`, or NULL. */
  #answer(description: HostCallable, args: readonly Address[], result: Address): Address {
    if (description.returns !== undefined) return make(description.returns, this)
    if (description.returnsArg !== undefined) return newRef(args[description.returnsArg] ?? none())
    return result === NULL ? newNone() : result
  }

  #raise(what: { type: string; args?: Wire[] }): never {
    const exception = makeException(what, this)
    try {
      return raiseObject(typeOf(exception), exception)
    } finally {
      decref(exception)
    }
  }
}

/** A callable that runs after its names are gone fails like any other: who called it may be a finalizer. */
function raisingUnbound<Result>(run: () => Result): Result {
  try {
    return run()
  } catch (error) {
    if (error instanceof Unbound) return raise(E.NameError, error.message)
    throw error
  }
}
