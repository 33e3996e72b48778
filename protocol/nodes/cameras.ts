import * as v from 'valibot'
import { defineNode, prop } from '../defineNode.ts'
import { boolean, color, frequency, number, placementProps, positive, vec3 } from './schemas.ts'

const lens = {
  near: prop(positive, 'What is nearer is not drawn.', { unit: 'm', default: 0.1 }),
  far: prop(positive, 'What is farther is not drawn.', { unit: 'm', default: 1000 }),
  zoom: prop(positive, 'Magnification.', { default: 1 }),
  lookAt: prop(vec3, 'The point it looks at, unless a rotation is given.', { unit: 'm', default: [0, 0, 0] }),
}

/** More pixels than most graphics cards draw into. */
const pictureHeight = v.pipe(
  v.number(),
  v.integer('expected a whole number of pixels'),
  v.minValue(1, 'expected 1 or more pixels'),
  v.maxValue(4096, 'expected 4096 pixels or less'),
)

/** How a camera that nobody looks through shows where it is. */
const shown = {
  showFrustum: prop(boolean, 'Draw lines from the camera to the corners of what it sees. No picture has them.', {
    default: true,
  }),
  previewDistance: prop(positive, 'How far those lines reach.', { unit: 'm', default: 0.5 }),
  previewInScene: prop(
    boolean,
    'Show what it sees on a pane at the end of those lines. The scene is drawn once more for it, 15 times a second at most.',
    { default: false },
  ),
  renderSizeH: prop(pictureHeight, 'Height of the picture on that pane.', { unit: 'px', default: 512 }),
  previewInOverlay: prop(boolean, 'Whether `CameraPreviewThumbs` shows what it sees.', { default: true }),
}

const share = v.pipe(v.number(), v.minValue(-1, 'expected -1 to 1'), v.maxValue(1, 'expected -1 to 1'))
/** The principal point of a real camera’s calibration. */
const principalPoint = {
  cx: prop(share, 'Where in the picture is seen what it looks straight at: 0 is the middle, 1 the right edge.', {
    default: 0,
  }),
  cy: prop(share, 'The same from the middle upwards: 1 is the upper edge.', { default: 0 }),
}

export const PerspectiveCamera = defineNode({
  tag: 'PerspectiveCamera',
  doc: 'A camera. With `makeDefault` the desktop looks through it; any other is drawn as a frustum. Each can be grabbed from by its key.',
  defaultKey: 'perspective-camera',
  props: {
    ...placementProps,
    ...lens,
    fov: prop(number, 'Vertical field of view.', { unit: '°', default: 60 }),
    aspect: prop(positive, 'Width over height of its own pictures. The view on the desktop has its own.', {
      default: 4 / 3,
    }),
    ...principalPoint,
    makeDefault: prop(boolean, 'Whether the desktop looks through it.', { default: false }),
    ...shown,
  },
})
export const OrthographicCamera = defineNode({
  tag: 'OrthographicCamera',
  doc: 'A camera without perspective: everything has the same size at every distance. As the desktop’s camera it keeps `top` and `bottom`, and is as wide as the window asks for.',
  defaultKey: 'orthographic-camera',
  props: {
    ...placementProps,
    ...lens,
    left: prop(number, 'Left edge of what it sees.', { unit: 'm', default: -1 }),
    right: prop(number, 'Right edge.', { unit: 'm', default: 1 }),
    top: prop(number, 'Upper edge.', { unit: 'm', default: 1 }),
    bottom: prop(number, 'Lower edge.', { unit: 'm', default: -1 }),
    makeDefault: prop(boolean, 'Whether the desktop looks through it.', { default: false }),
    ...shown,
  },
})
export const SceneCamera = defineNode({
  tag: 'SceneCamera',
  doc: 'The camera of the desktop, by the name that Vuer’s own scenes use.',
  defaultKey: 'scene-camera',
  props: {
    ...placementProps,
    ...lens,
    position: prop(vec3, 'Position.', { unit: 'm', default: [0, 5, 10] }),
    far: prop(positive, 'What is farther is not drawn.', { unit: 'm', default: 2000 }),
    fov: prop(number, 'Vertical field of view.', { unit: '°', default: 60 }),
    ...principalPoint,
  },
})

