/**
 * Every error that this package throws on purpose. `code` is stable and meant for programs; `message` is meant for
 * people and says what happened, to which file or key, and what to do next. The original error is kept in `cause`.
 */
export class VuerError extends Error {
  override readonly name = 'VuerError'
  /** Stable, in SCREAMING_SNAKE: `TLS_FILE_MISSING`. */
  readonly code: string

  constructor(code: string, message: string, options: { cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.code = code
  }
}
