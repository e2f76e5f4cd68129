/** Writes the C of a faulted host: a wrapper around each function of the API that has faults, and the list of their ids. */
import type { Capi, CapiFunction } from '#harness/src/capi/load.ts'
import { implementations } from '../src/api/table.ts'
import type { Exported } from './exported.ts'
import { faultsOf, type GeneratedFault } from './fault-kinds.ts'

export interface FaultText {
  c: string
  /** Functions whose symbol in the shim must be called `real_…`. */
  wrapped: string[]
}

/** Documented functions that the bridge has. What a header defines as a macro or inline is CPython's text, not the bridge's work. */
function faultable(capi: Capi, exported: Exported): CapiFunction[] {
  const inTypeScript = new Set<string>(implementations().flatMap((one) => (one === undefined ? [] : [one.name])))
  const here = new Set([
    ...exported.inC,
    ...exported.functions.flatMap(({ entry }) => (inTypeScript.has(entry.name) ? [entry.name] : [])),
  ])
  return [...capi.functions.values()].filter(
    ({ name, kind, link }) => here.has(name) && kind === 'function' && link !== null && !name.startsWith('_'),
  )
}

export function generatedFaults(capi: Capi, exported: Exported): GeneratedFault[] {
  return faultable(capi, exported).flatMap(faultsOf)
}

export function faultText(capi: Capi, exported: Exported): FaultText {
  const faults = generatedFaults(capi, exported)
  const numbers = new Map(faults.map(({ id }, index) => [id, index + 1]))
  const wrapped = faultable(capi, exported)
    .map((entry) => ({ entry, faults: faultsOf(entry) }))
    .filter((one) => one.faults.length > 0)
    // What the headers call in its place where PY_SSIZE_T_CLEAN is defined.
    .flatMap(({ entry, faults: own }) =>
      [entry.name, `_${entry.name}_SizeT`].flatMap((name) => {
        const twin = capi.functions.get(name)
        return twin === undefined
          ? []
          : [{ entry: { ...entry, name, c: twin.c, signature: twin.signature }, faults: own }]
      }),
    )
  const names = wrapped.map(({ entry }) => entry.name)
  const plain = faultable(capi, exported).filter(({ name }) => !names.includes(name))
  const same = plain.map(({ name }) => `#define real_${name} ${name}`)
  return { c: [...same, textOf(exported, wrapped, numbers)].join('\n'), wrapped: names }
}

interface Wrapped {
  entry: CapiFunction
  faults: GeneratedFault[]
}

function textOf(exported: Exported, wrapped: readonly Wrapped[], numbers: ReadonlyMap<string, number>): string {
  const labels = exported.functions.map(
    ({ entry }, index) => `extern char function_${index}[] __asm__("${entry.name}");`,
  )
  return [
    '#include "faults.h"',
    'const struct fault_name fault_names[] = {',
    ...[...numbers].map(([id, number]) => `  {"${id}", ${number}},`),
    '  {NULL, 0},',
    '};',
    ...wrapped.flatMap(({ entry: { name } }) => [`#undef ${name}`, `extern __typeof__(${name}) real_${name};`]),
    ...wrapped.map((one) => wrapperOf(one, numbers)),
    ...labels,
    'PROOFLOAD_API void *const proofload_functions[] = {',
    ...exported.functions.map((_, index) => `  function_${index},`),
    '};',
    '',
  ].join('\n')
}

function wrapperOf({ entry, faults }: Wrapped, numbers: ReadonlyMap<string, number>): string {
  const { c, signature, name } = entry
  const { result, parameters, variadic } = signature
  const given = parameters.map((parameter) => parameter.name).join(', ')
  const call = `real_${name}(${given})`
  const isVoid = result.kind === 'void'
  const own = faults.map(({ id }) => numbers.get(id) ?? 0)
  const statements = (when: 'before' | 'after'): string[] =>
    faults.flatMap((one) => {
      const text = one[when]
      return text === undefined ? [] : [`  if (now == ${numbers.get(one.id)}) { ${text} }`]
    })
  return [
    `PROOFLOAD_API ${c} {`,
    '  int now = fault_now();',
    ...(variadic
      ? ['  void *given = __builtin_apply_args();']
      : [
          `  if (now < ${Math.min(...own)} || now > ${Math.max(...own)}) ${isVoid ? `{ ${call}; return; }` : `return ${call};`}`,
        ]),
    '  PyObject *held = NULL;',
    ...statements('before'),
    ...(variadic
      ? [
          `  void *answer = __builtin_apply((void (*)())(void *)real_${name}, given, 256);`,
          ...(isVoid ? ['  (void)answer;'] : [`  ${result.text} outcome = *(${result.text} *)answer;`]),
        ]
      : [isVoid ? `  ${call};` : `  ${result.text} outcome = ${call};`]),
    `  int failed = ${failure(entry)};`,
    ...statements('after'),
    '  (void)failed, (void)held;',
    ...(isVoid ? [] : ['  return outcome;']),
    '}',
  ].join('\n')
}

function failure({ error, signature: { result } }: CapiFunction): string {
  return error === undefined || result.kind === 'struct'
    ? '0'
    : `outcome == (${result.text})(${error}) && real_PyErr_Occurred() != NULL`
}
