/** Metres before (positive) and behind the panel's face. */
const PRESSED_BELOW = 0
const RELEASED_ABOVE = 0.01
const HOVER_BELOW = 0.06
/** A finger that is so far through has missed. */
const LOST_BELOW = -0.08
/** How far beside the panel a pressed finger may go. */
const MARGIN = 0.03

export interface Tip {
  /** From the panel's middle to the right, up, and out towards the person. Metres. */
  readonly x: number
  readonly y: number
  readonly z: number
}

export type TouchChange = 'move' | 'down' | 'up' | 'leave'

/**
 * A finger tip on the panel. It presses by going through the face from before it, and lets go a centimetre before it,
 * so that a trembling finger presses once. A tip that comes from behind or from the side presses nothing.
 */
export class TouchPress {
  #state: 'away' | 'near' | 'down' = 'away'

  /** What became of it with this frame; `null` is a finger that is not seen. Half sizes in metres. */
  frame(tip: Tip | null, halfWidth: number, halfHeight: number): TouchChange | undefined {
    const margin = this.#state === 'down' ? MARGIN : 0
    const isOver = tip !== null && Math.abs(tip.x) <= halfWidth + margin && Math.abs(tip.y) <= halfHeight + margin
    if (!isOver || tip.z > HOVER_BELOW || tip.z < LOST_BELOW) return this.#leave()
    switch (this.#state) {
      case 'away':
        if (tip.z <= RELEASED_ABOVE) return undefined
        this.#state = 'near'
        return 'move'
      case 'near':
        if (tip.z > PRESSED_BELOW) return 'move'
        this.#state = 'down'
        return 'down'
      case 'down':
        if (tip.z <= RELEASED_ABOVE) return 'move'
        this.#state = 'near'
        return 'up'
      default:
        return this.#state satisfies never
    }
  }

  #leave(): TouchChange | undefined {
    if (this.#state === 'away') return undefined
    this.#state = 'away'
    return 'leave'
  }
}
