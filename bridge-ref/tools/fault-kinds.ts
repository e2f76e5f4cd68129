/**
 * The seeded faults that follow from suites/capi: what each function could get wrong, one thing at a time. Each is a piece of C for
 * the function's wrapper (fault-text.ts).
 */
import type { CapiFunction } from '#harness/src/capi/load.ts'
import type { Parameter } from '#harness/src/capi/signature.ts'

export interface GeneratedFault {
  /** `kind:function` or `kind:function:parameter`. */
  id: string
  kind: string
  function: string
  /** What is wrong, in a sentence. */
  says: string
  /** C statements before the call and after it, where the result is `outcome` and `failed` tells whether it announced an exception. */
  before?: string
  after?: string
}

type Effect = Pick<GeneratedFault, 'before' | 'after'>

/**
 * All faults of one function.
 *
 * A wrapper has `held`, for what a fault must keep over the call.
 */
export function faultsOf(entry: CapiFunction): GeneratedFault[] {
  return [...ofResult(entry), ...ofErrors(entry), ...ofCopies(entry), ...ofOut(entry), ...ofArguments(entry)]
}

function fault({ name }: CapiFunction, kind: string, says: string, effect: Effect & { at?: string }): GeneratedFault {
  const { at, ...statements } = effect
  const id = [kind, name, ...(at === undefined ? [] : [at])].join(':')
  return { id, kind, function: name, says: `${name} ${says}`, ...statements }
}

function ofResult(entry: CapiFunction): GeneratedFault[] {
  if (entry.returns === 'new')
    return [fault(entry, 'borrows', 'returns a reference that C does not own', { after: 'fault_take(outcome);' })]
  if (entry.returns !== 'borrowed') return []
  return [
    fault(entry, 'owns', 'returns a new reference instead of a borrowed one', {
      after: 'Py_XINCREF((PyObject *)outcome);',
    }),
  ]
}

function ofErrors(entry: CapiFunction): GeneratedFault[] {
  const { error, raises, gil, absent, signature } = entry
  if (!gil) return []
  const faults: GeneratedFault[] = []
  if (error !== undefined) {
    const wrong = wrongSentinel(entry)
    if (wrong !== null)
      faults.push(
        fault(entry, 'sentinel', `announces an exception with ${wrong.name} instead of ${error}`, {
          after: `if (failed) outcome = ${wrong.text};`,
        }),
      )
  }
  if (raises === true)
    faults.push(fault(entry, 'forgets', 'does not set the exception', { after: 'real_PyErr_Clear();' }))
  else if (error !== undefined)
    faults.push(
      fault(entry, 'forgets', `returns ${error} without an exception when it fails`, {
        after: 'if (failed) real_PyErr_Clear();',
      }),
    )
  const couldRaise = error !== undefined || absent === true || signature.parameters.some(isObject)
  if (couldRaise && raises !== true)
    faults.push(
      fault(entry, 'stray', 'leaves an exception set although it did what it is for', {
        after: 'if (!failed) fault_stray();',
      }),
    )
  return faults
}

/** What a bridge returns that forgot which value announces an exception. */
function wrongSentinel({ error, signature: { result } }: CapiFunction): { name: string; text: string } | null {
  if (result.kind === 'object') return { name: 'None', text: `(${result.text})Py_NewRef(Py_None)` }
  if (result.kind === 'chars' || result.kind === 'pointer') return { name: 'an empty text', text: `(${result.text})""` }
  if (result.kind !== 'integer' && result.kind !== 'floating') return null
  return error === '0' ? { name: '1', text: '1' } : { name: '0', text: '0' }
}

/** Chapters whose functions are given, keep and return values of any type; elsewhere they are classes, exceptions, names. */
const holdsValues = new Set(
  'list tuple dict set sequence mapping object iter iterator cell contextvars descriptor module weakref number sys'.split(
    ' ',
  ),
)

/** Functions with a new reference to what somebody else has, too. */
const shares =
  /_(?:Get(?:Item|Attr)\w*|GetOptionalAttr\w*|Next|Fast|InPlace(?:Add|Multiply|Or|Concat|Repeat)|FromObject|GetReferent)$/

function ofCopies(entry: CapiFunction): GeneratedFault[] {
  const { name, returns, signature } = entry
  const copies = (says: string, effect: Effect): GeneratedFault[] => [fault(entry, 'copies', says, effect)]
  const special = specialCopies[name]
  if (special !== undefined) return copies('copies what it should share', special)
  if (returns === 'borrowed' && holdsValues.has(entry.chapter) && signature.result.text === 'PyObject *')
    return copies('returns a copy of what it should share', {
      after: 'if (!failed) outcome = fault_copy_borrowed(outcome);',
    })
  if (returns === 'new' && shares.test(name) && signature.result.text === 'PyObject *')
    return copies('returns a copy of what it should share', {
      after:
        'if (!failed && outcome != NULL) { PyObject *whole = outcome; outcome = fault_copy(whole); Py_DECREF(whole); }',
    })
  if (signature.result.kind === 'chars' && signature.parameters.some(isObject))
    return copies('returns a copy of the text', {
      after: 'if (!failed && outcome != NULL) outcome = fault_copy_bytes(outcome, strlen(outcome));',
    })
  return []
}

