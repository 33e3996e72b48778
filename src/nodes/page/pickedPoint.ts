import { type Intersection, type Object3D, Points, type Raycaster, Vector3 } from 'three'

/** The nearest of all points of clouds that the ray passes within its threshold, in the world frame. */
export function pickedPoint(root: Object3D, raycaster: Raycaster): Vector3 | undefined {
  const hits: Intersection[] = []
  root.traverseVisible((object) => {
    // Clouds let rays through, because pointers ask at every frame; this is asked once a click.
    if (object instanceof Points) Points.prototype.raycast.call(object, raycaster, hits)
  })
  if (hits.length === 0) return undefined
  const { object, index } = hits.reduce((nearest, hit) => (hit.distance < nearest.distance ? hit : nearest))
  const { geometry, matrixWorld } = object as Points
  return new Vector3().fromBufferAttribute(geometry.getAttribute('position'), index!).applyMatrix4(matrixWorld)
}
