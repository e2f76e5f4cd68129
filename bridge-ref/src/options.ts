/** Whether calls of the C API are checked for what CPython leaves to the caller: `--debug`, or PROOFLOAD_DEBUG in the environment. */
export function debugMode(): boolean {
  return chosen || process.argv.includes('--debug') || (process.env['PROOFLOAD_DEBUG'] ?? '') !== ''
}

/** Whether the debug mode lists at exit what C asked for and nobody freed. */
export function leaksMode(): boolean {
  return (process.env['PROOFLOAD_LEAKS'] ?? '') !== ''
}

let chosen = false
/** The same, said by a program. Before the bridge starts. */
export function chooseDebugMode(): void {
  chosen = true
}

/** Whether the shim's C versions of hot functions are used; PROOFLOAD_FAST=off leaves all to TypeScript, as the debug mode does. */
export function fastPaths(): boolean {
  return process.env['PROOFLOAD_FAST'] !== 'off' && !debugMode()
}

/** Whether the shim was built with sanitizers (tools/sanitize.ts), which refuse libraries that prefer their own symbols. */
export function sanitized(): boolean {
  return (process.env['PROOFLOAD_SANITIZE'] ?? '') !== ''
}
