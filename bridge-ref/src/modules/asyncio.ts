/** The modules of `asyncio` that binaries ask for texts, errors and the loop that runs: there is none in this host. */
import { type Address, NULL } from '../memory/address.ts'
import { E, S } from '../memory/statics.ts'
import { raise } from '../runtime/errors.ts'
import type { HostModule } from '../runtime/imports.ts'
import { isInstance, itemsOf } from '../runtime/object.ts'
import { typeOf } from '../runtime/refcount.ts'
import { instanceCheck } from '../runtime/types/type-type.ts'
import { abstractCollection } from './collections-abc.ts'
import { exceptionClass } from './kit/classes.ts'
import { type Body, contents, functions } from './kit/functions.ts'
import {
  attr,
  attrOr,
  given,
  invoke,
  isTruthy,
  items,
  method,
  moduleAttr,
  reprOf,
  text,
  textOf,
  truth,
} from './kit/values.ts'
import { shortRepr } from './reprlib.ts'

export const asyncioModules: Record<string, HostModule> = {
  'asyncio.base_futures': baseFutures,
  'asyncio.base_tasks': baseTasks,
  'asyncio.coroutines': coroutines,
  'asyncio.exceptions': exceptions,
  'asyncio.log': () => contents({ logger: invoke(moduleAttr('logging', 'getLogger'), text('asyncio')) }),
}

function exceptions(): Record<string, Address> {
  const make = (name: string, base: Address) => exceptionClass('asyncio.exceptions', name, base)
  return contents({
    CancelledError: make('CancelledError', E.BaseException),
    InvalidStateError: make('InvalidStateError', E.Exception),
    SendfileNotAvailableError: make('SendfileNotAvailableError', E.RuntimeError),
    TimeoutError: E.TimeoutError,
  })
}

function isCoroutine(o: Address): boolean {
  const known = isInstance(o, S.PyCoro_Type) || isInstance(o, S.PyGen_Type)
  return known || instanceCheck(o, abstractCollection('Coroutine'))
}
function coroutines(): Record<string, Address> {
  return functions('asyncio.coroutines', { 'iscoroutine(obj)': (o = NULL) => truth(isCoroutine(o)) })
}

function callbackText(callback: Address): string {
  const name = attrOr(callback, '__qualname__', attrOr(callback, '__name__', NULL))
  return `${name === NULL ? reprOf(callback) : textOf(name)}()`
}

/** The first and the last, and how many there are between them. */
function callbacksText(callbacks: readonly Address[]): string {
  const shown = (entry: Address | undefined) => callbackText(itemsOf(entry ?? NULL)[0] ?? NULL)
  const texts = callbacks.length === 1 ? [shown(callbacks[0])] : [shown(callbacks[0]), shown(callbacks.at(-1))]
  if (callbacks.length > 2) texts.splice(1, 0, `<${callbacks.length - 2} more>`)
  return `cb=[${texts.join(', ')}]`
}

function futureInfo(future: Address): string[] {
  const state = textOf(attr(future, '_state'))
  const info = [state.toLowerCase()]
  if (state === 'FINISHED') {
    const error = attr(future, '_exception')
    info.push(given(error) ? `exception=${reprOf(error)}` : `result=${shortRepr(attr(future, '_result'))}`)
  }
  const callbacks = attr(future, '_callbacks')
  if (isTruthy(callbacks)) info.push(callbacksText(items(callbacks)))
  const created = attr(future, '_source_traceback')
  if (isTruthy(created)) {
    const [file = NULL, line = NULL] = items(items(created).at(-1) ?? NULL)
    info.push(`created at ${textOf(file)}:${textOf(line)}`)
  }
  return info
}

const shown = (o: Address, info: readonly string[]): Address =>
  text(`<${textOf(attr(typeOf(o), '__name__'))} ${info.join(' ')}>`)

function baseFutures(): Record<string, Address> {
  return functions('asyncio.base_futures', {
    'isfuture(obj)': (o = NULL) => {
      const mark = attrOr(typeOf(o), '_asyncio_future_blocking', NULL)
      return truth(mark !== NULL && given(attr(o, '_asyncio_future_blocking')))
    },
    '_future_repr(future)': (future = NULL) => shown(future, futureInfo(future)),
  })
}

function taskInfo(task: Address): string[] {
  const info = futureInfo(task)
  const cancelling = isTruthy(method(task, 'cancelling')) && !isTruthy(method(task, 'done'))
  const coroutine = attr(task, '_coro')
  const name = attrOr(coroutine, '__qualname__', attrOr(coroutine, '__name__', NULL))
  const waits = attr(task, '_fut_waiter')
  return [
    cancelling ? 'cancelling' : (info[0] ?? ''),
    `name=${reprOf(method(task, 'get_name'))}`,
    `coro=<${name === NULL ? `${textOf(attr(typeOf(coroutine), '__name__'))} without __name__` : textOf(name)}()>`,
    ...(given(waits) ? [`wait_for=${reprOf(waits)}`] : []),
    ...info.slice(1),
  ]
}

function baseTasks(): Record<string, Address> {
  const frames: Body = () => raise(E.NotImplementedError, 'a task has no frames in a host without a Python compiler')
  return functions('asyncio.base_tasks', {
    '_task_repr(task)': (task = NULL) => shown(task, taskInfo(task)),
    '_task_get_stack(task, limit)': frames,
    '_task_print_stack(task, limit, file)': frames,
  })
}
