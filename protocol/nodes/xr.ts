import * as v from 'valibot'
import { defineNode, prop } from '../defineNode.ts'
import { HAND_LENGTH } from '../poseLengths.ts'
import { boolean, frequency, listOf, placementProps, positive } from './schemas.ts'

const stream = prop(boolean, 'Whether poses are sent to the script.', { default: true })
const fps = prop(frequency, 'How often at most; never more often than the display shows frames.', {
  unit: 'Hz',
  default: 30,
})
const share = v.pipe(
  v.number(),
  v.check((value) => value >= 0 && value <= 1, 'expected a number from 0 to 1'),
)

const pair = v.pipe(
  v.array(v.number()),
  v.check((list) => list.length === 2 && list[0]! >= 0 && list[0]! <= list[1]!, 'expected [below, above] in metres'),
)
const hysteresis = v.union([
  v.boolean(),
  v.object({ pinch: v.optional(pair), squeeze: v.optional(pair), tap: v.optional(pair) }),
])

const longestPulse = v.pipe(
  v.number(),
  v.check((value) => value >= 0 && value <= 5000, 'expected milliseconds from 0 to 5000'),
)
const pulseStrength = prop(share, 'How strong the pulse of that controller is: 0 to 1.', { default: 1 })
const pulseDuration = prop(longestPulse, 'How long it lasts.', { unit: 'ms', default: 100 })
const pulseHash = prop(
  v.union([v.string(), v.number()]),
  'That controller vibrates whenever this changes. `session.pulse` does the same without a node.',
)

/** What is sent of a left and a right thing, and what is drawn of it. */
const sides = (what: string) => ({
  left: prop(boolean, `Whether the left ${what} is sent.`, { default: true }),
  right: prop(boolean, `Whether the right ${what} is sent.`, { default: true }),
  disableLeft: prop(boolean, `Neither draw nor send the left ${what}.`, { default: false }),
  disableRight: prop(boolean, `Neither draw nor send the right ${what}.`, { default: false }),
  hideLeft: prop(boolean, `Send the left ${what} without drawing it.`, { default: false }),
  hideRight: prop(boolean, `Send the right ${what} without drawing it.`, { default: false }),
})

