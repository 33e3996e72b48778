import { Box, Locomotion, MotionControllers, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      // Left stick: go. Right stick: turn, or push it away and let go to teleport.
      { bgChildren: [MotionControllers(), Locomotion({ key: 'walk', speed: 1.5, turnAngle: 30 })] },
      Box({ key: 'gate', args: [0.3, 2, 0.3], position: [-1.2, 1, -3], color: '#53b1fd' }),
      Box({ key: 'other-gate', args: [0.3, 2, 0.3], position: [1.2, 1, -3], color: '#53b1fd' }),
    ),
  )
}
