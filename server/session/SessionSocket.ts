import type { Transport } from '../socket/Transport.ts'

/** The connection of a session, as a script sees it. */
export class SessionSocket {
  readonly #transport: Transport
  readonly #onClose: (reason?: string) => void

  constructor(transport: Transport, onClose: (reason?: string) => void) {
    this.#transport = transport
    this.#onClose = onClose
  }

  /** The IP address at the other end. */
  get remoteAddress(): string | undefined {
    return this.#transport.remoteAddress
  }

  /** Bytes that were sent and have not left this process yet. */
  get bufferedBytes(): number {
    return this.#transport.bufferedBytes
  }

  /** Ends the session and tells the client so: it does not come back by itself. */
  close(reason?: string): void {
    this.#onClose(reason)
  }

  /** Cuts the connection without a word. The session waits for its client to come back. */
  terminate(): void {
    this.#transport.terminate()
  }
}
