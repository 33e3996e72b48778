import { RateLimiter } from '../rate.ts'
import { isFiniteList, type Tracking, trackingOf } from '../tracking.ts'
import { hasMoved, type Tolerance } from './movement.ts'

/** What WebXR's meshes and planes have in common. */
export interface Detected {
  readonly lastChangedTime: number
  readonly semanticLabel?: string | undefined
}

/** How one kind of detected thing is read. */
export interface DetectedKind<Entity extends Detected> {
  entitiesOf(frame: XRFrame): ReadonlySet<Entity> | undefined
  spaceOf(entity: Entity): XRSpace
  /** A number that is another one when the shape is. */
  fingerprint(entity: Entity): number
}

/** One thing of the room. */
export class DetectedItem<Entity extends Detected> {
  readonly entity: Entity
  /** Its pose in the reference space, column-major; holds unless it is absent. */
  readonly matrix = new Float32Array(16)
  tracking: Tracking = 'absent'
  /** Another number means another shape. */
  shape = 0
  label: string | null = null
  readonly #told = new Float32Array(16)
  #changedAt = Number.NaN

  constructor(entity: Entity) {
    this.entity = entity
  }

  /** Reads pose and, if `mayLook`, shape. True if somebody has to be told. */
  read(frame: XRFrame, space: XRSpace, kind: DetectedKind<Entity>, mayLook: boolean): boolean {
    const isOther = this.#readShape(kind, mayLook)
    const before = this.tracking
    const pose = frame.getPose(kind.spaceOf(this.entity), space)
    if (pose) this.matrix.set(pose.transform.matrix)
    this.tracking = pose && isFiniteList(this.matrix) ? trackingOf(pose) : 'absent'
    const isThere = this.tracking !== 'absent'
    const moved = isThere && (before === 'absent' || hasMoved(this.#told, this.matrix, DRIFT))
    if (moved) this.#told.set(this.matrix)
    return isOther || moved || before !== this.tracking
  }

  #readShape(kind: DetectedKind<Entity>, mayLook: boolean): boolean {
    const { lastChangedTime, semanticLabel = null } = this.entity
    const isNew = Number.isNaN(this.#changedAt)
    if (!isNew && (!mayLook || lastChangedTime === this.#changedAt)) return false
    this.#changedAt = lastChangedTime
    // Some browsers say each frame that everything changed; what it is made of tells.
    const shape = kind.fingerprint(this.entity)
    const isOther = isNew || shape !== this.shape || semanticLabel !== this.label
    this.shape = shape
    this.label = semanticLabel
    return isOther
  }
}

/** A headset that finds its place in the room anew moves everything a little, all the time. */
const DRIFT: Tolerance = { metres: 0.005, degrees: 0.5 }
const LOOKS_PER_SECOND = 2

/** What the device has detected of the room, read once a frame. */
export class DetectedSet<Entity extends Detected> {
  readonly #kind: DetectedKind<Entity>
  readonly #items = new Map<Entity, DetectedItem<Entity>>()
  readonly #looks = new RateLimiter()
  #version = 0

  constructor(kind: DetectedKind<Entity>) {
    this.#kind = kind
  }

  /** Another number means that something came, went, moved, or has another shape or label. */
  get version(): number {
    return this.#version
  }

  /** Those whose pose is known. */
  get present(): DetectedItem<Entity>[] {
    return [...this.#items.values()].filter(({ tracking }) => tracking !== 'absent')
  }

  /** Reads one frame. False if this session's frames tell nothing of the kind. */
  read(frame: XRFrame, space: XRReferenceSpace, timeMs: number): boolean {
    const entities = this.#kind.entitiesOf(frame)
    if (!entities) {
      this.clear()
      return false
    }
    const mayLook = this.#looks.take(timeMs, LOOKS_PER_SECOND)
    let isOther = this.#dropOthers(entities)
    for (const entity of entities) {
      let item = this.#items.get(entity)
      if (!item) {
        item = new DetectedItem(entity)
        this.#items.set(entity, item)
      }
      isOther = item.read(frame, space, this.#kind, mayLook) || isOther
    }
    if (isOther) this.#version += 1
    return true
  }

  /** The session is over: nothing of it holds in the next one. */
  clear(): void {
    if (this.#items.size > 0) this.#version += 1
    this.#items.clear()
    this.#looks.reset()
  }

  #dropOthers(entities: ReadonlySet<Entity>): boolean {
    let isOther = false
    for (const entity of this.#items.keys()) {
      if (entities.has(entity)) continue
      this.#items.delete(entity)
      isOther = true
    }
    return isOther
  }
}

/** A hash of 32-bit elements (FNV-1a, over whole elements); the seed lets several arrays be hashed one after another. */
export function hashOf(elements: ArrayLike<number>, seed = 0x811c9dc5): number {
  const bits =
    elements instanceof Float32Array ? new Uint32Array(elements.buffer, elements.byteOffset, elements.length) : elements
  let hash = seed ^ elements.length
  for (let at = 0; at < bits.length; at += 1) hash = Math.imul(hash ^ bits[at]!, 0x01000193)
  return hash >>> 0
}
