import { type Camera, Matrix4, Plane, Quaternion, type Ray, Vector2, Vector3 } from 'three'

/** How a pointer on the screen moved, in the words of React Three Fiber. */
export interface ScreenMove {
  readonly ray: Ray
  readonly camera: Camera
  /** From -1 to 1, right and up. */
  readonly pointer: Vector2
  readonly shiftKey?: boolean
}

/** A drag across half of the view is half a turn. */
const RADIANS_PER_HALF_VIEW = Math.PI

/**
 * A pointer on the screen as if it were a hand: it moves in the plane through the place that it took, parallel to the
 * picture. With Shift it stands still and turns: to the sides about the scene's up axis, up and down about the picture's.
 */
export class ScreenGrip {
  /** World frame. */
  readonly hand = new Matrix4()
  /** The place that it holds by, in the world frame. */
  readonly place = new Vector3()
  readonly #plane = new Plane()
  readonly #turn = new Quaternion()
  readonly #last = new Vector2()
  #isTurning = false

  constructor(place: Vector3, camera: Camera, pointer: Vector2) {
    camera.getWorldDirection(normal)
    this.#plane.setFromNormalAndCoplanarPoint(normal, place)
    this.#last.copy(pointer)
    this.#hold(place)
  }

  /**
   * Follows the pointer. True when it holds in another way than before, so that the object must be taken anew. `middle`
   * is where the object is in the world frame, and `up` the scene's axis.
   */
  move(event: ScreenMove, middle: Vector3, up: Vector3): boolean {
    const { ray, camera, pointer, shiftKey = false } = event
    const isNew = shiftKey !== this.#isTurning
    this.#isTurning = shiftKey
    if (shiftKey) {
      if (isNew) this.#hold(middle)
      else this.#turnBy(pointer, camera, up)
    } else if (ray.intersectPlane(this.#plane, hit)) {
      if (isNew) this.#hold(hit)
      else this.hand.setPosition(hit)
    }
    this.#last.copy(pointer)
    return isNew
  }

  #hold(place: Vector3): void {
    this.place.copy(place)
    this.#turn.identity()
    this.hand.makeTranslation(place)
  }

  #turnBy(pointer: Vector2, camera: Camera, up: Vector3): void {
    right.setFromMatrixColumn(camera.matrixWorld, 0)
    this.#turn.premultiply(step.setFromAxisAngle(up, (pointer.x - this.#last.x) * RADIANS_PER_HALF_VIEW))
    this.#turn.premultiply(step.setFromAxisAngle(right, (this.#last.y - pointer.y) * RADIANS_PER_HALF_VIEW))
    this.hand.compose(this.place, this.#turn, ONE)
  }
}

const normal = new Vector3()
const right = new Vector3()
const hit = new Vector3()
const step = new Quaternion()
const ONE = new Vector3(1, 1, 1)
