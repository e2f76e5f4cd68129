/** Reads the seeded faults that were written by hand: faults/<area>.yaml, each a change of one place in one source. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const entry = z.strictObject({
  /** What is wrong, in a sentence. */
  says: z.string().min(10),
  /** Behaviours (suites/behaviours.yaml) that it breaks: their cases are tried first. */
  breaks: z.array(z.string().regex(/^[A-Z]+\d+$/)).min(1),
  /** The source, relative to bridge-ref. */
  file: z.string().regex(/\.(?:ts|c)$/),
  /** What stands there exactly once, and what the fault puts in its place. */
  find: z.string().min(1),
  put: z.string(),
})

export type WrittenFault = z.infer<typeof entry> & {
  /** `area:name`. */
  id: string
  area: string
}

/** Throws an Error that says which entry of which file is wrong. */
export function writtenFaults(folder: string = import.meta.dirname): WrittenFault[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml') && file !== 'equivalent.yaml')
  return files.toSorted().flatMap((file) => {
    const area = file.slice(0, -'.yaml'.length)
    const read = z
      .record(z.string().regex(/^[a-z0-9-]+$/), entry)
      .safeParse(parse(readFileSync(join(folder, file), 'utf8')))
    if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`)
    return Object.entries(read.data).map(([name, fault]) => ({ ...fault, id: `${area}:${name}`, area }))
  })
}

/** Line breaks and indentation do not count. */
export function patchedText({ id, file, find, put }: WrittenFault, text: string): string {
  const pattern = find
    .trim()
    .split(/\s+/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('\\s+')
  const found = [...text.matchAll(new RegExp(pattern, 'g'))]
  const [only] = found
  if (only === undefined || found.length > 1)
    throw new Error(`fault ${id}: ${file} must have this once, and has it ${found.length} times:\n${find}`)
  return `${text.slice(0, only.index)}${put}${text.slice(only.index + only[0].length)}`
}
