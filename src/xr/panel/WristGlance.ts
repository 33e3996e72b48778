const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** A glance begins and ends at different angles, so that it does not flicker. */
const LOOKED_AT = { begins: Math.cos(radians(24)), ends: Math.cos(radians(42)) }
const TURNED_TO_FACE = { begins: Math.cos(radians(50)), ends: Math.cos(radians(80)) }
/** Metres from the head: a wrist that rests on the knee is not looked at. */
const NEAREST = 0.12
const FARTHEST = 0.8
/** A hand that only passes shows nothing, and a moment of not looking hides nothing. */
const BEGINS_AFTER_MS = 300
const ENDS_AFTER_MS = 700

export type Point = readonly [x: number, y: number, z: number]

export interface Wrist {
  readonly position: Point
  /** The direction out of its inner side, where the palm is: of length 1. */
  readonly inner: Point
  /** The direction in which the hand is, seen from it: of length 1. */
  readonly fingers: Point
}

export interface Head {
  readonly position: Point
  /** Where it looks: of length 1. */
  readonly forward: Point
}

/** Whether the person looks at the inner side of a wrist, as at a watch that is worn there. */
export class WristGlance {
  #isLooking = false
  /** Since when it seems to be otherwise. */
  #otherwiseSince: number | undefined

  get isLooking(): boolean {
    return this.#isLooking
  }

  /** `target`: what is shown at the wrist now; looking at it counts too. */
  frame(head: Head | null, wrist: Wrist | null, target: Point | null, timeMs: number): boolean {
    const seems = head !== null && wrist !== null && this.#seemsLooking(head, wrist, target)
    if (seems === this.#isLooking) this.#otherwiseSince = undefined
    else {
      this.#otherwiseSince ??= timeMs
      if (timeMs - this.#otherwiseSince >= (seems ? BEGINS_AFTER_MS : ENDS_AFTER_MS)) {
        this.#isLooking = seems
        this.#otherwiseSince = undefined
      }
    }
    return this.#isLooking
  }

  reset(): void {
    this.#isLooking = false
    this.#otherwiseSince = undefined
  }

  #seemsLooking(head: Head, wrist: Wrist, target: Point | null): boolean {
    const limit = this.#isLooking ? 'ends' : 'begins'
    const toWrist = direction(head.position, wrist.position)
    if (toWrist.distance < NEAREST || toWrist.distance > FARTHEST) return false
    const isTurned = -dot(toWrist.unit, wrist.inner) > TURNED_TO_FACE[limit]
    const isSeen = dot(toWrist.unit, head.forward) > LOOKED_AT[limit]
    const isTargetSeen = target !== null && dot(direction(head.position, target).unit, head.forward) > LOOKED_AT.begins
    return isTurned && (isSeen || isTargetSeen)
  }
}

function direction(from: Point, to: Point): { unit: Point; distance: number } {
  const [x, y, z] = [to[0] - from[0], to[1] - from[1], to[2] - from[2]]
  const distance = Math.hypot(x, y, z)
  return { unit: distance > 0 ? [x / distance, y / distance, z / distance] : [0, 0, 0], distance }
}

const dot = (a: Point, b: Point): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