const { lookAt: _lookAt, ...plainLens } = lens
const simple = {
  ...placementProps,
  ...plainLens,
  position: prop(vec3, 'Position.', { unit: 'm', default: [0, 0, 5] }),
  makeDefault: prop(boolean, 'Whether the desktop looks through it.', { default: false }),
  manual: prop(
    boolean,
    'Whether it keeps its own proportions as the desktop’s camera: its picture is stretched then.',
    {
      default: false,
    },
  ),
}
export const SimplePerspectiveCamera = defineNode({
  tag: 'SimplePerspectiveCamera',
  doc: 'A `PerspectiveCamera` that looks along its -z axis and is not drawn.',
  defaultKey: 'simple-perspective-camera',
  props: {
    ...simple,
    fov: prop(number, 'Vertical field of view.', { unit: '°', default: 50 }),
    aspect: prop(positive, 'Width over height of its own pictures. The view on the desktop has its own.', {
      default: 1.777,
    }),
  },
})
export const SimpleOrthographicCamera = defineNode({
  tag: 'SimpleOrthographicCamera',
  doc: 'An `OrthographicCamera` that looks along its -z axis and is not drawn.',
  defaultKey: 'simple-orthographic-camera',
  props: {
    ...simple,
    left: prop(number, 'Left edge of what it sees.', { unit: 'm', default: -5 }),
    right: prop(number, 'Right edge.', { unit: 'm', default: 5 }),
    top: prop(number, 'Upper edge.', { unit: 'm', default: 5 }),
    bottom: prop(number, 'Lower edge.', { unit: 'm', default: -5 }),
  },
})

