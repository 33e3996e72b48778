// Poses for a robot: each wrist as seen from the head, in the axes of ROS (x ahead, y left, z up), with what is absent and why.
import {
  DefaultScene,
  Hands,
  Head,
  MotionControllers,
  type PoseFrame,
  relativeTo,
  toFrame,
  upright,
  Vuer,
} from 'vuer-xr'

const app = new Vuer()

app.spawn(async (session) => {
  const streams = [Head({ fps: 60 }), Hands({ fps: 60 }), MotionControllers({ key: 'motion-controllers', fps: 60 })]
  session.set(DefaultScene({ bgChildren: streams }))
  const told = { left: { text: '', at: 0 }, right: { text: '', at: 0 } }

  // Once for each frame of the headset, and once more when something that was there is not any more.
  for await (const frame of session.poses()) {
    for (const side of ['left', 'right'] as const) {
      const text = describe(frame.head, frame[side])
      // At once when a hand comes or goes, and otherwise once a second.
      const isSame = text.startsWith('hold') ? text === told[side].text : !told[side].text.startsWith('hold')
      if (isSame && frame.receivedAt - told[side].at < 1000) continue
      told[side] = { text, at: frame.receivedAt }
      console.log(`${side}: ${text}`)
    }
  }
})

function describe(head: PoseFrame['head'], { hand, controller }: PoseFrame['left']): string {
  // A hand if there is one, and otherwise the controller that it holds.
  const held = hand.pose?.wrist ?? controller.pose?.grip
  if (!head.pose) return `hold: the head is ${head.reason}`
  if (!held) return `hold: hand ${hand.reason}, controller ${controller.reason ?? 'without a grip'}`
  // `upright`: nodding does not move what is told from the head.
  const wrist = toFrame(relativeTo(held, upright(head.pose)), 'ros')
  const [x, y, z] = wrist.position.map((metres) => metres.toFixed(3))
  const pinch = hand.pose ? `, pinch ${hand.pose.pinchDistance.toFixed(3)} m` : ''
  return `${x} m ahead, ${y} m left, ${z} m up${pinch}, ${(hand.ageMs ?? controller.ageMs ?? 0).toFixed(1)} ms old`
}

await app.start()
