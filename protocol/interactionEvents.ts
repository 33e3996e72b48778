import * as v from 'valibot'
import { absentable, matrix, trackingState } from './poseSchemas.ts'

const finite = v.pipe(
  v.number(),
  v.check((value) => Number.isFinite(value), 'expected a finite number'),
)
const threeNumbers = v.strictTuple([finite, finite, finite])
const side = v.picklist(['left', 'right'])

/**
 * What a person points or takes hold with: `mouse`, `touch` and `pen` on a screen; in a headset `ray` (from a controller
 * or a hand), `hand` (a pinch at the object), `controller` (squeezed inside the object), `finger` (a poke) and `gaze`
 * (looking and pinching).
 */
export const POINTERS = ['mouse', 'touch', 'pen', 'ray', 'hand', 'controller', 'finger', 'gaze'] as const
export type PointerName = (typeof POINTERS)[number]
const pointer = v.picklist(POINTERS)

/** Why nobody holds an object any longer. */
export const RELEASES = ['released', 'lost', 'interrupted', 'removed', 'locked', 'origin'] as const
export type Release = (typeof RELEASES)[number]

const moved = {
  matrix: absentable(matrix),
  matrixWorld: absentable(matrix),
  position: absentable(threeNumbers),
  rotation: absentable(v.tupleWithRest([finite, finite, finite], v.union([v.string(), finite]))),
  quaternion: absentable(v.strictTuple([finite, finite, finite, finite])),
  scale: absentable(threeNumbers),
  pointer: v.optional(pointer),
  hands: v.optional(v.array(side)),
  tracking: v.optional(trackingState),
}

/** Where a held object is. What the sender left out is `null`: Vuer's client tells no `matrix` in a headset. */
export const objectMove = v.looseObject(moved)
export const objectMoveEnd = v.looseObject({ ...moved, reason: v.optional(v.picklist(RELEASES)) })

const jointMoved = {
  joint: v.string(),
  value: finite,
  jointValues: v.record(v.string(), v.union([finite, v.array(finite)])),
  pointer: v.optional(pointer),
}

/** Where a dragged joint of a robot is, and all others with it. */
export const jointMove = v.looseObject(jointMoved)
export const jointMoveEnd = v.looseObject({ ...jointMoved, reason: v.optional(v.picklist(RELEASES)) })

const touched = {
  key: v.string(),
  target: v.optional(v.string()),
  point: v.optional(threeNumbers),
  distance: v.optional(finite),
  pointer: v.optional(pointer),
  hand: v.optional(side),
}
/** `index`: which one of a set, counted from 0. */
export const click = v.looseObject({ ...touched, index: v.optional(v.number()) })
export const pointerMoved = v.looseObject(touched)

export const originChanged = v.looseObject({
  matrix,
  reason: v.picklist(['move', 'turn', 'teleport', 'recenter', 'reset', 'session']),
})
export type OriginChange = v.InferOutput<typeof originChanged>['reason']
