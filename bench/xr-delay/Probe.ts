/** What the page of a headset is watched with, as `globalThis.probe`. */
export interface Probe {
  /** When each frame of the headset began, in milliseconds since 1970. */
  readonly frames: number[]
  /** What the page's sockets were given. */
  bytes: number
  /** From now on frames are written down. Once the emulator is there, and before its session begins. */
  watch(): void
}
