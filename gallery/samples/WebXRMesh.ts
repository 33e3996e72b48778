import { Scene, Text, type VuerSession, WebXRMesh } from 'vuer-xr'

export default async (session: VuerSession) => {
  session.set(
    Scene(
      { grid: false, bgChildren: [WebXRMesh({ key: 'room', color: '#40c0ff', opacity: 0.4 })] },
      Text({ key: 'count', position: [0, 1.5, -1.8], fontSize: 0.12, text: 'enter AR' }),
    ),
  )
  for await (const { value } of session.events('WEBXR_MESH_UPDATE')) {
    session.update({ key: 'count', text: `${value.meshes.length} meshes` })
  }
}
