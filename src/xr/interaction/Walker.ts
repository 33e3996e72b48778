import { Matrix4, Vector3 } from 'three'
import { landingOf } from './landing.ts'
import { headingOf, type Origin } from './Origin.ts'

export interface WalkerSettings {
  readonly teleport: boolean
  readonly stick: boolean
  /** Metres per second. */
  readonly speed: number
  readonly turn: 'snap' | 'smooth' | 'none'
  /** Degrees. */
  readonly turnAngle: number
  /** Degrees per second. */
  readonly turnSpeed: number
}

/** x, y from -1 to 1; -1 is left and away from the person. `null` where there is no such controller. */
export type Stick = readonly [x: number, y: number] | null

export interface WalkerInput {
  readonly left: Stick
  readonly right: Stick
  /** The head, and the right controller’s ray if there is one: 16 numbers in the reference space. */
  readonly head: ArrayLike<number>
  readonly ray: ArrayLike<number> | null
  readonly seconds: number
}

/** Sticks that nobody touches are not quite in the middle. */
const DEAD_ZONE = 0.15
/** Pushed farther than the first, a stick has been flicked; it is back when it is nearer than the second. */
const FLICKED = 0.7
const BACK = 0.35

/**
 * Moves the origin by what the sticks say. Turns go about the head, so that the person stays where they are, and the
 * direction to go in is the head's over the floor, however far it nods.
 */
export class Walker {
  /** Where the person would land, in the world frame; `null` while nobody aims, or where there is no floor to land on. */
  landing: Vector3 | null = null
  /** Whether the person aims; the arc is shown then, with or without a landing. */
  isAiming = false
  readonly #origin: Origin
  #isFlicked = false

  constructor(origin: Origin) {
    this.#origin = origin
  }

  step({ left, right, head, ray, seconds }: WalkerInput, settings: WalkerSettings): void {
    if (settings.stick && left) this.#go(left, head, seconds * settings.speed)
    const [x, y] = right ?? [0, 0]
    if (settings.teleport) this.#aim(y, ray, head)
    else this.rest()
    if (!this.isAiming && settings.turn !== 'none') this.#turn(x, head, seconds, settings)
  }

  /** Nothing is aimed at any more, and nothing follows from what the sticks do now. */
  rest(): void {
    this.isAiming = false
    this.landing = null
  }

  #go(stick: readonly [number, number], head: ArrayLike<number>, metres: number): void {
    const pushed = Math.min(1, Math.hypot(...stick))
    if (pushed <= DEAD_ZONE) return
    const amount = ((pushed - DEAD_ZONE) / (1 - DEAD_ZONE) / pushed) * metres
    step.set(stick[0], 0, stick[1]).multiplyScalar(amount)
    step.applyAxisAngle(UP, headingOf(head) + this.#origin.heading)
    this.#origin.moveBy(step.x, step.z, 'move')
  }

  #aim(y: number, ray: ArrayLike<number> | null, head: ArrayLike<number>): void {
    if (this.isAiming && y > -BACK) {
      const { landing } = this
      this.rest()
      if (!landing) return
      headIn(this.#origin, head)
      this.#origin.moveBy(landing.x - place.x, landing.z - place.z, 'teleport')
      return
    }
    if (!this.isAiming && (y > -FLICKED || this.#isFlicked)) return
    this.isAiming = true
    this.landing = ray && landingOf(pose.fromArray(ray as number[]).premultiply(this.#origin.matrix), new Vector3())
  }

  #turn(x: number, head: ArrayLike<number>, seconds: number, settings: WalkerSettings): void {
    if (settings.turn === 'smooth') {
      const pushed = Math.abs(x)
      if (pushed <= DEAD_ZONE) return
      const amount = (pushed - DEAD_ZONE) / (1 - DEAD_ZONE)
      this.#turnBy(-Math.sign(x) * amount * settings.turnSpeed * seconds, head)
      return
    }
    if (this.#isFlicked) {
      this.#isFlicked = Math.abs(x) > BACK
      return
    }
    if (Math.abs(x) < FLICKED) return
    this.#isFlicked = true
    this.#turnBy(-Math.sign(x) * settings.turnAngle, head)
  }

  #turnBy(degrees: number, head: ArrayLike<number>): void {
    headIn(this.#origin, head)
    this.#origin.turnAbout(place, (degrees * Math.PI) / 180)
  }
}

const headIn = (origin: Origin, head: ArrayLike<number>): Vector3 =>
  place.setFromMatrixPosition(pose.fromArray(head as number[])).applyMatrix4(origin.matrix)

const UP = new Vector3(0, 1, 0)
const step = new Vector3()
const place = new Vector3()
const pose = new Matrix4()
