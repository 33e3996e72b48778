// A hand leads a simulated arm through a clutch: pinch to take it, open the fingers to let go. Every stop says why.
import { type ArmPose, Box, CoordsMarker, DefaultScene, Group, Hands, Sphere, superviseArm, Vuer } from 'vuer-xr'

const app = new Vuer()
const SHOULDER = [0, 0.9, -0.9] as const
const LINK_METRES = 0.3
const COLORS = { idle: '#98a2b3', engaged: '#12b76a', holding: '#f04438' }

/** Angles that bring the tip of two equal links to a place: about the vertical, at the shoulder, at the elbow. */
function jointsFor({ position }: ArmPose) {
  const [x, y, z] = position.map((value, axis) => value - SHOULDER[axis]!) as [number, number, number]
  const reach = Math.min(Math.hypot(x, y, z), 2 * LINK_METRES)
  const bend = Math.acos(reach / (2 * LINK_METRES))
  return { turn: Math.atan2(-z, x), lift: Math.atan2(y, Math.hypot(x, z)) + bend, elbow: -2 * bend }
}

const link = (key: string) =>
  Box({ key, args: [LINK_METRES, 0.04, 0.04], position: [LINK_METRES / 2, 0, 0], color: '#36bffa' })
const forearm = Group({ key: 'elbow', position: [LINK_METRES, 0, 0] }, link('lower'))
const robot = Group({ key: 'turn', position: [...SHOULDER] }, Group({ key: 'lift' }, link('upper'), forearm))
const base = Box({ key: 'base', args: [0.1, SHOULDER[1], 0.1], position: [0, SHOULDER[1] / 2, SHOULDER[2]] })

app.spawn(async (session) => {
  const tool = [CoordsMarker({ key: 'tool', scale: 0.1 }), Sphere({ key: 'lamp', args: [0.035] })]
  session.set(DefaultScene({ bgChildren: [Hands({ fps: 60 })] }, base, robot, ...tool))

  using arm = superviseArm(session, {
    hand: 'right',
    engage: 'pinch',
    armPose: { position: [0.25, 1.1, -0.7], quaternion: [0, 0, 0, 1] },
    workspace: { center: SHOULDER, radius: 1.9 * LINK_METRES },
    onEngage: () => console.log('engaged: the arm follows the hand'),
    onStop: ({ reason, sentence }) => console.log(`stopped (${reason}): ${sentence}`),
  })

  // The loop of the robot: it asks for a command at its own rate, whether anything came from the headset or not.
  for (;;) {
    const { pose } = arm.command()
    const { turn, lift, elbow } = jointsFor(pose)
    session.update([
      { key: 'turn', rotation: [0, turn, 0] },
      { key: 'lift', rotation: [0, 0, lift] },
      { key: 'elbow', rotation: [0, 0, elbow] },
      { key: 'tool', position: [...pose.position], quaternion: [...pose.quaternion] },
      { key: 'lamp', position: [...pose.position], color: COLORS[arm.status.state] },
    ])
    await session.sleep(1000 / 60)
  }
})

await app.start()
