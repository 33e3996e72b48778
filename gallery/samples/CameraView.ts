import { Box, CameraView, Cylinder, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.2, 1, 1.7], grid: false },
      // It sends what it sees, or answers grabRender({ key: 'wrist' }); the page shows it in a corner.
      CameraView({
        key: 'wrist',
        position: [-0.9, 0.6, 0.5],
        rotation: [-0.6, -0.75, -0.45],
        width: 160,
        height: 120,
        far: 3,
      }),
      Box({ key: 'part', args: [0.35, 0.35, 0.35], position: [-0.1, -0.12, -0.1], color: '#f97066' }),
      Cylinder({ key: 'can', args: [0.14, 0.14, 0.4], position: [0.4, -0.1, -0.3], color: '#53b1fd' }),
    ),
  )
}
