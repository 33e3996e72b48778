import { defineNode, prop } from '../defineNode.ts'
import { boolean, frequency, number, placementProps, positive, vec3 } from './schemas.ts'

const lens = {
  near: prop(positive, 'What is nearer is not drawn.', { unit: 'm', default: 0.1 }),
  far: prop(positive, 'What is farther is not drawn.', { unit: 'm', default: 1000 }),
  zoom: prop(positive, 'Magnification.', { default: 1 }),
  lookAt: prop(vec3, 'The point it looks at, unless a rotation is given.', { unit: 'm', default: [0, 0, 0] }),
}

export const PerspectiveCamera = defineNode({
  tag: 'PerspectiveCamera',
  doc: 'A camera. With `makeDefault` the desktop looks through it; any camera can be grabbed from by its key.',
  defaultKey: 'perspective-camera',
  props: {
    ...placementProps,
    ...lens,
    fov: prop(number, 'Vertical field of view.', { unit: '°', default: 60 }),
    aspect: prop(positive, 'Width over height of its own pictures. The view on the desktop has its own.', {
      default: 4 / 3,
    }),
    makeDefault: prop(boolean, 'Whether the desktop looks through it.', { default: false }),
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
    minPolarAngle: prop(number, 'Smallest angle from straight above.', { unit: '°', default: 0 }),
    maxPolarAngle: prop(number, 'Largest angle from straight above.', { unit: '°', default: 135 }),
  },
})
export const SceneCameraControl = defineNode({
  tag: 'SceneCameraControl',
  doc: 'Orbit controls by the name that Vuer’s own scenes use.',
  defaultKey: 'scene-camera-control',
  events: ['CAMERA_MOVE'],
  props: {
    ...orbit,
    minDistance: prop(positive, 'Nearest distance to the target.', { unit: 'm', default: 0.1 }),
  },
})
export const GrabRender = defineNode({
  tag: 'GrabRender',
  doc: 'Gives the view another key under which it can be grabbed. The view itself always answers to `DEFAULT`.',
  defaultKey: 'DEFAULT',
  props: {},
})
