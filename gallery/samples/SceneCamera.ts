import { Box, Cylinder, Scene, SceneCamera, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      {},
      SceneCamera({ key: 'view', position: [1.5, 1.2, 1.8], lookAt: [0, 0.3, 0], fov: 45 }),
      Box({ key: 'part', args: [0.5, 0.5, 0.5], position: [-0.3, 0.25, 0], color: '#53b1fd' }),
      Cylinder({ key: 'can', args: [0.18, 0.18, 0.5], position: [0.5, 0.25, 0.1], color: '#f97066' }),
    ),
  )
}
