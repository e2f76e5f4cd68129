/** The JSON Schema of the protocol, for those who write a driver in another language. */
import { z } from 'zod'
import { jsonSchemaText } from '../suite/json-schema.ts'
import { value } from '../suite/value.ts'
import { reply, request } from './protocol.ts'

export function protocolJsonSchema(): string {
  return jsonSchemaText(z.strictObject({ request, reply }), {
    title: "Proofload's protocol: `request` is a line of the harness, `reply` the driver's answer to it",
    source: 'harness/src/bridge/protocol.ts',
    loose: new Map([[value, { description: 'A value: INTERPRETING.md, section 4.' }]]),
  })
}
