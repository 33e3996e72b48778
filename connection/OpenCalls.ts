/** Questions that are being answered, by their id. */
export class OpenCalls {
  readonly #open = new Map<string, AbortController>()

  /** `signal` aborts when the question is taken back; `close` is called after the last answer. */
  open(uuid: string): { signal: AbortSignal; close: () => void } {
    const controller = new AbortController()
    this.#open.set(uuid, controller)
    return { signal: controller.signal, close: () => this.#open.delete(uuid) }
  }

  cancel(uuid: string): void {
    this.#open.get(uuid)?.abort()
    this.#open.delete(uuid)
  }

  cancelAll(): void {
    for (const uuid of [...this.#open.keys()]) this.cancel(uuid)
  }
}
