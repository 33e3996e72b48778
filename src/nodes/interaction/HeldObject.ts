import { type Matrix4, Quaternion, Vector3 } from 'three'

/** How far what holds an object may turn it. */
export type Turning = 'free' | 'yaw' | 'none'

export interface Following {
  turning: Turning
  /** The axis of `yaw`, in the world frame. */
  up: Vector3
  /** Movement and turning of the hand are followed apart: the object turns about itself and not about the hand. */
  apart: boolean
  /** Two hands that move apart make the object larger. */
  resize: boolean
}

/** Nearer to each other than this, two hands say nothing about a direction. Metres. */
const LEAST_SPAN = 0.01

/** One thing that holds: a hand, a ray, a finger on a screen. */
class Grip {
  readonly position = new Vector3()
  readonly quaternion = new Quaternion()
  readonly basePosition = new Vector3()
  readonly baseQuaternion = new Quaternion()
  /** The place that it holds the object by, in its own frame. */
  readonly anchor = new Vector3()

  move(hand: Matrix4): void {
    hand.decompose(this.position, this.quaternion, unused)
  }

  rebase(): void {
    this.basePosition.copy(this.position)
    this.baseQuaternion.copy(this.quaternion)
  }

  anchorNow(into: Vector3): Vector3 {
    return into.copy(this.anchor).applyQuaternion(this.quaternion).add(this.position)
  }

  anchorThen(into: Vector3): Vector3 {
    return into.copy(this.anchor).applyQuaternion(this.baseQuaternion).add(this.basePosition)
  }

  /** The turn since it was rebased. */
  turned(into: Quaternion): Quaternion {
    return into.copy(this.baseQuaternion).invert().premultiply(this.quaternion)
  }
}

/**
 * An object in one hand or two. With one it follows rigidly: its pose in the hand's frame stays what it was when it was
 * taken. With two it follows the middle of both places that it is held by, the line between them, and the twist of both
 * hands about that line. Hands come and go without a jump. All poses are in the world frame, in metres.
 */
export class HeldObject<Id> {
  readonly position = new Vector3()
  readonly quaternion = new Quaternion()
  readonly scale = new Vector3()
  readonly #basePosition = new Vector3()
  readonly #baseQuaternion = new Quaternion()
  readonly #baseScale = new Vector3()
  readonly #grips = new Map<Id, Grip>()

  constructor(world: Matrix4) {
    this.reset(world)
  }

  get grips(): number {
    return this.#grips.size
  }

  holds(id: Id): boolean {
    return this.#grips.has(id)
  }

  /** The object is there now, and whoever holds it goes on from there. */
  reset(world: Matrix4): void {
    world.decompose(this.position, this.quaternion, this.scale)
    this.#rebase()
  }

  /** A hand takes the object at a place (world frame), or takes it anew. */
  take(id: Id, hand: Matrix4, place: Vector3): void {
    const grip = this.#grips.get(id) ?? new Grip()
    this.#grips.set(id, grip)
    grip.move(hand)
    grip.anchor.copy(place).sub(grip.position).applyQuaternion(turn.copy(grip.quaternion).invert())
    this.#rebase()
  }

  /** A hand is there now. Nothing of the object changes before {@link follow}. */
  move(id: Id, hand: Matrix4): void {
    this.#grips.get(id)?.move(hand)
  }

  drop(id: Id): void {
    if (this.#grips.delete(id)) this.#rebase()
  }

  /** Brings the object to where the hands have it. */
  follow({ turning, up, apart, resize }: Following): void {
    const [first, second] = this.#grips.values()
    if (!first) return
    let factor = 1
    if (second) {
      middle(then, first.anchorThen(a), second.anchorThen(b))
      middle(now, first.anchorNow(a), second.anchorNow(b))
      factor = turnOfBoth(first, second, turn)
    } else {
      first.turned(turn)
      if (apart) {
        then.copy(first.basePosition)
        now.copy(first.position)
      } else {
        first.anchorThen(then)
        first.anchorNow(now)
      }
    }
    if (turning === 'none') turn.identity()
    else if (turning === 'yaw') twistAbout(turn, up, turn)
    if (!resize) factor = 1

    if (apart) this.position.copy(this.#basePosition).sub(then).add(now)
    else this.position.copy(this.#basePosition).sub(then).multiplyScalar(factor).applyQuaternion(turn).add(now)
    this.quaternion.copy(this.#baseQuaternion).premultiply(turn)
    this.scale.copy(this.#baseScale).multiplyScalar(factor)
  }

  #rebase(): void {
    this.#basePosition.copy(this.position)
    this.#baseQuaternion.copy(this.quaternion)
    this.#baseScale.copy(this.scale)
    for (const grip of this.#grips.values()) grip.rebase()
  }
}

/** The turn of an object that two hold, and by how much they have moved apart. */
function turnOfBoth(first: Grip, second: Grip, into: Quaternion): number {
  lineThen.copy(second.anchorThen(b)).sub(first.anchorThen(a))
  lineNow.copy(second.anchorNow(b)).sub(first.anchorNow(a))
  const [spanThen, spanNow] = [lineThen.length(), lineNow.length()]
  if (spanThen < LEAST_SPAN || spanNow < LEAST_SPAN) {
    into.identity()
    return 1
  }
  lineThen.divideScalar(spanThen)
  lineNow.divideScalar(spanNow)
  swing.setFromUnitVectors(lineThen, lineNow)
  unswing.copy(swing).invert()
  const twist = (angleAbout(first.turned(into).premultiply(unswing), lineThen) + twistOf(second)) / 2
  into.setFromAxisAngle(lineThen, twist).premultiply(swing)
  return spanNow / spanThen
}

const twistOf = (grip: Grip): number => angleAbout(grip.turned(other).premultiply(unswing), lineThen)

const middle = (into: Vector3, from: Vector3, to: Vector3) => into.copy(from).add(to).multiplyScalar(0.5)

/** The part of a rotation that turns about an axis (a unit vector), as an angle from -π to π. */
function angleAbout({ x, y, z, w }: Quaternion, axis: Vector3): number {
  const angle = 2 * Math.atan2(x * axis.x + y * axis.y + z * axis.z, w)
  return Math.abs(angle) > Math.PI ? angle - Math.sign(angle) * 2 * Math.PI : angle
}

/** The part of `rotation` that turns about `axis`. */
export function twistAbout(rotation: Quaternion, axis: Vector3, into: Quaternion): Quaternion {
  return into.setFromAxisAngle(axis, angleAbout(rotation, axis))
}

const a = new Vector3()
const b = new Vector3()
const then = new Vector3()
const now = new Vector3()
const lineThen = new Vector3()
const lineNow = new Vector3()
const unused = new Vector3()
const turn = new Quaternion()
const other = new Quaternion()
const swing = new Quaternion()
const unswing = new Quaternion()
