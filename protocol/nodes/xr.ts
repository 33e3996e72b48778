import { defineNode, prop } from '../defineNode.ts'
import { boolean, frequency, positive } from './schemas.ts'

const stream = prop(boolean, 'Whether poses are sent to the script.', { default: true })
const fps = prop(frequency, 'How often at most; never more often than the display shows frames.', {
  unit: 'Hz',
  default: 30,
})

export const Hands = defineNode({
  tag: 'Hands',
  doc: 'Both hands of the person in the headset: drawn, and streamed as HAND_MOVE.',
  defaultKey: 'hands',
  events: ['HAND_MOVE'],
  props: {
    stream,
    fps,
    disableLeft: prop(boolean, 'Neither draw nor send the left hand.', { default: false }),
    disableRight: prop(boolean, 'Neither draw nor send the right hand.', { default: false }),
    hideLeft: prop(boolean, 'Send the left hand without drawing it.', { default: false }),
    hideRight: prop(boolean, 'Send the right hand without drawing it.', { default: false }),
    showFrame: prop(boolean, 'Draw the axes of each joint.', { default: true }),
    frameScale: prop(positive, 'Length of those axes.', { unit: 'm', default: 0.02 }),
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
    left: prop(boolean, 'Whether the left controller is sent.', { default: true }),
    right: prop(boolean, 'Whether the right controller is sent.', { default: true }),
  },
})
export const Head = defineNode({
  tag: 'Head',
  doc: 'The head of the person in the headset, streamed as HEAD_MOVE.',
  defaultKey: 'head_tracking',
  events: ['HEAD_MOVE'],
  props: { stream, fps },
})
