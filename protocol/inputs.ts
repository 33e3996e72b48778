import * as v from 'valibot'
import { HAND_JOINTS } from './joints.ts'
import { BODY_LENGTH, HAND_LENGTH } from './poseLengths.ts'
import { absentable, agree, matrix, numbersOf, type TrackingState, trackingState } from './poseSchemas.ts'

type Pose = Float32Array | null

const handState = v.partial(
  v.object({
    pinch: v.boolean(),
    pinchValue: v.number(),
    squeeze: v.boolean(),
    squeezeValue: v.number(),
    tap: v.boolean(),
    tapValue: v.number(),
    select: v.boolean(),
    selectValue: v.number(),
  }),
)
const touchable = v.union([v.boolean(), v.picklist(['touched', 'pressed'])])
const pair = v.array(v.nullable(v.number()))
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
    touchpadValue: pair,
    thumbstickValue: pair,
    buttons: v.array(v.number()),
    pressed: v.array(v.boolean()),
    touched: v.array(v.boolean()),
    axes: v.array(v.number()),
  }),
)

const sides = v.optional(v.object({ left: trackingState, right: trackingState }))
type Sides = { left: TrackingState; right: TrackingState }

const agreeOnSides = <T extends { left: Pose; right: Pose; tracking?: Sides | undefined }>(value: T) => {
  const left = agree(value.left, value.tracking?.left)
  const right = agree(value.right, value.tracking?.right)
  return { ...value, left: left.pose, right: right.pose, tracking: { left: left.state, right: right.state } }
}

/** What belongs to a side goes with it. */
const ofSide = <T>(side: Pose, belonging: T): T | null => (side === null ? null : belonging)

/** Where the reference space lies in the world frame, while it lies elsewhere. */
const origin = v.optional(matrix)

const hand = numbersOf(HAND_LENGTH, '25 joints, each a 4x4 matrix')
const radii = absentable(numbersOf(HAND_JOINTS.length, 'the radius of each joint'))

/** The value of HAND_MOVE. */
export const handMove = v.pipe(
  v.object({
    left: absentable(hand),
    leftState: v.optional(v.nullable(handState)),
    leftRay: absentable(matrix),
    leftRadii: radii,
    right: absentable(hand),
    rightState: v.optional(v.nullable(handState)),
    rightRay: absentable(matrix),
    rightRadii: radii,
    tracking: sides,
    origin,
  }),
  v.transform((value) => {
    const agreed = agreeOnSides(value)
    return {
      ...agreed,
      leftRay: ofSide(agreed.left, value.leftRay),
      leftRadii: ofSide(agreed.left, value.leftRadii),
      rightRay: ofSide(agreed.right, value.rightRay),
      rightRadii: ofSide(agreed.right, value.rightRadii),
    }
  }),
)

/** The value of CONTROLLER_MOVE. */
export const controllerMove = v.pipe(
  v.object({
    left: absentable(matrix),
    leftGrip: absentable(matrix),
    leftState: v.optional(v.nullable(controllerState)),
    right: absentable(matrix),
    rightGrip: absentable(matrix),
    rightState: v.optional(v.nullable(controllerState)),
    tracking: sides,
    origin,
  }),
  v.transform((value) => {
    const agreed = agreeOnSides(value)
    return {
      ...agreed,
      leftGrip: ofSide(agreed.left, value.leftGrip),
      rightGrip: ofSide(agreed.right, value.rightGrip),
    }
  }),
)

/** Vuer's client sends zeros until there is a first pose; no pose has them. */
const withoutZeros = (pose: Pose): Pose => (pose && pose[15] === 0 ? null : pose)

/** The value of HEAD_MOVE. */
export const headMove = v.pipe(
  v.object({ matrix: absentable(matrix), tracking: v.optional(trackingState), origin }),
  v.transform((value) => {
    const { pose, state } = agree(withoutZeros(value.matrix), value.tracking)
    return { ...value, matrix: pose, tracking: state }
  }),
)

/** The value of BODY_MOVE. */
export const bodyMove = v.pipe(
  v.object({
    body: absentable(numbersOf(BODY_LENGTH, '33 joints, each a 4x4 matrix')),
    leftHand: absentable(hand),
    rightHand: absentable(hand),
    tracking: v.optional(v.object({ body: trackingState, leftHand: trackingState, rightHand: trackingState })),
    origin,
  }),
  v.transform((value) => {
    const body = agree(withoutZeros(value.body), value.tracking?.body)
    const leftHand = agree(withoutZeros(value.leftHand), value.tracking?.leftHand)
    const rightHand = agree(withoutZeros(value.rightHand), value.tracking?.rightHand)
    return {
      ...value,
      body: body.pose,
      leftHand: leftHand.pose,
      rightHand: rightHand.pose,
      tracking: { body: body.state, leftHand: leftHand.state, rightHand: rightHand.state },
    }
  }),
)

/** The value of GAMEPAD. Vuer's clients say `id`, `axes` and `buttons`. */
export const gamepadValue = v.pipe(
  v.object({
    id: v.nullish(v.string(), null),
    connected: v.optional(v.boolean()),
    mapping: v.optional(v.string(), ''),
    axes: v.array(v.number()),
    buttons: v.array(v.number()),
    pressed: v.optional(v.array(v.boolean())),
    touched: v.optional(v.array(v.boolean())),
  }),
  v.transform((value) => ({ ...value, connected: value.connected ?? true })),
)

/** The value of XR_SESSION. */
export const xrSession = v.looseObject({
  state: v.picklist(['started', 'visible', 'visible-blurred', 'hidden', 'ended']),
  mode: v.picklist(['immersive-vr', 'immersive-ar']),
  referenceSpace: v.string(),
  frameRate: v.nullish(v.number(), null),
  frameRates: v.optional(v.array(v.number()), []),
  features: v.nullish(v.array(v.string()), null),
  refused: v.optional(v.array(v.string()), []),
})
