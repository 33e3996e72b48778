import { Body, Scene, Text, type VuerSession } from 'vuer-xr'

export default async (session: VuerSession) => {
  session.set(
    Scene(
      // Drawn where the headset’s browser tracks the body: joints and the lines between them.
      { camPosition: [0, 0.3, 1.6], bgChildren: [Body({ fps: 60, frameScale: 0.04 })] },
      Text({ key: 'state', fontSize: 0.2, color: '#fdb022', text: 'waiting for a body' }),
    ),
  )
  for await (const { value } of session.events('BODY_MOVE')) {
    session.update({ key: 'state', text: `body: ${value.tracking?.body ?? 'unknown'}` })
  }
}
