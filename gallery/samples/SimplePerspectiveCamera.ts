import { Box, Scene, SimplePerspectiveCamera, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      {},
      SimplePerspectiveCamera({ key: 'camera', makeDefault: true, position: [0, 0.3, 2], fov: 40 }),
      Box({ key: 'part', args: [0.4, 0.4, 0.4], position: [0, 0.2, 0], color: '#f97066' }),
    ),
  )
}
