/** Context variables (PEP 567): a context is a dict from variables to values, copied as a whole; each thread is in one. */
import { type Address, NULL } from '../../memory/address.ts'
import { flag, L } from '../../memory/layouts.ts'
import { apiAddress, E, none, S } from '../../memory/statics.ts'
import { readPointer, writePointer } from '../../memory/views.ts'
import { genericAlloc } from '../allocation.ts'
import { call } from '../call.ts'
import { args, argsBetween, describeType, type Method } from '../define.ts'
import { copyDict, dictEntries, dictGet, dictRemove, dictSet, dictSetName, dictSize, newDict } from '../dict.ts'
import { raise, raiseObject } from '../errors.ts'
import { threadState } from '../indicator.ts'
import { getIter } from '../iteration.ts'
import { EQ, isExactly, isStr, itemsOf, NE, newNone, notImplemented, reprText, richCompare } from '../object.ts'
import { decref, newRef, xnewRef } from '../refcount.ts'
import { newListOf, newTuple } from '../sequence.ts'
import { newStr, readStr } from '../str.ts'
import { ownerSlots } from './function-types.ts'
import { pointerHash } from './object-type.ts'

const context = { size: 48, previous: 16, values: 24, entered: 32, weak: 40 } as const
const variable = { size: 64, name: 16, default: 24 } as const
const token = { size: 48, context: 16, variable: 24, old: 32, used: 40 } as const

let missing = NULL

export function newContext(values: Address = newDict()): Address {
  const o = genericAlloc(S.PyContext_Type, 0)
  writePointer(o, context.values, values)
  return o
}
export function copyContext(o: Address): Address {
  return newContext(copyDict(valuesOf(needContext(o))))
}
function valuesOf(o: Address): Address {
  return readPointer(o, context.values)
}
function needContext(o: Address): Address {
  if (!isExactly(o, S.PyContext_Type)) raise(E.TypeError, 'an instance of Context was expected')
  return o
}

/** The context of this thread, borrowed; it comes to be when it is asked for. */
export function currentContext(): Address {
  const state = threadState()
  const known = readPointer(state, L.PyThreadState.context)
  if (known !== NULL) return known
  const made = newContext()
  writePointer(state, L.PyThreadState.context, made)
  return made
}

export function enterContext(o: Address): void {
  needContext(o)
  if (readPointer(o, context.entered) !== 0) {
    raise(E.RuntimeError, `cannot enter context: ${reprText(o)} is already entered`)
  }
  const state = threadState()
  writePointer(o, context.previous, readPointer(state, L.PyThreadState.context))
  writePointer(o, context.entered, 1)
  writePointer(state, L.PyThreadState.context, newRef(o))
}
export function exitContext(o: Address): void {
  needContext(o)
  const state = threadState()
  if (readPointer(o, context.entered) === 0) {
    raise(E.RuntimeError, `cannot exit context: ${reprText(o)} has not been entered`)
  }
  if (readPointer(state, L.PyThreadState.context) !== o) {
    raise(E.RuntimeError, 'cannot exit context: thread state references a different context object')
  }
  writePointer(state, L.PyThreadState.context, readPointer(o, context.previous))
  writePointer(o, context.previous, NULL)
  writePointer(o, context.entered, 0)
  decref(o)
}

export function newContextVar(name: Address, instead: Address): Address {
  if (!isStr(name)) raise(E.TypeError, 'context variable name must be a str')
  const o = genericAlloc(S.PyContextVar_Type, 0)
  writePointer(o, variable.name, newRef(name))
  writePointer(o, variable.default, xnewRef(instead))
  return o
}
function needVariable(o: Address): Address {
  if (!isExactly(o, S.PyContextVar_Type)) raise(E.TypeError, 'an instance of ContextVar was expected')
  return o
}

/** New reference, or NULL: the variable's value here, else `instead`, else the variable's own default. */
export function contextValue(o: Address, instead: Address): Address {
  const current = readPointer(threadState(), L.PyThreadState.context)
  const found = current === NULL ? NULL : dictGet(valuesOf(current), needVariable(o))
  return xnewRef(found || instead || readPointer(needVariable(o), variable.default))
}

/** New reference to the token that undoes it. */
export function setContextValue(o: Address, value: Address): Address {
  needVariable(o)
  const current = currentContext()
  const made = genericAlloc(S.PyContextToken_Type, 0)
  writePointer(made, token.context, newRef(current))
  writePointer(made, token.variable, newRef(o))
  writePointer(made, token.old, xnewRef(dictGet(valuesOf(current), o)))
  dictSet(valuesOf(current), o, value)
  return made
}

export function resetContextValue(o: Address, given: Address): void {
  if (!isExactly(given, S.PyContextToken_Type)) {
    raise(E.TypeError, `expected an instance of Token, got ${reprText(given)}`)
  }
  if (readPointer(given, token.used) !== 0) raise(E.RuntimeError, `${reprText(given)} has already been used once`)
  if (readPointer(given, token.variable) !== needVariable(o)) {
    raise(E.ValueError, `${reprText(given)} was created by a different ContextVar`)
  }
  if (readPointer(given, token.context) !== currentContext()) {
    raise(E.ValueError, `${reprText(given)} was created in a different Context`)
  }
  writePointer(given, token.used, 1)
  const old = readPointer(given, token.old)
  if (old === NULL) dictRemove(valuesOf(currentContext()), o)
  else dictSet(valuesOf(currentContext()), o, old)
}

const hex = (o: Address): string => `0x${o.toString(16)}`
const gc = flag.HAVE_GC

