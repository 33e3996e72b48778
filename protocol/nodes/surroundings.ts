import * as v from 'valibot'
import { defineNode, prop } from '../defineNode.ts'
import { boolean, bytes, color, placementProps, positive, vec3 } from './schemas.ts'

const picture = v.union([v.string(), bytes])
const fraction = v.pipe(
  v.number(),
  v.check((value) => value >= 0 && value <= 1, 'expected a number from 0 to 1'),
)

/** Surroundings that the viewer makes by itself, by the names that drei has for pictures of such places. */
export const ENVIRONMENT_PRESETS = [
  'apartment',
  'city',
  'dawn',
  'forest',
  'lobby',
  'night',
  'park',
  'studio',
  'sunset',
  'warehouse',
] as const
export type EnvironmentPreset = (typeof ENVIRONMENT_PRESETS)[number]

export const Environment = defineNode({
  tag: 'Environment',
  doc: 'Surroundings that light the scene and are reflected in it: a picture all around, or one of the viewer’s own.',
  defaultKey: 'environment',
  props: {
    files: prop(
      picture,
      'The picture around: URL or bytes of an HDR, EXR, JPEG, PNG or WebP file, twice as wide as high.',
    ),
    src: prop(picture, 'The same as `files`.'),
    preset: prop(
      v.picklist(ENVIRONMENT_PRESETS),
      'Surroundings without a file. The viewer makes them: soft light of the kind that the name says, not a photograph.',
      { default: 'studio' },
    ),
    background: prop(
      v.union([boolean, v.literal('only')]),
      'Whether the picture is seen behind the scene; `only` means that it does not light it.',
      { default: false },
    ),
    blur: prop(fraction, 'How blurred it is as a background, from 0 to 1.', { default: 0 }),
    backgroundBlurriness: prop(fraction, 'The same as `blur`; it wins.'),
    backgroundIntensity: prop(positive, 'How bright it is as a background.', { default: 1 }),
    backgroundRotation: prop(vec3, 'How it is turned as a background. Without it, as `environmentRotation`.', {
      unit: 'rad',
    }),
    environmentIntensity: prop(positive, 'How brightly it lights the scene.', { default: 1 }),
    environmentRotation: prop(vec3, 'How it is turned.', { unit: 'rad', default: [0, 0, 0] }),
  },
})
export const SceneBackground = defineNode({
  tag: 'SceneBackground',
  doc: 'A picture behind everything. It lights nothing; `Environment` does.',
  defaultKey: 'scene-background',
  props: {
    src: prop(picture, 'URL or bytes of a JPEG, PNG, WebP, HDR or EXR file.'),
    geometry: prop(
      v.picklist(['auto', 'sphere', 'plane']),
      'Whether the picture is all around or across the view. `auto`: a picture that is twice as wide as high is all around.',
      { default: 'auto' },
    ),
    backgroundIntensity: prop(positive, 'How bright it is.', { default: 1 }),
    backgroundBlurriness: prop(fraction, 'How blurred it is, from 0 to 1, if it is all around.', { default: 0 }),
    backgroundRotation: prop(vec3, 'How it is turned, if it is all around.', { unit: 'rad', default: [0, 0, 0] }),
  },
})
export const BackgroundColor = defineNode({
  tag: 'BackgroundColor',
  doc: 'The colour behind everything. Pass-through shows the room instead.',
  defaultKey: 'background-color',
  props: { color: prop(color, 'The colour.', { default: '#131416' }) },
})
/** Fog, by the tag of the three.js object. */
export const Fog = defineNode({
  tag: 'fog',
  doc: 'Fog that hides what is far. In TypeScript its builder is `Fog`.',
  defaultKey: 'fog',
  props: {
    color: prop(color, 'Colour of the fog; usually that of the background.', { default: '#ffffff' }),
    near: prop(positive, 'Where it begins.', { unit: 'm', default: 1 }),
    far: prop(positive, 'Where it hides everything.', { unit: 'm', default: 1000 }),
  },
})
export const FogExp2 = defineNode({
  tag: 'fogExp2',
  doc: 'Fog that becomes thicker with the square of the distance. In TypeScript its builder is `FogExp2`.',
  defaultKey: 'fog',
  props: {
    color: prop(color, 'Colour of the fog.', { default: '#ffffff' }),
    density: prop(positive, 'How thick it is.', { unit: '1/m', default: 0.00025 }),
  },
})
export const Sky = defineNode({
  tag: 'Sky',
  doc: 'A clear sky with a sun, for the eye: it lights nothing.',
  defaultKey: 'sky',
  props: {
    visible: placementProps.visible,
    hide: placementProps.hide,
    distance: prop(positive, 'Length of its sides; what is farther is behind it.', { unit: 'm', default: 1000 }),
    sunPosition: prop(vec3, 'Where the sun is, seen from the origin. It wins over `inclination` and `azimuth`.'),
    inclination: prop(v.number(), 'How high the sun is: 0.5 on the horizon, more above it.', {
      default: 0.6,
    }),
    azimuth: prop(v.number(), 'Where along the horizon it is, in turns.', { unit: 'turns', default: 0.1 }),
    turbidity: prop(positive, 'How hazy the air is.', { default: 10 }),
    rayleigh: prop(positive, 'How blue, and at sunset how red.', { default: 0.5 }),
    mieCoefficient: prop(positive, 'How much the haze scatters.', { default: 0.005 }),
    mieDirectionalG: prop(fraction, 'How narrow the glow around the sun is.', { default: 0.8 }),
  },
})

const { scale: _scale, ...placedUnscaled } = placementProps
const whole = (least: number, most: number) =>
  v.pipe(
    v.number(),
    v.check(
      (value) => Number.isInteger(value) && value >= least && value <= most,
      `expected a whole number from ${least} to ${most}`,
    ),
  )
export const ContactShadows = defineNode({
  tag: 'ContactShadows',
  doc: 'A soft shadow on the floor below whatever stands there, without a light. The floor is where the node is, across the scene’s up axis.',
  defaultKey: 'contact-shadows',
  props: {
    ...placedUnscaled,
    scale: prop(v.union([positive, v.array(positive)]), 'Its sides, times `width` and `height`.', {
      unit: 'm',
      default: 10,
    }),
    width: prop(positive, 'Width, times `scale`.', { default: 1 }),
    height: prop(positive, 'Depth, times `scale`.', { default: 1 }),
    near: prop(positive, 'How high above the floor shadows begin.', { unit: 'm', default: 0 }),
    far: prop(positive, 'How high above the floor they end.', { unit: 'm', default: 10 }),
    opacity: prop(fraction, 'How dark they are, from 0 to 1.', { default: 1 }),
    blur: prop(positive, 'How soft they are.', { default: 1 }),
    smooth: prop(boolean, 'Whether they are blurred once more.', { default: true }),
    color: prop(color, 'Their colour.', { default: '#000000' }),
    resolution: prop(whole(16, 2048), 'Their sides.', { unit: 'px', default: 512 }),
    frames: prop(
      whole(0, 1_000_000),
      'In how many pictures after each change of the scene they are drawn anew; 0 is all.',
      {
        default: 1,
      },
    ),
    depthWrite: prop(boolean, 'Whether they hide what is drawn after them.', { default: false }),
  },
})
