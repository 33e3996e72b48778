import * as v from 'valibot'
import { describeIssue } from './defineNode.ts'
import { ProtocolError } from './errors.ts'
import { bodyMove, controllerMove, gamepadValue, handMove, headMove, xrSession } from './inputs.ts'
import {
  click,
  jointMove,
  jointMoveEnd,
  objectMove,
  objectMoveEnd,
  originChanged,
  pointerMoved,
} from './interactionEvents.ts'
import { matrix, type TrackingState } from './poseSchemas.ts'
import { REFUSED, readerOf } from './readerOf.ts'
import { anchor, featureMissing, hitTest, roomMeshes, roomPlanes } from './room.ts'

export type { TrackingState }

const IN_THE_ROOM =
  'In the headset’s reference space: the world frame of the scene, unless the person was moved through it; then `origin` times a pose is in the world frame.'
const optionalNumber = v.optional(v.number())

/** A key, by the names of the DOM. */
const keyPressed = v.looseObject({
  key: v.string(),
  code: v.string(),
  shiftKey: v.optional(v.boolean()),
  ctrlKey: v.optional(v.boolean()),
  altKey: v.optional(v.boolean()),
  metaKey: v.optional(v.boolean()),
  repeat: v.optional(v.boolean()),
  isComposing: v.optional(v.boolean()),
})

const pageClick = v.looseObject({
  pointerX: v.number(),
  pointerY: v.number(),
  offsetX: v.number(),
  offsetY: v.number(),
  offsetWidth: v.number(),
  offsetHeight: v.number(),
})

/**
 * The events that this program knows, by their names on the wire. A `sample` says how something is now: only the newest
 * counts, older ones may be dropped. An `event` happened once and is never dropped while the socket is up. Names that
 * are not in the table are events whose value is whatever came.
 */
