import { type Camera, MathUtils, type Ray, type Vector3 } from 'three'
import type { URDFJoint } from 'urdf-loader'
import { PointerURDFDragControls } from 'urdf-loader/src/URDFDragControls.js'
import type { Robot } from './Robot.ts'

/** Where a pointer has taken a robot by. */
export interface JointGrip {
  readonly ray: Ray
  /** World frame. */
  readonly point: Vector3
  /** From where the ray begins, in metres. */
  readonly distance: number
  readonly camera: Camera
}

/**
 * One joint that follows a pointer, by the rules of urdf-loader's own controls. At a limit it stands still until the
 * pointer is back there. A joint that mimics another moves that one.
 */
export class JointDrag extends PointerURDFDragControls {
  readonly #robot: Robot
  #name = ''
  /** Where the pointer would have the joint, whatever the limits are. */
  #wanted = 0
  #lastGiven = 0

  constructor(robot: Robot) {
    // It listens to nothing: pointers are those of the scene.
    super(robot.object, null, new EventTarget())
    this.#robot = robot
  }

  /** The name of the joint that it moves, while it has hold of one. */
  get joint(): string | undefined {
    return this.manipulating ? this.#name : undefined
  }

  /** Takes hold of the robot at `part`, one of its joints. */
  take(part: URDFJoint, { ray, point, distance, camera }: JointGrip): void {
    this.#name = this.#robot.drivenBy(part)
    this.#wanted = this.#robot.valueOf(this.#name)
    this.#lastGiven = this.#wanted
    this.camera = camera
    this.hovered = part
    this.hitDistance = distance
    this.initialGrabPoint.copy(point)
    this.raycaster.ray.copy(ray)
    this.setGrabbed(true)
  }

  letGo(): void {
    this.manipulating = null
    this.hovered = null
  }

  /** The library's way to say where the part is to be. */
  override updateJoint(part: URDFJoint, angle: number): void {
    const driver = this.#robot.object.joints[this.#name]
    if (!driver) return
    const now = this.#robot.valueOf(this.#name)
    // Somebody else has moved it meanwhile: it goes on from there.
    if (now !== this.#lastGiven) this.#wanted = now
    this.#wanted += (angle - part.angle) / this.#robot.ratioOf(part)
    const { lower, upper } = driver.limit
    const isLimited = !driver.ignoreLimits && driver.jointType !== 'continuous'
    driver.setJointValue(isLimited ? MathUtils.clamp(this.#wanted, lower, upper) : this.#wanted)
    this.#lastGiven = this.#robot.valueOf(this.#name)
  }
}
