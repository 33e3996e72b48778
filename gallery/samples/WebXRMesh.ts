import { Scene, Text, type VuerSession, WebXRMesh } from 'vuer-xr'

export default async (session: VuerSession) => {
  session.set(
    Scene(
      { grid: false, bgChildren: [WebXRMesh({ key: 'room', color: '#40c0ff', opacity: 0.5 })] },
      Text({ key: 'count', position: [0, 1.9, -1.5], fontSize: 0.12, text: 'enter AR' }),
    ),
  )
  for await (const { value } of session.events('WEBXR_MESH_UPDATE')) {
    session.update({ key: 'count', text: `${value.meshes.length} meshes` })
  }
}
