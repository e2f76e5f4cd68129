import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'

const forwarded = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * @typedef {object} Ending
 * @property {number | null} code
 * @property {NodeJS.Signals | null} signal What ended the child.
 * @property {NodeJS.Signals | null} asked The signal that this process got meanwhile.
 */

/**
 * @typedef {object} Hooks
 * @property {(child: import('node:child_process').ChildProcess) => void} [onStart]
 * @property {NodeJS.Signals} [stopWith] Sent instead of whatever signal arrives, to a child that would not listen.
 */

/**
 * Runs a child to its end. Signals that arrive meanwhile never end this process first: the child may be stopping
 * its hosts and finishing its record, and whoever waits for us must not believe that it is over.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & Hooks} options
 * @returns {Promise<Ending>}
 */
export function runChild(command, args, { onStart, stopWith, ...options }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, options)
    /** @type {NodeJS.Signals | null} */
    let asked = null
    /** @type {(signal: NodeJS.Signals) => void} */
    const pass = (signal) => {
      asked ??= signal
      if (stopWith !== undefined) child.kill(stopWith)
      else if (signal !== 'SIGINT' || !terminalDelivers()) child.kill(signal)
    }
    for (const signal of forwarded) process.on(signal, pass)
    const release = () => {
      for (const signal of forwarded) process.off(signal, pass)
    }
    child.on('error', (error) => {
      release()
      reject(error)
    })
    child.on('close', (code, signal) => {
      release()
      resolve({ code, signal, asked })
    })
    onStart?.(child)
  })
}

/**
 * Ends this process as its child ended, so that a shell or `make` sees the truth.
 * @param {Ending} ending
 * @returns {void}
 */
export function endLike({ code, signal }) {
  if (signal === null) process.exitCode = code ?? 1
  else process.kill(process.pid, signal)
}

/**
 * Whether Ctrl-C reached the child already. A terminal sends SIGINT to its whole foreground group; a second one
 * from us would read as "stop at once" to programs that count.
 */
function terminalDelivers() {
  if (process.platform === 'win32') return true
  try {
    closeSync(openSync('/dev/tty', 'r'))
  } catch {
    // No controlling terminal: somebody sent the signal to this process alone.
    return false
  }
  return process.platform !== 'linux' || inForeground()
}

function inForeground() {
  // Fields after the command's closing parenthesis: state, parent, group, session, terminal, foreground group.
  const [, , group, , , foreground] = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return group === foreground
}
