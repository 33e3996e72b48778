/** Hears that the headset has put its reference space elsewhere in the room: the person held the menu button, say. */
export class ResetWatch {
  readonly #onReset: () => void
  #space: XRReferenceSpace | null = null

  constructor(onReset: () => void) {
    this.#onReset = onReset
  }

  /** The space that poses are told in now; another one than before is listened to instead. `null` ends it. */
  watch(space: XRReferenceSpace | null): void {
    if (space === this.#space) return
    this.#space?.removeEventListener('reset', this.#onReset)
    this.#space = space
    this.#space?.addEventListener('reset', this.#onReset)
  }
}
