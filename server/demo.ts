import {
  Box,
  Capsule,
  Cone,
  CoordsMarker,
  Cylinder,
  DefaultScene,
  DirectionalLight,
  type EventValue,
  type HandJoint,
  Octahedron,
  Plane,
  positionOf,
  Sphere,
  Torus,
} from '../protocol/index.ts'
import type { VuerSession } from './VuerSession.ts'

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
    DefaultScene(
      {},
      Plane({
        key: 'floor',
        args: [12, 12],
        rotation: [-Math.PI / 2, 0, 0],
        receiveShadow: true,
        materialType: 'standard',
        material: { color: '#23262e', roughness: 0.9 },
      }),
      Cylinder({ key: 'table', args: [0.7, 0.75, 0.06, 64], position: [0, 0.72, -0.9], ...shiny('#3a3f4b', 0.7) }),
      Box({ key: 'box', args: [0.16, 0.16, 0.16], position: [-0.35, 0.83, -0.8], ...shiny('#2e90fa') }),
      Sphere({ key: 'sphere', args: [0.1], position: [0, 0.85, -0.7], ...shiny('#f04438', 0.2) }),
      Cone({ key: 'cone', args: [0.1, 0.22, 48], position: [0.35, 0.86, -0.8], ...shiny('#f79009') }),
      Capsule({ key: 'capsule', args: [0.06, 0.14, 8, 24], position: [-0.22, 0.88, -1.15], ...shiny('#12b76a') }),
      Octahedron({ key: 'octahedron', args: [0.12], position: [0.24, 0.88, -1.15], ...shiny('#9b8afb', 0.15) }),
      Torus({ key: 'ring', args: [0.2, 0.02, 16, 64], position: [0, 1.35, -0.9], ...shiny('#eaecf0', 0.25) }),
      DirectionalLight({
        key: 'key-light',
        position: [1.5, 3, 1],
        intensity: 1.4,
        castShadow: true,
        'shadow-mapSize': [1024, 1024],
        'shadow-camera-far': 8,
      }),
      CoordsMarker({ key: 'origin', scale: 0.25, position: [0, 0.002, 0] }),
    ),
  )
  session.spawnTask(() => turnRing(session), 'turn the ring')
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
