import { allOf } from './controllerSample.ts'
import { RateLimiter } from './rate.ts'

/** The value of GAMEPAD. */
export interface GamepadSample {
  /** What the browser calls it; `null` when it is gone. */
  id: string | null
  connected: boolean
  /** `standard` where the browser knows the layout. */
  mapping: string
  /** -1 to 1, in the browser's order. */
  axes: number[]
  /** 0 to 1. */
  buttons: number[]
  pressed: boolean[]
  touched: boolean[]
}

const GONE: GamepadSample = { id: null, connected: false, mapping: '', axes: [], buttons: [], pressed: [], touched: [] }

/** Decides when a gamepad is told: at most `fps` times a second while it is there, and once at once when it goes. */
export class GamepadStream {
  readonly #emit: (value: GamepadSample, capturedAt: number) => void
  readonly #rate = new RateLimiter()
  #wasThere = false
  #hasSpoken = false

  constructor(emit: (value: GamepadSample, capturedAt: number) => void) {
    this.#emit = emit
  }

  /** `gamepad` as the browser has it now; `timeMs` on a clock that only goes forward. */
  poll(
    gamepad: Gamepad | null | undefined,
    timeMs: number,
    { fps, deadzone }: { fps: number; deadzone: number },
  ): void {
    if (!gamepad?.connected) {
      this.lose()
      return
    }
    this.#wasThere = true
    this.#hasSpoken = true
    if (this.#rate.take(timeMs, fps)) this.#emit(sampleOf(gamepad, deadzone), Date.now())
  }

  /** The script hears us again: a gamepad that went while nobody listened is said to be gone once more. */
  again(): void {
    if (this.#hasSpoken && !this.#wasThere) this.#emit({ ...GONE }, Date.now())
  }

  /** Nobody can see it any more. */
  lose(): void {
    if (!this.#wasThere) return
    this.#wasThere = false
    this.#rate.reset()
    this.#emit({ ...GONE }, Date.now())
  }
}

function sampleOf(gamepad: Gamepad, deadzone: number): GamepadSample {
  const all = allOf(gamepad, { buttons: [], pressed: [], touched: [], axes: [] })
  const { id, mapping } = gamepad
  return { id, connected: true, mapping, ...all, axes: all.axes.map((axis) => outside(axis, deadzone)) }
}

/** An axis without its dead zone: 0 within it, and from there evenly to the end. */
export function outside(axis: number, deadzone: number): number {
  const size = Math.abs(axis)
  return size <= deadzone ? 0 : (Math.sign(axis) * (Math.min(size, 1) - deadzone)) / (1 - deadzone)
}
