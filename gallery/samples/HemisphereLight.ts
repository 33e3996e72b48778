import { HemisphereLight, RoundedBox, Scene, Sphere, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1, 0.05, 1.6], grid: false },
      HemisphereLight({ key: 'sky', skyColor: '#7cb8ff', groundColor: '#a15c1e', intensity: 3 }),
      Sphere({
        key: 'ball',
        args: [0.45, 48, 32],
        position: [-0.4, 0, 0],
        material: { color: '#ffffff', roughness: 1 },
      }),
      RoundedBox({ key: 'box', args: [0.6, 0.6, 0.6], position: [0.55, 0, 0], material: { roughness: 1 } }),
    ),
  )
}
