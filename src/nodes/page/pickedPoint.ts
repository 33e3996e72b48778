import { type Intersection, Mesh, type Object3D, Points, type Raycaster, Vector3 } from 'three'
import { GridSheet } from '../GridSheet.ts'

/**
 * Where a ray picks a point, in the world frame: of all points of clouds that it passes within its threshold the nearest;
 * where there is none, the place where it meets a grid that is met by rays and that nothing hides.
 */
export function pickedPoint(root: Object3D, raycaster: Raycaster): Vector3 | undefined {
  const points: Intersection[] = []
  const sheets: Intersection[] = []
  root.traverseVisible((object) => {
    // Clouds let rays through, because pointers ask at every frame; this is asked once a click.
    if (object instanceof Points) Points.prototype.raycast.call(object, raycaster, points)
    else if (object instanceof GridSheet) object.raycast(raycaster, sheets)
  })
  const hit = nearestOf(points)
  if (!hit) return pointOn(nearestOf(sheets), root, raycaster)
  const { geometry, matrixWorld } = hit.object as Points
  return new Vector3().fromBufferAttribute(geometry.getAttribute('position'), hit.index!).applyMatrix4(matrixWorld)
}

const nearestOf = (hits: readonly Intersection[]): Intersection | undefined =>
  hits.reduce<Intersection | undefined>(
    (nearest, hit) => (nearest && nearest.distance <= hit.distance ? nearest : hit),
    undefined,
  )

function pointOn(sheet: Intersection | undefined, root: Object3D, raycaster: Raycaster): Vector3 | undefined {
  if (!sheet) return undefined
  const bodies: Intersection[] = []
  root.traverseVisible((object) => {
    if (object instanceof Mesh && !(object instanceof GridSheet)) object.raycast(raycaster, bodies)
  })
  return bodies.some(({ distance }) => distance < sheet.distance) ? undefined : sheet.point
}
