/** JSON Schemas of suite files, for editors, and of other things that third parties read or write, from their zod schemas. */
import { z } from 'zod'
import { raises, suiteFile } from './schema.ts'
import { value } from './value.ts'

const loose = new Map<unknown, object>([
  [value, { description: 'A value: plain YAML, or a tag of INTERPRETING.md section 4.' }],
  [raises, { type: ['string', 'object'], description: 'A type name, or { type, message, args, cause, context }.' }],
])

/** Values are loose: an editor cannot see tags. */
export function suiteJsonSchema(): string {
  return jsonSchemaText(suiteFile, {
    title: 'A suite file of Proofload: suites/<area>/<topic>.yaml',
    source: 'harness/src/suite/schema.ts',
    loose,
  })
}

interface Origin {
  title: string
  /** The file that says it in zod. */
  source: string
  /** What stands in place of these parts. */
  loose: ReadonlyMap<unknown, object>
}

export function jsonSchemaText(of: z.ZodType, { title, source, loose }: Origin): string {
  const schema = z.toJSONSchema(of, {
    target: 'draft-7',
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      const content = loose.get(zodSchema)
      if (content !== undefined) replace(jsonSchema, content)
    },
  })
  const { definitions, $schema, ...rest } = schema as Record<string, unknown>
  const text = JSON.stringify(rest)
  // The loose ones hide what they were made of; only what is still referred to stays.
  const kept = Object.entries(definitions as object).filter(([name]) => text.includes(`#/definitions/${name}"`))
  const comment = `DO NOT EDIT. Generated from ${source}: npm run generate`
  return `${JSON.stringify({ $schema, $comment: comment, title, ...rest, definitions: Object.fromEntries(kept) }, null, 2)}\n`
}

function replace(target: object, content: object): void {
  for (const key of Object.keys(target)) Reflect.deleteProperty(target, key)
  Object.assign(target, content)
}
