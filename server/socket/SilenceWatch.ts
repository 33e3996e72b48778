/** What is asked and cut. */
interface Asked {
  ping(): void
  terminate(): void
}

/** One end of a socket that is watched. */
export interface Watched {
  /** Something came from it. Who sends something need not be asked whether he is there. */
  heard(): void
  /** It is gone by itself. */
  leave(): void
}

interface Entry {
  readonly socket: Asked
  heard: boolean
  asked: boolean
}

/**
 * Finds sockets at whose other end nobody is any more. Who was silent for a period is asked, and who says nothing to that
 * for another one is cut: at the latest three periods after he was heard last. One timer looks at all, because a server
 * that has nothing to do spends its time with waking up; without sockets there is none.
 */
export class SilenceWatch {
  readonly #periodMs: number
  readonly #entries = new Set<Entry>()
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(periodMs: number) {
    this.#periodMs = periodMs
  }

  watch(socket: Asked): Watched {
    const entry: Entry = { socket, heard: true, asked: false }
    this.#entries.add(entry)
    this.#timer ??= setInterval(this.#look, this.#periodMs)
    return {
      heard: () => {
        entry.heard = true
      },
      leave: () => {
        this.#entries.delete(entry)
        if (this.#entries.size > 0) return
        clearInterval(this.#timer)
        this.#timer = undefined
      },
    }
  }

  #look = (): void => {
    for (const entry of this.#entries) {
      const { heard, asked } = entry
      entry.heard = false
      entry.asked = !heard
      if (heard) continue
      if (asked) entry.socket.terminate()
      else entry.socket.ping()
    }
  }
}
