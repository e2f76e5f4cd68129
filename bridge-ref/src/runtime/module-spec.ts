/** The attributes that a module gets from the specification by which it is imported. */
import { type Address, NULL } from '../memory/address.ts'
import { E, none } from '../memory/statics.ts'
import { except } from './errors.ts'
import { findAttr, setAttr } from './lookup.ts'
import { decref } from './refcount.ts'
import { name as nameStr, newStr } from './str.ts'

/** What importlib sets before a module is executed. An object that takes no attributes goes without. */
export function setImportAttributes(
  module: Address,
  spec: Address,
  { name, path }: { name: string; path: string },
): void {
  const loader = findAttr(spec, nameStr('loader'))
  const texts = { __name__: newStr(name), __package__: newStr(parentOf(name)), __file__: newStr(path) }
  for (const [key, value] of Object.entries({ ...texts, __loader__: loader })) setIfMissing(module, key, value)
  trySet(module, '__spec__', spec)
  for (const o of [loader, ...Object.values(texts)]) decref(o)
}

/** The name of the package that a module is in; empty for none. */
export function parentOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('.')))
}

function setIfMissing(o: Address, key: string, value: Address): void {
  const old = findAttr(o, nameStr(key))
  if (old !== NULL) decref(old)
  if (old === NULL || old === none()) trySet(o, key, value)
}

function trySet(o: Address, key: string, value: Address): void {
  except(
    E.AttributeError,
    () => setAttr(o, nameStr(key), value),
    () => undefined,
  )
}
