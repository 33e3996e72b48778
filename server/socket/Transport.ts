/** One connection to one client, whatever carries it. Frames are whole; order is kept. */
export interface Transport {
  /** `onWritten` is called when the frame has left this process, or cannot leave any more. */
  send(frame: Uint8Array, onWritten: () => void): void
  /** Bytes that were sent and have not left this process yet. */
  readonly bufferedBytes: number
  /** The IP address at the other end, if it has one. */
  readonly remoteAddress: string | undefined
  close(code: number, reason: string): void
  /** Cuts the connection without a word. */
  terminate(): void
  /** Whether the other end answers within that time. */
  isAlive(timeoutMs: number): Promise<boolean>
}