export const EVENTS = {
  HAND_MOVE: {
    kind: 'sample',
    doc: `Poses of both hands: 25 joints of 16 numbers each, column-major, metres, y up, floor at 0. ${IN_THE_ROOM} Rays are the hands’ target rays, where the device gives them.`,
    value: handMove,
  },
  CONTROLLER_MOVE: {
    kind: 'sample',
    doc: `Target-ray and grip poses of both controllers (16 numbers each, column-major, metres) with the state of their buttons and axes. ${IN_THE_ROOM}`,
    value: controllerMove,
  },
  HEAD_MOVE: {
    kind: 'sample',
    doc: `Pose of the head, midway between the eyes: 16 numbers, column-major, metres, looking along -z. ${IN_THE_ROOM}`,
    value: headMove,
  },
  BODY_MOVE: {
    kind: 'sample',
    doc: `Pose of the body: 33 joints of 16 numbers each, column-major, metres, in the order of BODY_JOINTS; and its hands, as in HAND_MOVE. ${IN_THE_ROOM}`,
    value: bodyMove,
  },
  CAMERA_MOVE: {
    kind: 'sample',
    doc: 'The viewer’s camera on the desktop, or the head while in XR, with its projection. `origin` as in HEAD_MOVE.',
    value: v.looseObject({
      camera: v.optional(v.looseObject({ matrix: v.optional(matrix) })),
      origin: v.optional(matrix),
    }),
  },
  CAMERA_VIEW: {
    kind: 'sample',
    doc: 'What a `CameraView` sees, as JPEG. `width` and `height` are those of the node; the picture itself is smaller by its `downsample`. `depthFrame` is a grey JPEG of how far everything is, white at the node’s `near` and black at its `far`.',
    value: v.looseObject({
      frame: v.instance(Uint8Array) as v.GenericSchema<Uint8Array>,
      width: v.number(),
      height: v.number(),
      dpr: v.optional(v.number()),
      depthFrame: v.nullish(v.instance(Uint8Array) as v.GenericSchema<Uint8Array>),
    }),
  },
  ON_CLICK: {
    kind: 'event',
    doc: 'A mesh or a `Clickable` was clicked. `value.key` says which; the event itself has no key. `target` is the node that was hit, `point` is where, in the world frame, `distance` is from the eye or the hand in metres.',
    value: click,
  },
  ON_POINTER_ENTER: {
    kind: 'event',
    doc: 'A pointer has come onto a `Clickable`, with the entries of ON_CLICK. Each pointer comes and goes for itself.',
    value: pointerMoved,
  },
  ON_POINTER_LEAVE: {
    kind: 'event',
    doc: 'A pointer that had come onto a `Clickable` is gone: it moved away, was lost, or the node was removed.',
    value: pointerMoved,
  },
  OBJECT_MOVE: {
    kind: 'sample',
    doc: 'Where a `Movable` or `Pivot` is while somebody holds it: `matrix` (and `position`, `rotation`, `quaternion`, `scale`) in the frame of its parent, `matrixWorld` in the world frame. It is sent when the object moves.',
    value: objectMove,
  },
  OBJECT_MOVE_END: {
    kind: 'event',
    doc: 'Nobody holds it any longer: where it is now, and why. `released`: let go; `lost`: the hand or controller is not tracked any more; `interrupted`: the session ended or was covered, or the page lost the pointer; `removed` and `locked`: the script removed or locked the node; `origin`: the person was moved. It comes once for each time that somebody takes hold.',
    value: objectMoveEnd,
  },
  JOINT_MOVE: {
    kind: 'sample',
    doc: 'Somebody drags a joint of a `Urdf`: its name (`joint`), where it is (`value`), and where all joints are (`jointValues`: rad or m by name), in the form that the node’s prop has.',
    value: jointMove,
  },
  JOINT_MOVE_END: {
    kind: 'event',
    doc: 'The joint was let go of, or the robot or the pointer was lost. It comes once for each time that somebody takes hold of a joint.',
    value: jointMoveEnd,
  },
  ORIGIN_CHANGED: {
    kind: 'event',
    doc: 'The reference space lies elsewhere in the scene, or the headset has put it elsewhere in the room (`reset`): `matrix` takes poses of hands, controllers and head into the world frame. While the person moves by stick it comes ten times a second at most, and once more at the end.',
    value: originChanged,
  },
  CLICK: {
    kind: 'event',
    doc: 'A `Button` was pressed; its `key` says which, and the value is nothing. Or an `Img` was clicked: where, in pixels from its upper left corner, and how large it is.',
    value: v.nullish(v.looseObject({ x: optionalNumber, y: optionalNumber, w: optionalNumber, h: optionalNumber })),
  },
  INPUT: {
    kind: 'event',
    doc: 'The person wrote something into an `Input`, and pressed Enter.',
    value: v.string(),
  },
  KeyDown: { kind: 'event', doc: 'A key went down, or repeats itself while it is held.', value: keyPressed },
  KeyUp: { kind: 'event', doc: 'A key went up.', value: keyPressed },
  KeyPress: { kind: 'event', doc: 'A key that writes something went down.', value: keyPressed },
  MOUSE_CLICK: {
    kind: 'event',
    doc: 'The view was clicked: where, from 0 to 1 (`pointerX`, `pointerY`) and in pixels, from the upper left corner.',
    value: pageClick,
  },
  ADD_MARKER: {
    kind: 'event',
    doc: 'A point of a cloud, or a place on a grid that rays meet, was clicked: as MOUSE_CLICK, with its `position` in the world frame.',
    value: v.looseObject({
      ...pageClick.entries,
      position: v.looseObject({ x: v.number(), y: v.number(), z: v.number() }),
      radius: v.optional(v.number()),
    }),
  },
  TIMELINE_STEP: {
    kind: 'sample',
    doc: 'A `TimelineControls` came to another step: which, seconds since it was made, and seconds since the last one.',
    value: v.looseObject({ step: v.number(), elapsedTime: v.number(), delta: v.number() }),
  },
  SET: {
    kind: 'event',
    doc: 'The person set a `Slider` (a number), a `Toggle` (true or false) or a `Select` (a word). Its `key` says which. While a slider is dragged it comes 20 times a second at most; the last value always comes. Vuer’s own client writes the number of a slider as text.',
    value: v.union([
      v.pipe(
        v.number(),
        v.check((value) => Number.isFinite(value), 'expected a finite number'),
      ),
      v.boolean(),
      v.string(),
    ]),
  },
  LOAD: {
    kind: 'event',
    doc: 'A model is there and drawn. Its `key` says which; the value is what the node’s `onLoad` says. A `Urdf` always sends it, other models if they have `onLoad`.',
    value: v.nullish(v.unknown()),
  },
  WEBXR_MESH_UPDATE: {
    kind: 'event',
    doc: 'Every mesh that the headset has of the room, whenever that changes: triangles in the mesh’s own frame, its pose and its label.',
    value: roomMeshes,
  },
  WEBXR_PLANES_UPDATE: {
    kind: 'event',
    doc: 'Every plane that the headset has of the room, whenever that changes: the corners in the plane’s own frame (y is its normal), its pose and its label.',
    value: roomPlanes,
  },
  HIT_TEST: {
    kind: 'sample',
    doc: 'Where a ray meets the room: 16 numbers, column-major, metres; y is the normal of what was hit.',
    value: hitTest,
  },
  ANCHOR: {
    kind: 'event',
    doc: 'A place in the room was found, moved, or lost: its pose (16 numbers, column-major, metres) and, where the headset keeps places, the handle by which a later session finds it again.',
    value: anchor,
  },
  FEATURE_MISSING: {
    kind: 'event',
    doc: 'A node cannot do its work in this session: `reason` is `vr` (there is none in VR), `late` (the session began before the node was there), `refused` (device or browser did not give it) or `failed`.',
    value: featureMissing,
  },
  GAMEPAD: {
    kind: 'sample',
    doc: 'A gamepad: axes from -1 to 1 and buttons from 0 to 1, in the browser’s order; once with `connected: false` when it goes.',
    value: gamepadValue,
  },
  XR_SESSION: {
    kind: 'event',
    doc: 'A headset’s session started, ended, came to the front (`visible`), went behind a menu (`visible-blurred`) or out of sight (`hidden`), or its display rate changed: with what it has.',
    value: xrSession,
  },
  INIT: {
    kind: 'event',
    doc: 'The client introduces itself: the first frame on a socket.',
    value: v.nullish(v.looseObject({})),
  },
} as const satisfies Record<string, { kind: 'sample' | 'event'; doc: string; value: v.GenericSchema }>

