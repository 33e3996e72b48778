import * as v from 'valibot'
import { defineNode, prop } from '../defineNode.ts'
import { boolean, color, number, placementProps, positive, vec3 } from './schemas.ts'

export const Grid = defineNode({
  tag: 'Grid',
  doc: 'A floor of lines across the scene’s up axis that fades into the distance.',
  defaultKey: 'grid',
  events: ['ON_CLICK'],
  props: {
    ...placementProps,
    cellSize: prop(positive, 'Distance between thin lines.', { unit: 'm', default: 0.2 }),
    cellThickness: prop(positive, 'Width of thin lines.', { unit: 'px', default: 0.6 }),
    cellColor: prop(color, 'Colour of thin lines.', { default: '#4a4d55' }),
    sectionSize: prop(positive, 'Distance between thick lines.', { unit: 'm', default: 1 }),
    sectionThickness: prop(positive, 'Width of thick lines.', { unit: 'px', default: 1.2 }),
    sectionColor: prop(color, 'Colour of thick lines.', { default: '#3f7fae' }),
    fadeDistance: prop(positive, 'Where the lines have faded away.', { unit: 'm', default: 40 }),
    fadeStrength: prop(positive, 'How quickly they fade.', { default: 1 }),
    followCamera: prop(boolean, 'Whether it goes on for ever.', { default: true }),
    infiniteGrid: prop(boolean, 'Whether it has no edge.', { default: true }),
    width: prop(positive, 'Width, if it has an edge.', { unit: 'm', default: 10 }),
    height: prop(positive, 'Depth, if it has an edge.', { unit: 'm', default: 10 }),
    offset: prop(number, 'Height along the up axis.', { unit: 'm', default: 0 }),
    enableRaycast: prop(
      boolean,
      'Whether the pointer of the page and rays of a headset meet it, also between its lines: a click on it is told, and `PointerControls` find the point. One that goes on for ever is met everywhere.',
      { default: false },
    ),
  },
})
export const CoordsMarker = defineNode({
  tag: 'CoordsMarker',
  doc: 'The axes of a frame: x red, y green, z blue, each one metre long times `scale`.',
  props: {
    ...placementProps,
    headScale: prop(positive, 'Size of the arrow heads.', { default: 1 }),
    lod: prop(positive, 'Segments around a stem.', { default: 10 }),
    color: prop(color, 'One colour for all three axes.'),
    opacity: prop(positive, 'From 0 to 1.', { default: 1 }),
    wireframe: prop(boolean, 'Draw the edges of the triangles only.', { default: false }),
  },
})
export const Arrow = defineNode({
  tag: 'Arrow',
  doc: 'An arrow from the node’s origin. Its stem is as long as `direction`; the head stands on top of it.',
  props: {
    ...placementProps,
    direction: prop(vec3, 'Which way it points, and how long its stem is.', { unit: 'm', default: [1, 0, 0] }),
    headScale: prop(positive, 'Size of the head.', { default: 1 }),
    lod: prop(positive, 'Segments around the stem.', { default: 10 }),
    color: prop(color, 'Colour of the arrow.', { default: 'red' }),
    opacity: prop(positive, 'From 0 to 1.', { default: 1 }),
    wireframe: prop(boolean, 'Draw the edges of the triangles only.', { default: false }),
  },
})

const GRIPPER = 'It reaches along +z and opens along x; its origin lies between the fingertips.'
export const Gripper = defineNode({
  tag: 'Gripper',
  doc: `A gripper with two parallel fingers. ${GRIPPER}`,
  props: {
    ...placementProps,
    pinchWidth: prop(positive, 'From the middle to each finger: half of how far it is open.', {
      unit: 'm',
      default: 0.04,
    }),
    color: prop(color, 'Colour of the fingers.', { default: '#f5a524' }),
    opacity: prop(positive, 'From 0 to 1.', { default: 1 }),
    skeleton: prop(boolean, 'Draw rods instead of a body.', { default: false }),
    axes: prop(boolean, 'Draw the axes of its frame.', { default: false }),
    showOrigin: prop(boolean, 'Mark its origin with a dot.', { default: true }),
  },
})
export const SkeletalGripper = defineNode({
  tag: 'SkeletalGripper',
  doc: `A gripper drawn as rods. ${GRIPPER}`,
  props: {
    ...placementProps,
    pinchWidth: prop(positive, 'From the middle to each finger: half of how far it is open.', {
      unit: 'm',
      default: 0.04,
    }),
    color: prop(color, 'Colour of the rods.', { default: '#f5a524' }),
    opacity: prop(positive, 'From 0 to 1.', { default: 0.9 }),
  },
})

export const BoundingBox = defineNode({
  tag: 'BoundingBox',
  doc: 'A box from one corner to the opposite one, with see-through walls.',
  props: {
    ...placementProps,
    min: prop(vec3, 'The corner with the smallest coordinates.', { unit: 'm', default: [-0.5, -0.5, -0.5] }),
    max: prop(vec3, 'The corner with the largest coordinates.', { unit: 'm', default: [0.5, 0.5, 0.5] }),
    color: prop(color, 'Colour of edges and walls.', { default: '#00ff00' }),
    edgeOpacity: prop(positive, 'Of the edges, from 0 to 1.', { default: 0.9 }),
    wallOpacity: prop(positive, 'Of the walls, from 0 to 1.', { default: 0.1 }),
    edgeWidth: prop(positive, 'Width of the edges, at most a fifth of a side; otherwise two pixels.', { unit: 'm' }),
  },
})
export const BoundingBoxProvider = defineNode({
  tag: 'BoundingBoxProvider',
  doc: 'Gives the boxes in it a width of edges.',
  props: {
    ...placementProps,
    edgeWidth: prop(positive, 'Width of the edges of boxes that have none of their own.', { unit: 'm', default: 0.05 }),
  },
})
const corner = v.union([vec3, v.object({ x: v.number(), y: v.number(), z: v.number() })])
export const BBox = defineNode({
  tag: 'BBox',
  doc: 'The edges of a box, as older programs write them. `BoundingBox` can do more.',
  props: {
    ...placementProps,
    min: prop(corner, 'The corner with the smallest coordinates, as a list or as x, y and z.', {
      unit: 'm',
      default: [-1, -1, -1],
    }),
    max: prop(corner, 'The corner with the largest coordinates, as a list or as x, y and z.', {
      unit: 'm',
      default: [1, 1, 1],
    }),
    color: prop(color, 'Colour of the edges.', { default: '#ffffff' }),
  },
})
