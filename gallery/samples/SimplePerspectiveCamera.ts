import { Box, Cylinder, Scene, SimplePerspectiveCamera, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      {},
      SimplePerspectiveCamera({ key: 'view', makeDefault: true, position: [0, 1.2, 2.6], rotation: [-0.35, 0, 0] }),
      Box({ key: 'part', args: [0.5, 0.5, 0.5], position: [-0.4, 0.25, 0], rotation: [0, 0.6, 0], color: '#53b1fd' }),
      Cylinder({ key: 'can', args: [0.2, 0.2, 0.6], position: [0.45, 0.3, 0.2], color: '#f97066' }),
    ),
  )
}
