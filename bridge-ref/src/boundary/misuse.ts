/** Whether a failure is C's mistake, and which: looks at what C gave to a function of the API. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { address, NULL } from '../memory/address.ts'
import { hex } from '../memory/misuse.ts'
import { describe, faultOfItems, faultOfObject } from '../runtime/describe.ts'

interface Parameter {
  name: string
  /** Whether it is declared to be an object or a type. */
  isObject: boolean
}

let declarations: Map<string, Parameter[]> | undefined

/** As the header has them; none for slots and methods. */
function parametersOf(name: string): readonly Parameter[] {
  declarations ??= readHeader()
  return declarations.get(name) ?? []
}

function readHeader(): Map<string, Parameter[]> {
  const header = readFileSync(join(import.meta.dirname, '../../generated/include/Python.h'), 'utf8')
  return new Map(
    [...header.matchAll(/^[\w *]*?(\w+)\((.*)\);$/gm)].map(([, name = '', list = '']) => [
      name,
      list.split(', ').map((text) => ({
        name: /(\w+)(?:\[\])?$/.exec(text)?.[1] ?? '',
        isObject: /^(?:PyObject|PyTypeObject) \*\w+$/.test(text),
      })),
    ]),
  )
}

/** These get memory that is no object yet. */
const takesMemory = new Set(['PyObject_Init', 'PyObject_InitVar'])

/** The first argument that cannot be right, with what is wrong. */
export function faultOfArguments(name: string, args: readonly unknown[]): string | undefined {
  if (takesMemory.has(name)) return undefined
  for (const [index, parameter] of parametersOf(name).entries()) {
    const value = args[index]
    if (!parameter.isObject || typeof value !== 'number' || value === NULL) continue
    const o = address(value)
    const fault = faultOfObject(o) ?? faultOfItems(o)
    if (fault !== undefined) return `argument ${index + 1} (${parameter.name}): ${fault}`
  }
  return undefined
}

const poisonFrom = 0xdbda_0000_0000_0000
const poisonTo = 0xdbdc_0000_0000_0000

/** What a read of an address at which nothing is says of the call. */
export function faultOfRead(name: string, args: readonly unknown[], at: number): string | undefined {
  const fault = faultOfArguments(name, args)
  if (fault !== undefined) return fault
  if (at >= poisonFrom && at < poisonTo)
    return 'something that it uses has been freed (a pointer in it is 0xdbdbdbdbdbdbdbdb)'
  if (Math.abs(at) >= 4096) return undefined
  const index = args.findIndex((value, i) => value === NULL && (parametersOf(name)[i]?.isObject ?? false))
  if (index < 0) return undefined
  return `argument ${index + 1} (${parametersOf(name)[index]?.name}) is NULL`
}

/** A call as C made it. */
export function showCall(name: string, args: readonly unknown[]): string {
  const shown = args.map((value, i) => {
    const text = typeof value === 'number' && value > 4096 ? hex(value) : String(value)
    const parameter = parametersOf(name)[i]?.name ?? ''
    return parameter === '' ? text : `${parameter}=${text}`
  })
  return `${name}(${shown.join(', ')})`
}

/** What each argument is that looks like an object's address. */
export function describeArguments(args: readonly unknown[]): string[] {
  return args.flatMap((value, i) =>
    typeof value === 'number' && value > 4096 ? [`  argument ${i + 1}: ${describe(address(value))}`] : [],
  )
}
