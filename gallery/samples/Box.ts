import { Box, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene({ camPosition: [1.1, 0.9, 1.5], grid: false }, Box({ key: 'box', args: [1, 1, 1], color: '#53b1fd' })),
  )
}
