import { Group, Matrix4, type Object3D, Quaternion, Vector3 } from 'three'
import type { Sight } from './sight.ts'

const parentFromWorld = new Matrix4()
const position = new Vector3()
const turn = new Quaternion()
const scale = new Vector3()
const ahead = new Vector3()
const ONE = new Vector3(1, 1, 1)

/**
 * A group whose frame is that of the eyes, wherever it hangs in the scene, or that of its parent. What a node says about
 * its placement is an offset in it.
 */
export class HudPlace {
  readonly group = new Group()

  constructor() {
    this.group.matrixAutoUpdate = false
  }

  /** `distance` metres before the eyes. `level`: go where the eyes go, and do not turn with them. */
  follow(sight: Sight, { distance, level = false }: { distance: number; level?: boolean }): void {
    const { group } = this
    // A camera that hangs in a scaled group is no reason for a larger picture.
    sight.worldFromEye.decompose(position, turn, scale)
    if (level) turn.identity()
    position.addScaledVector(ahead.set(0, 0, -1).applyQuaternion(turn), distance)
    group.matrix.compose(position, turn, ONE)
    if (group.parent) {
      group.parent.updateWorldMatrix(true, false)
      group.matrix.premultiply(parentFromWorld.copy(group.parent.matrixWorld).invert())
    }
    group.matrixWorldNeedsUpdate = true
  }

  stay(): void {
    this.group.matrix.identity()
    this.group.matrixWorldNeedsUpdate = true
  }
}

/** In a headset, layer 1 is drawn for the left eye only and layer 2 for the right one; the desktop draws layer 0. */
export function showToEye(object: Object3D, layers: number, { isPresenting }: Sight): void {
  object.layers.set(isPresenting ? layers : 0)
}