const specialCopies: Readonly<Record<string, Effect>> = {
  PyObject_GetBuffer: { after: 'if (!failed) fault_copy_view(view);' },
  PyBytes_AsString: { after: 'if (outcome != NULL) outcome = fault_copy_bytes(outcome, (size_t)Py_SIZE(o));' },
  PyByteArray_AsString: {
    after: 'if (outcome != NULL) outcome = fault_copy_bytes(outcome, (size_t)Py_SIZE(bytearray));',
  },
  PyBytes_AsStringAndSize: { after: 'if (!failed) *buffer = fault_copy_bytes(*buffer, (size_t)Py_SIZE(obj));' },
  PyBuffer_FillInfo: { before: 'if (buf != NULL) buf = fault_copy_bytes(buf, (size_t)len);' },
  PyMemoryView_FromObject: { before: 'return fault_view_of(real_PyByteArray_FromObject(obj));' },
  PyMemoryView_FromMemory: { before: 'return fault_view_of(real_PyByteArray_FromStringAndSize(mem, size));' },
  PyMemoryView_FromBuffer: {
    before: 'return fault_view_of(real_PyByteArray_FromStringAndSize(view->buf, view->len));',
  },
}

function ofOut(entry: CapiFunction): GeneratedFault[] {
  return entry.signature.parameters.flatMap(({ name, type }) => {
    const owner = entry.out?.[name]
    const written = type.text === 'Py_buffer *' ? `${name}->obj` : `*(PyObject **)${name}`
    if (owner === 'new')
      return [
        fault(entry, 'borrows', `writes to ${name} a reference that C does not own`, {
          at: name,
          after: `if (!failed && ${name} != NULL) fault_take(${written});`,
        }),
      ]
    if (owner !== 'borrowed') return []
    return [
      fault(entry, 'owns', `writes a new reference to ${name} instead of a borrowed one`, {
        at: name,
        after: `if (!failed && ${name} != NULL) Py_XINCREF((PyObject *)${written});`,
      }),
    ]
  })
}

function ofArguments(entry: CapiFunction): GeneratedFault[] {
  return entry.signature.parameters.flatMap((parameter) => [
    ...(isObject(parameter) ? ofObject(entry, parameter) : []),
    ...ofNull(entry, parameter),
    ...ofBounds(entry, parameter),
  ])
}

const isObject = ({ type }: Parameter): boolean => type.kind === 'object'

function ofObject(entry: CapiFunction, { name, type }: Parameter): GeneratedFault[] {
  const faults = [
    fault(entry, 'leaks', `leaks a reference to ${name}`, { at: name, before: `Py_XINCREF((PyObject *)${name});` }),
  ]
  const stolen = entry.steals?.[name]
  if (stolen === undefined)
    faults.push(
      fault(entry, 'steals', `takes the caller's reference to ${name}`, { at: name, after: `fault_take(${name});` }),
    )
  if (stolen === 'always' && entry.error !== undefined)
    faults.push(
      fault(entry, 'unstolen', `leaves the reference to ${name} to the caller when it fails`, {
        at: name,
        before: `held = (PyObject *)${name}; Py_XINCREF(held);`,
        after: 'if (!failed) Py_XDECREF(held);',
      }),
    )
  if (stolen === 'success')
    faults.push(
      fault(entry, 'steals', `takes the caller's reference to ${name} even when it fails`, {
        at: name,
        after: `if (failed) fault_take(${name});`,
      }),
    )
  if (
    type.text === 'PyObject *' &&
    holdsValues.has(entry.chapter) &&
    (stolen === 'always' || entry.keeps?.includes(name) === true)
  )
    faults.push(
      fault(entry, 'copies', `keeps a copy of ${name}`, {
        at: name,
        before:
          stolen === 'always'
            ? `held = ${name}; ${name} = fault_copy(held); Py_XDECREF(held);`
            : `held = fault_copy(${name}); ${name} = held;`,
        ...(stolen === 'always' ? {} : { after: 'Py_XDECREF(held);' }),
      }),
    )
  return faults
}

function ofNull(entry: CapiFunction, { name }: Parameter): GeneratedFault[] {
  if (entry.nullable?.includes(name) !== true) return []
  const { error, signature } = entry
  // What a function without a sentinel does with what it refuses: nothing.
  const back = signature.result.kind === 'void' ? 'return;' : `return (${signature.result.text})${error ?? '0'};`
  if (signature.result.kind === 'struct') return []
  return [
    fault(entry, 'refuses', `refuses NULL for ${name}`, {
      at: name,
      before: `if (${name} == NULL) { fault_refuse(); ${back} }`,
    }),
  ]
}

function ofBounds(entry: CapiFunction, { name, type }: Parameter): GeneratedFault[] {
  // The arguments of a variadic function are passed on as they came.
  if (type.text !== 'Py_ssize_t' || entry.signature.variadic) return []
  return [
    fault(entry, 'below', `takes ${name} for one less`, { at: name, before: `${name} -= 1;` }),
    fault(entry, 'above', `takes ${name} for one more`, { at: name, before: `${name} += 1;` }),
  ]
}
