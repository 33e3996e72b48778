import { Matrix4, type Object3D, Vector3 } from 'three'
import { isNumbers, isTurned } from '../scene/placement.ts'
import type { RawProps } from './View.ts'

/** Where an object looks. `version` grows whenever the script has placed it anew. */
export interface Aim {
  readonly target: Vector3
  version: number
}

const matrix = new Matrix4()
const ahead = new Vector3()
/** A side table of the objects themselves; entries go with them. */
const aims = new WeakMap<Object3D, Aim>()

/** Where the object was last told to look, in the frame of its parent. */
export const aimOf = (object: Object3D): Aim | undefined => aims.get(object)

/**
 * Turns a camera or a light towards its `lookAt`, in the frame of its parent; by default to the origin. A rotation that
 * an author gave wins; then the aim is the point ahead that is nearest to the origin.
 */
export function aimLocally(object: Object3D, props: RawProps, up: readonly number[]): void {
  object.up.fromArray(up as number[]).normalize()
  const aim = aims.get(object) ?? { target: new Vector3(), version: 0 }
  aims.set(object, aim)
  aim.version += 1
  if (isNumbers(props.lookAt, 3)) aim.target.fromArray(props.lookAt as number[])
  else aim.target.set(0, 0, 0)
  if (!isTurned(props) && aim.target.distanceToSquared(object.position) > 1e-12) {
    matrix.lookAt(object.position, aim.target, object.up)
    object.quaternion.setFromRotationMatrix(matrix)
    return
  }
  ahead.set(0, 0, -1).applyQuaternion(object.quaternion)
  const distance = -ahead.dot(object.position)
  aim.target.copy(object.position).addScaledVector(ahead, distance > 0.1 ? distance : 1)
}
