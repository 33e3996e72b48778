import * as v from 'valibot'
import { absentable, agree, areFinite, matrix, type TrackingState, trackingState } from './poseSchemas.ts'

const points = v.pipe(
  v.union([v.instance(Float32Array), v.array(v.number())]),
  v.check((list) => list.length % 3 === 0, 'expected three numbers for each point'),
  v.check((list) => areFinite(list), 'expected finite numbers only'),
  v.transform((list): Float32Array => (list instanceof Float32Array ? list : Float32Array.from(list))),
)
const isIndex = (number: number | undefined) => Number.isInteger(number) && number! >= 0
const corners = v.pipe(
  v.union([v.instance(Uint32Array), v.instance(Uint16Array), v.array(v.number())]),
  v.check((list) => list.length % 3 === 0, 'expected three numbers for each triangle'),
  v.check((list) => areWhole(list), 'expected whole numbers from 0'),
  v.transform((list): Uint32Array => (list instanceof Uint32Array ? list : Uint32Array.from(list))),
)
/** A plain loop, as a room has a hundred thousand of them. */
function areWhole(list: ArrayLike<number>): boolean {
  for (let at = 0; at < list.length; at += 1) if (!isIndex(list[at])) return false
  return true
}
/** Where the reference space lies in the scene, if not at its origin. */
const origin = v.optional(matrix)
const label = v.nullish(v.string(), null)
/** What has no pose is not listed. */
const tracking = v.optional(v.picklist(['tracked', 'emulated', 'unknown']), 'unknown')

/** Something of the room, as the device sees it: triangles in its own frame, and the pose of that frame. */
const roomMesh = v.pipe(
  v.looseObject({
    vertices: points,
    indices: corners,
    semanticLabel: label,
    matrix,
    tracking,
  }),
  v.check(({ vertices, indices }) => highest(indices) < vertices.length / 3, 'expected indices of vertices that exist'),
)
function highest(list: ArrayLike<number>): number {
  let found = -1
  for (let at = 0; at < list.length; at += 1) if (list[at]! > found) found = list[at]!
  return found
}

const roomPlane = v.looseObject({
  polygon: points,
  orientation: v.nullish(v.picklist(['horizontal', 'vertical']), null),
  semanticLabel: label,
  matrix,
  tracking,
})

/** Every mesh that the device has of the room. */
export const roomMeshes = v.looseObject({ meshes: v.array(roomMesh), origin })
/** Every plane that the device has of the room. */
export const roomPlanes = v.looseObject({ planes: v.array(roomPlane), origin })

const agreeOnMatrix = <T extends { matrix: Float32Array | null; tracking?: TrackingState | undefined }>(value: T) => {
  const { pose, state } = agree(value.matrix, value.tracking)
  return { ...value, matrix: pose, tracking: state }
}
const posed = { matrix: absentable(matrix), tracking: v.optional(trackingState), origin }

/** Where a ray meets the room. */
export const hitTest = v.pipe(v.object(posed), v.transform(agreeOnMatrix))
/** A place in the room. */
export const anchor = v.pipe(v.object({ ...posed, handle: v.nullish(v.string(), null) }), v.transform(agreeOnMatrix))
/** What a node lacks in this session, and why. */
export const featureMissing = v.object({
  feature: v.string(),
  reason: v.picklist(['vr', 'late', 'refused', 'failed']),
  message: v.string(),
})

export type RoomMesh = v.InferOutput<typeof roomMesh>
export type RoomPlane = v.InferOutput<typeof roomPlane>
export type RoomMeshes = v.InferOutput<typeof roomMeshes>
export type RoomPlanes = v.InferOutput<typeof roomPlanes>
