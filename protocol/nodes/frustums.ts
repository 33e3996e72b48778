import * as v from 'valibot'
import { defineNode, prop } from '../defineNode.ts'
import { frequency as aboveZero, boolean, color, number, placementProps, positive } from './schemas.ts'

const distance = (doc: string, value: number) => prop(positive, doc, { unit: 'm', default: value })
const fov = (value: number, most: number) =>
  prop(
    v.pipe(
      v.number(),
      v.check((degrees) => degrees > 0 && degrees <= most, `expected degrees above 0, at most ${most}`),
    ),
    'How far the view opens from bottom to top.',
    { unit: '°', default: value },
  )
const aspect = prop(aboveZero, 'Width of the view over its height.', { default: 4 / 3 })
const zoom = prop(aboveZero, 'How much the view is magnified.', { default: 1 })
const shown = {
  showFrustum: prop(boolean, 'Draw the near and the far end, and the edges between them.', { default: true }),
  showUp: prop(boolean, 'Draw the sign that says which way is up.', { default: true }),
  colorFrustum: prop(color, 'Colour of both ends.', { default: '#ffaa00' }),
  colorUp: prop(color, 'Colour of the sign.', { default: '#00aaff' }),
}
const colorCone = prop(color, 'Colour of the edges from the camera to the far end.', { default: '#ff0000' })

export const Frustum = defineNode({
  tag: 'Frustum',
  doc: 'What a camera sees. The camera is at the origin and looks along -z, with y up.',
  props: {
    ...placementProps,
    fov: fov(50, 179),
    aspect,
    near: distance('Where the view begins.', 0.1),
    far: distance('Where the view ends.', 0.2),
    upScale: prop(positive, 'Size of the sign that says which way is up.', { default: 1 }),
    focalLength: distance('Where the image plane is drawn.', 0.035),
    focus: distance('Where the picture is sharp.', 10),
    ...shown,
    showFocalPlane: prop(boolean, 'Draw where the picture is sharp, if that is between near and far.', {
      default: true,
    }),
    showImagePlane: prop(boolean, 'Draw the image plane.', { default: false }),
    colorCone,
    colorFocalPlane: prop(color, 'Colour of where the picture is sharp, and of the image plane.', {
      default: '#ffffff',
    }),
    colorTarget: prop(color, 'Colour of the line from the camera to the middle of the view.', { default: 'yellow' }),
    colorX: prop(color, 'Colour of the x axis at the far end.', { default: 'red' }),
    colorY: prop(color, 'Colour of the y axis at the far end.', { default: 'green' }),
  },
})
export const PerspectiveFrustum = defineNode({
  tag: 'PerspectiveFrustum',
  doc: 'What a perspective camera sees. The camera is at the origin and looks along -z, with y up.',
  props: {
    ...placementProps,
    fov: fov(50, 179),
    aspect,
    zoom,
    near: distance('Where the view begins.', 0.1),
    far: distance('Where the view ends.', 1),
    ...shown,
    colorCone,
  },
})
export const OrthographicFrustum = defineNode({
  tag: 'OrthographicFrustum',
  doc: 'What an orthographic camera sees. The camera is at the origin and looks along -z, with y up.',
  props: {
    ...placementProps,
    width: distance('Width of the view.', 1),
    height: distance('Height of the view.', 1),
    left: prop(number, 'Left side of the view; it wins over `width`.', { unit: 'm' }),
    right: prop(number, 'Right side of the view; it wins over `width`.', { unit: 'm' }),
    top: prop(number, 'Upper side of the view; it wins over `height`.', { unit: 'm' }),
    bottom: prop(number, 'Lower side of the view; it wins over `height`.', { unit: 'm' }),
    zoom,
    near: distance('Where the view begins.', 0.1),
    far: distance('Where the view ends.', 1),
    ...shown,
    colorCone,
    colorNearPlane: prop(color, 'Colour of the near end; otherwise `colorFrustum`.'),
    colorFarPlane: prop(color, 'Colour of the far end; otherwise `colorFrustum`.'),
  },
})
export const FisheyeFrustum = defineNode({
  tag: 'FisheyeFrustum',
  doc: 'What a camera with a fisheye lens sees: a part of a ball. The camera is at the origin and looks along -z, with y up.',
  props: {
    ...placementProps,
    fov: fov(180, 360),
    near: distance('Where the view begins.', 0.1),
    far: distance('Where the view ends.', 1),
    segments: prop(
      v.pipe(
        v.number(),
        v.check(
          (count) => Number.isInteger(count) && count >= 3 && count <= 1024,
          'expected a whole number from 3 to 1024',
        ),
      ),
      'How many straight pieces a circle is made of.',
      { default: 64 },
    ),
    ...shown,
    colorNear: prop(color, 'Colour of the near end; otherwise `colorFrustum`.'),
    colorOrigin: prop(color, 'Colour of the lines from the camera.', { default: '#ff0000' }),
  },
})
