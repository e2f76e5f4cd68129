/** What the environment says about the compiler. */
export function compilerChoice(): { chosen: string | undefined; searchPath: string } {
  return { chosen: process.env['CC'], searchPath: process.env['PATH'] ?? '' }
}
