import * as v from 'valibot'
import { defineNode, prop } from '../defineNode.ts'
import { frequency as aboveZero, boolean, color, number, placementProps, positive } from './schemas.ts'

export const COLOR_MAPS = ['turbo', 'viridis', 'inferno', 'jet', 'none'] as const
export const DEPTH_COLOR_MODES = ['depth', 'camZ', 'camDist', 'localY', 'worldY'] as const

const depthProps = {
  ...placementProps,
  depth: prop(
    v.union([v.string(), v.instance(Uint8Array), v.instance(Uint16Array), v.instance(Float32Array)]),
    'Distances along the camera’s axis: URL or bytes of a grey PNG of 16 bits, or with `width` the numbers row by row. 0 is nothing.',
  ),
  width: prop(aboveZero, 'Numbers in a row, where `depth` is an array of numbers.', { unit: 'px' }),
  rgb: prop(v.union([v.string(), v.instance(Uint8Array)]), 'URL or bytes of a picture that colours the points.'),
  fov: prop(
    v.pipe(
      v.number(),
      v.check((degrees) => degrees > 0 && degrees < 180, 'expected degrees above 0, below 180'),
    ),
    'How far the camera’s view opens from bottom to top.',
    { unit: '°', default: 58 },
  ),
  fx: prop(aboveZero, 'Focal length across; otherwise it follows from `fov`.', { unit: 'px' }),
  fy: prop(aboveZero, 'Focal length from bottom to top; otherwise it follows from `fov`.', { unit: 'px' }),
  cx: prop(number, 'Column of the camera’s axis; otherwise the middle.', { unit: 'px' }),
  cy: prop(number, 'Row of the camera’s axis; otherwise the middle.', { unit: 'px' }),
  depthUnit: prop(aboveZero, 'Metres that a number of `depth` stands for.', { unit: 'm', default: 0.001 }),
  depthMin: prop(positive, 'Nearer points are left out.', { unit: 'm', default: 0.1 }),
  depthMax: prop(positive, 'Farther points are left out.', { unit: 'm', default: 50 }),
  minY: prop(number, 'Lower points, in the frame of the node, are left out.', { unit: 'm' }),
  maxY: prop(number, 'Higher points, in the frame of the node, are left out.', { unit: 'm' }),
  pointSize: prop(positive, 'Width of a point: in pixels, or in metres without `screenSpaceSizing`.', {
    unit: 'px',
    default: 2,
  }),
  screenSpaceSizing: prop(boolean, 'Whether points look as large from afar.', { default: true }),
  cmap: prop(v.picklist(COLOR_MAPS), 'Colours for numbers, where there is no `rgb`.', { default: 'turbo' }),
  colorMode: prop(
    v.picklist(DEPTH_COLOR_MODES),
    'What is coloured: distance along the camera’s axis (`depth`, `camZ`), distance from the camera, or height in the node’s or the world’s frame.',
    { default: 'depth' },
  ),
  heightMin: prop(number, 'Height with the first colour.', { unit: 'm', default: -2 }),
  heightMax: prop(number, 'Height with the last colour.', { unit: 'm', default: 2 }),
  color: prop(color, 'Colour of the points without `rgb` and `cmap`.', { default: '#ffffff' }),
}

export const DepthPointCloud = defineNode({
  tag: 'DepthPointCloud',
  doc: 'The points that a depth camera saw. The camera is at the origin and looks along -z, with y up. New pictures are written into the same buffers.',
  props: depthProps,
})
export const InPlaceDepthPointCloud = defineNode({
  tag: 'InPlaceDepthPointCloud',
  doc: 'The same as `DepthPointCloud`.',
  props: depthProps,
})
const stride = v.pipe(v.number(), v.integer('expected a whole number'), v.minValue(1, 'expected 1 or more'))
const lod = v.pipe(
  v.object({ strides: v.array(stride), distances: v.array(v.number()) }),
  v.check(({ strides }) => strides.length > 0, 'expected one of strides or more'),
  v.check(
    ({ strides, distances }) => distances.length === strides.length || distances.length === strides.length - 1,
    'expected a distance for each stride; the last one may be left out',
  ),
  v.check(
    ({ distances }) => distances.every((distance, index) => index === 0 || distance > distances[index - 1]!),
    'expected distances that grow',
  ),
)

export const DepthPointCloudProvider = defineNode({
  tag: 'DepthPointCloudProvider',
  doc: 'Moves depth clouds together, and draws fewer of their points from afar. Clouds need none: without it all points are drawn.',
  props: {
    ...placementProps,
    lod: prop(
      lod,
      'Up to each of `distances` from a cloud, each so many pixels of a row and of a column are drawn as `strides` says; beyond them, as the last one says.',
      { unit: 'm', default: { strides: [1, 2, 4, 8], distances: [10, 25, 60, Number.POSITIVE_INFINITY] } },
    ),
    frustumCulling: prop(boolean, 'Whether clouds outside of the view are left out.', { default: true }),
    cullingMargin: prop(positive, 'How far outside they have to be.', { unit: 'm', default: 2 }),
  },
})
