import { Euler, Matrix4, type Object3D, Quaternion, Vector3 } from 'three'
import type { PointerName, Release } from '../../../protocol/index.ts'
import type { Held, Holds } from '../../xr/interaction/Holds.ts'
import { RateLimiter } from '../../xr/rate.ts'
import type { Side, Tracking } from '../../xr/tracking.ts'
import type { RawProps } from '../View.ts'
import { type Following, HeldObject, twistAbout } from './HeldObject.ts'
import { PlacedByHand } from './PlacedByHand.ts'

export type Range = readonly [least: number, most: number] | null

/** What the node allows. */
export interface MovementRules extends Following {
  activeAxes: readonly boolean[]
  /** From where the script put it, in the frame of its parent. */
  translationLimits: readonly Range[] | undefined
  stream: boolean
  fps: number
}

export interface Holder {
  /** The same from taking to letting go: an XRInputSource, or the id of a pointer. */
  readonly id: unknown
  readonly pointer: PointerName
  readonly hand?: Side | undefined
}

export interface MovementHost {
  readonly holds: Holds
  object(): Object3D | null
  rules(): MovementRules
  /** What the script has written on the node. */
  props(): RawProps
  send(etype: 'OBJECT_MOVE' | 'OBJECT_MOVE_END', value: Record<string, unknown>): void
}

const MAX_FPS = 60
/** What moved less than this was clicked and not moved. Metres, and the cosine of half of four degrees. */
const MOVED = 0.01
const TURNED = Math.cos((4 * Math.PI) / 360)

/**
 * One node in the hands of a person: who holds it, where that brings it, and what the script hears of it. OBJECT_MOVE
 * is sent when the object has moved, and OBJECT_MOVE_END exactly once for each time that somebody takes hold of it.
 */
export class Movement implements Held {
  readonly placed = new PlacedByHand()
  readonly #host: MovementHost
  readonly #holders = new Map<unknown, Holder & { tracking: Tracking }>()
  readonly #rate = new RateLimiter()
  /** Where it was when it was taken: in the frame of its parent, and in the world frame. */
  readonly #start = new Matrix4()
  readonly #startWorld = new Matrix4()
  readonly #last = new Matrix4()
  #held: HeldObject<unknown> | undefined
  #isUnsent = false
  #hasMoved = false

  constructor(host: MovementHost) {
    this.#host = host
  }

  get isHeld(): boolean {
    return this.#held !== undefined
  }

  /** Whether it was really moved since somebody took hold of it: what moves is not clicked. */
  get hasMoved(): boolean {
    return this.#hasMoved
  }

  isHeldBy(id: unknown): boolean {
    return this.#holders.has(id)
  }

