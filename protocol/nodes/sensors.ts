import * as v from 'valibot'
import { defineNode, prop } from '../defineNode.ts'
import { boolean, color, frequency, number, placementProps, positive } from './schemas.ts'

/** More pixels than most graphics cards draw into. */
const side = v.pipe(
  v.number(),
  v.integer('expected a whole number of pixels'),
  v.minValue(1, 'expected 1 or more pixels'),
  v.maxValue(8192, 'expected 8192 pixels or less'),
)
const fraction = v.pipe(
  v.number(),
  v.minValue(0, 'expected a number from 0 to 1'),
  v.maxValue(1, 'expected a number from 0 to 1'),
)

export const CameraView = defineNode({
  tag: 'CameraView',
  doc: 'A camera of the scene as a sensor: it sends what it sees, or answers `session.grabRender({ key })`. What hangs before the eyes, frustums and axes are in none of its pictures.',
  defaultKey: 'ego',
  events: ['CAMERA_VIEW', 'CAMERA_MOVE'],
  props: {
    ...placementProps,
    width: prop(side, 'Width of its pictures.', { unit: 'px', default: 320 }),
    height: prop(side, 'Height of its pictures.', { unit: 'px', default: 240 }),
    downsample: prop(frequency, 'Each side of a picture is divided by this.', { default: 1 }),
    ctype: prop(v.picklist(['perspective', 'orthographic']), 'With perspective or without.', {
      default: 'perspective',
    }),
    fov: prop(number, 'Vertical field of view.', { unit: '°', default: 50 }),
    aspect: prop(positive, 'Width over height of what it sees; that of the picture, if nothing is written.'),
    left: prop(number, 'Left edge of what an orthographic one sees.', { unit: 'm', default: -1 }),
    right: prop(number, 'Right edge.', { unit: 'm', default: 1 }),
    top: prop(number, 'Upper edge.', { unit: 'm', default: 1 }),
    bottom: prop(number, 'Lower edge.', { unit: 'm', default: -1 }),
    near: prop(positive, 'What is nearer is not seen; white in pictures of depth.', { unit: 'm', default: 0.1 }),
    far: prop(positive, 'What is farther is not seen; black in pictures of depth.', { unit: 'm', default: 20 }),
    stream: prop(
      v.picklist(['', 'frame', 'time', 'ondemand']),
      '`frame` sends pictures with the frames that the page draws, `time` by the clock, also from a page that draws none; `ondemand` and nothing answer only.',
      { default: 'ondemand' },
    ),
    fps: prop(frequency, 'How often at most pictures are sent.', { unit: 'Hz', default: 30 }),
    quality: prop(fraction, 'Quality of the JPEGs that are sent.', { default: 1 }),
    renderDepth: prop(
      boolean,
      'Whether a second picture tells how far everything is along the axis of the view: grey, white at `near`, black at `far`.',
      { default: true },
    ),
    showFrustum: prop(boolean, 'Draw lines from the camera to the corners of what it sees.', { default: true }),
    showCamera: prop(boolean, 'Draw those lines at all, in Vuer’s words.', { default: true }),
    movable: prop(boolean, 'Whether it can be moved by axes that stand at it. It says CAMERA_MOVE.', { default: true }),
    movableScale: prop(positive, 'Length of those axes, in fifths of a metre.', { default: 1 }),
    monitor: prop(boolean, 'Show what it sees in a corner of the view.', { default: true }),
    origin: prop(v.picklist(['top-left', 'top-right', 'bottom-left', 'bottom-right']), 'In which corner.', {
      default: 'bottom-right',
    }),
    distanceToCamera: prop(positive, 'How far before the eyes the monitor hangs.', { unit: 'm', default: 2 }),
  },
})

const corner = v.picklist(['top-left', 'top-right', 'bottom-left', 'bottom-right'])
export const CameraPreviewThumbs = defineNode({
  tag: 'CameraPreviewThumbs',
  doc: 'Small pictures of what the scene’s other cameras see, in a row at the edge of the page. A click makes one large.',
  defaultKey: 'camera-preview-thumbs',
  props: {
    position: prop(corner, 'In which corner of the page the row begins.', { default: 'top-right' }),
    previewHeight: prop(positive, 'Height of each.', { unit: 'px', default: 120 }),
    gap: prop(positive, 'Between two of them.', { unit: 'px', default: 10 }),
    margin: prop(positive, 'To the edges of the page.', { unit: 'px', default: 10 }),
    showLabels: prop(boolean, 'Write the key of each camera on it.', { default: true }),
    fps: prop(frequency, 'How often at most each is drawn.', { unit: 'Hz', default: 10 }),
  },
})
export const CameraPreviewOverlay = defineNode({
  tag: 'CameraPreviewOverlay',
  doc: 'With it, a click on one of the `CameraPreviewThumbs` makes that picture as large as the page. Another click takes it back.',
  defaultKey: 'camera-preview-overlay',
  props: {
    margin: prop(
      v.pipe(v.number(), v.minValue(0, 'expected 0 to 0.45'), v.maxValue(0.45, 'expected 0 to 0.45')),
      'To the edges of the page, as a part of its size.',
      { default: 0.05 },
    ),
    showLabel: prop(boolean, 'Write the key of the camera on it.', { default: true }),
    showCornerBrackets: prop(boolean, 'Mark the corners of the picture.', { default: true }),
    showCenterFocus: prop(boolean, 'Mark the middle of the picture.', { default: true }),
    cornerBracketColor: prop(color, 'Colour of the corners.', { default: '#ffae00' }),
    centerFocusColor: prop(color, 'Colour of the middle.', { default: '#999999' }),
  },
})
