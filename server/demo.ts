import {
  Box,
  Capsule,
  Cone,
  CoordsMarker,
  Cylinder,
  DirectionalLight,
  type EventValue,
  type HandJoint,
  Hands,
  HemisphereLight,
  MotionControllers,
  Octahedron,
  OrbitControls,
  PerspectiveCamera,
  positionOf,
  Scene,
  Sphere,
  Torus,
} from '../protocol/index.ts'
import type { VuerSession } from './session/VuerSession.ts'

const FINGER_TIPS = [
  'thumb-tip',
  'index-finger-tip',
  'middle-finger-tip',
  'ring-finger-tip',
  'pinky-finger-tip',
] as const
const TIP_COLORS = ['#f97066', '#fdb022', '#32d583', '#36bffa', '#a48afb'] as const

/**
 * The scene that `npm start` shows: shapes on a table, one of them moving, and in a headset a ball on each finger tip.
 */
export async function demonstration(session: VuerSession): Promise<void> {
  session.set(
    Scene(
      {
        bgChildren: [
          HemisphereLight({ key: 'sky', skyColor: '#ffffff', groundColor: '#8f98ab', intensity: 1.1 }),
          DirectionalLight({
            key: 'sun',
            position: [1.6, 3.2, 1.2],
            intensity: 2,
            castShadow: true,
            'shadow-mapSize': [2048, 2048],
            'shadow-camera-far': 8,
            'shadow-radius': 4,
            'shadow-normalBias': 0.02,
          }),
          PerspectiveCamera({ makeDefault: true, position: [1.15, 1.55, 0.75], lookAt: [0, 0.85, -0.9], fov: 45 }),
          OrbitControls({ target: [0, 0.85, -0.9], minDistance: 0.4, maxDistance: 12 }),
          Hands({ fps: 60 }),
          MotionControllers(),
        ],
      },
      Cylinder({ key: 'stage', args: [2.4, 2.4, 0.04, 96], position: [0, -0.021, -0.9], ...shiny('#4a5060', 0.95) }),
      Cylinder({ key: 'leg', args: [0.09, 0.16, 0.7, 48], position: [0, 0.35, -0.9], ...shiny('#5d6678', 0.7) }),
      Cylinder({ key: 'table', args: [0.62, 0.6, 0.05, 96], position: [0, 0.725, -0.9], ...shiny('#7b8499', 0.6) }),
      Box({
        key: 'box',
        args: [0.16, 0.16, 0.16],
        position: [-0.34, 0.83, -0.82],
        rotation: [0, 0.5, 0],
        ...shiny('#2e90fa'),
      }),
      Sphere({ key: 'sphere', args: [0.1, 48, 32], position: [0, 0.85, -0.62], ...shiny('#f04438', 0.2) }),
      Cone({ key: 'cone', args: [0.1, 0.22, 48], position: [0.34, 0.86, -0.82], ...shiny('#f79009') }),
      Capsule({ key: 'capsule', args: [0.06, 0.14, 8, 24], position: [-0.2, 0.88, -1.18], ...shiny('#12b76a') }),
      Octahedron({ key: 'octahedron', args: [0.12], position: [0.22, 0.87, -1.18], ...shiny('#9b8afb', 0.15) }),
      Torus({ key: 'ring', args: [0.2, 0.02, 16, 64], position: [0, 1.3, -0.9], ...shiny('#eaecf0', 0.25) }),
      CoordsMarker({ key: 'origin', scale: 0.25, position: [0, 0.004, 0] }),
    ),
  )
  session.spawnTask(() => turnRing(session), 'turn the ring')
  session.spawnTask(() => leaveTheRoomItsFloor(session), 'leave the room its floor')
  for await (const { value } of session.events('HAND_MOVE')) showFingerTips(session, value)
}

const shiny = (color: string, roughness = 0.4) =>
  ({
    materialType: 'standard',
    castShadow: true,
    receiveShadow: true,
    material: { color, roughness, metalness: 0.1 },
  }) as const

async function turnRing(session: VuerSession): Promise<void> {
  for (let seconds = 0; ; seconds += 1 / 30) {
    session.update({
      key: 'ring',
      position: [0, 1.35 + 0.04 * Math.sin(1.5 * seconds), -0.9],
      rotation: [0.9 * seconds, 0.6 * seconds, 0],
    })
    await session.sleep(1000 / 30)
  }
}

/** In AR the room has a floor: ours would cover it, and what stands on it. */
async function leaveTheRoomItsFloor(session: VuerSession): Promise<void> {
  for await (const { value } of session.events('XR_SESSION')) {
    session.update({ key: 'stage', visible: value.state === 'ended' || value.mode !== 'immersive-ar' })
  }
}

/** A ball on every finger tip of a hand that is seen; none where there is no hand. */
function showFingerTips(session: VuerSession, hands: EventValue<'HAND_MOVE'>): void {
  for (const side of ['left', 'right'] as const) {
    const hand = hands[side]
    const keys = FINGER_TIPS.map((tip) => `${side}-${tip}`)
    if (hand) session.upsert(FINGER_TIPS.map((tip, index) => ball(`${side}-${tip}`, tip, hand, TIP_COLORS[index]!)))
    else if (session.graph.has(keys[0]!)) session.remove(keys)
  }
}

const ball = (key: string, tip: HandJoint, hand: Float32Array, color: string) =>
  Sphere({ key, args: [0.012, 24, 16], position: positionOf(hand, tip), materialType: 'standard', color })
