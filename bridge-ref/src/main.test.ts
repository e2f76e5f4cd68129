/** The driver as a process: what it answers to requests that no harness would send. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import test from 'ava'

interface Answer {
  id: number
  failed?: { type: string }
  bye?: true
}

/** Sends lines, each after the reply to the one before; the replies and the host's status. */
async function ask(...lines: string[]): Promise<{ replies: Answer[]; status: unknown }> {
  const host = spawn(process.execPath, ['--expose-gc', '--stack-size=50000', join(import.meta.dirname, 'main.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(host, 'exit')
  const reader = createInterface({ input: host.stdout })[Symbol.asyncIterator]()
  const replies: Answer[] = []
  for (const line of lines) {
    host.stdin.write(`${line}\n`)
    const { value } = await reader.next()
    replies.push(JSON.parse(String(value)))
  }
  host.stdin.end()
  const [status] = await ended
  return { replies, status }
}

test('a malformed request is answered `failed` and does not end the host', async (t) => {
  const { replies, status } = await ask(
    'no JSON',
    '{"id":7,"do":"dance"}',
    '{"id":8,"do":"case","probe":"p"}',
    '{"id":9,"do":"row","case":"c","probe":"nowhere","function":"f","args":[],"repeat":0}',
    '{"id":10,"do":"bye"}',
  )
  const shown = replies.map(({ id, failed, bye }) => [id, failed?.type ?? bye])
  t.deepEqual(shown, [
    [-1, 'SyntaxError'],
    [7, 'ZodError'],
    [8, 'ZodError'],
    [9, 'Error'],
    [10, true],
  ])
  t.is(status, 0)
})
