/** A failure that the user can mend: what is wrong, and the remedy. */
export class SetupFailure extends Error {
  /**
   * @param {string} message
   * @param {{ hint: string, exitCode?: number, cause?: unknown }} details
   */
  constructor(message, { hint, exitCode = 1, cause }) {
    super(message, { cause })
    this.name = 'SetupFailure'
    this.hint = hint
    this.exitCode = exitCode
  }
}
