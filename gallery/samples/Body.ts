import { Body, Scene, Text, type VuerSession } from 'vuer-xr'

export default async (session: VuerSession) => {
  session.set(
    Scene(
      // Drawn where the headset’s browser tracks the body: joints and the lines between them.
      { bgChildren: [Body({ fps: 60, frameScale: 0.04 })] },
      Text({ key: 'state', position: [0, 0.8, 0], fontSize: 0.25, color: '#fdb022', text: 'waiting for a body' }),
    ),
  )
  for await (const { value } of session.events('BODY_MOVE')) {
    session.update({ key: 'state', text: `body: ${value.tracking?.body ?? 'unknown'}` })
  }
}