export type EventName = keyof typeof EVENTS
export type SampleName = {
  [Name in EventName]: (typeof EVENTS)[Name]['kind'] extends 'sample' ? Name : never
}[EventName]
export type EventValue<Name extends string> = Name extends EventName
  ? v.InferOutput<(typeof EVENTS)[Name]['value']>
  : unknown

export type HandMove = EventValue<'HAND_MOVE'>
export type ControllerMove = EventValue<'CONTROLLER_MOVE'>
export type HeadMove = EventValue<'HEAD_MOVE'>
export type BodyMove = EventValue<'BODY_MOVE'>
export type GamepadValue = EventValue<'GAMEPAD'>
export type XRSessionValue = EventValue<'XR_SESSION'>
export type ObjectMove = EventValue<'OBJECT_MOVE'>
export type ObjectMoveEnd = EventValue<'OBJECT_MOVE_END'>
export type JointMove = EventValue<'JOINT_MOVE'>
export type HitTestValue = EventValue<'HIT_TEST'>
export type AnchorValue = EventValue<'ANCHOR'>
export type FeatureMissing = EventValue<'FEATURE_MISSING'>

export const isKnownEvent = (etype: string): etype is EventName => Object.hasOwn(EVENTS, etype)

/** An event in our form: poses as Float32Array or `null`, tracking always said. Throws `INVALID_EVENT`. */
export function readEventValue<Name extends string>(etype: Name, value: unknown): EventValue<Name> {
  if (!isKnownEvent(etype)) return value as EventValue<Name>
  const read = readerOfEvent(etype)?.(value)
  if (read !== undefined && read !== REFUSED) return read as EventValue<Name>
  const result = v.safeParse(EVENTS[etype].value, value)
  if (result.success) return result.output as EventValue<Name>
  throw new ProtocolError('INVALID_EVENT', `${etype}: ${describeIssue(result.issues[0], 'value')}`)
}

const readers = new Map<EventName, ReturnType<typeof readerOf>>()

function readerOfEvent(etype: EventName): ReturnType<typeof readerOf> {
  if (!readers.has(etype)) readers.set(etype, readerOf(EVENTS[etype].value))
  return readers.get(etype)
}
