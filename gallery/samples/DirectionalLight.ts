import { AmbientLight, DirectionalLight, Plane, RoundedBox, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.95, 0.75, 1.3], grid: false },
      DirectionalLight({ key: 'sun', position: [-0.7, 0.5, 0.4], intensity: 3, castShadow: true, helper: true }),
      AmbientLight({ intensity: 0.3 }),
      RoundedBox({ key: 'box', args: [0.5, 0.5, 0.5], position: [-0.2, -0.25, 0], color: '#e8735a', castShadow: true }),
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
