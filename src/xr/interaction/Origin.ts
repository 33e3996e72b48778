import { Euler, Matrix4, type Object3D, Quaternion, Vector3 } from 'three'
import type { OriginChange } from '../../../protocol/index.ts'

export type OriginListener = (reason: OriginChange) => void

/**
 * Where the headset's reference space lies in the scene: moved over the floor and turned about y, and nothing else.
 * Poses that are streamed are not touched by it: they are told in the reference space, so that whatever a person does
 * with sticks and menus, a hand that does not move in the room does not move a robot.
 */
export class Origin {
  /** Reference space to world frame. */
  readonly matrix = new Matrix4()
  readonly #position = new Vector3()
  #heading = 0
  readonly #listeners = new Set<OriginListener>()

  get isMoved(): boolean {
    return this.#heading !== 0 || this.#position.lengthSq() > 0
  }

  /** Radians about y. */
  get heading(): number {
    return this.#heading
  }

  subscribe(listener: OriginListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Moves by so many metres in the world frame. */
  moveBy(x: number, z: number, reason: OriginChange): void {
    this.#position.x += x
    this.#position.z += z
    this.#change(reason)
  }

  /** Turns about the person's head, who stays in place. `head` is its place in the world frame. */
  turnAbout(head: Vector3, radians: number): void {
    offset.copy(this.#position).sub(head).applyAxisAngle(UP, radians)
    this.#position.set(head.x + offset.x, this.#position.y, head.z + offset.z)
    this.#heading = wrapped(this.#heading + radians)
    this.#change('turn')
  }

  /** Brings the person, whose head has this pose in the reference space, to a place, looking that way. */
  recenter(head: ArrayLike<number>, place: readonly [number, number, number], heading: number): void {
    const looks = headingOf(head)
    this.#heading = wrapped(heading - looks)
    offset.set(head[12] ?? 0, 0, head[14] ?? 0).applyAxisAngle(UP, this.#heading)
    this.#position.set(place[0] - offset.x, place[1], place[2] - offset.z)
    this.#change('recenter')
  }

  /** The reference space is the world frame again. Says so if it was not, or if `always`. */
  reset(reason: OriginChange, { always = false } = {}): void {
    if (!this.isMoved && !always) return
    this.#position.set(0, 0, 0)
    this.#heading = 0
    this.#change(reason)
  }

  /** Puts the object that everything of the headset is in where the origin is. */
  place(object: Object3D): void {
    object.position.copy(this.#position)
    object.quaternion.setFromAxisAngle(UP, this.#heading)
    object.updateMatrixWorld(true)
  }

  /** A sample with `origin` in it, where it is not the world frame's. */
  stamp<Value>(value: Value): Value {
    if (!this.isMoved || typeof value !== 'object' || value === null) return value
    return { ...value, origin: Float32Array.from(this.matrix.elements) }
  }

  #change(reason: OriginChange): void {
    this.matrix.compose(this.#position, quaternion.setFromAxisAngle(UP, this.#heading), ONE)
    for (const listener of [...this.#listeners]) listener(reason)
  }
}

/** Which way a head (16 numbers, column-major) looks over the floor: radians about y, 0 along -z. */
export function headingOf(head: ArrayLike<number>): number {
  turn.setFromRotationMatrix(pose.fromArray(head as number[]))
  return euler.setFromQuaternion(turn, 'YXZ').y
}

const wrapped = (radians: number): number => Math.atan2(Math.sin(radians), Math.cos(radians))

const UP = new Vector3(0, 1, 0)
const ONE = new Vector3(1, 1, 1)
const offset = new Vector3()
const quaternion = new Quaternion()
const turn = new Quaternion()
const euler = new Euler()
const pose = new Matrix4()

/** Views and the XR layer are loaded apart and share nothing but the scene. */
const originsOfScenes = new WeakMap<object, Origin>()

export function originOf(scene: object): Origin {
  let origin = originsOfScenes.get(scene)
  if (!origin) {
    origin = new Origin()
    originsOfScenes.set(scene, origin)
  }
  return origin
}
