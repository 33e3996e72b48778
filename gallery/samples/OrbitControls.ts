import { Box, OrbitControls, Scene, Torus, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.3, 1.1, 1.7] },
      // Drag to turn, no nearer than half a metre. With `stream`, where the camera is comes as CAMERA_MOVE.
      OrbitControls({ key: 'orbit', target: [0, 0.3, 0], minDistance: 0.5, maxDistance: 8 }),
      Torus({ key: 'ring', args: [0.7, 0.03], position: [0, 0.3, 0], rotation: [Math.PI / 2, 0, 0], color: '#fdb022' }),
      Box({ key: 'part', args: [0.6, 0.6, 0.6], position: [0, 0.3, 0], color: '#53b1fd' }),
    ),
  )
}