export const Hands = defineNode({
  tag: 'Hands',
  doc: 'Both hands of the person in the headset: drawn, and streamed as HAND_MOVE.',
  defaultKey: 'hands',
  events: ['HAND_MOVE'],
  props: {
    stream,
    fps,
    ...sides('hand'),
    showLeft: prop(boolean, 'The opposite of `hideLeft`, in the words of older programs.', { default: true }),
    showRight: prop(boolean, 'The opposite of `hideRight`, in the words of older programs.', { default: true }),
    showFrame: prop(boolean, 'Draw the axes of each joint.', { default: true }),
    frameScale: prop(positive, 'Length of those axes.', { unit: 'm', default: 0.02 }),
    scale: prop(positive, 'Size of the hand that is sent, around its wrist.', { default: 1 }),
    radii: prop(boolean, 'Whether the radius of each joint is sent too.', { default: false }),
    hysteresis: prop(
      hysteresis,
      'Pinch, squeeze and tap close below one distance and open above another: `{ pinch: [0.01, 0.02] }`. `true`: with our pairs. Otherwise each has one threshold, as in Vuer.',
      { unit: 'm', default: false },
    ),
  },
})
export const HandsView = defineNode({
  tag: 'HandsView',
  doc: 'Hands that a script has: recorded ones, or those of another person. Each joint is drawn as axes, x red, y green, z blue.',
  props: {
    ...placementProps,
    left: prop(listOf(HAND_LENGTH), 'The joints of the left hand as `HAND_MOVE` has them: 25 matrices, column-major.', {
      unit: 'm',
    }),
    right: prop(listOf(HAND_LENGTH), 'The same of the right hand.', { unit: 'm' }),
    frameScale: prop(positive, 'Length of the axes.', { unit: 'm', default: 0.02 }),
  },
})
export const MotionControllers = defineNode({
  tag: 'MotionControllers',
  doc: 'Both controllers: drawn, and streamed as CONTROLLER_MOVE.',
  defaultKey: 'motionControllers',
  events: ['CONTROLLER_MOVE'],
  props: {
    stream,
    fps,
    ...sides('controller'),
    showFrame: prop(boolean, 'Draw the axes of the grip.', { default: false }),
    frameScale: prop(positive, 'Length of those axes.', { unit: 'm', default: 0.05 }),
    pulseLeftStrength: pulseStrength,
    pulseLeftDuration: pulseDuration,
    pulseLeftHash: pulseHash,
    pulseRightStrength: pulseStrength,
    pulseRightDuration: pulseDuration,
    pulseRightHash: pulseHash,
  },
})
export const Head = defineNode({
  tag: 'Head',
  doc: 'The head of the person in the headset, streamed as HEAD_MOVE.',
  defaultKey: 'head_tracking',
  events: ['HEAD_MOVE'],
  props: {
    stream,
    fps,
    show: prop(boolean, 'Draw the axes of the head.', { default: false }),
    frameScale: prop(positive, 'Length of those axes.', { unit: 'm', default: 0.05 }),
  },
})
export const Body = defineNode({
  tag: 'Body',
  doc: 'The body of the person in the headset, where the browser tracks it: drawn, and streamed as BODY_MOVE.',
  defaultKey: 'body_tracking',
  events: ['BODY_MOVE'],
  props: {
    stream,
    fps: prop(frequency, 'How often at most; never more often than the display shows frames.', {
      unit: 'Hz',
      default: 60,
    }),
    leftHand: prop(boolean, 'Whether the left hand of the body is sent.', { default: true }),
    rightHand: prop(boolean, 'Whether the right hand of the body is sent.', { default: true }),
    showBody: prop(boolean, 'Draw lines from joint to joint.', { default: true }),
    showFrame: prop(boolean, 'Draw the axes of each joint.', { default: true }),
    frameScale: prop(positive, 'Length of those axes.', { unit: 'm', default: 0.02 }),
  },
})
export const Gamepad = defineNode({
  tag: 'Gamepad',
  doc: 'A gamepad of the computer or the headset that is no XR controller, streamed as GAMEPAD while it is connected.',
  events: ['GAMEPAD'],
  props: {
    index: prop(
      v.pipe(
        v.number(),
        v.check((value) => Number.isInteger(value) && value >= 0, 'expected a whole number from 0'),
      ),
      'Which one: its place in the browser’s list.',
      { default: 0 },
    ),
    stream: prop(boolean, 'Whether it is sent to the script.', { default: true }),
    fps,
    deadzone: prop(
      v.pipe(
        v.number(),
        v.check((value) => value >= 0 && value < 1, 'expected a number from 0 to below 1'),
      ),
      'How far an axis may be off its middle and still be 0. Beyond it values begin at 0.',
      { default: 0 },
    ),
  },
})
export const XRSettings = defineNode({
  tag: 'XRSettings',
  doc: 'How a headset’s session is to be. Read when the person enters; `frameRate` and `foveation` also while the session runs. The page’s address has the same names and goes before.',
  defaultKey: 'xr-settings',
  props: {
    mode: prop(
      v.picklist(['immersive-vr', 'immersive-ar']),
      'The only kind of session that the page offers, where the device has it.',
    ),
    referenceSpace: prop(
      v.picklist(['local-floor', 'bounded-floor', 'unbounded', 'local']),
      'The space that poses are told in. Where it is refused, it is `local-floor`.',
      { default: 'local-floor' },
    ),
    frameRate: prop(
      frequency,
      'The display’s rate: the nearest one that the device has. Otherwise the device chooses.',
      {
        unit: 'Hz',
      },
    ),
    foveation: prop(share, 'How much coarser the edge of the picture may be: 0 not at all, 1 as much as possible.', {
      default: 1,
    }),
    framebufferScale: prop(
      v.pipe(
        v.number(),
        v.check((value) => value > 0 && value <= 4, 'expected a number above 0, at most 4'),
      ),
      'Pixels of each side of the picture, as a multiple of what the device recommends.',
      { default: 1 },
    ),
    features: prop(
      v.array(v.string()),
      'WebXR features to ask for beside those that nodes need. A refused one is told, and keeps nobody out.',
      { default: [] },
    ),
  },
})
