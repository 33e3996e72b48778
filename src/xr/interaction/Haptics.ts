import type { HapticPatterns, HapticPulse } from '../../../protocol/index.ts'
import { findInput } from '../inputSource.ts'
import type { Side } from '../tracking.ts'
import { pulse } from './tick.ts'

const SIDES: readonly Side[] = ['left', 'right']

/** Plays what scripts ask controllers to do. What a side is asked for takes the place of what it is doing. */
export class Haptics {
  readonly #session: () => XRSession | null
  readonly #next: Partial<Record<Side, ReturnType<typeof setTimeout>>> = {}

  constructor(session: () => XRSession | null) {
    this.#session = session
  }

  play(patterns: HapticPatterns): void {
    for (const side of SIDES) {
      const pattern = patterns[side]
      if (pattern === null) continue
      clearTimeout(this.#next[side])
      // Whatever the controller is doing ends, which a pulse of no strength does everywhere.
      if (pattern.length === 0) this.#pulse(side, 0, 0)
      else this.#play(side, pattern, 0)
    }
  }

  /** Nothing more of any pattern is played. */
  stop(): void {
    for (const side of SIDES) clearTimeout(this.#next[side])
  }

  #play(side: Side, pattern: readonly Required<HapticPulse>[], index: number): void {
    const { strength, durationMs, pauseMs } = pattern[index]!
    this.#pulse(side, strength, durationMs)
    if (index + 1 < pattern.length) {
      this.#next[side] = setTimeout(() => this.#play(side, pattern, index + 1), durationMs + pauseMs)
    }
  }

  #pulse(side: Side, strength: number, durationMs: number): void {
    const session = this.#session()
    if (session) pulse(findInput(session, 'controller', side), strength, durationMs)
  }
}
