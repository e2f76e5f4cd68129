/** Something that was asked of a comparison and that its records do not have; the user can mend it. */
export class CompareError extends Error {
  override readonly name = 'CompareError'
  readonly hint: string

  constructor(message: string, { hint, cause }: { hint: string; cause?: unknown }) {
    super(message, { cause })
    this.hint = hint
  }
}