const orbit = {
  enableDamping: prop(boolean, 'Whether the view glides to a stop.', { default: false }),
  enablePan: prop(boolean, 'Whether the right button moves the view.', { default: true }),
  enableRotate: prop(boolean, 'Whether the left button turns the view.', { default: true }),
  enableZoom: prop(boolean, 'Whether the wheel comes closer.', { default: true }),
  minDistance: prop(positive, 'Nearest distance to the target.', { unit: 'm', default: 0 }),
  maxDistance: prop(positive, 'Farthest distance to the target; 0 means none.', { unit: 'm', default: 1000 }),
  zoomSpeed: prop(number, 'Speed of the wheel.', { default: 1 }),
  rotateSpeed: prop(number, 'Speed of turning.', { default: 1 }),
  panSpeed: prop(number, 'Speed of moving.', { default: 1 }),
  target: prop(vec3, 'The point that the camera looks at and turns around.', { unit: 'm', default: [0, 0, 0] }),
  makeDefault: prop(boolean, 'Whether these controls drive the desktop’s camera.', { default: true }),
  stream: prop(boolean, 'Whether camera moves are sent to the script.', { default: false }),
  fps: prop(frequency, 'How often at most, while streaming.', { unit: 'Hz', default: 60 }),
}
export const OrbitControls = defineNode({
  tag: 'OrbitControls',
  doc: 'Turns, moves and zooms the desktop’s camera with the mouse.',
  defaultKey: 'orbit-controls',
  events: ['CAMERA_MOVE'],
  props: {
    ...orbit,
    screenSpacePanning: prop(boolean, 'Whether the view is moved up and down on the screen, or over the floor.', {
      default: true,
    }),
    minPolarAngle: prop(number, 'Smallest angle from straight above.', { unit: '°', default: 0 }),
    maxPolarAngle: prop(number, 'Largest angle from straight above.', { unit: '°', default: 135 }),
  },
})
export const SceneCameraControl = defineNode({
  tag: 'SceneCameraControl',
  doc: 'Moves the desktop’s camera with mouse and keyboard: W A S D, Q and E for down and up, arrows to turn, Shift for three times as fast. The keys rest while somebody types.',
  defaultKey: 'scene-camera-control',
  events: ['CAMERA_MOVE'],
  props: {
    ...orbit,
    minDistance: prop(positive, 'Nearest distance to the target.', { unit: 'm', default: 0.1 }),
    mode: prop(
      v.picklist(['orbit', 'fly']),
      'What dragging does: `orbit` goes around the target, `fly` turns the view where it is.',
      { default: 'orbit' },
    ),
    moveSpeed: prop(positive, 'Speed of the keys.', { unit: 'm/s', default: 2 }),
    keyboardRotateSpeed: prop(positive, 'Speed of turning by the arrows.', { unit: '°/s', default: 90 }),
    mouseRotateSpeed: prop(positive, 'Speed of turning with the mouse, beside `rotateSpeed`.', { default: 1 }),
    dollySpeed: prop(positive, 'Speed of the wheel, beside `zoomSpeed`.', { default: 1 }),
    truckSpeed: prop(positive, 'Speed of moving with the right button, beside `panSpeed`; 2 is as fast as the mouse.', {
      default: 2,
    }),
    flyMouseSensitivity: prop(positive, 'How far the view turns for each pixel, in `fly`.', {
      unit: '°',
      default: 0.2,
    }),
    minPolarAngle: prop(number, 'Smallest angle from straight above.', { unit: 'rad', default: 0 }),
    maxPolarAngle: prop(number, 'Largest angle from straight above.', { unit: 'rad', default: Math.PI }),
    minAzimuthAngle: prop(number, 'Smallest angle around the up axis; no limit, if nothing is written.', {
      unit: 'rad',
    }),
    maxAzimuthAngle: prop(number, 'Largest angle around the up axis; no limit, if nothing is written.', {
      unit: 'rad',
    }),
    enableKeyboard: prop(boolean, 'Whether the letters move the view.', { default: true }),
    enableArrowRotate: prop(boolean, 'Whether the arrows turn it.', { default: true }),
    smoothTime: prop(positive, 'How long the view glides on after the mouse; 0 stops at once.', {
      unit: 's',
      default: 0.1,
    }),
    showPivot: prop(boolean, 'Show the target while the view is turned or moved.', { default: false }),
    pivotSize: prop(positive, 'Radius of what shows it.', { unit: 'm', default: 0.05 }),
    pivotColor: prop(color, 'Its colour.', { default: '#ffaa00' }),
  },
})
const LENGTH = 'expected a number of pixels, or a part of the window such as "25%"'
const length = v.pipe(
  v.union([v.number(), v.string()], LENGTH),
  v.check((written) => /^-?\d+(\.\d+)?(px|%)?$/.test(String(written)), LENGTH),
)
const distance = (edge: string) =>
  prop(length, `From its ${edge} edge to that of the window: pixels, or \`25%\` of it.`, { unit: 'px' })
export const ViewportHud = defineNode({
  tag: 'ViewportHud',
  doc: 'Draws what is inside it as a scene of its own, in a rectangle of the window, over the view: a compass, a robot seen from afar. It has its own camera (one inside it, or one 5 m away that looks along -z), light and background; outside of the rectangle, and where nothing is drawn, the view is seen. Pictures of the view that a script takes have it. A headset shows no window, and no HUD: see `HUDPlane`.',
  defaultKey: 'viewport-hud',
  props: {
    top: distance('upper'),
    right: distance('right'),
    bottom: distance('lower'),
    left: distance('left'),
    width: prop(length, 'Width. Without it, it reaches from `left` to `right`; those that are not written are 0.', {
      unit: 'px',
    }),
    height: prop(length, 'Height. Without it, it reaches from `top` to `bottom`.', { unit: 'px' }),
    renderPriority: prop(number, 'Of several, those with higher numbers are drawn over the others.', { default: 1 }),
    visible: placementProps.visible,
    hide: placementProps.hide,
  },
})
export const GrabRender = defineNode({
  tag: 'GrabRender',
  doc: 'Gives the view another key under which it can be grabbed. The view itself always answers to `DEFAULT`.',
  defaultKey: 'DEFAULT',
  props: {},
})
