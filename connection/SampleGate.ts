/**
 * What waits until the socket has room: of each stream only the newest. What waits is a copy, because who offers a sample
 * may write the next one into the same object.
 */
export class SampleGate<T extends { etype: string; key?: string | undefined }> {
  readonly #held = new Map<string, T>()
  readonly #hasRoom: () => boolean
  readonly #send: (sample: T) => void

  constructor(hasRoom: () => boolean, send: (sample: T) => void) {
    this.#hasRoom = hasRoom
    this.#send = send
  }

  get held(): number {
    return this.#held.size
  }

  offer(sample: T): void {
    if (this.#hasRoom()) {
      if (this.#held.size > 0) this.#held.delete(streamOf(sample))
      this.#send(sample)
    } else this.#held.set(streamOf(sample), structuredClone(sample))
  }

  /** Sends what waits, as far as there is room. */
  release(): void {
    for (const [stream, sample] of this.#held) {
      if (!this.#hasRoom()) return
      this.#held.delete(stream)
      this.#send(sample)
    }
  }

  clear(): void {
    this.#held.clear()
  }
}

const streamOf = ({ etype, key }: { etype: string; key?: string | undefined }): string => `${etype} ${key ?? ''}`
