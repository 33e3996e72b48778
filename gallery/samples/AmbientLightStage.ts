import { AmbientLightStage, Plane, RoundedBox, Scene, Sphere, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.95, 0.75, 1.3], grid: false },
      AmbientLightStage({ key: 'light' }),
      RoundedBox({ key: 'box', args: [0.5, 0.5, 0.5], position: [-0.4, -0.25, 0], color: '#e8735a', castShadow: true }),
      Sphere({ key: 'ball', args: [0.28], position: [0.35, -0.22, 0.2], color: '#5a8fe8', castShadow: true }),
      Plane({
        key: 'floor',
        args: [3, 3],
        position: [0, -0.5, 0],
        rotation: [-Math.PI / 2, 0, 0],
        color: '#9aa3b2',
        receiveShadow: true,
      }),
    ),
  )
}
