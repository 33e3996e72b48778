import { ShapeUtils, Vector2 } from 'three'
import type { RoomMesh, RoomPlane } from '../../../protocol/index.ts'
import { type DetectedItem, type DetectedKind, hashOf } from './DetectedSet.ts'
import type { RoomShape } from './RoomDrawing.ts'

/** How a kind of detected thing is read, drawn and told. */
export interface RoomKind<Entity extends XRMesh | XRPlane, Told> extends DetectedKind<Entity> {
  shapeOf(entity: Entity): RoomShape
  tell(item: DetectedItem<Entity>): Told
}

export const MESHES: RoomKind<XRMesh, RoomMesh> = {
  entitiesOf: (frame) => frame.detectedMeshes,
  spaceOf: (mesh) => mesh.meshSpace,
  fingerprint: ({ vertices, indices }) => hashOf(indices, hashOf(vertices)),
  shapeOf: ({ vertices, indices }) => ({ points: vertices, triangles: indices }),
  tell: ({ entity, label, matrix, tracking }) => ({
    vertices: entity.vertices,
    indices: entity.indices,
    semanticLabel: label,
    matrix: matrix.slice(),
    tracking: tracking === 'emulated' ? tracking : 'tracked',
  }),
}

export const PLANES: RoomKind<XRPlane, RoomPlane> = {
  entitiesOf: (frame) => frame.detectedPlanes,
  spaceOf: (plane) => plane.planeSpace,
  fingerprint: ({ polygon }) => hashOf(pointsOf(polygon)),
  shapeOf({ polygon }) {
    const contour = polygon.map(({ x, z }) => new Vector2(x, z))
    return {
      points: pointsOf(polygon),
      triangles: Uint32Array.from(ShapeUtils.triangulateShape(contour, []).flat()),
      isOutlined: true,
    }
  },
  tell: ({ entity, label, matrix, tracking }) => ({
    polygon: pointsOf(entity.polygon),
    orientation: orientationOf(entity),
    semanticLabel: label,
    matrix: matrix.slice(),
    tracking: tracking === 'emulated' ? tracking : 'tracked',
  }),
}

/** A browser may leave it out, or have a word that is not in the specification. */
const orientationOf = ({ orientation }: XRPlane): RoomPlane['orientation'] =>
  orientation === 'horizontal' || orientation === 'vertical' ? orientation : null

const pointsOf = (polygon: readonly DOMPointReadOnly[]): Float32Array =>
  Float32Array.from(polygon.flatMap(({ x, y, z }) => [x, y, z]))
