/** Whether calls of the C API are checked for what CPython leaves to the caller: `--debug`, or PROOFLOAD_DEBUG in the environment. */
export function debugMode(): boolean {
  return chosen || process.argv.includes('--debug') || (process.env['PROOFLOAD_DEBUG'] ?? '') !== ''
}

let chosen = false
/** The same, said by a program. Before the bridge starts. */
export function chooseDebugMode(): void {
  chosen = true
}
