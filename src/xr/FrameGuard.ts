/** So many frames in a row may fail before a callback is switched off. */
const MAX_FAILURES = 10

/**
 * Counts how often one callback of the frame loop has failed. An exception that leaves the loop ends it, and in a headset
 * that is a frozen picture; so each callback fails for itself, and one that never works is not called any more.
 */
export class FrameGuard {
  #failures = 0
  #isOff = false
  #isReported = false
  readonly #report: (message: string | null) => void

  /** `report` hears the first of a row of failures, that the callback was switched off, and with `null` that it works again. */
  constructor(report: (message: string | null) => void) {
    this.#report = report
  }

  get isOff(): boolean {
    return this.#isOff
  }

  passed(): void {
    this.#failures = 0
    if (!this.#isReported) return
    this.#isReported = false
    this.#report(null)
  }

  /** `canSwitchOff: false` for callbacks that everything else depends on. */
  failed(error: unknown, { canSwitchOff = true }: { canSwitchOff?: boolean } = {}): void {
    this.#failures += 1
    const reason = error instanceof Error ? error.message : String(error)
    if (this.#failures === 1) {
      this.#isReported = true
      this.#report(`failed in a frame: ${reason}`)
      // With its stack, for whoever looks at the browser's console.
      globalThis.reportError?.(error)
    }
    if (!canSwitchOff || this.#failures < MAX_FAILURES || this.#isOff) return
    this.#isOff = true
    this.#report(`failed in ${MAX_FAILURES} frames in a row and was switched off: ${reason}`)
  }

  /** It may try again: another session, say. What was reported stands until it works. */
  reset(): void {
    this.#failures = 0
    this.#isOff = false
  }
}
