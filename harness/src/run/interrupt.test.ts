import { spawn } from 'node:child_process'
import { once } from 'node:events'
import test from 'ava'

const module = new URL('./interrupt.ts', import.meta.url).href

/** A process that watches as `code` says, and what it printed and how it ended after these signals. */
async function ended(code: string, ...signals: NodeJS.Signals[]): Promise<{ out: string; signal: string | null }> {
  const script = `import { beforeSudden, watchInterrupts } from ${JSON.stringify(module)}
const alive = setInterval(() => undefined, 1000)
const said = (text) => process.stdout.write(text + ' ')
${code}
said('ready')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  for (const signal of signals) {
    const before = out.length
    const [text] = await once(child.stdout, 'data')
    out += String(text)
    if (out.length > before) child.kill(signal)
  }
  child.stdout.on('data', (text) => {
    out += String(text)
  })
  const [, signal] = await once(child, 'close')
  return { out: out.trim(), signal }
}

test('a signal that nobody watches clears up before it ends the process', async (t) => {
  t.deepEqual(await ended("beforeSudden(() => said('cleared'))", 'SIGINT'), { out: 'ready cleared', signal: 'SIGINT' })
})

test('where the end is in order only a second signal clears up', async (t) => {
  const code = `beforeSudden(() => said('cleared'))
watchInterrupts(() => said('in-order'), () => said('at-once'))`
  t.deepEqual(await ended(code, 'SIGINT', 'SIGINT'), { out: 'ready in-order cleared at-once', signal: 'SIGINT' })
})

test('after it is disposed it does nothing', async (t) => {
  const code = "beforeSudden(() => said('cleared'))[Symbol.dispose]()"
  t.deepEqual(await ended(code, 'SIGTERM'), { out: 'ready', signal: 'SIGTERM' })
})
