import * as v from 'valibot'
import { defineNode, prop } from '../defineNode.ts'
import { boolean, color, number, placementProps, positive } from './schemas.ts'
import { material } from './surface.ts'

/** Over memory of any kind: a Buffer of Node is as good as any. */
const bytes = v.instance(Uint8Array) as v.GenericSchema<Uint8Array>
const elements = v.union([v.instance(Uint8Array), v.instance(Uint8ClampedArray), v.instance(Uint16Array)])

const side = v.pipe(v.number(), v.integer('expected a whole number'), v.minValue(1, 'expected 1 or more'))

/**
 * Pixels as they are: rows from the top, each from the left; 1 (grey), 2 (grey, alpha), 3 (RGB) or 4 (RGBA) values for
 * each pixel. A server encodes them before they travel.
 */
export const rawPixels = v.pipe(
  v.objectWithRest(
    {
      data: elements as v.GenericSchema<Uint8Array | Uint8ClampedArray | Uint16Array>,
      width: side,
      height: side,
    },
    v.unknown(),
  ),
  v.check(
    ({ data, width, height }) => [1, 2, 3, 4].includes(data.length / (width * height)),
    'expected `data` with 1, 2, 3 or 4 values for each of width × height pixels',
  ),
)
export type RawPixels = v.InferOutput<typeof rawPixels>

/** A picture: an address, the bytes of an encoded one (JPEG, PNG, WebP), or raw pixels. */
const picture = v.union([v.string(), bytes, rawPixels])
export type PictureSource = v.InferOutput<typeof picture>

const opacity = prop(number, '0 is invisible, 1 is opaque.', { default: 1 })
const sides = prop(
  v.union([v.picklist(['front', 'back', 'double']), v.picklist([0, 1, 2])]),
  'From which sides it is seen: `front` (0), `back` (1) or `double` (2).',
  { default: 2 },
)
const interpolate = prop(boolean, 'Whether an enlarged picture is smoothed. If not, its pixels are seen as squares.', {
  default: false,
})
const wireframe = prop(boolean, 'Draw the edges of its triangles only.', { default: false })

/** How something hangs before the eyes. The node’s own placement is an offset in the frame of the view. */
export const hudProps = {
  ...placementProps,
  distanceToCamera: prop(positive, 'How far before the eyes it hangs.', { unit: 'm', default: 10 }),
  aspect: prop(
    positive,
    'Width over height. Without it, that of the picture; of a plane without one, that of the view.',
  ),
  height: prop(positive, 'Its height. Without it, it fills the view from top to bottom.', { unit: 'm' }),
  fixed: prop(
    boolean,
    'Stay where position and rotation say, in the frame of the parent, and do not follow the view.',
    { default: false },
  ),
  layers: prop(
    v.picklist([0, 1, 2]),
    'Who sees it in a headset: 1 is the left eye, 2 is the right eye, 0 is both. The desktop always does.',
    { default: 0 },
  ),
  side: sides,
} as const

export const Image = defineNode({
  tag: 'Image',
  doc: 'A picture in the scene, upright in its x-y plane, facing z. New pictures take the place of the old one as fast as they come; of those that come while one is decoded, the newest is next.',
  props: {
    ...placementProps,
    rgb: prop(picture, 'The picture: an address, bytes (JPEG, PNG, WebP), or `{ data, width, height }`.'),
    src: prop(picture, 'The same as `rgb`.'),
    alpha: prop(picture, 'A grey picture that says how opaque each point is.'),
    aspect: prop(positive, 'Width over height. Without it, that of the picture, and 1 until there is one.'),
    height: prop(positive, 'Its height.', { unit: 'm', default: 1 }),
    interpolate,
    placeholderColor: prop(color, 'Its colour until the first picture is there.', { default: '#888888' }),
    opacity,
    side: sides,
    wireframe,
  },
})

export const ImageBackground = defineNode({
  tag: 'ImageBackground',
  doc: 'A picture that fills the view and follows it, such as the camera of a robot: with `layers` 1 and 2 in two nodes, one for each eye. Pictures that come in one update are shown in one frame. Nothing is drawn until the first picture is there.',
  props: {
    ...hudProps,
    src: prop(picture, 'The picture: an address, bytes (JPEG, PNG, WebP), or `{ data, width, height }`.'),
    alphaSrc: prop(picture, 'A grey picture that says how opaque each point is.'),
    depthSrc: prop(picture, 'A grey picture that brings each point nearer, white the most.'),
    depthScale: prop(number, 'How much nearer white is than black.', { unit: 'm', default: 1 }),
    depthBias: prop(number, 'How much nearer black is than without `depthSrc`.', { unit: 'm', default: 0 }),
    geometry: prop(
      v.picklist(['plane', 'sphere', 'auto']),
      '`sphere` wraps an equirectangular picture around the person and does not turn with the head; `auto` does so with pictures that are twice as wide as high.',
      { default: 'plane' },
    ),
    interpolate,
    opacity,
    wireframe,
    material: prop(material, 'Further properties of its `MeshBasicMaterial`, such as `depthTest` or `color`.'),
  },
})

export const HUDPlane = defineNode({
  tag: 'HUDPlane',
  doc: 'A plane before the eyes that follows the view, with whatever is inside it. A material inside it is what the plane is drawn with.',
  props: {
    ...hudProps,
    color: prop(
      color,
      'Its colour. Without one, and without a material that has a colour or a map, the plane itself is not drawn.',
    ),
    opacity,
    wireframe,
    material: prop(material, 'Further properties of its `MeshBasicMaterial`, such as `map`.'),
  },
})
