/** Which names of the C API a C source uses, directly or through a macro or inline function of the API. */
import type { Capi } from '../capi/load.ts'

export function namesUsed(source: string, capi: Capi): Set<string> {
  const bodies = bodiesOf(capi)
  const used = new Set<string>()
  const pending = [source]
  for (let text = pending.pop(); text !== undefined; text = pending.pop()) {
    for (const [name] of withoutComments(text).matchAll(/\b_?Py[A-Za-z]*_\w+|\b_?Py[A-Z]\w+/g)) {
      if (used.has(name)) continue
      used.add(name)
      const body = bodies.get(name)
      if (body !== undefined) pending.push(body)
    }
  }
  return used
}

/** `Py_BEGIN_ALLOW_THREADS` calls PyEval_SaveThread: a probe that has the one needs the other. */
function bodiesOf({ chapters }: Capi): Map<string, string> {
  const bodies = new Map<string, string>()
  for (const { macros, functions } of chapters) {
    for (const [name, { body }] of Object.entries({ ...macros, ...functions })) {
      if (body !== undefined) bodies.set(name, body)
    }
  }
  return bodies
}

export function withoutComments(source: string): string {
  return source.replaceAll(/\/\*.*?\*\/|\/\/[^\n]*/gs, (comment) => comment.replaceAll(/[^\n]/g, ' '))
}
