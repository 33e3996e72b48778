import * as v from 'valibot'
import { describeIssue } from './defineNode.ts'
import { ProtocolError } from './errors.ts'
import { HAND_LENGTH } from './joints.ts'

/**
 * How far a pose can be believed. `tracked`: the device sees it now. `emulated`: the device guesses (WebXR's
 * `emulatedPosition`). `absent`: there is none, and no numbers are sent. `unknown`: the sender does not say (Vuer's own
 * clients).
 */
export type TrackingState = 'tracked' | 'emulated' | 'absent' | 'unknown'
const trackingState = v.picklist(['tracked', 'emulated', 'absent', 'unknown'])

/** A plain loop: on the way of every pose, `every` would take most of its time. */
function areFinite(list: ArrayLike<number>): boolean {
  for (let index = 0; index < list.length; index += 1) if (!Number.isFinite(list[index])) return false
  return true
}

const numbersOf = (length: number, what: string) =>
  v.pipe(
    v.union([v.instance(Float32Array), v.array(v.number())]),
    v.check((list) => list.length === length, `expected ${length} numbers (${what})`),
    v.check((list) => areFinite(list), 'expected finite numbers only'),
    v.transform((list) => (list instanceof Float32Array ? list : Float32Array.from(list))),
  )

const matrix = numbersOf(16, 'a 4x4 matrix, column-major')
const absentable = <S extends v.GenericSchema>(schema: S) => v.nullish(schema, null)

const handState = v.partial(
  v.object({
    pinch: v.boolean(),
    pinchValue: v.number(),
    squeeze: v.boolean(),
    squeezeValue: v.number(),
    tap: v.boolean(),
    tapValue: v.number(),
  }),
)
const touchable = v.union([v.boolean(), v.picklist(['touched', 'pressed'])])
const axes = v.array(v.nullable(v.number()))
const controllerState = v.partial(
  v.object({
    trigger: v.boolean(),
    squeeze: v.boolean(),
    touchpad: touchable,
    thumbstick: v.boolean(),
    aButton: v.boolean(),
    bButton: v.boolean(),
    triggerValue: v.number(),
    squeezeValue: v.number(),
    touchpadValue: axes,
    thumbstickValue: axes,
  }),
)
const sides = v.optional(v.object({ left: trackingState, right: trackingState }))

type Sides = { left: TrackingState; right: TrackingState }
type Pose = Float32Array | null

/** A pose and its state agree: what is absent has no numbers, and numbers that nobody vouches for are `unknown`. */
const agree = (pose: Pose, said: TrackingState = 'unknown'): { pose: Pose; state: TrackingState } =>
  pose === null || said === 'absent' ? { pose: null, state: 'absent' } : { pose, state: said }

const agreeOnSides = <T extends { left: Pose; right: Pose; tracking?: Sides | undefined }>(value: T) => {
  const left = agree(value.left, value.tracking?.left)
  const right = agree(value.right, value.tracking?.right)
  return { ...value, left: left.pose, right: right.pose, tracking: { left: left.state, right: right.state } }
}

/**
 * The events that this program knows, by their names on the wire. A `sample` says how something is now: only the newest
 * counts, older ones may be dropped. An `event` happened once and is never dropped while the socket is up. Names that
 * are not in the table are events whose value is whatever came.
 */
export const EVENTS = {
  HAND_MOVE: {
    kind: 'sample',
    doc: 'Poses of both hands: 25 joints of 16 numbers each, column-major, metres, in the world frame (y up, floor at 0).',
    value: v.pipe(
      v.object({
        left: absentable(numbersOf(HAND_LENGTH, '25 joints, each a 4x4 matrix')),
        leftState: v.optional(v.nullable(handState)),
        right: absentable(numbersOf(HAND_LENGTH, '25 joints, each a 4x4 matrix')),
        rightState: v.optional(v.nullable(handState)),
        tracking: sides,
      }),
      v.transform(agreeOnSides),
    ),
  },
  CONTROLLER_MOVE: {
    kind: 'sample',
    doc: 'Target-ray poses of both controllers (16 numbers, column-major, metres) with the state of their buttons.',
    value: v.pipe(
      v.object({
        left: absentable(matrix),
        leftState: v.optional(v.nullable(controllerState)),
        right: absentable(matrix),
        rightState: v.optional(v.nullable(controllerState)),
        tracking: sides,
      }),
      v.transform(agreeOnSides),
    ),
  },
  HEAD_MOVE: {
    kind: 'sample',
    doc: 'Pose of the head, midway between the eyes: 16 numbers, column-major, metres, looking along -z.',
    value: v.pipe(
      v.object({ matrix: absentable(matrix), tracking: v.optional(trackingState) }),
      v.transform((value) => {
        const { pose, state } = agree(value.matrix, value.tracking)
        return { ...value, matrix: pose, tracking: state }
      }),
    ),
  },
  CAMERA_MOVE: {
    kind: 'sample',
    doc: 'The viewer’s camera on the desktop, or the head while in XR, with its projection.',
    value: v.looseObject({ camera: v.optional(v.looseObject({ matrix: v.optional(matrix) })) }),
  },
  ON_CLICK: { kind: 'event', doc: 'A mesh was clicked.', value: v.looseObject({ key: v.string() }) },
  INIT: {
    kind: 'event',
    doc: 'The client introduces itself: the first frame on a socket.',
    value: v.nullish(v.looseObject({})),
  },
} as const satisfies Record<string, { kind: 'sample' | 'event'; doc: string; value: v.GenericSchema }>

export type EventName = keyof typeof EVENTS
export type EventValue<Name extends string> = Name extends EventName
  ? v.InferOutput<(typeof EVENTS)[Name]['value']>
  : unknown

export type HandMove = EventValue<'HAND_MOVE'>
export type ControllerMove = EventValue<'CONTROLLER_MOVE'>
export type HeadMove = EventValue<'HEAD_MOVE'>

export const isKnownEvent = (etype: string): etype is EventName => Object.hasOwn(EVENTS, etype)
export const isSample = (etype: string): boolean => isKnownEvent(etype) && EVENTS[etype].kind === 'sample'

/** An event in our form: poses as Float32Array or `null`, tracking always said. Throws `INVALID_EVENT`. */
export function readEventValue<Name extends string>(etype: Name, value: unknown): EventValue<Name> {
  if (!isKnownEvent(etype)) return value as EventValue<Name>
  const result = v.safeParse(EVENTS[etype].value, value)
  if (result.success) return result.output as EventValue<Name>
  throw new ProtocolError('INVALID_EVENT', `${etype}: ${describeIssue(result.issues[0], 'value')}`)
}
