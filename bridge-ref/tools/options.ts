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
