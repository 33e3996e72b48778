import { Box3, Matrix4, Mesh, type Object3D, Vector3 } from 'three'

/** A place in the box around what is inside an object, in the object's own frame: -1 to 1 along each side. */
export function anchorPoint(object: Object3D, anchor: readonly number[]): Vector3 {
  object.updateWorldMatrix(true, true)
  const inverse = new Matrix4().copy(object.matrixWorld).invert()
  const box = new Box3()
  object.traverse((part) => {
    if (!(part instanceof Mesh) || !part.visible) return
    part.geometry.computeBoundingBox()
    const { boundingBox } = part.geometry
    if (boundingBox) box.union(boundingBox.clone().applyMatrix4(part.matrixWorld).applyMatrix4(inverse))
  })
  const point = new Vector3()
  if (box.isEmpty()) return point
  const half = box.getSize(new Vector3()).multiplyScalar(0.5)
  return box.getCenter(point).add(half.multiply(new Vector3().fromArray(anchor)))
}
