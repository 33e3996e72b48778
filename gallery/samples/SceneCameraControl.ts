import { Cylinder, Scene, SceneCameraControl, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.5, 1.1, 2] },
      // W A S D to go, Q and E for down and up, arrows to turn.
      SceneCameraControl({ key: 'walk', target: [0, 0.3, 0], moveSpeed: 1.5 }),
      ...['#f97066', '#fdb022', '#32d583', '#53b1fd'].map((color, index) =>
        Cylinder({
          key: color,
          args: [0.12, 0.12, 0.9],
          position: [index * 0.5 - 0.75, 0.45, index % 2 ? -0.4 : 0.3],
          color,
        }),
      ),
    ),
  )
}
