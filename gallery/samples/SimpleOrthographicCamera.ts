import { Box, Scene, SimpleOrthographicCamera, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      {},
      SimpleOrthographicCamera({ key: 'camera', makeDefault: true, position: [0, 0.3, 2], top: 0.7, bottom: -0.7 }),
      Box({ key: 'part', args: [0.4, 0.4, 0.4], position: [0, 0.2, 0], rotation: [0.4, 0.5, 0], color: '#53b1fd' }),
    ),
  )
}
