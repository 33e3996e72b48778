import * as v from 'valibot'
import { defineNode, prop } from '../defineNode.ts'
import { boolean, color, number, placementProps, positive, vec3 } from './schemas.ts'
import { ENVIRONMENT_PRESETS } from './surroundings.ts'

const light = { ...placementProps, color: prop(color, 'Colour of the light.', { default: '#ffffff' }) }
const shadows = {
  castShadow: prop(
    boolean,
    'Whether it throws shadows. Dashed props set them up: `shadow-mapSize`, `shadow-camera-far`, …',
    {
      default: false,
    },
  ),
}
const helper = {
  helper: prop(boolean, 'Whether lines show where the light is and where it shines.', { default: false }),
}
const intensity = (value: number, unit?: string) =>
  prop(positive, 'How bright it is.', { default: value, ...(unit ? { unit } : {}) })

export const AmbientLight = defineNode({
  tag: 'AmbientLight',
  doc: 'Light from everywhere, without shadows.',
  props: { ...light, intensity: intensity(0.5) },
})
export const DirectionalLight = defineNode({
  tag: 'DirectionalLight',
  doc: 'Parallel light from `position` towards the origin of its parent, like the sun.',
  props: { ...light, ...shadows, ...helper, intensity: intensity(0.5) },
})
export const PointLight = defineNode({
  tag: 'PointLight',
  doc: 'Light from a point in all directions.',
  props: {
    ...light,
    ...shadows,
    ...helper,
    radius: prop(positive, 'Size of its sphere, for the eye only.', { unit: 'm', default: 0.1 }),
    showSphere: prop(boolean, 'Whether a sphere shows where it is.', { default: false }),
    intensity: intensity(20, 'cd'),
    distance: prop(positive, 'Where the light ends; 0 means nowhere.', { unit: 'm', default: 0 }),
    decay: prop(positive, 'How it dims with distance; 2 is physical.', { default: 2 }),
  },
})
export const SpotLight = defineNode({
  tag: 'SpotLight',
  doc: 'A cone of light from `position` towards the origin of its parent.',
  props: {
    ...light,
    ...shadows,
    ...helper,
    intensity: intensity(0.5, 'cd'),
    distance: prop(positive, 'Where the light ends; 0 means nowhere.', { unit: 'm', default: 0 }),
    angle: prop(number, 'Half the opening of the cone, at most π/2.', { unit: 'rad', default: Math.PI / 3 }),
    penumbra: prop(positive, 'How much of the cone’s edge is soft, from 0 to 1.', { default: 0 }),
    decay: prop(positive, 'How it dims with distance; 2 is physical.', { default: 2 }),
  },
})
export const HemisphereLight = defineNode({
  tag: 'HemisphereLight',
  doc: 'Light from the sky above and the ground below.',
  props: {
    ...light,
    ...helper,
    skyColor: prop(color, 'Colour from above; `color` means the same.'),
    groundColor: prop(color, 'Colour from below.', { default: '#ffffff' }),
    intensity: intensity(1),
  },
})
export const RectAreaLight = defineNode({
  tag: 'RectAreaLight',
  doc: 'Light from a rectangle. It shines on standard and physical materials, without shadows.',
  props: {
    ...light,
    ...helper,
    intensity: intensity(1, 'cd/m²'),
    width: prop(positive, 'Width of the rectangle.', { unit: 'm', default: 1 }),
    height: prop(positive, 'Height of the rectangle.', { unit: 'm', default: 1 }),
    lookAt: prop(vec3, 'The point it faces, unless a rotation is given.', { unit: 'm', default: [0, 0, 0] }),
  },
})
export const AmbientLightStage = defineNode({
  tag: 'AmbientLightStage',
  doc: 'A little light from everywhere and a sun that throws shadows.',
  props: { visible: placementProps.visible, hide: placementProps.hide },
})
const margin = v.pipe(
  v.number(),
  v.check((value) => value > 0 && Number.isFinite(value), 'expected a number above 0'),
)
export const Stage = defineNode({
  tag: 'Stage',
  doc: 'Its children in the light of a studio: a lamp that throws shadows, one that brightens them, surroundings, a floor for the shadow. The view stays where the scene puts it, unless `adjustCamera` is written.',
  props: {
    ...placementProps,
    preset: prop(v.picklist(['rembrandt', 'portrait', 'upfront', 'soft']), 'Where the lamps stand.', {
      default: 'rembrandt',
    }),
    intensity: prop(positive, 'How bright the lamps are.', { default: 0.5 }),
    shadows: prop(
      v.union([boolean, v.string(), v.null_()]),
      'Whether there are shadows. The names that drei has for kinds of them mean yes.',
      { default: true },
    ),
    environment: prop(
      v.union([v.picklist(ENVIRONMENT_PRESETS), v.literal(false)]),
      'The surroundings, as in `Environment`; `false` for none.',
      { default: 'city' },
    ),
    adjustCamera: prop(
      v.union([boolean, margin]),
      'Whether the view on the page moves once so that all children are seen, in the direction in which it looks; a number is how much more room than they need they get (`true`: 1.1). It moves again when one of them comes later and needs more room, and not any more once the person has moved it. Never in a headset. In drei it is on by default.',
      { default: false },
    ),
  },
})
export const HemisphereLightStage = defineNode({
  tag: 'HemisphereLightStage',
  doc: 'Daylight: a sky and a sun that throws shadows.',
  props: { visible: placementProps.visible, hide: placementProps.hide },
})
