import * as v from 'valibot'
import { type ChildInput, checkNode, type NodeDeclaration, type PropsInput, prop } from '../defineNode.ts'
import { ProtocolError } from '../errors.ts'
import { isRecord, type SceneData, type Slot } from '../node.ts'
import { OrbitControls, PerspectiveCamera } from './cameras.ts'
import { HemisphereLightStage } from './lights.ts'
import { Grid } from './markers.ts'
import { boolean, color, placementProps, positive, vec3 } from './schemas.ts'
import { Hands, MotionControllers } from './xr.ts'

const { position, rotation, scale } = placementProps

/** How light becomes colours on a screen, by the names that Vuer has, and two of three.js’ own. */
export const TONE_MAPPINGS = ['none', 'linear', 'Reinhard', 'Cineon', 'ACE Film', 'AgX', 'Neutral', 'custom'] as const
export type ToneMappingName = (typeof TONE_MAPPINGS)[number]

/** The root of a scene. What a scene does not bring (camera, controls, light, grid), the viewer supplies. */
export const sceneDeclaration = {
  tag: 'Scene',
  doc: 'The root. What a scene does not bring, the viewer supplies: a camera, orbit controls, light, a grid.',
  events: [],
  props: {
    up: prop(
      v.pipe(
        vec3,
        v.check((axis) => Math.hypot(...axis) > 0, 'expected an axis that is not [0, 0, 0]'),
      ),
      'Which way is up on the desktop. XR poses always have y up.',
      { default: [0, 1, 0] },
    ),
    grid: prop(
      boolean,
      'Whether the viewer draws its grid when the scene has none of its own. Where the room shows through (AR), it does not.',
      { default: true },
    ),
    background: prop(color, 'Colour behind everything. Pass-through shows the room instead.', { default: '#131416' }),
    toneMapping: prop(v.picklist(TONE_MAPPINGS), 'How bright light becomes a colour. `custom` changes nothing.', {
      default: 'ACE Film',
    }),
    toneMappingExposure: prop(positive, 'How much light the picture takes in.', { default: 1 }),
    camPosition: prop(vec3, 'Where the view begins, if the scene has no camera of its own.', { unit: 'm' }),
    camRotation: prop(vec3, 'How the view is turned there: Euler angles XYZ. Without it, it looks at the origin.', {
      unit: 'rad',
    }),
    frameloop: prop(
      v.picklist(['demand', 'always']),
      'Whether a picture is drawn when something has changed, or all the time. A headset gets one each frame anyway.',
      { default: 'demand' },
    ),
    position,
    rotation,
    scale,
  },
} as const satisfies NodeDeclaration

export type SceneProps = { key?: string } & PropsInput<typeof sceneDeclaration.props> & {
    [S in Slot]?: readonly ChildInput[] | undefined
  }

const isPresent = (child: ChildInput) => child !== null && child !== undefined && child !== false

/**
 * The scene that a session or a store is set to: props, then the nodes of `children`. The other lists go into the props:
 * `bgChildren` (background and tools), `rawChildren` (not moved by the scene’s placement), `htmlChildren` (on the page).
 * Instead of props, the first argument may be a scene, or a snapshot of a store.
 */
export function Scene(props: SceneProps | SceneData = {}, ...children: ChildInput[]): SceneData {
  if (!isRecord(props) || ('tag' in props && props.tag !== 'Scene')) {
    throw new ProtocolError('INVALID_NODE', 'Scene: props, or a scene, come first: write Scene({}, Box(…), …)')
  }
  const { tag: _tag, children: more, bgChildren, rawChildren, htmlChildren, ...rest } = props as SceneData
  const scene: SceneData = { tag: 'Scene' }
  for (const [name, value] of Object.entries(rest)) if (value !== undefined && value !== null) scene[name] = value
  const lists = { children: [...children, ...(more ?? [])], bgChildren, rawChildren, htmlChildren }
  for (const [slot, list] of Object.entries(lists)) {
    const present = (list ?? []).filter(isPresent)
    if (present.length > 0) scene[slot as Slot] = present as NonNullable<SceneData['children']>
  }
  checkNode({ ...rest, tag: 'Scene', key: rest.key ?? 'scene' }, sceneDeclaration.props)
  return scene
}

/**
 * A scene with everything to look around and to reach into: grid, daylight, camera and controls, hands, controllers. A
 * node of `bgChildren` takes the place of the one with its key: `bgChildren: [Hands({ fps: 60 })]`.
 */
export function DefaultScene(props: SceneProps = {}, ...children: ChildInput[]): SceneData {
  const { bgChildren = [], grid = true, ...rest } = props
  const tools = [
    grid !== false && Grid(),
    HemisphereLightStage({ key: 'light-stage' }),
    Hands({ fps: 30, stream: true }),
    MotionControllers({ key: 'motion-controllers', fps: 30, stream: true, left: true, right: true }),
    PerspectiveCamera({ makeDefault: true, position: [0, 1.6, 3], lookAt: [0, 0.8, 0] }),
    OrbitControls({ makeDefault: true, target: [0, 0.8, 0] }),
  ]
  const taken = new Set(bgChildren.map((child) => (child && typeof child === 'object' ? child.key : undefined)))
  const kept = tools.filter((tool) => tool === false || !taken.has(tool.key))
  return Scene({ ...rest, grid, bgChildren: [...kept, ...bgChildren] }, ...children)
}
