import * as v from 'valibot'
import { defineNode, prop } from '../defineNode.ts'
import { boolean, color, frequency, placementProps, positive, string } from './schemas.ts'

const opacity = prop(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 'From 0 to 1.', { default: 0.15 })
const autoUpdate = prop(boolean, 'Whether changes are sent to the script by themselves.', { default: true })
const occluder = prop(boolean, 'Hide what is behind it, so that the real room stands before virtual things.', {
  default: false,
})

export const WebXRMesh = defineNode({
  tag: 'WebXRMesh',
  doc: 'The meshes that the headset has of the room, with their labels: drawn where they are, streamed as WEBXR_MESH_UPDATE, and answered to GET_WEBXR_MESH.',
  defaultKey: 'webxr-mesh',
  events: ['WEBXR_MESH_UPDATE', 'FEATURE_MISSING'],
  props: {
    color: prop(color, 'Colour of what is drawn.', { default: '#40c0ff' }),
    opacity,
    wireframe: prop(boolean, 'Draw the edges of the triangles only.', { default: true }),
    occluder,
    autoUpdate,
    visible: placementProps.visible,
    hide: placementProps.hide,
  },
})
export const WebXRPlanes = defineNode({
  tag: 'WebXRPlanes',
  doc: 'The planes that the headset has of the room (floor, walls, table tops), with their labels: drawn where they are, and streamed as WEBXR_PLANES_UPDATE.',
  defaultKey: 'webxr-planes',
  events: ['WEBXR_PLANES_UPDATE', 'FEATURE_MISSING'],
  props: {
    color: prop(color, 'Colour of what is drawn.', { default: '#60d080' }),
    opacity,
    wireframe: prop(boolean, 'Draw the edges of the triangles instead of their faces.', { default: false }),
    occluder,
    autoUpdate,
    visible: placementProps.visible,
    hide: placementProps.hide,
  },
})
export const HitTest = defineNode({
  tag: 'HitTest',
  doc: 'The place where a ray meets the room: drawn as a ring, streamed as HIT_TEST. Its children stand there, y along the normal, and are not drawn while nothing is hit.',
  defaultKey: 'hit-test',
  events: ['HIT_TEST', 'FEATURE_MISSING'],
  props: {
    source: prop(
      v.picklist(['gaze', 'left', 'right']),
      'Which ray: straight ahead from between the eyes, or where the left or right controller or hand points.',
      { default: 'gaze' },
    ),
    stream: prop(boolean, 'Whether poses are sent to the script.', { default: true }),
    fps: prop(frequency, 'How often at most; never more often than the display shows frames.', {
      unit: 'Hz',
      default: 30,
    }),
    showReticle: prop(boolean, 'Draw the ring. Only the person in the headset sees it.', { default: true }),
    reticleSize: prop(positive, 'Its outer diameter.', { unit: 'm', default: 0.1 }),
    color: prop(color, 'Its colour.', { default: '#ffffff' }),
  },
})
export const Anchor = defineNode({
  tag: 'Anchor',
  doc: 'A group that stays where it is in the real room, however the headset corrects its idea of the room. It is anchored at its placement when the session has begun, and anew when its placement changes. While the headset has lost the place, its children are not drawn.',
  events: ['ANCHOR', 'FEATURE_MISSING'],
  props: {
    ...placementProps,
    persist: prop(boolean, 'Ask for a handle by which a later session finds the place again; it comes with ANCHOR.', {
      default: false,
    }),
    handle: prop(string, 'The handle of a place that an earlier session kept. It wins over the placement.'),
  },
})
export const DepthSensing = defineNode({
  tag: 'DepthSensing',
  doc: 'Uses what the headset measures of the room’s depth: real things hide virtual ones that are behind them.',
  defaultKey: 'depth-sensing',
  events: ['FEATURE_MISSING'],
  props: { occlusion: prop(boolean, 'Whether real things hide virtual ones.', { default: true }) },
})
export const LightEstimation = defineNode({
  tag: 'LightEstimation',
  doc: 'Lights the scene as the room is lit. Its children are drawn while there is no estimate: put the scene’s own lights there.',
  defaultKey: 'light-estimation',
  events: ['FEATURE_MISSING'],
  props: {
    ...placementProps,
    reflections: prop(boolean, 'Whether the room is reflected by what is shiny.', { default: true }),
  },
})
