import { defineNode, prop } from '../defineNode.ts'
import { boolean, number, positive, string } from './schemas.ts'

export const KeyboardMonitor = defineNode({
  tag: 'KeyboardMonitor',
  doc: 'Tells the script which keys are pressed on the page. What somebody writes into a field is their own.',
  events: ['KeyDown', 'KeyUp', 'KeyPress'],
  props: {
    enableKeyDown: prop(boolean, 'Whether KeyDown is sent, again and again while a key is held.', { default: false }),
    enableKeyUp: prop(boolean, 'Whether KeyUp is sent.', { default: false }),
    enableKeyPress: prop(boolean, 'Whether KeyPress is sent: for keys that write something.', { default: false }),
  },
})
export const PointerControls = defineNode({
  tag: 'PointerControls',
  doc: 'Tells the script where the page was clicked, and which point of a cloud, or place on a `Grid` with `enableRaycast`, was hit. A point of a cloud comes first; a place on a grid must be hidden by nothing.',
  events: ['MOUSE_CLICK', 'ADD_MARKER'],
  props: {
    parentKey: prop(string, 'The key under which it speaks; its own, if nothing is written.'),
    radius: prop(positive, 'How near to a point a click must be.', { unit: 'm', default: 0.02 }),
  },
})
export const TimelineControls = defineNode({
  tag: 'TimelineControls',
  doc: 'A slider with a button to play at the edge of the page. It says at which step it is, and moves what is animated with `PlaybackAnimate`.',
  events: ['TIMELINE_STEP'],
  props: {
    start: prop(number, 'The first step.', { default: 0 }),
    end: prop(number, 'The last step.', { default: 100 }),
    stepSize: prop(positive, 'From one step to the next.', { default: 1 }),
    play: prop(boolean, 'Whether it plays.', { default: false }),
    fps: prop(positive, 'Steps in a second while it plays.', { unit: 'Hz', default: 30 }),
    loop: prop(boolean, 'Whether it begins again at the end.', { default: true }),
  },
})
