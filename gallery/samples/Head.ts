import { Arrow, Head, Scene, Text, type VuerSession } from 'vuer-xr'

export default async (session: VuerSession) => {
  session.set(
    Scene(
      { bgChildren: [Head({ fps: 30 })] },
      Arrow({ key: 'gaze', position: [0, 1.25, -0.7], color: '#fdb022' }),
      Text({ key: 'height', position: [0, 1.6, -1.2], fontSize: 0.12, text: 'enter VR' }),
    ),
  )
  // The arrow points to where the head looks: against the z axis of its pose.
  for await (const { value } of session.events('HEAD_MOVE')) {
    const { matrix } = value
    if (!matrix) continue
    const direction = [8, 9, 10].map((at) => -0.4 * matrix[at]!)
    session.update([
      { key: 'gaze', direction },
      { key: 'height', text: `head at ${matrix[13]!.toFixed(2)} m` },
    ])
  }
}
