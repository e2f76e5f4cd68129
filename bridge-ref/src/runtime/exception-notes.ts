/** Notes and tracebacks that Python code gives an exception. */
import { type Address, NULL } from '../memory/address.ts'
import { E, none, S } from '../memory/statics.ts'
import { except, raise, setTraceback } from './errors.ts'
import { getAttrName, setAttr } from './lookup.ts'
import { isList, isStr, nameOf, newNone } from './object.ts'
import { decref, typeOf } from './refcount.ts'
import { listAppend, newListOf } from './sequence.ts'
import { newStr } from './str.ts'

/** `add_note`: the list `__notes__` is made for the first. */
export function addNote(o: Address, note: Address): Address {
  if (!isStr(note)) raise(E.TypeError, `note must be a str, not '${nameOf(note)}'`)
  const notes = except(
    E.AttributeError,
    () => getAttrName(o, '__notes__'),
    () => newNotes(o),
  )
  try {
    if (!isList(notes)) raise(E.TypeError, 'Cannot add note: __notes__ is not a list')
    listAppend(notes, note)
  } finally {
    decref(notes)
  }
  return newNone()
}

function newNotes(o: Address): Address {
  const [notes, name] = [newListOf([]), newStr('__notes__')]
  try {
    setAttr(o, name, notes)
  } finally {
    decref(name)
  }
  return notes
}

/** `value` NULL deletes, which is refused. */
export function giveTraceback(o: Address, value: Address): void {
  if (value === NULL) raise(E.TypeError, '__traceback__ may not be deleted')
  if (value !== none() && typeOf(value) !== S.PyTraceBack_Type)
    raise(E.TypeError, '__traceback__ must be a traceback or None')
  setTraceback(o, value === none() ? NULL : value)
}
