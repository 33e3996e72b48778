import { Scene, Text, type VuerSession, WebXRPlanes } from 'vuer-xr'

export default async (session: VuerSession) => {
  session.set(
    Scene(
      { grid: false, bgChildren: [WebXRPlanes({ key: 'surfaces', color: '#60d080', opacity: 0.35 })] },
      Text({ key: 'count', position: [0, 1.5, -1.8], fontSize: 0.12, text: 'enter AR' }),
    ),
  )
  for await (const { value } of session.events('WEBXR_PLANES_UPDATE')) {
    session.update({ key: 'count', text: `${value.planes.length} planes` })
  }
}