  /**
   * Takes hold at a place (world frame). False when that hand is full or there is nothing to hold. Taken again by the
   * same holder, it goes on from where it is.
   */
  take(holder: Holder, hand: Matrix4, place: Vector3): boolean {
    const isTakenAlone = this.#held?.grips === 0
    if (isTakenAlone || !this.#join(holder)) return false
    this.#held?.take(holder.id, hand, place)
    return true
  }

  /** A holder that says itself where the object is to be; see {@link bring}. */
  takeAlone(holder: Holder): boolean {
    if (this.isHeld) return false
    return this.#join(holder)
  }

  /** A holder is there now. */
  move(id: unknown, hand: Matrix4, tracking: Tracking = 'tracked'): void {
    const holder = this.#holders.get(id)
    if (!holder) return
    holder.tracking = tracking
    this.#held?.move(id, hand)
  }

  /** Brings the object to where its holders have it, and says so. `timeMs` is on any clock that only goes forward. */
  follow(timeMs: number): void {
    const object = this.#host.object()
    if (!this.#held || !object) return
    if (this.#held.grips > 0) {
      this.#held.follow(this.#host.rules())
      world.compose(this.#held.position, this.#held.quaternion, this.#held.scale)
      this.#write(object, world)
    }
    this.#tell(object, timeMs)
  }

  /** Brings the object to a pose in the world frame, as far as the rules allow. */
  bring(target: Matrix4, timeMs: number): void {
    const object = this.#host.object()
    if (!this.#held || !object) return
    restrained.copy(target)
    restrain(restrained, this.#startWorld, this.#host.rules())
    this.#write(object, restrained)
    this.#tell(object, timeMs)
  }

  /** One holder lets go. The others go on; after the last, OBJECT_MOVE_END says where the object is. */
  release(id: unknown, reason: Release): void {
    const object = this.#host.object()
    if (!this.#holders.has(id)) return
    const last = this.#holders.size === 1
    const value = last && object ? this.#value(object) : {}
    this.#holders.delete(id)
    this.#host.holds.delete(id)
    this.#held?.drop(id)
    if (!last) return
    this.#held = undefined
    this.#isUnsent = false
    this.placed.release(this.#host.props())
    this.#host.send('OBJECT_MOVE_END', { ...value, reason })
  }

  releaseAll(reason: Release): void {
    for (const id of [...this.#holders.keys()]) this.release(id, reason)
  }

  /** What the rate has held back; true while more is to come. */
  flush(timeMs: number): boolean {
    const object = this.#host.object()
    if (this.#isUnsent && object) this.#tell(object, timeMs)
    return this.#isUnsent
  }

  #join(holder: Holder): boolean {
    const object = this.#host.object()
    if (!object) return false
    const isAgain = this.#holders.has(holder.id)
    if (!isAgain && this.#host.holds.isFull(holder.id)) return false
    if (!this.#held) {
      this.#held = new HeldObject(worldOf(object, this.#startWorld))
      this.#start.copy(object.matrix)
      this.#last.copy(object.matrix)
      this.#hasMoved = false
      this.#rate.reset()
      this.placed.hold(object)
    }
    this.#holders.set(holder.id, { ...holder, tracking: 'tracked' })
    if (!isAgain) this.#host.holds.add(holder.id, this)
    return true
  }

  /** Writes a world pose onto the object as a pose in its parent, inside what the rules allow. */
  #write(object: Object3D, target: Matrix4): void {
    const { activeAxes, translationLimits } = this.#host.rules()
    local.copy(target)
    if (object.parent) {
      object.parent.updateWorldMatrix(true, false)
      local.premultiply(inverse.copy(object.parent.matrixWorld).invert())
    }
    local.decompose(object.position, object.quaternion, object.scale)
    position.setFromMatrixPosition(this.#start)
    for (const [index, axis] of AXES.entries()) {
      if (activeAxes[index] === false) object.position[axis] = position[axis]
      const limits = translationLimits?.[index]
      if (!limits) continue
      const home = this.placed.home[axis]
      object.position[axis] = Math.min(home + limits[1], Math.max(home + limits[0], object.position[axis]))
    }
    this.placed.hold(object)
  }

  #tell(object: Object3D, timeMs: number): void {
    object.updateMatrix()
    if (!object.matrix.equals(this.#last)) {
      this.#last.copy(object.matrix)
      this.#hasMoved ||= isFar(this.#start, object.matrix)
      this.#isUnsent = true
    }
    const { stream, fps } = this.#host.rules()
    if (!stream) this.#isUnsent = false
    if (!this.#isUnsent || !this.#rate.take(timeMs, Math.min(fps, MAX_FPS))) return
    this.#isUnsent = false
    this.#host.send('OBJECT_MOVE', this.#value(object))
  }

  #value(object: Object3D): Record<string, unknown> {
    const holders = [...this.#holders.values()]
    worldOf(object, world)
    euler.setFromQuaternion(object.quaternion, 'XYZ')
    return {
      matrix: Float32Array.from(object.matrix.elements),
      matrixWorld: Float32Array.from(world.elements),
      position: object.position.toArray(),
      rotation: [euler.x, euler.y, euler.z, 'XYZ'],
      quaternion: object.quaternion.toArray(),
      scale: object.scale.toArray(),
      pointer: holders[0]?.pointer,
      hands: holders.flatMap(({ hand }) => hand ?? []),
      tracking: holders.some(({ tracking }) => tracking === 'emulated') ? 'emulated' : 'tracked',
    }
  }
}

function worldOf(object: Object3D, into: Matrix4): Matrix4 {
  object.updateWorldMatrix(true, false)
  return into.copy(object.matrixWorld)
}

/** What two poses are apart is more than the trembling of a hand that clicks. */
function isFar(from: Matrix4, to: Matrix4): boolean {
  from.decompose(position, turn, scale)
  to.decompose(otherPosition, otherTurn, scale)
  return position.distanceTo(otherPosition) > MOVED || Math.abs(turn.dot(otherTurn)) < TURNED
}

/** A target that nobody's hand has restrained: turned from where it was taken only as far as the rule says. */
function restrain(target: Matrix4, start: Matrix4, { turning, up }: Following): void {
  if (turning === 'free') return
  target.decompose(position, turn, scale)
  otherTurn.setFromRotationMatrix(other.extractRotation(start))
  if (turning === 'yaw') {
    turn.multiply(inverseTurn.copy(otherTurn).invert())
    otherTurn.premultiply(twistAbout(turn, up, turn))
  }
  target.compose(position, otherTurn, scale)
}

const AXES = ['x', 'y', 'z'] as const
const world = new Matrix4()
const restrained = new Matrix4()
const local = new Matrix4()
const inverse = new Matrix4()
const other = new Matrix4()
const position = new Vector3()
const otherPosition = new Vector3()
const scale = new Vector3()
const turn = new Quaternion()
const otherTurn = new Quaternion()
const inverseTurn = new Quaternion()
const euler = new Euler()
