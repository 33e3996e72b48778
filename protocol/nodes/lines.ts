import * as v from 'valibot'
import { defineNode, prop } from '../defineNode.ts'
import { colorParts, packColors, packVertices, vertices } from './numberSchemas.ts'
import { boolean, color, number, placementProps, positive, vec3 } from './schemas.ts'

const COLORS = 'red, green, blue of each. Bytes go from 0 to 255, other numbers from 0 to 1.'
const lineProps = {
  ...placementProps,
  color: prop(color, 'Colour of the line, where `vertexColors` gives it none.', { default: '#ffffff' }),
  opacity: prop(positive, 'From 0 to 1.', { default: 1 }),
  lineWidth: prop(positive, 'Width of the line: in pixels, or with `worldUnits` in metres.', {
    unit: 'px',
    default: 1,
  }),
  worldUnits: prop(boolean, 'Whether `lineWidth` is in metres, so that the line looks thinner from afar.', {
    default: false,
  }),
  dashed: prop(boolean, 'Whether the line is made of dashes.', { default: false }),
  dashSize: prop(positive, 'Length of a dash.', { unit: 'm', default: 0.05 }),
  gapSize: prop(positive, 'Length of a gap.', { unit: 'm', default: 0.05 }),
}
const points = prop(vertices, 'The points of the line: x, y, z of each.', { unit: 'm', pack: packVertices })
const spreadColors = prop(colorParts, `Colours that are spread evenly along the line: ${COLORS}`, { pack: packColors })
const pieces = v.pipe(
  v.number(),
  v.check(
    (value) => Number.isInteger(value) && value >= 1 && value <= 100_000,
    'expected a whole number from 1 to 100000',
  ),
)
const segments = prop(pieces, 'How many straight pieces the curve is made of.', { default: 20 })

export const Line = defineNode({
  tag: 'Line',
  doc: 'A line through points. New points are written into the same buffers. Pointers go through it.',
  props: {
    points,
    segments: prop(boolean, 'Whether each two points are a line for themselves.', { default: false }),
    vertexColors: prop(colorParts, `Colours of the points: ${COLORS}`, { pack: packColors }),
    ...lineProps,
  },
})
export const QuadraticBezierLine = defineNode({
  tag: 'QuadraticBezierLine',
  doc: 'A curve from one point to another that bends towards a third.',
  props: {
    start: prop(vec3, 'Where it begins.', { unit: 'm', default: [0, 0, 0] }),
    end: prop(vec3, 'Where it ends.', { unit: 'm', default: [0, 0, 0] }),
    mid: prop(vec3, 'Where it bends to; otherwise the corner above or below `end`, at the height of `start`.', {
      unit: 'm',
    }),
    segments,
    vertexColors: spreadColors,
    ...lineProps,
  },
})
export const CubicBezierLine = defineNode({
  tag: 'CubicBezierLine',
  doc: 'A curve from one point to another, with a point at each end that says where it leaves to.',
  props: {
    start: prop(vec3, 'Where it begins.', { unit: 'm', default: [0, 0, 0] }),
    end: prop(vec3, 'Where it ends.', { unit: 'm', default: [1, 0, 0] }),
    midA: prop(vec3, 'Where it leaves `start` to.', { unit: 'm', default: [0.25, 0.5, 0] }),
    midB: prop(vec3, 'Where it reaches `end` from.', { unit: 'm', default: [0.75, 0.5, 0] }),
    segments,
    vertexColors: spreadColors,
    ...lineProps,
  },
})
export const CatmullRomLine = defineNode({
  tag: 'CatmullRomLine',
  doc: 'A smooth curve through points.',
  props: {
    points,
    closed: prop(boolean, 'Whether it goes back to its first point.', { default: false }),
    curveType: prop(v.picklist(['centripetal', 'chordal', 'catmullrom']), 'How it bends between the points.', {
      default: 'centripetal',
    }),
    tension: prop(number, 'How tightly a `catmullrom` curve bends.', { default: 0.5 }),
    segments: prop(pieces, 'How many straight pieces the curve is made of; otherwise 12 from point to point.'),
    vertexColors: spreadColors,
    ...lineProps,
  },
})
export const Trail = defineNode({
  tag: 'Trail',
  doc: 'The way that the first node inside it has taken: the path of a gripper, say. A place is added with every picture in which that node has moved, and where these come less often than 60 times a second, also for what a script has sent it to between them.',
  props: {
    ...placementProps,
    width: prop(positive, 'Width of the line, in tenths of a metre.', { default: 0.2 }),
    color: prop(color, 'Colour of the line.', { default: '#ff69b4' }),
    opacity: prop(positive, 'From 0 to 1.', { default: 1 }),
    length: prop(
      v.pipe(
        v.number(),
        v.check((value) => value > 0 && value <= 10_000, 'expected a number above 0, at most 10000'),
      ),
      'How many places it remembers, in tens.',
      { default: 100 },
    ),
    decay: prop(
      v.pipe(
        v.number(),
        v.check((value) => value >= 1 && Number.isFinite(value), 'expected a number from 1'),
      ),
      'How many old places are forgotten for each new one: 2 makes the line half as long.',
      { default: 1 },
    ),
    attenuation: prop(
      v.picklist(['linear', 'squared', 'cubed']),
      'How the width falls towards the old end, to nothing there. Without it, it is the same everywhere.',
    ),
    stride: prop(positive, 'How far the node has to have moved for another place.', { unit: 'm', default: 0 }),
    interval: prop(pieces, 'Every how many pictures a place may be added. Above 1, none are added between pictures.', {
      default: 1,
    }),
    local: prop(boolean, 'Whether the line goes with the `Trail` when that is moved, and does not stay in the scene.', {
      default: false,
    }),
  },
})
