import { Plane, PointLight, RoundedBox, Scene, Sphere, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.95, 0.75, 1.3], grid: false },
      PointLight({
        key: 'lamp',
        position: [0.1, 0.35, 0.2],
        intensity: 2,
        color: '#ffd9a0',
        showSphere: true,
        radius: 0.06,
        castShadow: true,
      }),
      RoundedBox({ key: 'box', args: [0.4, 0.4, 0.4], position: [-0.45, -0.3, 0], color: '#e8735a', castShadow: true }),
      Sphere({ key: 'ball', args: [0.22], position: [0.45, -0.28, -0.15], color: '#5a8fe8', castShadow: true }),
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
