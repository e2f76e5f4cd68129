/** What the environment says about the compiler. */
/** Sanitizers to build the shim with, such as `address,undefined`; see tools/sanitize.ts. */
export function sanitizers(): string {
  return process.env['PROOFLOAD_SANITIZE'] ?? ''
}

/** This process's environment with more in it. */
export function environmentWith(more: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...more }
}

export function compilerChoice(): { chosen: string | undefined; searchPath: string } {
  return { chosen: process.env['CC'], searchPath: process.env['PATH'] ?? '' }
}

/** A shim that was built elsewhere: that of a faulted host (faults/patch.ts). */
export function chosenShim(): string {
  return process.env['PROOFLOAD_SHIM'] ?? ''
}
export function chooseShim(path: string): void {
  process.env['PROOFLOAD_SHIM'] = path
}

/** The seeded fault that this host has from its start, or `@` and the file that holds the id of the present one. */
export function chosenFault(): string {
  return process.env['PROOFLOAD_FAULT'] ?? ''
}
