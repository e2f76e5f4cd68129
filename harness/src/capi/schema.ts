/**
 * The C API as data: what one file `suites/capi/<chapter>.yaml` says.
 *
 * It is the one truth about a function's signature and ownership. Probes, the reference bridge's header, trampolines
 * and prototypes, sentinels, coverage and the API table of reports are all derived from it.
 */
import { z } from 'zod'

/** A CPython version, `major.minor`. */
export const version = z.string().regex(/^3\.\d+$/, 'expected a Python version such as "3.12"')

/** 12 of `3.12`: versions compare by it. */
export function minorOf(version: string): number {
  return Number(version.split('.')[1])
}

const identifier = z.string().regex(/^[A-Za-z_]\w*$/, 'expected a C identifier')

/** Who owns the object that a function returns or writes through an out-parameter. */
const ownership = z.enum(['new', 'borrowed', 'none'])

/** `always`: also when the call fails; `success`: only when it succeeds. */
const stealing = z.enum(['always', 'success'])

const apiFunction = z.strictObject({
  /** The C declaration, parameters named, no trailing semicolon: `PyObject *PyList_GetItem(PyObject *list, Py_ssize_t index)`. */
  c: z.string(),
  /** How a compiler sees it in CPython 3.11. Default: `function`. */
  kind: z.enum(['function', 'macro', 'inline']).default('function'),
  /** For `macro` and `inline`: the C text of the definition, as the reference bridge's `Python.h` needs it. */
  body: z.string().optional(),
  /** Ownership of the result; required exactly when the result is an object. */
  returns: ownership.optional(),
  /** Parameters whose reference the callee takes over from the caller. */
  steals: z.record(identifier, stealing).optional(),
  /** Parameters of which the callee keeps a reference of its own after success (a container's item, an attribute's value). */
  keeps: z.array(identifier).optional(),
  /** Pointer parameters that the callee only writes, with the ownership of what it writes. */
  out: z.record(identifier, ownership).optional(),
  /** `PyObject **` parameters that are read, released and replaced (`PyUnicode_Append`). */
  inout: z.array(identifier).optional(),
  /** Object parameters for which NULL is a legal value. */
  nullable: z.array(identifier).optional(),
  /** C expression of the result that announces an exception; absent when the function cannot fail. */
  error: z.string().optional(),
  /** Of a function without result: the `inout` parameter that is NULL after a failure. */
  errorIn: identifier.optional(),
  /** The sentinel is also a legal result; `PyErr_Occurred()` decides. */
  ambiguous: z.boolean().optional(),
  /** NULL without an exception means "not there". */
  absent: z.boolean().optional(),
  /** An exception is set although the call did what it is for (`PyErr_SetString`, `PyErr_Restore`). */
  raises: z.boolean().optional(),
  /** Must the caller hold the GIL? Default: yes. */
  gil: z.boolean().default(true),
  /** First and last CPython version that has it publicly. Absent: 3.8 or older; still there. */
  since: version.optional(),
  until: version.optional(),
  /** Version of the stable ABI that first contained it; absent when it is outside the stable ABI. */
  abi: version.optional(),
  /** For `macro` and `inline`: CPython 3.11 exports a function of this name too, for callers that look it up. */
  exported: z.boolean().optional(),
  /** Documentation, when not `<docs of the chapter>#c.<name>`; `null` when CPython does not document it. */
  docs: z.url().nullable().optional(),
  /** Anything a reader of the table must know, one sentence. */
  note: z.string().optional(),
})

/**
 * A struct, union, enum, typedef or function-pointer type, as C text in CPython 3.11's layout, without the last
 * semicolon. The key is the name it declares: the typedef name, or the tag where there is none. The order of
 * declarations follows from what the texts mention.
 */
const apiType = z.strictObject({ c: z.string(), note: z.string().optional() })

/** A value with a name: `c` is the text that replaces it. Enumerators stand in the text of their type. */
const apiConstant = z.strictObject({
  c: z.string(),
  since: version.optional(),
  until: version.optional(),
  note: z.string().optional(),
})

/** A macro that is no call of typed arguments: a statement, declaration, initialiser or alias (`Py_CLEAR`, `PyObject_HEAD`). */
const apiMacro = z.strictObject({
  /** Absent for a macro without parentheses. */
  parameters: z.array(identifier).optional(),
  /** The text that replaces it. */
  body: z.string(),
  /** Defined only where this macro is defined (`PY_SSIZE_T_CLEAN`). */
  when: identifier.optional(),
  since: version.optional(),
  until: version.optional(),
  docs: z.url().nullable().optional(),
  note: z.string().optional(),
})

/** An exported variable: a type object, singleton or exception pointer. */
const apiData = z.strictObject({
  /** The declaration without `extern`: `PyTypeObject PyList_Type`, `PyObject *PyExc_ValueError`. */
  c: z.string(),
  since: version.optional(),
  until: version.optional(),
  abi: version.optional(),
  docs: z.url().nullable().optional(),
})

export const apiChapter = z.strictObject({
  /** Same as the file's stem. */
  chapter: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string(),
  docs: z.url(),
  /** The header that declares this chapter, when not `Python.h`; it includes `Python.h`. */
  header: z.string().optional(),
  types: z.record(identifier, apiType).optional(),
  constants: z.record(identifier, apiConstant).optional(),
  macros: z.record(identifier, apiMacro).optional(),
  data: z.record(identifier, apiData).optional(),
  functions: z.record(identifier, apiFunction).optional(),
})

export type ApiFunction = z.infer<typeof apiFunction>
export type ApiMacro = z.infer<typeof apiMacro>
export type ApiData = z.infer<typeof apiData>
export type ApiChapter = z.infer<typeof apiChapter>
