/** What stand-ins for Python packages share. */
import type { Address } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { type ClassDescription, newClass } from '../modules/kit/classes.ts'
import { type Body, fn } from '../modules/kit/functions.ts'
import { own, scope } from '../modules/kit/scope.ts'
import { attr, invoke, setAttribute } from '../modules/kit/values.ts'
import { dictEntries } from '../runtime/dict.ts'
import { raise } from '../runtime/errors.ts'
import { type HostModule, importModule } from '../runtime/imports.ts'
import { moduleDict } from '../runtime/modules.ts'
import { newRef } from '../runtime/refcount.ts'
import { readStr } from '../runtime/str.ts'

export interface StandIn {
  /** What the module defines itself. */
  make?: HostModule
  /** What it imports from other modules when it exists: `from module import names`. */
  takes?: Readonly<Record<string, readonly string[]>>
  /** What is added to it last. */
  fill?: (module: Address) => void
}

export function complete(module: Address, { takes = {}, fill }: StandIn): void {
  scope(() => {
    for (const [from, names] of Object.entries(takes)) {
      const source = own(importModule(from))
      for (const name of names.flatMap((one) => (one === '*' ? publicNames(source) : [one]))) {
        setAttribute(module, name, attr(source, name))
      }
    }
    fill?.(module)
  })
}

/** What `from module import *` takes. */
function publicNames(module: Address): string[] {
  const names = dictEntries(moduleDict(module)).map(([key]) => readStr(key))
  return names.filter((name) => !name.startsWith('_'))
}

/** A class that lives as long as the process, so that functions in TypeScript may name it. */
export function lastingClass(description: ClassDescription): Address {
  return newRef(newClass(description))
}

/** `BaseClass.name(self, ...)`, as `super().name(...)` finds it. */
export function inherited(base: Address, name: string, ...args: readonly Address[]): Address {
  return invoke(attr(base, name), ...args)
}

/** What only the package's own Python code can do. */
export function needsSource(what: string): Body {
  return () => raise(E.NotImplementedError, `${what} is written in Python, and this host has no Python compiler`)
}

/** A class of which nothing but its existence is needed to import a binary; making an instance says why it cannot. */
export function absentClass(module: string, name: string, bases: readonly Address[] = []): Address {
  return lastingClass({
    name,
    module,
    bases,
    methods: { '__new__(cls, *args, **kwargs)': needsSource(`${module}.${name}`) },
  })
}

/** An exception class, with an `__init__` where it has one; its `super().__init__` is `initBase`. */
export function lastingException(
  module: string,
  name: string,
  base: Address,
  init?: { signature: string; body: Body },
): Address {
  const methods = init === undefined ? {} : { [init.signature]: init.body }
  return lastingClass({ name, module, bases: [base], methods })
}

/**
 * A module of which a binary only takes names when it is imported: functions and classes that say, when they are called,
 * that they are written in Python.
 */
export function pythonModule(module: string, names: string): StandIn {
  const make = (): Record<string, Address> =>
    Object.fromEntries(
      names.split(' ').map((name) => {
        const isClass = /^_*[A-Z]/.test(name)
        const absent = (): Address => fn(`${name}(*args, **kwargs)`, needsSource(`${module}.${name}`), { module })
        return [name, isClass ? absentClass(module, name) : absent()]
      }),
    )
  return { make }
}
