import { type BufferGeometry, EdgesGeometry, LineSegments, WireframeGeometry } from 'three'

const DEGREES_BETWEEN_TRIANGLES = 1

/** The edges of a geometry as line segments that know how far along they are, for dashes. */
export function makeEdges(geometry: BufferGeometry, thresholdAngle = DEGREES_BETWEEN_TRIANGLES): BufferGeometry {
  return measured(new EdgesGeometry(geometry, thresholdAngle))
}

/** The same for the edges of every triangle. */
export const makeWireframe = (geometry: BufferGeometry): BufferGeometry => measured(new WireframeGeometry(geometry))

function measured(geometry: BufferGeometry): BufferGeometry {
  if (geometry.getAttribute('position').count > 0) new LineSegments(geometry).computeLineDistances()
  return geometry
}
