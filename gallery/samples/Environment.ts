import { Environment, Scene, Sphere, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0, 0.3, 1.9], toneMapping: 'AgX', grid: false },
      Environment({ key: 'around', preset: 'sunset', background: true }),
      Sphere({
        key: 'mirror',
        args: [0.45, 64, 48],
        position: [-0.55, 0, 0],
        material: { metalness: 1, roughness: 0.02 },
      }),
      Sphere({
        key: 'clay',
        args: [0.45, 64, 48],
        position: [0.55, 0, 0],
        material: { color: '#53b1fd', roughness: 0.6 },
      }),
    ),
  )
}
