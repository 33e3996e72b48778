import { AmbientLight, Plane, RoundedBox, Scene, SpotLight, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1, 0.8, 1.4], grid: false },
      SpotLight({
        key: 'lamp',
        position: [-0.5, 0.6, 0.5],
        intensity: 14,
        angle: 0.42,
        penumbra: 0.3,
        castShadow: true,
        helper: true,
      }),
      AmbientLight({ intensity: 0.2 }),
      RoundedBox({ key: 'box', args: [0.4, 0.4, 0.4], position: [0, -0.3, 0], color: '#e8735a', castShadow: true }),
      Plane({
        key: 'floor',
        args: [4, 4],
        position: [0, -0.5, 0],
        rotation: [-Math.PI / 2, 0, 0],
        color: '#9aa3b2',
        receiveShadow: true,
      }),
    ),
  )
}
