import * as v from 'valibot'
import { defineNode, prop } from '../defineNode.ts'
import { boolean, frequency, number, placementProps, positive, vec3 } from './schemas.ts'

/** A Movable's `scale` is the size of its handle, as in Vuer, so it is no part of where the node is. */
const { scale: _scale, ...placement } = placementProps

const threeOf = <S extends v.GenericSchema>(entry: S) => v.strictTuple([entry, entry, entry])
const range = v.nullable(
  v.pipe(
    v.strictTuple([v.number(), v.number()]),
    v.check(([least, most]) => least <= most, 'expected the smaller number first'),
  ),
)

const offset = prop(vec3, 'Where the handle is, in the frame of the node.', { unit: 'm', default: [0, 0, 0] })
const anchor = prop(
  vec3,
  'Where axes and handle are in the box around the children: -1 to 1 along each side, 0 is the middle. `offset` is added.',
)
const activeAxes = prop(threeOf(boolean), 'Along which axes of its parent it can be moved: x, y, z.', {
  default: [true, true, true],
})
const rotate = prop(
  v.picklist(['free', 'yaw', 'none']),
  'How it can be turned: in every way, about the scene’s up axis only, or not at all.',
  { default: 'free' },
)
const translationLimits = prop(
  threeOf(range),
  'How far it can be moved along x, y and z of its parent, from where the script put it: the least and the most.',
  { unit: 'm' },
)
const resize = prop(boolean, 'Whether two hands that move apart make it larger.', { default: false })
const stream = prop(boolean, 'Whether OBJECT_MOVE is sent while it is held. OBJECT_MOVE_END always is.', {
  default: true,
})
const fps = prop(frequency, 'How often OBJECT_MOVE is sent at most; never more than 60 times a second.', {
  unit: 'Hz',
  default: 60,
})
const highlight = prop(boolean, 'Whether it lights up under a pointer.', { default: true })
const locked = prop(boolean, 'Whether nobody can take hold of it for now.', { default: false })

export const Movable = defineNode({
  tag: 'Movable',
  doc: 'Moves with its children in the person’s hand. In a headset: point and press the trigger or pinch, or take it directly, by pinching near it or squeezing the controller inside it; two hands together turn it. On the desktop: drag it, turn it with Shift, or drag the axes.',
  events: ['OBJECT_MOVE', 'OBJECT_MOVE_END'],
  props: {
    ...placement,
    scale: prop(positive, 'Length of the axes of its frame. The handle is a tenth of it.', {
      unit: 'm',
      default: 0.4,
    }),
    handle: prop(v.union([positive, vec3]), 'Size of the handle, instead of a tenth of `scale`; 0 draws none.', {
      unit: 'm',
    }),
    offset,
    anchor,
    showFrame: prop(boolean, 'Draw the axes at the handle; on the desktop they can be dragged.', { default: true }),
    wireframe: prop(boolean, 'Draw the handle as lines.', { default: false }),
    lineWidth: prop(positive, 'Width of the axes on the desktop.', { unit: 'px', default: 2 }),
    localRotation: prop(
      boolean,
      'Follow the movement and the turning of the hand apart from each other: turning the hand turns the object in its place.',
      { default: false },
    ),
    rotate,
    activeAxes,
    translationLimits,
    resize,
    grab: prop(v.picklist(['all', 'handle']), 'What of it can be taken: everything, or the handle only.', {
      default: 'all',
    }),
    stream,
    fps,
    highlight,
    locked,
  },
})

export const Pivot = defineNode({
  tag: 'Pivot',
  doc: 'Axes, planes and rings that move and turn what is inside. In a headset it is taken like a `Movable`.',
  events: ['OBJECT_MOVE', 'OBJECT_MOVE_END'],
  props: {
    ...placement,
    scale: prop(positive, 'Length of the axes.', { unit: 'm', default: 0.4 }),
    offset,
    anchor,
    lineWidth: prop(positive, 'Width of the lines.', { unit: 'px', default: 1 }),
    fixed: prop(boolean, 'On the desktop, `scale` is in pixels and the axes look the same from every distance.', {
      default: false,
    }),
    depthTest: prop(boolean, 'Whether objects in front hide the axes.', { default: true }),
    opacity: prop(number, 'Opacity of the axes, 0 to 1.', { default: 1 }),
    disableAxes: prop(boolean, 'No arrows.', { default: false }),
    disableSliders: prop(boolean, 'No planes.', { default: false }),
    disableRotations: prop(boolean, 'No rings, and no turning by hand.', { default: false }),
    disableScaling: prop(boolean, 'No spheres that resize along an axis.', { default: true }),
    localRotation: Movable.props.localRotation,
    rotate,
    activeAxes,
    translationLimits,
    resize,
    stream,
    fps,
    highlight,
    locked,
  },
})

export const Clickable = defineNode({
  tag: 'Clickable',
  doc: 'Makes whatever is inside clickable, as one thing: ON_CLICK has its key, and `target` the key of what was hit.',
  events: ['ON_CLICK', 'ON_POINTER_ENTER', 'ON_POINTER_LEAVE'],
  props: {
    ...placementProps,
    hover: prop(boolean, 'Whether ON_POINTER_ENTER and ON_POINTER_LEAVE are sent.', { default: true }),
    highlight,
    disabled: prop(boolean, 'Whether clicks and pointers mean nothing for now.', { default: false }),
  },
})

export const Locomotion = defineNode({
  tag: 'Locomotion',
  doc: 'Lets the person in the headset move through the scene with the controllers’ sticks: left to go, right to turn and, pushed away and let go, to teleport. Poses are still told in the reference space; see ORIGIN_CHANGED. It rests while something is held, and in AR.',
  defaultKey: 'locomotion',
  events: ['ORIGIN_CHANGED'],
  props: {
    teleport: prop(boolean, 'Teleport to where an arc from the right controller meets the floor.', { default: true }),
    stick: prop(boolean, 'Go with the left stick, in the direction of the head.', { default: true }),
    speed: prop(positive, 'Speed with the stick pushed all the way.', { unit: 'm/s', default: 2 }),
    turn: prop(v.picklist(['snap', 'smooth', 'none']), 'What the right stick does to the sides.', { default: 'snap' }),
    turnAngle: prop(positive, 'How far one snap turns.', { unit: '°', default: 45 }),
    turnSpeed: prop(positive, 'Speed of smooth turns.', { unit: '°/s', default: 90 }),
  },
})
