import { Box, Gripper, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.15, 0.09, 0.17], grid: false },
      Gripper({ key: 'gripper', position: [0, -0.06, 0], rotation: [Math.PI / 2, 0, 0], pinchWidth: 0.03, axes: true }),
      Box({ key: 'part', args: [0.05, 0.05, 0.05], position: [0, -0.06, 0], color: '#53b1fd' }),
    ),
  )
}