/** The one keyword of `ContextVar`, or NULL. */
function defaultOf(kwargs: Address): Address {
  for (const [key, value] of kwargs === NULL ? [] : dictEntries(kwargs)) {
    if (readStr(key) === 'default') return value
    raise(E.TypeError, `'${readStr(key)}' is an invalid keyword argument for ContextVar()`)
  }
  return NULL
}

function describeVariable(): void {
  describeType(S.PyContextVar_Type, {
    name: 'ContextVar',
    size: variable.size,
    flags: gc,
    slots: {
      ...ownerSlots([variable.name, variable.default]),
      tp_hash: pointerHash,
      tp_new: (_type: Address, given: Address, kwargs: Address) => {
        const [name = NULL, ...more] = itemsOf(given)
        if (name === NULL) raise(E.TypeError, 'ContextVar() takes exactly 1 positional argument (0 given)')
        if (more.length > 0) {
          raise(E.TypeError, `ContextVar() takes at most 1 positional argument (${more.length + 1} given)`)
        }
        return newContextVar(name, defaultOf(kwargs))
      },
      tp_repr: (o: Address) => {
        const instead = readPointer(o, variable.default)
        const shown = instead === NULL ? '' : ` default=${reprText(instead)}`
        return newStr(`<ContextVar name=${reprText(readPointer(o, variable.name))}${shown} at ${hex(o)}>`)
      },
    },
    methods: {
      get: argsBetween(0, 1, (o, instead = NULL) => contextValue(o, instead) || raiseObject(E.LookupError, o)),
      set: args(1, setContextValue as Method['run']),
      reset: args(1, (o, given = NULL) => {
        resetContextValue(o, given)
        return newNone()
      }),
    },
    getset: { name: { get: (o) => newRef(readPointer(o, variable.name)) } },
  })
}

function describeToken(): void {
  describeType(S.PyContextToken_Type, {
    name: 'Token',
    size: token.size,
    flags: gc,
    slots: {
      ...ownerSlots([token.context, token.variable, token.old]),
      tp_new: () => raise(E.RuntimeError, 'Tokens can only be created by ContextVars'),
      tp_repr: (o: Address) => {
        if (o === missing) return newStr('<Token.MISSING>')
        const used = readPointer(o, token.used) === 0 ? '' : ' used'
        return newStr(`<Token${used} var=${reprText(readPointer(o, token.variable))} at ${hex(o)}>`)
      },
    },
    getset: {
      var: { get: (o) => newRef(readPointer(o, token.variable)) },
      old_value: { get: (o) => newRef(readPointer(o, token.old) || missingToken()) },
    },
  })
}

/** Views of a context are lists of its moment: a context's dict never changes under an iterator of CPython either. */
function listOf(pick: (entry: [Address, Address]) => Address): Method['run'] {
  return (o) => newListOf(dictEntries(valuesOf(o)).map(pick))
}

function describeContext(): void {
  const find = (o: Address, key: Address): Address => {
    if (!isExactly(key, S.PyContextVar_Type)) raise(E.TypeError, `a ContextVar key was expected, got ${reprText(key)}`)
    return dictGet(valuesOf(o), key)
  }
  describeType(S.PyContext_Type, {
    name: '_contextvars.Context',
    size: context.size,
    flags: gc,
    weakListOffset: context.weak,
    slots: {
      ...ownerSlots([context.previous, context.values], true),
      tp_new: () => newContext(),
      mp_length: (o: Address) => dictSize(valuesOf(o)),
      mp_subscript: (o: Address, key: Address) => xnewRef(find(o, key)) || raiseObject(E.KeyError, key),
      sq_contains: (o: Address, key: Address) => (find(o, key) === NULL ? 0 : 1),
      tp_iter: (o: Address) => getIter(valuesOf(o)),
      tp_hash: apiAddress('PyObject_HashNotImplemented'),
      tp_richcompare: (a: Address, b: Address, op: number) =>
        isExactly(b, S.PyContext_Type) && (op === EQ || op === NE)
          ? richCompare(valuesOf(a), valuesOf(b), op)
          : notImplemented(),
    },
    methods: {
      copy: args(0, copyContext),
      get: argsBetween(1, 2, (o, key = NULL, instead = none()) => newRef(find(o, key) || instead)),
      keys: args(
        0,
        listOf(([key]) => newRef(key)),
      ),
      values: args(
        0,
        listOf(([, value]) => newRef(value)),
      ),
      items: args(
        0,
        listOf((entry) => newTuple(entry)),
      ),
      run: { least: 1, most: 255, run: runInside, withKeywords: (o, given, kwargs) => runWith(o, given, kwargs) },
    },
  })
}

function runInside(o: Address, ...given: Address[]): Address {
  return runWith(o, given, NULL)
}
function runWith(o: Address, [callable = NULL, ...rest]: readonly Address[], kwargs: Address): Address {
  if (callable === NULL) raise(E.TypeError, 'run() missing 1 required positional argument')
  enterContext(o)
  try {
    return call(callable, rest, kwargs)
  } finally {
    exitContext(o)
  }
}

export function describeContexts(): void {
  describeVariable()
  describeToken()
  describeContext()
}
/** When the type is ready: it has the mark of a variable that had no value as an attribute. */
export function startContexts(): void {
  dictSetName(readPointer(S.PyContextToken_Type, L.PyTypeObject.tp_dict), 'MISSING', missingToken())
}

/** `Token.MISSING`, made when the type is ready. */
function missingToken(): Address {
  if (missing === NULL) missing = genericAlloc(S.PyContextToken_Type, 0)
  return missing
}
