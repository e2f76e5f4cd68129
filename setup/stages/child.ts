import type { ChildProcess } from 'node:child_process'
import { type Ending, runChild } from '../child.mjs'
import { Interrupted } from './stage.ts'

/** Runs a script under this Node with its output going to ours. */
export async function runScript(args: readonly string[]): Promise<Ending> {
  return stopIfAsked(await runChild(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] }))
}

/** Runs a script under this Node and hands each line of its standard output over as it comes. */
export async function readLines(args: readonly string[], onLine: (line: string) => void): Promise<Ending> {
  const ending = await runChild(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    onStart: (child) => splitLines(child, onLine),
  })
  return stopIfAsked(ending)
}

function splitLines(child: ChildProcess, onLine: (line: string) => void): void {
  let rest = ''
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  })
  child.stdout?.on('end', () => {
    if (rest !== '') onLine(rest)
  })
}

function stopIfAsked(ending: Ending): Ending {
  if (ending.asked !== null) throw new Interrupted(ending.asked)
  return ending
}
