import { defineNode, prop } from '../defineNode.ts'
import { boolean, color, number, placementProps, positive } from './schemas.ts'

export const Grid = defineNode({
  tag: 'Grid',
  doc: 'A floor of lines across the scene’s up axis that fades into the distance.',
  defaultKey: 'grid',
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
